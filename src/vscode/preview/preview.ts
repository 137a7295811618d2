import * as vscode from 'vscode';
import { language } from '../platform/settings.ts';
import { pageHtml } from '../platform/page-html.ts';
import { webviewRoot } from '../platform/webview-html.ts';
import { LetterPanel } from './panel.ts';
import type { DecisionSource } from './source.ts';
import { texts } from './texts.ts';

/** The letter beside the documents: one panel a dossier, redrawn when a mark or the dossier changes. */
export class DecisionPreview implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #source: DecisionSource;
  readonly #panels = new Map<string, LetterPanel>();

  constructor(extensionUri: vscode.Uri, source: DecisionSource) {
    this.#extensionUri = extensionUri;
    this.#source = source;
  }

  /** The panel of a dossier, where it is open. */
  panel(dossier: vscode.Uri): LetterPanel | undefined {
    return this.#panels.get(dossier.toString());
  }

  show(dossier: vscode.Uri): void {
    const known = this.panel(dossier);
    if (known) {
      known.view.reveal();
      return;
    }
    const name = dossier.path
      .split('/')
      .at(-1)!
      .replace(/\.dossier\.json$/i, '');
    const view = vscode.window.createWebviewPanel(
      'lakmoes.preview',
      texts[language()].title(name),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: [webviewRoot(this.#extensionUri)], enableFindWidget: true },
    );
    const panel = new LetterPanel(dossier, view, this.#source);
    this.#panels.set(dossier.toString(), panel);
    view.webview.html = pageHtml(view.webview, this.#extensionUri, 'preview');
    view.onDidDispose(() => {
      this.#panels.delete(dossier.toString());
      panel.dispose();
    });
  }

  dispose(): void {
    for (const { view } of this.#panels.values()) view.dispose();
  }
}
