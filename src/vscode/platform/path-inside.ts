import type * as vscode from 'vscode';

/** Path of a file relative to a folder that holds it, forward slashes; undefined where it lies outside. */
export function pathInside(folder: vscode.Uri, file: vscode.Uri): string | undefined {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const same = folder.scheme === file.scheme && folder.authority === file.authority;
  return same && file.path.startsWith(root) ? file.path.slice(root.length) : undefined;
}
