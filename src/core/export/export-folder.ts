import { safeFileName } from '../decision/file-name.ts';
import type { FilesPort } from '../ports/files.ts';
import { manifestEntry, type ManifestEntry } from './manifest.ts';
import type { Hash } from './types.ts';

/** Tries for a free name before it is called a fault. */
const MOST_NAMES = 1000;
/** Lies in a partial folder as long as it is one, and tells that it is ours. */
const MARKER = '.lakmoes-export';
const PARTIAL = /^\..+\.partial( \(\d+\))?$/;

/**
 * A folder that comes into being at once: files go into a hidden partial folder, which gets its name when all is
 * there. What fails leaves nothing behind; what exists is never overwritten.
 */
export class ExportFolder {
  private readonly files: FilesPort;
  private readonly target: string;
  private readonly name: string;
  private readonly hash: Hash;
  private readonly partial: string;
  /** Whether there was no target folder before. */
  private readonly fresh: boolean;
  private readonly entries: ManifestEntry[] = [];
  private readonly marker: string;
  private marked: Promise<void> | undefined;
  /** Names of partial folders of other exports: broken off by a crash, or still busy. */
  readonly others: readonly string[];

  private constructor(
    files: FilesPort,
    target: string,
    name: string,
    partial: string,
    fresh: boolean,
    hash: Hash,
    others: readonly string[],
  ) {
    this.others = others;
    this.marker = files.join(partial, MARKER);
    this.fresh = fresh;
    this.files = files;
    this.target = target;
    this.name = name;
    this.partial = partial;
    this.hash = hash;
  }

  /** `name` is made safe. Nothing is written yet. */
  static async open(files: FilesPort, target: string, name: string, hash: Hash): Promise<ExportFolder> {
    const safe = safeFileName(name, 120) || 'besluit';
    const partial = await freeName(files, target, `.${safe}.partial`);
    const fresh = !(await files.exists(target));
    const others = await partialFolders(files, target);
    return new ExportFolder(files, target, safe, files.join(target, partial), fresh, hash, others);
  }

  /** `path` with forward slashes, made of safe names. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    await (this.marked ??= this.files.write(this.marker, new Uint8Array()));
    await this.files.write(this.files.join(this.partial, ...path.split('/')), bytes);
    this.entries.push(await manifestEntry(path, bytes, this.hash));
  }

  written(): readonly ManifestEntry[] {
    return this.entries;
  }

  /** Gives the folder its name, with " (2)" behind it where that is taken. Answers the URI. */
  async finish(): Promise<string> {
    const final = this.files.join(this.target, await freeName(this.files, this.target, this.name));
    await this.files.remove(this.marker);
    await this.files.rename(this.partial, final);
    return final;
  }

  /** Nothing is left: not the target either, where it came into being for this export and holds nothing else. */
  async discard(): Promise<void> {
    await this.files.remove(this.partial);
    if (this.fresh && (await this.files.list(this.target)).length === 0) await this.files.remove(this.target);
  }
}

/** Which of them still runs cannot be told from here, so none is touched. */
async function partialFolders(files: FilesPort, target: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, directory } of await files.list(target)) {
    if (directory && PARTIAL.test(name) && (await files.exists(files.join(target, name, MARKER))))
      found.push(name);
  }
  return found.sort();
}

async function freeName(files: FilesPort, target: string, name: string): Promise<string> {
  for (let number = 1; number < MOST_NAMES; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!(await files.exists(files.join(target, candidate)))) return candidate;
  }
  throw new Error(`no free name for ${name}`);
}
