import * as vscode from 'vscode';
import type { FilesPort } from '../../core/ports/files.ts';
import { isNotFound } from './atomic.ts';

/** An error of the files port; `code` is `not-found`, `exists` or `failed`. */
class FilesError extends Error {
  override readonly name = 'FilesError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The files port on vscode.workspace.fs, so that remote and virtual workspaces work. */
export function createWorkspaceFiles(): FilesPort {
  const { fs } = vscode.workspace;
  const uri = (text: string): vscode.Uri => vscode.Uri.parse(text, true);
  return {
    read: (file) => translated(async () => new Uint8Array(await fs.readFile(uri(file)))),
    write: (file, bytes) =>
      translated(async () => {
        await fs.createDirectory(vscode.Uri.joinPath(uri(file), '..'));
        await fs.writeFile(uri(file), bytes);
      }),
    exists: async (file) =>
      fs.stat(uri(file)).then(
        () => true,
        () => false,
      ),
    list: async (folder) =>
      fs.readDirectory(uri(folder)).then(
        (entries) =>
          entries.map(([name, type]) => ({ name, directory: (type & vscode.FileType.Directory) !== 0 })),
        (error: unknown) => {
          if (isNotFound(error)) return [];
          throw translate(error);
        },
      ),
    rename: (from, to) => translated(async () => fs.rename(uri(from), uri(to), { overwrite: false })),
    remove: (file) =>
      translated(async () => fs.delete(uri(file), { recursive: true, useTrash: false })).catch(
        (error: unknown) => {
          if (!(error instanceof FilesError) || error.code !== 'not-found') throw error;
        },
      ),
    join: (folder, ...segments) => vscode.Uri.joinPath(uri(folder), ...segments).toString(),
  };
}

async function translated<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): FilesError {
  const message = error instanceof Error ? error.message : String(error);
  if (isNotFound(error)) return new FilesError('not-found', message);
  if (error instanceof vscode.FileSystemError && error.code === 'FileExists')
    return new FilesError('exists', message);
  return new FilesError('failed', message);
}
