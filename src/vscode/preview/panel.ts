import * as vscode from 'vscode';
import { buildDecision } from '../../core/decision/build.ts';
import type { PreviewHostMessage, PreviewPageMessage } from '../../core/decision/preview-protocol.ts';
import { applyDossierChange, type DossierChange } from '../../core/dossier/changes.ts';
import { formatDossier } from '../../core/dossier/format.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import { minimalEdit } from '../dossier-editor/text-edit.ts';
import { language } from '../platform/settings.ts';
import type { DecisionSource } from './source.ts';
import { texts } from './texts.ts';

/** One page that shows the letter of a dossier. */
export class LetterPanel implements vscode.Disposable {
  readonly dossier: vscode.Uri;
  readonly view: vscode.WebviewPanel;
  readonly #source: DecisionSource;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Whether the page listens: one that is hidden is gone, and is made anew when it is looked at. */
  #ready = false;
  #turn = 0;
  #shown: PreviewHostMessage | undefined;

  constructor(dossier: vscode.Uri, view: vscode.WebviewPanel, source: DecisionSource) {
    this.dossier = dossier;
    this.view = view;
    this.#source = source;
    this.#subscriptions = [
      source.onDidChange(() => void this.#show()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const changed = contentChanges.length > 0 && document.uri.toString() === dossier.toString();
        if (changed) void this.#show();
      }),
      view.onDidChangeViewState(() => {
        if (!view.visible) this.#ready = false;
      }),
      view.webview.onDidReceiveMessage((message: PreviewPageMessage) => void this.receive(message)),
    ];
  }

  /** What the page was shown last. */
  get shown(): PreviewHostMessage | undefined {
    return this.#shown;
  }

  /** A message of the page; resolves when it has been carried out. */
  async receive(message: PreviewPageMessage): Promise<void> {
    const { dossier } = this;
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#show();
      case 'export':
        await vscode.commands.executeCommand('lakmoes.export', dossier);
        return;
      case 'open-document':
        return this.#source.open(dossier, message.document, message.redactionId, this.#besides());
      case 'open-field':
        return this.#source.openField(dossier, message.field, this.#besides());
      case 'own-words': {
        const { section, paragraphs, basedOn } = message;
        return this.#change(
          message.kind === 'override'
            ? { kind: 'set-override', section, paragraphs, basedOn }
            : { kind: 'set-addition', section, paragraphs },
        );
      }
    }
  }

  /** Where documents open: beside the letter, not over it. */
  #besides(): vscode.ViewColumn {
    return this.view.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #show(): Promise<void> {
    if (!this.#ready) return;
    this.#turn += 1;
    const turn = this.#turn;
    const message = await this.#message();
    if (turn !== this.#turn) return;
    this.#shown = message;
    await this.view.webview.postMessage(message);
  }

  async #message(): Promise<PreviewHostMessage> {
    const input = await this.#source.input(this.dossier);
    if (input === undefined) {
      const name = vscode.workspace.asRelativePath(this.dossier, false);
      return { type: 'nothing', language: language(), message: texts[language()].unreadable(name) };
    }
    return {
      type: 'model',
      language: language(),
      model: buildDecision(input),
      reasons: Object.fromEntries(input.groundSet.reasons.map(({ id, title }) => [id, title])),
      readOnly: vscode.workspace.fs.isWritableFileSystem(this.dossier.scheme) === false,
    };
  }

  async #change(change: DossierChange): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.dossier);
    const result = parseDossier(document.getText());
    const done =
      result.ok &&
      (await vscode.workspace.applyEdit(
        minimalEdit(document, formatDossier(applyDossierChange(result.value, change))),
      ));
    if (!done) void vscode.window.showErrorMessage(texts[language()].notChanged);
  }
}
