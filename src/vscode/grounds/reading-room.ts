import * as vscode from 'vscode';

const scheme = 'lakmoes-lezen';
/** Columns at which a text is broken, so that it reads without word wrap. */
const width = 90;

/** Shows a text beside the editor, read-only and without taking the focus: an article, a boilerplate. */
export class ReadingRoom implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  readonly #closing: vscode.Disposable;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(title: string, paragraphs: readonly string[]): Promise<void> {
    const name = title.replaceAll(/[\\/:*?"<>|#]/g, ' ').trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}.txt` });
    this.#texts.set(uri.toString(), `${title}\n\n${paragraphs.map(wrapped).join('\n\n')}\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#closing.dispose();
  }
}

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  for (const line of paragraph.split('\n')) {
    let current = '';
    for (const word of line.split(' ')) {
      if (current !== '' && current.length + word.length + 1 > width) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    lines.push(current);
  }
  return lines.join('\n');
}
