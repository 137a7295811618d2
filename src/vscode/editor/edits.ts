import type * as vscode from 'vscode';
import type { TextPlace } from '../../core/diagnostics/types.ts';
import type { RedactionEdit } from '../../core/model/edit.ts';
import { editAdd, editDelete, editReview, editUpdate } from '../../core/model/edits.ts';
import { roundPoint } from '../../core/model/order.ts';
import type { Quad, Redaction, Sidecar } from '../../core/model/redaction.ts';
import type { EditRequest, MarkDraft } from '../../core/protocol.ts';
import type { PageText } from '../../core/text/characters.ts';
import { quadsForRange } from '../../core/text/quads.ts';
import type { OwnWords } from '../grounds/own-words.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Marks of one PDF that can be changed: an open document, or a sidecar that is edited as JSON. */
export interface MarkedDocument {
  /** Of the PDF. */
  readonly uri: vscode.Uri;
  readonly sidecar: Sidecar;
  mark(id: string): Redaction | undefined;
  /** Characters of a page, from 1; rejects where they cannot be had. */
  pageText(page: number): Promise<PageText>;
}

/** Ground and reason that a person gives to marks. */
export interface MarkBasis {
  readonly grounds: readonly string[];
  readonly reason?: string;
  readonly motivation?: string;
}

/** What came of asking: a basis, and the wish to write its motivation in a window of its own (with a start). */
export interface PickedBasis {
  readonly basis: MarkBasis;
  readonly write?: string;
}

/** What making an edit needs from outside. */
export interface EditTools {
  /** The usual reason of a key, by the text that is marked. */
  usual(document: MarkedDocument, key: 'e' | 'd' | 'g', quote: string | undefined): MarkBasis;
  /** Asks for grounds and reason; undefined when the person gives up. */
  pick(
    document: MarkedDocument,
    current: readonly Redaction[],
    start?: 'reason',
  ): Promise<PickedBasis | undefined>;
  /** Asks for own words; undefined when the person gives up. */
  motivate(document: MarkedDocument, marks: readonly Redaction[]): Promise<OwnWords | undefined>;
  /** The mark as its reason's rules want it: a mailbox is cut at the `@`. */
  settle(document: MarkedDocument, mark: Redaction): Promise<Redaction>;
  readonly author: () => string | undefined;
}

/** A change that was asked for, worked out; `select`: marks that the asking panel should select. */
export interface PlannedEdit {
  readonly edit?: RedactionEdit;
  readonly select: readonly string[];
  /** The motivation of the selected marks is to be written in a window of its own, starting with this. */
  readonly write?: string;
}

/** Works a request of the page out into one step of undo; undefined where there is nothing to do. */
export async function planEdit(
  document: MarkedDocument,
  request: EditRequest,
  tools: EditTools,
): Promise<PlannedEdit | undefined> {
  const say = texts[language()];
  switch (request.kind) {
    case 'add-bare':
      return addMarks(document, request.drafts, () => ({ grounds: [] }), tools);
    case 'add-usual':
      return addMarks(
        document,
        request.drafts,
        ({ quote }) => tools.usual(document, request.key, quote),
        tools,
      );
    case 'add-pick': {
      const picked = await tools.pick(document, []);
      if (!picked) return undefined;
      const origin = request.origin ?? 'manual';
      const kind = { origin, status: 'accepted' } as const;
      const planned = await addMarks(document, request.drafts, () => picked.basis, tools, kind);
      return planned && withWindow(planned, picked);
    }
    case 'set-usual':
      return giveBasis(
        document,
        request.ids,
        (mark) => tools.usual(document, request.key, mark.quote),
        tools,
      );
    case 'pick':
      return planPick(document, request.ids, tools);
    case 'motivate': {
      const current = marksOf(document, request.ids);
      if (current.length === 0) return undefined;
      const words = await tools.motivate(document, current);
      if (words === undefined) return undefined;
      if (words.kind === 'large') return { select: request.ids, write: words.text };
      return planMotivation(document, request.ids, words.text);
    }
    case 'delete': {
      const marks = marksOf(document, request.ids);
      return marks.length === 0
        ? undefined
        : { edit: editDelete(say.deleteMarks(marks.length), marks), select: [] };
    }
    case 'set-status': {
      const { status } = request;
      const labels = { accepted: say.acceptMarks, rejected: say.rejectMarks, suggested: say.suggestMarks };
      return planChange(document, request.ids, labels[status], (mark) => ({ ...mark, status }));
    }
    case 'set-quads':
      return moveMarks(document, request);
    case 'set-reviewed': {
      const before = document.sidecar.review?.pages ?? [];
      const asked = new Set(request.pages);
      const others = before.filter((page) => !asked.has(page));
      const after = request.reviewed ? [...others, ...asked].toSorted((a, b) => a - b) : others;
      return before.join() === after.join()
        ? undefined
        : { edit: editReview(say.review, before, after), select: [] };
    }
  }
}

/** Asks for grounds and reason of marks, or for the reason alone where they have grounds, and gives them. */
export async function planPick(
  document: MarkedDocument,
  ids: readonly string[],
  tools: EditTools,
  start?: 'reason',
): Promise<PlannedEdit | undefined> {
  const current = marksOf(document, ids);
  if (current.length === 0) return undefined;
  const picked = await tools.pick(document, current, start);
  if (!picked) return undefined;
  const planned = await giveBasis(document, ids, () => picked.basis, tools);
  return planned && withWindow(planned, picked);
}

/** The edit that gives marks these own words; an empty text takes them away. */
export function planMotivation(
  document: MarkedDocument,
  ids: readonly string[],
  words: string,
): PlannedEdit | undefined {
  return planChange(document, ids, texts[language()].motivate, (mark) => withMotivation(mark, words));
}

function withWindow(planned: PlannedEdit, { write }: PickedBasis): PlannedEdit {
  return write === undefined ? planned : { ...planned, write };
}

function withMotivation(mark: Redaction, words: string): Redaction {
  const { motivation: _before, ...rest } = mark;
  return words.trim() === '' ? rest : { ...rest, motivation: words.trim() };
}

async function addMarks(
  document: MarkedDocument,
  drafts: readonly MarkDraft[],
  basis: (draft: MarkDraft) => MarkBasis,
  tools: EditTools,
  { origin, status }: Pick<Redaction, 'origin' | 'status'> = { origin: 'manual', status: 'accepted' },
): Promise<PlannedEdit | undefined> {
  if (drafts.length === 0) return undefined;
  const now = timestamp();
  const author = tools.author();
  const marks = await Promise.all(
    drafts.map((draft) =>
      tools.settle(document, {
        id: globalThis.crypto.randomUUID(),
        page: draft.page,
        kind: draft.kind,
        quads: rounded(draft.quads),
        ...(draft.quote === undefined ? {} : { quote: draft.quote }),
        ...basis(draft),
        status,
        origin,
        ...(author === undefined ? {} : { author }),
        created: now,
        modified: now,
      }),
    ),
  );
  return {
    edit: editAdd(texts[language()].addMarks(marks.length), marks),
    select: marks.map(({ id }) => id),
  };
}

/** Marks characters of pages that were found; the text under them is read anew. Undefined where none can be marked. */
export async function planPlaces(
  document: MarkedDocument,
  places: readonly TextPlace[],
  { grounds, reason, motivation }: MarkBasis,
  tools: EditTools,
  kind: Pick<Redaction, 'origin' | 'status'>,
): Promise<PlannedEdit | undefined> {
  const pages = new Map<number, PageText | undefined>();
  for (const { page } of places)
    if (!pages.has(page)) pages.set(page, await document.pageText(page).catch(() => undefined));
  const drafts = places.flatMap(({ page, start, end }): readonly MarkDraft[] => {
    const text = pages.get(page);
    const covered = text && quadsForRange(text, start, end);
    return covered && covered.quads.length > 0 ? [{ page, kind: 'text', ...covered }] : [];
  });
  const basis: MarkBasis = {
    grounds,
    ...(reason === undefined ? {} : { reason }),
    ...(motivation === undefined ? {} : { motivation }),
  };
  return addMarks(document, drafts, () => basis, tools, kind);
}

/** Choosing a ground for a suggestion is deciding on it. */
async function giveBasis(
  document: MarkedDocument,
  ids: readonly string[],
  basis: (mark: Redaction) => MarkBasis,
  tools: EditTools,
): Promise<PlannedEdit | undefined> {
  const before = marksOf(document, ids);
  if (before.length === 0) return undefined;
  const modified = timestamp();
  const after = await Promise.all(
    before.map((mark) => {
      const { grounds: _grounds, reason: _reason, motivation, ...rest } = mark;
      const given = basis(mark);
      return tools.settle(document, {
        ...rest,
        // Own words stay where the new basis brings none.
        ...(motivation === undefined ? {} : { motivation }),
        ...given,
        status: 'accepted',
        modified,
      });
    }),
  );
  return { edit: editUpdate(texts[language()].changeGround, before, after), select: ids };
}

function moveMarks(
  document: MarkedDocument,
  { places }: Extract<EditRequest, { kind: 'set-quads' }>,
): PlannedEdit | undefined {
  const byId = new Map(places.map((place) => [place.id, place]));
  return planChange(document, [...byId.keys()], texts[language()].moveMarks, (mark) => {
    const place = byId.get(mark.id);
    if (!place) return mark;
    const { quote: _before, ...rest } = mark;
    return {
      ...rest,
      quads: rounded(place.quads),
      ...(place.quote === undefined ? {} : { quote: place.quote }),
    };
  });
}

/** The edit that changes marks each in its own way, as one step. */
function planChange(
  document: MarkedDocument,
  ids: readonly string[],
  label: string,
  update: (mark: Redaction) => Redaction,
): PlannedEdit | undefined {
  const before = marksOf(document, ids);
  if (before.length === 0) return undefined;
  const modified = timestamp();
  return {
    edit: editUpdate(
      label,
      before,
      before.map((mark) => ({ ...update(mark), modified })),
    ),
    select: ids,
  };
}

function marksOf(document: MarkedDocument, ids: readonly string[]): readonly Redaction[] {
  return [...new Set(ids)].flatMap((id) => document.mark(id) ?? []);
}

/** As written to the sidecar, so that a saved mark equals the one in memory. */
function rounded(quads: readonly Quad[]): readonly Quad[] {
  return quads.map((quad) => quad.map(roundPoint) as unknown as Quad);
}

/** Now, in ISO 8601 with the local offset, to the second. */
export function timestamp(): string {
  const now = new Date();
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
