import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { Quad, Redaction, RedactionKind } from '../../src/core/model/redaction.ts';
import type { Snapshot } from '../../src/core/protocol.ts';
import type { TextSelection } from '../text/selection.ts';
import { type Signal, signal } from './signal.ts';

/** A rectangle or whole page that has been chosen but not marked yet. */
export interface ShapeDraft {
  readonly kind: 'area' | 'page';
  /** From 1. */
  readonly page: number;
  readonly quad: Quad;
}

/** A mark that has been asked for and is drawn before the host confirms it. */
export interface PendingMark {
  readonly page: number;
  readonly kind: RedactionKind;
  readonly quads: readonly Quad[];
  readonly codes: readonly string[];
}

/** New places of marks that the host has not confirmed yet, by id. */
export type MovedMarks = ReadonlyMap<string, readonly Quad[]>;

/** Everything the page shows that is not the PDF itself. */
export interface Model {
  readonly snapshot: Signal<Snapshot>;
  readonly selection: Signal<TextSelection | undefined>;
  readonly shape: Signal<ShapeDraft | undefined>;
  /** Ids of the marks that are selected. */
  readonly selected: Signal<ReadonlySet<string>>;
  readonly pending: Signal<readonly PendingMark[]>;
  readonly moved: Signal<MovedMarks>;
  readonly areaMode: Signal<boolean>;
  /** The text cursor is on: arrows move in the text. */
  readonly textCursor: Signal<boolean>;
  readonly preview: Signal<boolean>;
  readonly darkPages: Signal<boolean>;
  readonly sidebar: Signal<'none' | 'outline' | 'thumbnails'>;
  readonly marksPanel: Signal<boolean>;
}

/** A model that shows a snapshot, with nothing selected. */
export function createModel(snapshot: Snapshot): Model {
  return {
    snapshot: signal(snapshot),
    selection: signal<TextSelection | undefined>(undefined),
    shape: signal<ShapeDraft | undefined>(undefined),
    selected: signal<ReadonlySet<string>>(new Set()),
    pending: signal<readonly PendingMark[]>([]),
    moved: signal<MovedMarks>(new Map()),
    areaMode: signal(false),
    textCursor: signal(false),
    preview: signal(false),
    darkPages: signal(false),
    sidebar: signal<'none' | 'outline' | 'thumbnails'>('none'),
    marksPanel: signal(true),
  };
}

/** A snapshot's marks and findings, arranged for look-up. */
export interface SnapshotIndex {
  readonly byId: ReadonlyMap<string, Redaction>;
  readonly byPage: ReadonlyMap<number, readonly Redaction[]>;
  readonly findingsByMark: ReadonlyMap<string, readonly Finding[]>;
  /** Findings that are not about a mark. */
  readonly otherFindings: readonly Finding[];
  readonly reviewed: ReadonlySet<number>;
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>();

/** Arranges a snapshot once. */
export function indexOf(snapshot: Snapshot): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) {
    return known;
  }
  const byPage = new Map<number, Redaction[]>();
  for (const redaction of snapshot.redactions) {
    const onPage = byPage.get(redaction.page);
    if (onPage === undefined) {
      byPage.set(redaction.page, [redaction]);
    } else {
      onPage.push(redaction);
    }
  }
  const byId = new Map(snapshot.redactions.map((redaction) => [redaction.id, redaction]));
  const findingsByMark = new Map<string, Finding[]>();
  const otherFindings: Finding[] = [];
  for (const finding of snapshot.findings) {
    if (finding.redactionId === undefined || !byId.has(finding.redactionId)) {
      otherFindings.push(finding);
    } else {
      const ofMark = findingsByMark.get(finding.redactionId) ?? [];
      ofMark.push(finding);
      findingsByMark.set(finding.redactionId, ofMark);
    }
  }
  const index = { byId, byPage, findingsByMark, otherFindings, reviewed: new Set(snapshot.reviewedPages) };
  indexes.set(snapshot, index);
  return index;
}

/** Where a mark is, or will be once the host has confirmed its move. */
export function placeOf(model: Model, redaction: Redaction): readonly Quad[] {
  return model.moved.value.get(redaction.id) ?? redaction.quads;
}

/** The selected marks, in reading order. */
export function selectedMarks(model: Model): readonly Redaction[] {
  const selected = model.selected.value;
  return selected.size === 0
    ? []
    : model.snapshot.value.redactions.filter((redaction) => selected.has(redaction.id));
}

/** Selects these marks and nothing else; text and area are no longer chosen. */
export function selectMarks(model: Model, ids: Iterable<string>): void {
  const next = new Set(ids);
  const before = model.selected.value;
  if (next.size > 0) {
    model.selection.set(undefined);
    model.shape.set(undefined);
  }
  if (next.size !== before.size || [...next].some((id) => !before.has(id))) {
    model.selected.set(next);
  }
}

/** Nothing is selected or chosen any more. */
export function clearSelection(model: Model): void {
  selectMarks(model, []);
  model.selection.set(undefined);
  model.shape.set(undefined);
}
