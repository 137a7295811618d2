import type { RedactionChange } from '../../core/model/edit.ts';
import { mergeExternal, resolveConflict, sameRedaction } from '../../core/model/merge.ts';
import type { Sidecar } from '../../core/model/redaction.ts';
import { contentOf, type DocumentEdit } from './document.ts';
import type { SidecarOnDisk } from './sidecar-file.ts';

/**
 * Both sides' changes since `base`. A mark that both changed is kept in both versions, theirs under a new id:
 * nothing is lost, and the finding on overlapping marks shows where to look.
 */
export function joinSidecars(
  base: SidecarOnDisk,
  mine: Sidecar,
  theirs: Sidecar,
): { readonly sidecar: Sidecar; readonly conflicts: number } {
  const before = contentOf(base);
  const merge = mergeExternal(before.redactions, mine.redactions, theirs.redactions);
  const redactions = merge.conflicts.reduce(
    (marks, conflict) => resolveConflict(marks, conflict, 'both', globalThis.crypto.randomUUID()),
    merge.redactions,
  );
  const pages = [...new Set([...(mine.review?.pages ?? []), ...(theirs.review?.pages ?? [])])];
  return {
    sidecar: {
      ...mine,
      redactions,
      ...(pages.length > 0 ? { review: { ...mine.review, pages: pages.toSorted((a, b) => a - b) } } : {}),
    },
    conflicts: merge.conflicts.length,
  };
}

/** The edit that turns one sidecar's marks into another's. */
export function replaceMarks(label: string, from: Sidecar, to: Sidecar): DocumentEdit {
  const before = new Map(from.redactions.map((mark) => [mark.id, mark]));
  const after = new Map(to.redactions.map((mark) => [mark.id, mark]));
  const changes: RedactionChange[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(id);
    const is = after.get(id);
    if (!sameRedaction(was, is))
      changes.push({ id, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) });
  }
  const pagesBefore = from.review?.pages ?? [];
  const pagesAfter = to.review?.pages ?? [];
  return {
    label,
    changes,
    ...(pagesBefore.join() === pagesAfter.join()
      ? {}
      : { review: { before: pagesBefore, after: pagesAfter } }),
  };
}
