import type * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { PdfDocument } from '../editor/document.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import type { Casebook } from './casebook.ts';

/**
 * The findings that panels show. Those of a document can change while its marks do not: another document or its text
 * was read. Then its panels get them again.
 */
export class ShownFindings implements vscode.Disposable {
  readonly #casebook: Casebook;
  readonly #shown = new WeakMap<PdfDocument, readonly Finding[]>();
  readonly #subscription: vscode.Disposable;

  constructor(editor: PdfEditorProvider, casebook: Casebook) {
    this.#casebook = casebook;
    this.#subscription = casebook.onDidChange(() => {
      for (const document of editor.documents) {
        const shown = this.#shown.get(document);
        if (shown && JSON.stringify(shown) !== JSON.stringify(this.#now(document)))
          for (const panel of editor.panels(document)) panel.refresh();
      }
    });
  }

  of(document: PdfDocument): readonly Finding[] {
    const findings = this.#now(document);
    this.#shown.set(document, findings);
    return findings;
  }

  #now(document: PdfDocument): readonly Finding[] {
    return this.#casebook.file(document.uri).findings;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
