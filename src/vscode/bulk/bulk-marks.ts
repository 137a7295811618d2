import * as vscode from 'vscode';
import type { TextPlace } from '../../core/diagnostics/types.ts';
import type { RedactionEdit } from '../../core/model/edit.ts';
import { applyEdit, editDelete, joinEdits } from '../../core/model/edits.ts';
import type { Redaction, Sidecar, SourceFingerprint } from '../../core/model/redaction.ts';
import type { PdfPort } from '../../core/ports/pdf.ts';
import { formatSidecar } from '../../core/sidecar/format.ts';
import { contentOf } from '../editor/document.ts';
import { type EditTools, type MarkBasis, type MarkedDocument, planPlaces } from '../editor/edits.ts';
import { sidecarProblem, sourceProblemMessage } from '../editor/messages.ts';
import { PdfSource } from '../editor/pdf-source.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { readSidecarFile, sidecarUri } from '../editor/sidecar-file.ts';
import { writeAtomically } from '../platform/atomic.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Places of one document that are to be marked on one basis. */
export interface BulkGroup {
  readonly pdf: vscode.Uri;
  readonly places: readonly TextPlace[];
  readonly basis: MarkBasis;
  readonly origin: string;
}

/** What came of it. */
export interface BulkResult {
  readonly marks: number;
  readonly documents: number;
  /** Why a document got none: sentences that name it. */
  readonly refused: readonly string[];
  /** Takes back what was placed and is still there. */
  undo(): Promise<void>;
}

interface Placed {
  readonly pdf: vscode.Uri;
  readonly ids: ReadonlySet<string>;
}

/**
 * Marks many places in many documents. Where a document is open it is one step of undo there; of others the sidecar
 * is written at once. The whole can be taken back together.
 */
export class BulkMarks {
  readonly #editor: PdfEditorProvider;
  readonly #pdf: PdfPort;
  readonly #tools: EditTools;

  constructor(parts: {
    readonly editor: PdfEditorProvider;
    readonly pdf: PdfPort;
    readonly tools: EditTools;
  }) {
    this.#editor = parts.editor;
    this.#pdf = parts.pdf;
    this.#tools = parts.tools;
  }

  async place(
    groups: readonly BulkGroup[],
    status: Redaction['status'],
    label: string,
    progress?: { report(done: number, total: number): void; readonly signal: AbortSignal },
  ): Promise<BulkResult> {
    const byPdf = new Map<string, BulkGroup[]>();
    for (const group of groups) {
      const key = group.pdf.toString();
      byPdf.set(key, [...(byPdf.get(key) ?? []), group]);
    }
    const placed: Placed[] = [];
    const refused: string[] = [];
    for (const [index, ofOne] of [...byPdf.values()].entries()) {
      const [first] = ofOne;
      if (first === undefined || progress?.signal.aborted === true) break;
      progress?.report(index, byPdf.size);
      const result = await this.#placeIn(first.pdf, ofOne, status, label);
      if (typeof result === 'string') refused.push(result);
      else if (result.size > 0) placed.push({ pdf: first.pdf, ids: result });
    }
    return {
      marks: placed.reduce((sum, { ids }) => sum + ids.size, 0),
      documents: placed.length,
      refused,
      undo: async () => {
        for (const each of placed) await this.#takeBack(each);
      },
    };
  }

  /** Ids of the new marks, or why there are none. */
  async #placeIn(
    pdf: vscode.Uri,
    groups: readonly BulkGroup[],
    status: Redaction['status'],
    label: string,
  ): Promise<ReadonlySet<string> | string> {
    const open = this.#editor.document(pdf);
    if (open) {
      if (open.readOnly) return texts[language()].readOnly(vscode.workspace.asRelativePath(pdf, false));
      const edit = await this.#plan(open, groups, status, label);
      if (edit) this.#editor.edit(open, edit);
      return idsOf(edit);
    }
    const disk = await readSidecarFile(sidecarUri(pdf));
    if (disk.kind === 'invalid' || disk.kind === 'unreadable') return sidecarProblem(sidecarUri(pdf), disk);
    const source = new PdfSource(pdf, this.#pdf);
    const state = await source.load();
    if (state.kind === 'unreadable') return sourceProblemMessage(pdf, state.problem);
    if (state.kind !== 'ready') return new Set();
    const sidecar = withSource(contentOf(disk), state.fingerprint);
    const document: MarkedDocument = {
      uri: pdf,
      sidecar,
      mark: (id) => sidecar.redactions.find((mark) => mark.id === id),
      pageText: (page) => source.pageText(page),
    };
    const edit = await this.#plan(document, groups, status, label);
    if (edit) await write(pdf, { ...sidecar, redactions: applyEdit(sidecar.redactions, edit) });
    return idsOf(edit);
  }

  async #plan(
    document: MarkedDocument,
    groups: readonly BulkGroup[],
    status: Redaction['status'],
    label: string,
  ): Promise<RedactionEdit | undefined> {
    const edits: RedactionEdit[] = [];
    for (const { places, basis, origin } of groups) {
      const planned = await planPlaces(document, places, basis, this.#tools, { origin, status });
      if (planned?.edit) edits.push(planned.edit);
    }
    return edits.length === 0 ? undefined : joinEdits(label, edits);
  }

  async #takeBack({ pdf, ids }: Placed): Promise<void> {
    const label = texts[language()].undoLabel;
    const open = this.#editor.document(pdf);
    if (open) {
      const marks = open.sidecar.redactions.filter(({ id }) => ids.has(id));
      if (marks.length > 0) this.#editor.edit(open, editDelete(label, marks));
      return;
    }
    const disk = await readSidecarFile(sidecarUri(pdf));
    if (disk.kind !== 'valid') return;
    const { sidecar } = disk;
    const redactions = sidecar.redactions.filter(({ id }) => !ids.has(id));
    // A PDF without marks has no sidecar.
    const empty = redactions.length === 0 && sidecar.review === undefined && sidecar.unknown === undefined;
    if (empty) await vscode.workspace.fs.delete(sidecarUri(pdf));
    else if (redactions.length < sidecar.redactions.length) await write(pdf, { ...sidecar, redactions });
  }
}

function idsOf(edit: RedactionEdit | undefined): ReadonlySet<string> {
  return new Set(edit?.changes.map(({ id }) => id));
}

function withSource(sidecar: Sidecar, source: SourceFingerprint): Sidecar {
  return sidecar.source.sha256 === '' ? { ...sidecar, source } : sidecar;
}

async function write(pdf: vscode.Uri, sidecar: Sidecar): Promise<void> {
  await writeAtomically(sidecarUri(pdf), new TextEncoder().encode(formatSidecar(sidecar)));
}
