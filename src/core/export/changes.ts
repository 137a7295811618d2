import type { FilesPort } from '../ports/files.ts';
import type { ManifestEntry } from './manifest.ts';
import { decodeUtf8 } from './utf8.ts';

/** How an export differs from the one before it, by path. */
export interface ExportChanges {
  /** Name of the folder that it is compared with. */
  readonly since: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Compares what was written with the newest earlier export of the same dossier in `target`; undefined when there is
 * none. `base` is the name of its folders up to the date.
 */
export async function changesSince(
  files: FilesPort,
  target: string,
  base: string,
  written: readonly ManifestEntry[],
): Promise<ExportChanges | undefined> {
  const earlier = (await files.list(target))
    .filter(({ name, directory }) => directory && name.startsWith(base))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'nl', { numeric: true }));
  const since = earlier.at(-1);
  if (since === undefined) return undefined;
  const before = await readManifest(files, files.join(target, since, 'manifest.json'));
  if (before === undefined) return undefined;
  // A manifest does not list itself.
  const now = new Map(
    written.flatMap(({ path, sha256 }) => (path === 'manifest.json' ? [] : [[path, sha256]])),
  );
  return {
    since,
    added: [...now.keys()].filter((path) => !before.has(path)).sort(),
    removed: [...before.keys()].filter((path) => !now.has(path)).sort(),
    changed: [...now]
      .flatMap(([path, hash]) => (before.has(path) && before.get(path) !== hash ? [path] : []))
      .sort(),
  };
}

async function readManifest(files: FilesPort, uri: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const manifest: unknown = JSON.parse(decodeUtf8(await files.read(uri)));
    const entries = (manifest as { readonly files?: readonly Partial<ManifestEntry>[] }).files ?? [];
    return new Map(entries.map(({ path, sha256 }) => [String(path), String(sha256)]));
  } catch {
    // A folder that only looks like an export is none.
    return undefined;
  }
}
