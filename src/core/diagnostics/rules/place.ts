import type { PlacedMark, Report } from '../rule.ts';

/** Where a report on a mark sits: its id, page, and a field of it in the sidecar (the mark itself without one). */
export function placeOf({ mark, path }: PlacedMark, field?: string): Omit<Report, 'message' | 'fixes'> {
  return { redactionId: mark.id, page: mark.page, path: field === undefined ? path : [...path, field] };
}
