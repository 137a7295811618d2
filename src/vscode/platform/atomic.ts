import * as vscode from 'vscode';

/**
 * Writes a file so that a reader finds the old content or the new, never a part: into a file beside it, which
 * then takes its place. Rejects with the file system's error and leaves nothing behind.
 */
export async function writeAtomically(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const slash = target.path.lastIndexOf('/');
  const name = `.${target.path.slice(slash + 1)}.${globalThis.crypto.randomUUID().slice(0, 8)}.tmp`;
  const temporary = target.with({ path: `${target.path.slice(0, slash + 1)}${name}` });
  try {
    await vscode.workspace.fs.writeFile(temporary, bytes);
    await vscode.workspace.fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await vscode.workspace.fs.delete(temporary).then(undefined, () => undefined);
    throw error;
  }
}

/** Bytes of a file, or undefined where there is none. */
export async function readIfPresent(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Whether an error of workspace.fs says that the file is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
