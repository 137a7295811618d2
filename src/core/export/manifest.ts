import { encodeUtf8 } from './utf8.ts';
import type { Hash } from './types.ts';

/** One file of an export. */
export interface ManifestEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json`: every other file of the export with its hash, so that two exports can be compared. */
export function manifestJson(law: string, date: string, files: readonly ManifestEntry[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return encodeUtf8(
    `${JSON.stringify({ version: 1, generator: 'Lakmoes', law, date, files: sorted }, undefined, 2)}\n`,
  );
}

/** Bytes of a file as an entry of the manifest. */
export async function manifestEntry(path: string, bytes: Uint8Array, hash: Hash): Promise<ManifestEntry> {
  return { path, bytes: bytes.length, sha256: await hash(bytes) };
}
