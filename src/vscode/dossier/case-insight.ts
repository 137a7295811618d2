import * as vscode from 'vscode';
import { buildDecision } from '../../core/decision/build.ts';
import type { DecisionInput } from '../../core/decision/input.ts';
import { checkDossier } from '../../core/diagnostics/check-dossier.ts';
import type { CheckedDocument } from '../../core/diagnostics/rule.ts';
import type { Finding } from '../../core/diagnostics/types.ts';
import { groundsUsed, judgementOf } from '../../core/dossier/judgement.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import { safeRelativePath } from '../../core/dossier/path.ts';
import type { RowFacts } from '../../core/dossier/protocol.ts';
import type { Dossier, DossierDocument } from '../../core/dossier/types.ts';
import type { GroundSet, LawId } from '../../core/grounds/types.ts';
import { describeFailure } from '../../core/l10n/failure.ts';
import type { ParseResult } from '../../core/model/result.ts';
import { revealInPdf } from '../commands/navigation.ts';
import type { Casebook, CaseFile } from '../diagnostics/casebook.ts';
import type { DossierInsight } from '../dossier-editor/insight.ts';
import { sidecarProblem, sourceProblemMessage } from '../editor/messages.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { baseName } from '../editor/texts.ts';
import { language, severityOverrides } from '../platform/settings.ts';
import type { DecisionSource } from '../preview/source.ts';
import { texts as views } from '../views/texts.ts';
import type { DossierRegistry } from './registry.ts';

/** What of a dossier's parts this needs. */
interface Parts {
  readonly dossiers: DossierRegistry;
  readonly casebook: Casebook;
  readonly editor: PdfEditorProvider;
  /** Shows a dossier with the cursor in a field. */
  readonly showField: (dossier: vscode.Uri, field: string, column: vscode.ViewColumn) => Promise<void>;
}

/** A row with what is known of its PDF. */
interface Row {
  readonly document: DossierDocument;
  readonly file: CaseFile | undefined;
  readonly missing: boolean;
  readonly unreadable: string | undefined;
}

/**
 * A dossier seen together with its marks: rows, findings, decision. Texts that are being edited and marks that are
 * not saved count.
 */
export class CaseInsight implements DossierInsight, DecisionSource {
  readonly onDidChange: vscode.Event<void>;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.onDidChange = parts.casebook.onDidChange;
  }

  async facts(dossier: vscode.Uri, content: Dossier): Promise<readonly RowFacts[]> {
    await this.#parts.casebook.scan();
    const say = views[language()];
    return this.#rows(dossier, content).map(({ document, file, missing, unreadable }) => {
      const redactions = file?.sidecar.redactions ?? [];
      const judgement = judgementOf(document, redactions, pagesOf(file));
      const problem = missing ? say.missing : unreadable;
      const count = (severity: Finding['severity']): number =>
        file?.findings.filter((finding) => finding.severity === severity).length ?? 0;
      return {
        judgement,
        judgementText: say[judgement],
        grounds: groundsUsed(document, redactions),
        marks: redactions.filter(({ status }) => status === 'accepted').length,
        open: redactions.filter(({ status }) => status === 'suggested').length,
        errors: count('error'),
        warnings: count('warning'),
        ...(problem === undefined ? {} : { problem }),
      };
    });
  }

  /** With what the workspace adds to it. */
  groundSet(law: LawId): GroundSet {
    return this.#parts.dossiers.groundSet(law);
  }

  /** Findings on the dossier itself; those on marks are the casebook's. */
  findings(dossier: vscode.Uri): readonly Finding[] {
    const content = this.#content(dossier);
    if (content === undefined) return this.#unreadable(dossier);
    const groundSet = this.#parts.dossiers.groundSet(content.law);
    const rows = this.#rows(dossier, content);
    const { ownWords } = buildDecision({ dossier: content, documents: rows.map(marksOf), groundSet });
    return checkDossier({
      dossier: content,
      documents: rows.map(checkedOf),
      groundSet,
      staleSections: ownWords.filter(({ state }) => state !== 'current').map(({ section }) => section),
      severities: severityOverrides(dossier),
      language: language(),
    });
  }

  /** Dossiers that can be seen from here. */
  get dossiers(): readonly { readonly uri: vscode.Uri; readonly text: string }[] {
    return this.#parts.dossiers.entries;
  }

  #unreadable(dossier: vscode.Uri): readonly Finding[] {
    const result = this.#result(dossier);
    const severity = severityOverrides(dossier)['bestand-onleesbaar'] ?? 'error';
    if (result === undefined || result.ok || severity === 'off') return [];
    const message = describeFailure(result, baseName(dossier), language());
    return [{ code: 'bestand-onleesbaar', severity, message, path: result.path ?? [], fixes: [] }];
  }

  async input(dossier: vscode.Uri): Promise<DecisionInput | undefined> {
    await this.#parts.casebook.scan();
    const content = this.#content(dossier);
    if (content === undefined) return undefined;
    return {
      dossier: content,
      documents: this.#rows(dossier, content).map(marksOf),
      groundSet: this.#parts.dossiers.groundSet(content.law),
    };
  }

  async open(
    dossier: vscode.Uri,
    number: string,
    redactionId: string | undefined,
    column: vscode.ViewColumn,
  ): Promise<void> {
    const content = this.#content(dossier);
    const index = content?.documents.findIndex((document) => document.number === number) ?? -1;
    const row = content?.documents[index];
    const pdf = row && pdfOf(dossier, row);
    if (pdf === undefined) return this.openField(dossier, `documents.${index}.file`, column);
    const place = redactionId === undefined ? { column } : { column, redactionId };
    return revealInPdf(this.#parts.editor, pdf, place);
  }

  openField(dossier: vscode.Uri, field: string, column: vscode.ViewColumn): Promise<void> {
    return this.#parts.showField(dossier, field, column);
  }

  /** The text as it is being edited, else as it was read last. */
  #content(dossier: vscode.Uri): Dossier | undefined {
    const result = this.#result(dossier);
    return result?.ok === true ? result.value : undefined;
  }

  #result(dossier: vscode.Uri): ParseResult<Dossier> | undefined {
    const key = dossier.toString();
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    const entry = this.#parts.dossiers.entries.find(({ uri }) => uri.toString() === key);
    return open === undefined ? entry?.result : parseDossier(open.getText());
  }

  #rows(dossier: vscode.Uri, content: Dossier): readonly Row[] {
    const { casebook } = this.#parts;
    const present = new Set(casebook.pdfs.map((uri) => uri.toString()));
    return content.documents.map((document) => {
      const pdf = pdfOf(dossier, document);
      const inWorkspace = vscode.workspace.getWorkspaceFolder(dossier) !== undefined;
      const missing = pdf !== undefined && inWorkspace && !present.has(pdf.toString());
      const file = pdf === undefined || missing ? undefined : casebook.file(pdf);
      return { document, file, missing, unreadable: file && unreadableOf(file) };
    });
  }
}

/** The PDF of a row; undefined where it names none, or one outside the folder of the dossier. */
export function pdfOf(dossier: vscode.Uri, { file }: DossierDocument): vscode.Uri | undefined {
  const path = file === undefined ? undefined : safeRelativePath(file);
  return path === undefined ? undefined : vscode.Uri.joinPath(dossier, '..', ...path.split('/'));
}

function pagesOf(file: CaseFile | undefined): number | undefined {
  return file?.facts?.kind === 'ready' ? file.facts.fingerprint.pages : undefined;
}

function unreadableOf(file: CaseFile): string | undefined {
  if (file.disk.kind === 'invalid' || file.disk.kind === 'unreadable') {
    return sidecarProblem(file.sidecarUri, file.disk);
  }
  return file.facts?.kind === 'unreadable' ? sourceProblemMessage(file.pdf, file.facts.problem) : undefined;
}

function marksOf({ document, file }: Row): DecisionInput['documents'][number] {
  const pages = pagesOf(file);
  const redactions = file?.sidecar.redactions ?? [];
  return { document, redactions, ...(pages === undefined ? {} : { pages }) };
}

function checkedOf({ document, file, missing, unreadable }: Row): CheckedDocument {
  const pageCount = pagesOf(file);
  return {
    document,
    ...(file === undefined ? {} : { sidecar: file.sidecar }),
    ...(missing ? { missing } : {}),
    ...(unreadable === undefined ? {} : { unreadable }),
    ...(pageCount === undefined ? {} : { pageCount }),
  };
}
