import * as vscode from 'vscode';
import { applyDossierChange, type DossierChange } from '../../core/dossier/changes.ts';
import { formatDossier } from '../../core/dossier/format.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import { safeRelativePath } from '../../core/dossier/path.ts';
import type { DossierHostMessage, DossierPageMessage } from '../../core/dossier/protocol.ts';
import { pathInside } from '../platform/path-inside.ts';
import { language } from '../platform/settings.ts';
import type { DossierInsight } from './insight.ts';
import { minimalEdit } from './text-edit.ts';
import { texts } from './texts.ts';

/** Commands that a button of the page stands for; each takes the dossier's URI. */
type PageCommand = Extract<DossierPageMessage, { type: 'command' }>['command'];

const COMMANDS: Readonly<Record<Exclude<PageCommand, 'open-json'>, string>> = {
  'add-files': 'lakmoes.dossier.addFiles',
  import: 'lakmoes.dossier.import',
  export: 'lakmoes.export',
  preview: 'lakmoes.preview',
  'to-woo': 'lakmoes.dossier.toWoo',
};

/** One page that shows a dossier: sends it what the text says, and makes the text say what a person changes. */
export class DossierPanel implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  readonly view: vscode.WebviewPanel;
  readonly #insight: DossierInsight;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Whether the page listens: one that is hidden is gone, and is made anew when it is looked at. */
  #ready = false;
  #turn = 0;
  #shown: DossierHostMessage | undefined;
  /** A field to go to once the page is there. */
  #wanted: string | undefined;
  /** Changes are made one after another: each is applied to the text that the one before it left. */
  #last: Promise<void> = Promise.resolve();

  constructor(document: vscode.TextDocument, view: vscode.WebviewPanel, insight: DossierInsight) {
    this.document = document;
    this.view = view;
    this.#insight = insight;
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) void this.#show();
      }),
      insight.onDidChange(() => void this.#show()),
      view.onDidChangeViewState(() => {
        if (!view.visible) this.#ready = false;
      }),
      view.webview.onDidReceiveMessage((message: DossierPageMessage) => void this.receive(message)),
    ];
  }

  /** What the page was shown last. */
  get shown(): DossierHostMessage | undefined {
    return this.#shown;
  }

  /** Puts the cursor in a field (`decision.date`), at once or when the page is there. */
  async focus(field: string): Promise<void> {
    if (!this.#ready) this.#wanted = field;
    else await this.#post({ type: 'focus', field });
  }

  /** A message of the page; resolves when it has been carried out. */
  receive(message: DossierPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#show();
      case 'change':
        return this.#change(message.change);
      case 'open-document':
        return this.#open(message.row);
      case 'choose-file':
        return this.#choose(message.row);
      case 'command':
        return this.#run(message.command);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #post(message: DossierHostMessage): Thenable<boolean> {
    return this.view.webview.postMessage(message);
  }

  async #show(): Promise<void> {
    if (!this.#ready) return;
    this.#turn += 1;
    const turn = this.#turn;
    const message = await this.#message();
    if (turn !== this.#turn) return;
    this.#shown = message;
    await this.#post(message);
    const field = this.#wanted;
    this.#wanted = undefined;
    if (field !== undefined) await this.#post({ type: 'focus', field });
  }

  async #message(): Promise<DossierHostMessage> {
    const { uri } = this.document;
    const result = parseDossier(this.document.getText());
    if (!result.ok) {
      const name = vscode.workspace.asRelativePath(uri, false);
      const say = texts[language()];
      const message = result.problem === 'newer-version' ? say.newer(name) : say.invalid(name);
      return { type: 'invalid', language: language(), message };
    }
    const { shortName, grounds, reasons } = this.#insight.groundSet(result.value.law);
    const writable = vscode.workspace.fs.isWritableFileSystem(uri.scheme) ?? true;
    return {
      type: 'dossier',
      language: language(),
      dossier: result.value,
      facts: await this.#insight.facts(uri, result.value),
      findings: this.#insight.findings(uri),
      groundSet: { shortName, grounds, reasons },
      ...(writable ? {} : { readOnly: texts[language()].readOnly }),
    };
  }

  #change(change: DossierChange): Promise<void> {
    this.#last = this.#last.then(() => this.#apply(change));
    return this.#last;
  }

  async #apply(change: DossierChange): Promise<void> {
    const result = parseDossier(this.document.getText());
    if (!result.ok) return;
    const text = formatDossier(applyDossierChange(result.value, change));
    if (text === this.document.getText()) {
      await this.#show();
      return;
    }
    const done = await vscode.workspace.applyEdit(minimalEdit(this.document, text));
    if (!done) void vscode.window.showErrorMessage(texts[language()].notChanged);
  }

  async #open(row: number): Promise<void> {
    const result = parseDossier(this.document.getText());
    const file = result.ok ? result.value.documents[row]?.file : undefined;
    if (file === undefined) return;
    const path = safeRelativePath(file);
    if (path === undefined) {
      void vscode.window.showErrorMessage(texts[language()].outside);
      return;
    }
    const uri = vscode.Uri.joinPath(this.document.uri, '..', ...path.split('/'));
    await vscode.commands.executeCommand('vscode.openWith', uri, 'lakmoes.pdf');
  }

  async #choose(row: number): Promise<void> {
    const folder = vscode.Uri.joinPath(this.document.uri, '..');
    const [chosen] =
      (await vscode.window.showOpenDialog({
        defaultUri: folder,
        canSelectMany: false,
        filters: { Pdf: ['pdf'] },
        openLabel: texts[language()].choose,
      })) ?? [];
    if (chosen === undefined) return;
    const value = pathInside(folder, chosen);
    if (value === undefined) void vscode.window.showErrorMessage(texts[language()].outside);
    else await this.#change({ kind: 'set-cells', cells: [{ row, field: 'file', value }] });
  }

  async #run(command: PageCommand): Promise<void> {
    if (command === 'open-json') {
      await vscode.commands.executeCommand('vscode.openWith', this.document.uri, 'default');
    } else await vscode.commands.executeCommand(COMMANDS[command], this.document.uri);
  }
}
