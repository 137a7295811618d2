import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FilesPort } from '../core/ports/files.ts';

/** An error of the files port; `code` is `not-found`, `exists` or `failed`. */
class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly code: 'not-found' | 'exists' | 'failed';
  constructor(code: FilesError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The files port on the disk: URIs are `file:` URIs. Files are written beside their place and then moved into it. */
export function createNodeFiles(): FilesPort {
  const exists = async (uri: string): Promise<boolean> =>
    access(fileURLToPath(uri)).then(
      () => true,
      () => false,
    );
  return {
    read: async (uri) => translated(async () => new Uint8Array(await readFile(fileURLToPath(uri)))),
    write: async (uri, bytes) =>
      translated(async () => {
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
      translated(async () => {
        const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
        return entries.map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
      }).catch((error: unknown) => {
        if (error instanceof FilesError && error.code === 'not-found') return [];
        throw error;
      }),
    rename: async (from, to) => {
      // rename(2) takes an empty folder's place without a word.
      if (await exists(to)) throw new FilesError('exists', to);
      await translated(() => rename(fileURLToPath(from), fileURLToPath(to)));
    },
    remove: async (uri) => translated(() => rm(fileURLToPath(uri), { recursive: true, force: true })),
    join: (uri, ...segments) => pathToFileURL(join(fileURLToPath(uri), ...segments)).href,
  };
}

/** URI of a path that a person typed. */
export function uriOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

async function translated<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const message = error instanceof Error ? error.message : String(error);
    throw new FilesError(code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'failed', message);
  }
}
