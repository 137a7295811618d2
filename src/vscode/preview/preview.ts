import * as vscode from 'vscode';
import { buildDecision } from '../../core/decision/build.ts';
import type { DecisionInput } from '../../core/decision/input.ts';
import type { PreviewHostMessage, PreviewPageMessage } from '../../core/decision/preview-protocol.ts';
import { applyDossierChange, type DossierChange } from '../../core/dossier/changes.ts';
import { formatDossier } from '../../core/dossier/format.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import { minimalEdit } from '../dossier-editor/text-edit.ts';
import { language } from '../platform/settings.ts';
import { pageHtml } from '../platform/page-html.ts';
import { webviewRoot } from '../platform/webview-html.ts';
import { texts } from './texts.ts';

/** Gives what a decision follows from: the dossier with the marks as they are now, unsaved ones included. */
export interface DecisionSource {
  readonly onDidChange: vscode.Event<void>;
  /** Undefined where the dossier cannot be read. */
  input(dossier: vscode.Uri): Promise<DecisionInput | undefined>;
  /** Shows a document of the dossier, at a mark where one is named. */
  open(dossier: vscode.Uri, document: string, redactionId: string | undefined): Promise<void>;
  /** Shows a field of the dossier (`decision.date`) in its editor. */
  openField(dossier: vscode.Uri, field: string): Promise<void>;
}

/** The letter beside the documents: one panel a dossier, redrawn when a mark or the dossier changes. */
export class DecisionPreview implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #source: DecisionSource;
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  constructor(extensionUri: vscode.Uri, source: DecisionSource) {
    this.#extensionUri = extensionUri;
    this.#source = source;
  }

  show(dossier: vscode.Uri): void {
    const known = this.#panels.get(dossier.toString());
    if (known) {
      known.reveal();
      return;
    }
    const name = dossier.path
      .split('/')
      .at(-1)!
      .replace(/\.dossier\.json$/i, '');
    const panel = vscode.window.createWebviewPanel(
      'lakmoes.preview',
      texts[language()].title(name),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: [webviewRoot(this.#extensionUri)], enableFindWidget: true },
    );
    this.#panels.set(dossier.toString(), panel);
    panel.webview.html = pageHtml(panel.webview, this.#extensionUri, 'preview');
    let shown = 0;
    const refresh = async (): Promise<void> => {
      const turn = ++shown;
      const message = await this.#message(dossier);
      if (turn === shown) await panel.webview.postMessage(message);
    };
    const subscriptions = [
      this.#source.onDidChange(() => void refresh()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === dossier.toString()) void refresh();
      }),
      panel.webview.onDidReceiveMessage((message: PreviewPageMessage) => {
        if (message.type === 'ready') void refresh();
        else void this.#run(dossier, message);
      }),
    ];
    panel.onDidDispose(() => {
      this.#panels.delete(dossier.toString());
      for (const subscription of subscriptions) subscription.dispose();
    });
  }

  async #message(dossier: vscode.Uri): Promise<PreviewHostMessage> {
    const input = await this.#source.input(dossier);
    if (input === undefined) {
      const name = vscode.workspace.asRelativePath(dossier, false);
      return { type: 'nothing', language: language(), message: texts[language()].unreadable(name) };
    }
    return {
      type: 'model',
      language: language(),
      model: buildDecision(input),
      reasons: Object.fromEntries(input.groundSet.reasons.map(({ id, title }) => [id, title])),
      readOnly: vscode.workspace.fs.isWritableFileSystem(dossier.scheme) === false,
    };
  }

  async #run(dossier: vscode.Uri, message: PreviewPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return;
      case 'export':
        await vscode.commands.executeCommand('lakmoes.export', dossier);
        return;
      case 'open-document':
        return this.#source.open(dossier, message.document, message.redactionId);
      case 'open-field':
        return this.#source.openField(dossier, message.field);
      case 'own-words': {
        const { section, paragraphs, basedOn } = message;
        return this.#change(
          dossier,
          message.kind === 'override'
            ? { kind: 'set-override', section, paragraphs, basedOn }
            : { kind: 'set-addition', section, paragraphs },
        );
      }
    }
  }

  async #change(dossier: vscode.Uri, change: DossierChange): Promise<void> {
    const document = await vscode.workspace.openTextDocument(dossier);
    const result = parseDossier(document.getText());
    const done =
      result.ok &&
      (await vscode.workspace.applyEdit(
        minimalEdit(document, formatDossier(applyDossierChange(result.value, change))),
      ));
    if (!done) void vscode.window.showErrorMessage(texts[language()].notChanged);
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
  }
}
