import * as vscode from 'vscode';
import { pathInside } from './path-inside.ts';

/** Folders that no file of ours stands in. */
export const excluded = '**/node_modules/**';

/**
 * Tells of folders of the workspace that came or went as a whole: moved, unpacked, renamed. VS Code does not name the
 * files in them, and on some systems overlooks those that are written right after their folder.
 */
export function watchFolders(
  changed: (folder: vscode.Uri, change: 'come' | 'gone') => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(async (uri) => {
      if (await isFolder(uri)) changed(uri, 'come');
    }),
    // What is gone cannot be asked whether it was a folder.
    watcher.onDidDelete((uri) => changed(uri, 'gone')),
  );
}

/**
 * Tells of files of the workspace that were made, changed or deleted, alone or with their folder; when the user comes
 * back to the window, also of those that nobody told of.
 *
 * @param pattern A glob for files of the whole workspace.
 * @param known Files that the caller holds, so that it hears of those that are gone.
 * @param touched May be told of a file that did not change.
 */
export function watchFiles(
  pattern: string,
  known: () => readonly vscode.Uri[],
  touched: (files: readonly vscode.Uri[]) => void,
): vscode.Disposable {
  const tell = (files: readonly vscode.Uri[]): void => {
    if (files.length > 0) touched(files);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const one = (uri: vscode.Uri): void => tell([uri]);
  const compare = async (): Promise<void> => {
    const found = await vscode.workspace.findFiles(pattern, excluded);
    const before = new Map(known().map((uri) => [uri.toString(), uri]));
    const come = found.filter((uri) => !before.delete(uri.toString()));
    const gone = [...before.values()].filter((uri) => vscode.workspace.getWorkspaceFolder(uri));
    tell([...come, ...gone]);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(one),
    watcher.onDidCreate(one),
    watcher.onDidDelete(one),
    watchFolders((folder, change) => {
      if (change === 'gone') tell(known().filter((file) => pathInside(folder, file) !== undefined));
      else void vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), excluded).then(tell);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void compare();
    }),
  );
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}

/** Readings of files that may be under way side by side: one that began earlier never replaces a later one. */
export class Readings {
  readonly #last = new Map<string, Promise<void>>();

  /** Reads and takes what was read; where another reading of this file began meanwhile, ends when that one does. */
  run<T>(file: string, read: () => Promise<T>, take: (content: T) => void): Promise<void> {
    const reading: Promise<void> = read().then((content) => {
      if (this.#last.get(file) !== reading) return this.#last.get(file);
      this.#last.delete(file);
      return take(content);
    });
    this.#last.set(file, reading);
    return reading;
  }
}
