import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import { applyDossierChange, type DossierChange } from '../../core/dossier/changes.ts';
import { formatDossier } from '../../core/dossier/format.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import type { DossierHostMessage, DossierPageMessage, RowFacts } from '../../core/dossier/protocol.ts';
import type { Dossier } from '../../core/dossier/types.ts';
import { language } from '../platform/settings.ts';
import { pageHtml } from '../platform/page-html.ts';
import { webviewRoot } from '../platform/webview-html.ts';
import { minimalEdit } from './text-edit.ts';
import { texts } from './texts.ts';

/** View type of the editor in package.json. */
export const dossierViewType = 'lakmoes.dossier';

/** What the editor shows beside the rows; made from sidecars and PDFs by others. */
export interface DossierInsight {
  readonly onDidChange: vscode.Event<void>;
  facts(dossier: vscode.Uri, content: Dossier): Promise<readonly RowFacts[]>;
  findings(dossier: vscode.Uri): readonly Finding[];
}

/** Commands that a button of the page stands for; each takes the dossier's URI. */
type PageCommand = Extract<DossierPageMessage, { type: 'command' }>['command'];

const COMMANDS: Readonly<Record<Exclude<PageCommand, 'open-json'>, string>> = {
  'add-files': 'lakmoes.dossier.addFiles',
  import: 'lakmoes.dossier.import',
  export: 'lakmoes.export',
  preview: 'lakmoes.preview',
  'to-woo': 'lakmoes.dossier.toWoo',
};

/**
 * The editor of `*.dossier.json` that is not JSON. The text document is the state: undo, save, hot exit and a JSON
 * tab beside it are VS Code's; every change of a person becomes an edit of that text.
 */
export class DossierEditorProvider implements vscode.CustomTextEditorProvider {
  readonly #extensionUri: vscode.Uri;
  readonly #insight: DossierInsight;
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  /** A field to go to once the page of that dossier is there. */
  readonly #wanted = new Map<string, string>();

  constructor(extensionUri: vscode.Uri, insight: DossierInsight) {
    this.#extensionUri = extensionUri;
    this.#insight = insight;
  }

  /** Shows a dossier with the cursor in a field (`decision.date`). */
  async reveal(dossier: vscode.Uri, field: string): Promise<void> {
    const key = dossier.toString();
    const panel = this.#panels.get(key);
    if (panel) {
      panel.reveal();
      await panel.webview.postMessage({ type: 'focus', field } satisfies DossierHostMessage);
      return;
    }
    this.#wanted.set(key, field);
    await vscode.commands.executeCommand('vscode.openWith', dossier, dossierViewType);
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.#extensionUri)] };
    webview.html = pageHtml(webview, this.#extensionUri, 'dossier');
    const key = document.uri.toString();
    this.#panels.set(key, panel);
    let shown = 0;
    const show = async (): Promise<void> => {
      const turn = ++shown;
      const message = await this.#message(document);
      if (turn !== shown) return;
      await webview.postMessage(message);
      const field = this.#wanted.get(key);
      this.#wanted.delete(key);
      if (field !== undefined)
        await webview.postMessage({ type: 'focus', field } satisfies DossierHostMessage);
    };
    // Changes are made one after another: each is applied to the text that the one before it left.
    let last: Promise<unknown> = Promise.resolve();
    const change = (wanted: DossierChange): void => {
      last = last.then(() => this.#apply(document, wanted));
    };
    const subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) void show();
      }),
      this.#insight.onDidChange(() => void show()),
      webview.onDidReceiveMessage((message: DossierPageMessage) => {
        switch (message.type) {
          case 'ready':
            return void show();
          case 'change':
            return change(message.change);
          case 'open-document':
            return void this.#open(document, message.row);
          case 'choose-file':
            return void this.#choose(document, message.row, change);
          case 'command':
            return void this.#run(document, message.command);
        }
      }),
    ];
    panel.onDidDispose(() => {
      if (this.#panels.get(key) === panel) this.#panels.delete(key);
      for (const subscription of subscriptions) subscription.dispose();
    });
  }

  async #message(document: vscode.TextDocument): Promise<DossierHostMessage> {
    const result = parseDossier(document.getText());
    const name = vscode.workspace.asRelativePath(document.uri, false);
    if (!result.ok) {
      const message =
        result.problem === 'newer-version' ? texts[language()].newer(name) : texts[language()].invalid(name);
      return { type: 'invalid', language: language(), message };
    }
    const writable = vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) ?? true;
    return {
      type: 'dossier',
      language: language(),
      dossier: result.value,
      facts: await this.#insight.facts(document.uri, result.value),
      findings: this.#insight.findings(document.uri),
      ...(writable ? {} : { readOnly: texts[language()].readOnly }),
    };
  }

  async #apply(document: vscode.TextDocument, change: DossierChange): Promise<void> {
    const result = parseDossier(document.getText());
    if (!result.ok) return;
    const changed = applyDossierChange(result.value, change);
    if (changed === result.value) return;
    const done = await vscode.workspace.applyEdit(minimalEdit(document, formatDossier(changed)));
    if (!done) void vscode.window.showErrorMessage(texts[language()].notChanged);
  }

  #file(document: vscode.TextDocument, row: number): string | undefined {
    const result = parseDossier(document.getText());
    return result.ok ? result.value.documents[row]?.file : undefined;
  }

  async #open(document: vscode.TextDocument, row: number): Promise<void> {
    const file = this.#file(document, row);
    if (file === undefined) return;
    const uri = vscode.Uri.joinPath(document.uri, '..', ...file.split('/'));
    await vscode.commands.executeCommand('vscode.openWith', uri, 'lakmoes.pdf');
  }

  async #choose(
    document: vscode.TextDocument,
    row: number,
    change: (wanted: DossierChange) => void,
  ): Promise<void> {
    const folder = vscode.Uri.joinPath(document.uri, '..');
    const [chosen] =
      (await vscode.window.showOpenDialog({
        defaultUri: folder,
        canSelectMany: false,
        filters: { Pdf: ['pdf'] },
        openLabel: texts[language()].choose,
      })) ?? [];
    if (chosen === undefined) return;
    const path = pathInside(folder, chosen);
    if (path === undefined) void vscode.window.showErrorMessage(texts[language()].outside);
    else change({ kind: 'set-cells', cells: [{ row, field: 'file', value: path }] });
  }

  async #run(document: vscode.TextDocument, command: PageCommand): Promise<void> {
    if (command === 'open-json') {
      await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
      return;
    }
    await vscode.commands.executeCommand(COMMANDS[command], document.uri);
  }
}

/** Path of a file relative to a folder that holds it, forward slashes; undefined where it lies outside. */
export function pathInside(folder: vscode.Uri, file: vscode.Uri): string | undefined {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const same = folder.scheme === file.scheme && folder.authority === file.authority;
  return same && file.path.startsWith(root) ? file.path.slice(root.length) : undefined;
}
