import { access, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FilesPort } from '../core/ports/files.ts';

/** What may be wrong with a place on the disk. */
export type FilesErrorCode =
  | 'not-found'
  | 'exists'
  | 'is-folder'
  | 'no-folder'
  | 'no-access'
  | 'no-space'
  | 'too-long'
  | 'failed';

/** An error of the files port; `path` is the place that it is about. */
export class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly code: FilesErrorCode;
  readonly path: string;
  constructor(code: FilesErrorCode, message: string, path: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** By the names of errno. */
const CODES: Readonly<Record<string, FilesErrorCode>> = {
  ENOENT: 'not-found',
  EISDIR: 'is-folder',
  ENOTDIR: 'no-folder',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'no-access',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  ENAMETOOLONG: 'too-long',
};

/** The files port on the disk: URIs are `file:` URIs. Files are written beside their place and then moved into it. */
export function createNodeFiles(): FilesPort {
  const exists = async (uri: string): Promise<boolean> =>
    access(fileURLToPath(uri)).then(
      () => true,
      () => false,
    );
  return {
    read: async (uri) => translated(uri, () => readShared(fileURLToPath(uri))),
    write: async (uri, bytes) =>
      translated(uri, async () => {
        const path = fileURLToPath(uri);
        const partial = `${path}.${process.pid}.partial`;
        await mkdir(dirname(path), { recursive: true });
        try {
          await writeFile(partial, bytes);
          await rename(partial, path);
        } catch (error) {
          await rm(partial, { force: true });
          throw error;
        }
      }),
    exists,
    list: async (uri) =>
      translated(uri, async () => {
        const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
        return entries.map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
      }).catch((error: unknown) => {
        if (error instanceof FilesError && error.code === 'not-found') return [];
        throw error;
      }),
    rename: async (from, to) => {
      // rename(2) takes an empty folder's place without a word.
      if (await exists(to)) throw new FilesError('exists', to, fileURLToPath(to));
      await translated(to, () => rename(fileURLToPath(from), fileURLToPath(to)));
    },
    remove: async (uri) => translated(uri, () => rm(fileURLToPath(uri), { recursive: true, force: true })),
    join: (uri, ...segments) => pathToFileURL(join(fileURLToPath(uri), ...segments)).href,
  };
}

/** A file in shared memory, which the PDF port reads where it is: a large one is in memory once. */
async function readShared(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return at === size ? bytes : bytes.subarray(0, at);
  } finally {
    await file.close();
  }
}

/** URI of a path that a person typed. */
export function uriOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

async function translated<T>(uri: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = error instanceof Error ? error.message : String(error);
    throw new FilesError(CODES[code] ?? 'failed', message, fileURLToPath(uri));
  }
}
