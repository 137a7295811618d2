import * as vscode from 'vscode';
import type { Finding, FindingFix } from '../../core/diagnostics/types.ts';
import { applyEdit } from '../../core/model/edits.ts';
import { formatSidecar } from '../../core/sidecar/format.ts';
import { changeDossier, openDossier } from '../dossier/dossier-text.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import type { EditTools, MarkedDocument } from '../editor/edits.ts';
import { readOnlyMessage } from '../editor/messages.ts';
import type { PdfPanel } from '../editor/panel.ts';
import { PdfSource } from '../editor/pdf-source.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import type { EditorRequests } from '../editor/requests.ts';
import { pdfUriOf, readSidecarText } from '../editor/sidecar-file.ts';
import { language } from '../platform/settings.ts';
import type { PdfPort } from '../../core/ports/pdf.ts';
import { factsOf } from './pdf-facts.ts';
import { fixTitle, planFix } from './fixes.ts';
import { texts } from './texts.ts';

/** Carries out quick fixes: in the open editor, where they can be undone, or in the sidecar's JSON. */
export class FixService {
  readonly #editor: PdfEditorProvider;
  readonly #requests: EditorRequests;
  readonly #tools: EditTools;
  readonly #dossiers: DossierRegistry;
  readonly #pdf: PdfPort;

  constructor(parts: {
    readonly editor: PdfEditorProvider;
    readonly requests: EditorRequests;
    readonly tools: EditTools;
    readonly dossiers: DossierRegistry;
    readonly pdf: PdfPort;
  }) {
    this.#editor = parts.editor;
    this.#requests = parts.requests;
    this.#tools = parts.tools;
    this.#dossiers = parts.dossiers;
    this.#pdf = parts.pdf;
  }

  /** Lets the person choose where there are several, and carries it out in the editor of the PDF. */
  async choose(pdf: vscode.Uri, finding: Finding): Promise<void> {
    const choices = finding.fixes.map((fix) => ({ label: fixTitle(fix), fix }));
    const chosen =
      choices.length < 2
        ? choices[0]
        : await vscode.window.showQuickPick(choices, {
            title: finding.message,
            placeHolder: texts[language()].chooseFix,
          });
    if (chosen) await this.inEditor(pdf, finding, chosen.fix);
  }

  /** In the editor of the PDF, which is opened if need be. */
  async inEditor(pdf: vscode.Uri, finding: Finding, fix: FindingFix, panel?: PdfPanel): Promise<void> {
    if (fix.kind === 'open-dossier') return this.#openDossier(pdf);
    if (fix.kind === 'keep-readable') return this.#keepReadable(pdf, fix.text);
    if (!this.#editor.document(pdf))
      await vscode.commands.executeCommand(
        'lakmoes.revealMark',
        pdf,
        finding.redactionId,
        finding.page,
        finding.range,
      );
    const document = this.#editor.document(pdf);
    if (!document) return undefined;
    const refused = readOnlyMessage(document);
    if (refused !== undefined) {
      void vscode.window.showWarningMessage(refused);
      return undefined;
    }
    const facts = factsOf(await document.source.load());
    const planned = await planFix(document, finding, fix, this.#tools, facts);
    return planned && this.#requests.carryOut(document, planned, panel ?? this.#editor.panels(document)[0]);
  }

  /** In the sidecar's JSON, as a change of its text. */
  async inJson(sidecar: vscode.Uri, finding: Finding, fix: FindingFix): Promise<void> {
    const pdf = pdfUriOf(sidecar);
    if (!pdf) return;
    if (fix.kind === 'open-dossier') return this.#openDossier(pdf);
    if (fix.kind === 'keep-readable') return this.#keepReadable(pdf, fix.text);
    const open = await vscode.workspace.openTextDocument(sidecar);
    const target = this.#fromJson(pdf, open);
    if (!target) return;
    const facts = factsOf(await target.source.load());
    const planned = await planFix(target.document, finding, fix, this.#tools, facts);
    const edit = planned?.edit;
    // A motivation that is to be written in a window of its own is written in the editor of the PDF.
    if (planned?.write !== undefined) return this.inEditor(pdf, finding, fix);
    if (!edit) return;
    const before = target.document.sidecar;
    const text = formatSidecar({
      ...before,
      source: edit.source?.after ?? before.source,
      redactions: applyEdit(before.redactions, edit),
    });
    const change = new vscode.WorkspaceEdit();
    change.replace(sidecar, new vscode.Range(0, 0, open.lineCount, 0), text);
    await vscode.workspace.applyEdit(change);
  }

  #fromJson(
    pdf: vscode.Uri,
    open: vscode.TextDocument,
  ): { readonly document: MarkedDocument; readonly source: PdfSource } | undefined {
    const disk = readSidecarText(open.getText());
    if (disk.kind !== 'valid') return undefined;
    const source = this.#editor.document(pdf)?.source ?? new PdfSource(pdf, this.#pdf);
    const { sidecar } = disk;
    return {
      source,
      document: {
        uri: pdf,
        sidecar,
        mark: (id) => sidecar.redactions.find((mark) => mark.id === id),
        pageText: (page) => source.pageText(page),
      },
    };
  }

  /** Noted in the dossier's file, which is saved unless somebody is at work in it. */
  async #keepReadable(pdf: vscode.Uri, text: string): Promise<void> {
    const place = this.#dossiers.placeOf(pdf);
    const open = place && (await openDossier(place.entry.uri));
    if (!open) return;
    const untouched = !open.document.isDirty;
    const keepReadable = [...new Set([...(open.dossier.keepReadable ?? []), text])];
    await changeDossier(open, { ...open.dossier, keepReadable });
    if (untouched) await open.document.save();
  }

  async #openDossier(pdf: vscode.Uri): Promise<void> {
    const place = this.#dossiers.placeOf(pdf);
    const row = place?.dossier.documents.indexOf(place.document);
    if (place)
      await vscode.commands.executeCommand('lakmoes.openDossier', place.entry.uri, `documents.${row}`);
  }
}
