import type { RedactionChange, RedactionEdit } from './edit.ts';
import { sortRedactions } from './order.ts';
import type { Redaction } from './redaction.ts';

/** An edit that places marks. */
export function editAdd(label: string, redactions: readonly Redaction[]): RedactionEdit {
  return { label, changes: redactions.map((after) => ({ id: after.id, after })) };
}

/** An edit that takes marks away. */
export function editDelete(label: string, redactions: readonly Redaction[]): RedactionEdit {
  return { label, changes: redactions.map((before) => ({ id: before.id, before })) };
}

/** An edit that changes marks; `before` and `after` hold the same ids in the same order. */
export function editUpdate(
  label: string,
  before: readonly Redaction[],
  after: readonly Redaction[],
): RedactionEdit {
  if (before.length !== after.length || before.some((mark, index) => mark.id !== after[index]?.id)) {
    throw new RangeError('editUpdate: before and after must hold the same ids in the same order');
  }
  return {
    label,
    changes: before.map((mark, index) => ({ id: mark.id, before: mark, ...at(after, index) })),
  };
}

/** An edit of the pages that were read through. */
export function editReview(
  label: string,
  before: readonly number[],
  after: readonly number[],
): RedactionEdit {
  return { label, changes: [], review: { before, after } };
}

/** Several edits as one step of undo, in order. */
export function joinEdits(label: string, edits: readonly RedactionEdit[]): RedactionEdit {
  const changes = new Map<string, RedactionChange>();
  let review: RedactionEdit['review'];
  for (const edit of edits) {
    for (const change of edit.changes) {
      const earlier = changes.get(change.id);
      changes.set(change.id, earlier === undefined ? change : span(earlier, change));
    }
    if (edit.review) review = { before: review?.before ?? edit.review.before, after: edit.review.after };
  }
  return { label, changes: [...changes.values()], ...(review ? { review } : {}) };
}

/** The edit that takes `edit` back: `applyEdit(applyEdit(x, e), invertEdit(e))` is `x`, for `x` in reading order. */
export function invertEdit(edit: RedactionEdit): RedactionEdit {
  return {
    label: edit.label,
    changes: edit.changes.map(({ id, before, after }) => ({
      id,
      ...(after ? { before: after } : {}),
      ...(before ? { after: before } : {}),
    })),
    ...(edit.review ? { review: { before: edit.review.after, after: edit.review.before } } : {}),
  };
}

/**
 * The marks after an edit, in reading order. A deleted mark that is not there stays away; an added or changed
 * one takes the place of whatever had its id.
 */
export function applyEdit(redactions: readonly Redaction[], edit: RedactionEdit): readonly Redaction[] {
  if (edit.changes.length === 0) return redactions;
  const byId = new Map(redactions.map((mark) => [mark.id, mark]));
  for (const { id, after } of edit.changes) {
    if (after) byId.set(id, after);
    else byId.delete(id);
  }
  return sortRedactions([...byId.values()]);
}

/** The reviewed pages after an edit. */
export function applyReview(pages: readonly number[], edit: RedactionEdit): readonly number[] {
  return edit.review ? edit.review.after : pages;
}

function span(first: RedactionChange, last: RedactionChange): RedactionChange {
  return {
    id: first.id,
    ...(first.before ? { before: first.before } : {}),
    ...(last.after ? { after: last.after } : {}),
  };
}

function at(redactions: readonly Redaction[], index: number): { after?: Redaction } {
  const after = redactions[index];
  return after ? { after } : {};
}
