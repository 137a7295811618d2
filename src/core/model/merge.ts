import { sortRedactions } from './order.ts';
import type { Redaction } from './redaction.ts';

/** A mark that was changed in two ways at once; an absent side has deleted it. */
export interface MergeConflict {
  readonly id: string;
  readonly base?: Redaction;
  readonly mine?: Redaction;
  readonly theirs?: Redaction;
}

/** Outcome of a three-way merge. */
export interface MergeResult {
  /** In reading order. Where there is a conflict the side that still has the mark is in here, mine first. */
  readonly redactions: readonly Redaction[];
  readonly conflicts: readonly MergeConflict[];
}

/** How a person settles a conflict; `both` keeps theirs under a new id. */
export type ConflictChoice = 'mine' | 'theirs' | 'both';

/**
 * Joins changes on disk (`theirs`) with changes in the editor (`mine`), both made since `base`. What one side
 * did alone is done; what both did in different ways is a conflict, and no side's mark is lost.
 */
export function mergeExternal(
  base: readonly Redaction[],
  mine: readonly Redaction[],
  theirs: readonly Redaction[],
): MergeResult {
  const baseById = byId(base);
  const mineById = byId(mine);
  const theirsById = byId(theirs);
  const merged: Redaction[] = [];
  const conflicts: MergeConflict[] = [];
  for (const id of new Set([...baseById.keys(), ...mineById.keys(), ...theirsById.keys()])) {
    const before = baseById.get(id);
    const left = mineById.get(id);
    const right = theirsById.get(id);
    let kept: Redaction | undefined;
    if (same(left, right) || same(right, before)) kept = left;
    else if (same(left, before)) kept = right;
    else {
      kept = left ?? right;
      conflicts.push({
        id,
        ...(before ? { base: before } : {}),
        ...(left ? { mine: left } : {}),
        ...(right ? { theirs: right } : {}),
      });
    }
    if (kept) merged.push(kept);
  }
  return { redactions: sortRedactions(merged), conflicts };
}

/** The merged marks with a conflict settled. `newId` is used for `both`. */
export function resolveConflict(
  redactions: readonly Redaction[],
  conflict: MergeConflict,
  choice: ConflictChoice,
  newId: string,
): readonly Redaction[] {
  const others = redactions.filter((mark) => mark.id !== conflict.id);
  const { mine, theirs } = conflict;
  const kept: (Redaction | undefined)[] =
    choice === 'mine'
      ? [mine]
      : choice === 'theirs'
        ? [theirs]
        : [mine, theirs && (mine ? { ...theirs, id: newId } : theirs)];
  return sortRedactions([...others, ...kept.filter((mark) => mark !== undefined)]);
}

/** Whether two marks (or their absence) are the same, whatever the order of their fields. */
export function sameRedaction(a: Redaction | undefined, b: Redaction | undefined): boolean {
  return same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => same(item, b[index]))
    );
  }
  const fieldsA = a as Record<string, unknown>;
  const fieldsB = b as Record<string, unknown>;
  const keys = new Set([...Object.keys(fieldsA), ...Object.keys(fieldsB)]);
  return [...keys].every((key) => same(fieldsA[key], fieldsB[key]));
}

function byId(redactions: readonly Redaction[]): ReadonlyMap<string, Redaction> {
  return new Map(redactions.map((mark) => [mark.id, mark]));
}
