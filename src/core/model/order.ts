import type { Quad, Redaction } from './redaction.ts';

/** Reading order of marks: page, then top to bottom, left to right, and the id where all else is equal. */
export function compareRedactions(a: Redaction, b: Redaction): number {
  if (a.page !== b.page) return a.page - b.page;
  const [topA, leftA] = corner(a.quads);
  const [topB, leftB] = corner(b.quads);
  if (topA !== topB) return topB - topA;
  if (leftA !== leftB) return leftA - leftB;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The marks in the order in which a sidecar holds them. */
export function sortRedactions(redactions: readonly Redaction[]): readonly Redaction[] {
  return redactions.toSorted(compareRedactions);
}

/** Rounded as written, so that reading a file back and sorting again changes nothing. */
function corner(quads: readonly Quad[]): readonly [top: number, left: number] {
  let top = -Infinity;
  let left = Infinity;
  for (const quad of quads) {
    top = Math.max(top, quad[1], quad[3], quad[5], quad[7]);
    left = Math.min(left, quad[0], quad[2], quad[4], quad[6]);
  }
  return [roundPoint(top), roundPoint(left)];
}

/** To 0.01 point; never -0. */
export function roundPoint(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
