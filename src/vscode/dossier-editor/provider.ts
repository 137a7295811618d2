import * as vscode from 'vscode';
import { pageHtml } from '../platform/page-html.ts';
import { webviewRoot } from '../platform/webview-html.ts';
import type { DossierInsight } from './insight.ts';
import { DossierPanel } from './panel.ts';

/** View type of the editor in package.json. */
export const dossierViewType = 'lakmoes.dossier';

/**
 * The editor of `*.dossier.json` that is not JSON. The text document is the state: undo, save, hot exit and a JSON
 * tab beside it are VS Code's; every change of a person becomes an edit of that text.
 */
export class DossierEditorProvider implements vscode.CustomTextEditorProvider {
  readonly #extensionUri: vscode.Uri;
  readonly #insight: DossierInsight;
  readonly #panels = new Set<DossierPanel>();
  /** A field to go to in the panel that is about to open, by the dossier's URI. */
  readonly #wanted = new Map<string, string>();

  constructor(extensionUri: vscode.Uri, insight: DossierInsight) {
    this.#extensionUri = extensionUri;
    this.#insight = insight;
  }

  /** Panels of a dossier, the active one first. */
  panels(dossier: vscode.Uri): readonly DossierPanel[] {
    const key = dossier.toString();
    return [...this.#panels]
      .filter(({ document }) => document.uri.toString() === key)
      .toSorted((a, b) => Number(b.view.active) - Number(a.view.active));
  }

  /** Shows a dossier, with the cursor in a field (`decision.date`) where one is named; `column` is for one not open yet. */
  async reveal(dossier: vscode.Uri, field?: string, column?: vscode.ViewColumn): Promise<void> {
    const [panel] = this.panels(dossier);
    if (panel) {
      panel.view.reveal();
      if (field !== undefined) await panel.focus(field);
      return;
    }
    if (field !== undefined) this.#wanted.set(dossier.toString(), field);
    await vscode.commands.executeCommand('vscode.openWith', dossier, dossierViewType, column);
  }

  resolveCustomTextEditor(document: vscode.TextDocument, view: vscode.WebviewPanel): void {
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.#extensionUri)] };
    const panel = new DossierPanel(document, view, this.#insight);
    webview.html = pageHtml(webview, this.#extensionUri, 'dossier');
    this.#panels.add(panel);
    const key = document.uri.toString();
    const field = this.#wanted.get(key);
    this.#wanted.delete(key);
    if (field !== undefined) void panel.focus(field);
    view.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
  }
}
