import * as vscode from 'vscode';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

const scheme = 'lakmoes-schrijven';

interface Page {
  bytes: Uint8Array;
  modified: number;
  readonly onSave: (text: string) => void;
}

/**
 * A text editor for something that is not a file: what is saved in it goes to `onSave`, and nothing is written to
 * disk, since a motivation may hold what must stay secret.
 */
export class WritingDesk implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #pages = new Map<string, Page>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];
  #count = 0;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
    ];
  }

  /** Opens a window beside with `text`; each save calls `onSave`. */
  async open(text: string, onSave: (text: string) => void): Promise<void> {
    this.#count += 1;
    const name = `${texts[language()].largeFile}-${this.#count}.txt`;
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#pages.set(uri.toString(), { bytes: new TextEncoder().encode(text), modified: Date.now(), onSave });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    vscode.window.setStatusBarMessage(texts[language()].largeHint, 10_000);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const page = this.#page(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: page.modified, size: page.bytes.byteLength };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#page(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const page = this.#page(uri);
    page.bytes = bytes;
    page.modified = Date.now();
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    page.onSave(new TextDecoder().decode(bytes));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    this.#pages.delete(uri.toString());
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #page(uri: vscode.Uri): Page {
    const page = this.#pages.get(uri.toString());
    if (!page) throw vscode.FileSystemError.FileNotFound(uri);
    return page;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
