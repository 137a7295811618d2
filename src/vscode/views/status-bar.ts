import * as vscode from 'vscode';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** One status bar item: marks and findings of the active PDF. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('lakmoes.status', vscode.StatusBarAlignment.Left, 10);
  readonly #editor: PdfEditorProvider;
  readonly #casebook: Casebook;

  constructor(editor: PdfEditorProvider, casebook: Casebook) {
    this.#editor = editor;
    this.#casebook = casebook;
    this.#item.command = 'lakmoes.findings.focus';
  }

  update(): void {
    const document = this.#editor.activePanel?.document;
    if (!document) {
      this.#item.hide();
      return;
    }
    const say = texts[language()];
    const { sidecar, findings } = this.#casebook.file(document.uri);
    const marks = sidecar.redactions.filter(({ status }) => status !== 'rejected').length;
    const open = sidecar.redactions.filter(({ status }) => status === 'suggested').length;
    const parts = [
      document.readOnly ? `$(lock) ${say.readOnly}` : '',
      say.marks(marks),
      open > 0 ? say.suggestions(open) : '',
      say.findings(findings.length),
    ];
    this.#item.name = say.statusName;
    this.#item.text = `$(law) ${parts.filter(Boolean).join(' · ')}`;
    this.#item.tooltip = say.statusTooltip;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
