import * as vscode from 'vscode';
import type { DocumentWords } from '../../core/same-text/document-words.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { TextIndex } from '../diagnostics/text-index.ts';
import type { DossierPlace, DossierRegistry } from '../dossier/registry.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A document that can be searched. */
export interface SearchedDocument {
  readonly pdf: vscode.Uri;
  /** How a list names it: its number and title in the dossier, else its file name. */
  readonly name: string;
  readonly words: DocumentWords;
}

/** Which documents a command is about. */
export type Scope = 'document' | 'dossier';

/** Reads the words of one document, or of all that are assessed in its dossier. */
export class CaseTexts {
  readonly #casebook: Casebook;
  readonly #dossiers: DossierRegistry;
  readonly #index: TextIndex;

  constructor(parts: {
    readonly casebook: Casebook;
    readonly dossiers: DossierRegistry;
    readonly index: TextIndex;
  }) {
    this.#casebook = parts.casebook;
    this.#dossiers = parts.dossiers;
    this.#index = parts.index;
  }

  /** The document first, then the others in the order of the inventory. Undefined when the person cancels. */
  async read(pdf: vscode.Uri, scope: Scope): Promise<readonly SearchedDocument[] | undefined> {
    await this.#casebook.scan();
    const say = texts[language()];
    const wanted = scope === 'document' ? [this.#named(pdf)] : this.#all(pdf);
    const location =
      wanted.length === 1 ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
    return vscode.window.withProgress(
      { location, title: say.reading, cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const read: SearchedDocument[] = [];
        const failed: string[] = [];
        for (const [index, { pdf: each, name }] of wanted.entries()) {
          if (abort.signal.aborted) return undefined;
          progress.report({
            message: say.readingOf(index + 1, wanted.length),
            increment: 100 / wanted.length,
          });
          const words = await this.#index.read(each, abort.signal).catch(() => undefined);
          if (words) read.push({ pdf: each, name, words });
          else failed.push(baseName(each));
        }
        if (abort.signal.aborted) return undefined;
        if (failed.length > 0) void vscode.window.showWarningMessage(say.notRead(failed.join(', ')));
        return read;
      },
    );
  }

  #all(pdf: vscode.Uri): readonly { readonly pdf: vscode.Uri; readonly name: string }[] {
    const place = this.#dossiers.placeOf(pdf);
    const others = place
      ? this.#inDossier(place)
      : this.#casebook.pdfs.filter((uri) => !this.#dossiers.placeOf(uri));
    const rest = others.filter((uri) => uri.toString() !== pdf.toString());
    return [pdf, ...rest].map((uri) => this.#named(uri));
  }

  /** What is not released needs no marks. */
  #inDossier({ entry, dossier }: DossierPlace): readonly vscode.Uri[] {
    const present = new Set(this.#casebook.pdfs.map((uri) => uri.toString()));
    return dossier.documents
      .filter(({ status, withheld }) => status === 'assessed' && withheld === undefined)
      .flatMap((row) => this.#dossiers.pdfOf(entry, row) ?? [])
      .filter((uri) => present.has(uri.toString()));
  }

  #named(pdf: vscode.Uri): { readonly pdf: vscode.Uri; readonly name: string } {
    const row = this.#dossiers.placeOf(pdf)?.document;
    return { pdf, name: row ? `${row.number}  ${row.title}` : baseName(pdf) };
  }
}
