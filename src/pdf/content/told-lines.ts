import type { LineSpan } from './line-anchor.ts';
import { cornersOf, type Bounds } from './region.ts';
import { distance, type WritingPlace } from './writing-place.ts';

/** What went from a line: where it began and ended, and where text went on. */
export interface Gone {
  readonly from: WritingPlace;
  readonly to: WritingPlace;
  readonly next: WritingPlace;
}

/** What of a line stands apart from the rest of it, as in a column. */
interface Segment {
  readonly start: WritingPlace;
  readonly end: WritingPlace;
}

/** Points within which two places are the same; a margin is. */
const SAME = 0.3;
const EQUAL = 0.15;
/** Points that two margins differ by of which one was rounded to pixels. */
const MARGIN = 1;
/** In em: lines that lie farther apart say nothing of one another; nearer than that they are one. */
const NEAR = 12;
const ONE = 0.5;
/** In em: a column is not told to be centred by text of the same length. */
const LONGER = 0.3;

/**
 * Whether the places of lines tell how wide something was that went: a justified line has its spaces by all that was in
 * it; what goes on behind a gap began where other lines have a column, which is as wide as its longest text; what went
 * ended, or had its middle, where a column has it, and began where its box does.
 *
 * @param page what of the page is seen
 */
export function areTold(spans: readonly LineSpan[], page: Bounds): boolean {
  const lossy = spans.filter(({ gone, endsFrom }) => gone.length > 0 || endsFrom);
  return lossy.some((span) => {
    const others = spans.filter((other) => other !== span && isNear(span, other));
    return (
      fills(span, others, page) ||
      others.some((other) => isJustified(span, other)) ||
      span.gone.some((gone) => isColumn(gone, others) || isAligned(gone, span, others))
    );
  });
}

function isNear({ start }: LineSpan, other: LineSpan): boolean {
  const across = Math.abs(distance(start, other.start).across);
  const isParallel = start.alongX * other.start.alongX + start.alongY * other.start.alongY > 0.999;
  return isParallel && across >= ONE * start.fontSize && across <= NEAR * start.fontSize;
}

function isJustified(span: LineSpan, other: LineSpan): boolean {
  return (
    span.isSpread &&
    other.isSpread &&
    Math.abs(distance(span.start, other.start).along) <= EQUAL &&
    Math.abs(distance(span.end, other.end).along) <= SAME
  );
}

/** Whether a line runs from margin to margin, where others begin at the one. */
function fills({ start, end, isSpread }: LineSpan, others: readonly LineSpan[], page: Bounds): boolean {
  if (!isSpread || !others.some((other) => Math.abs(distance(start, other.start).along) <= EQUAL))
    return false;
  const edges = cornersOf(page).map((corner) => distance(start, { ...start, ...corner }).along);
  const behind = Math.max(...edges) - distance(start, end).along;
  return Math.abs(Math.min(...edges) + behind) <= MARGIN;
}

function isColumn({ next }: Gone, others: readonly LineSpan[]): boolean {
  return others.some((other) =>
    segmentsOf(other).some(({ start }) => Math.abs(distance(next, start).along) <= SAME),
  );
}

function isAligned({ from, to, next }: Gone, span: LineSpan, others: readonly LineSpan[]): boolean {
  const size = from.fontSize;
  const isWhole =
    distance(to, next).along > APART * size &&
    segmentsOf(span).some(({ start }) => Math.abs(distance(start, from).along) <= SAME);
  if (!isWhole) return false;
  const length = distance(from, to).along;
  return others.some((other) =>
    segmentsOf(other).some(({ start, end }) => {
      const [before, behind] = [distance(from, start).along, distance(to, end).along];
      if (Math.abs(before) <= SAME) return false;
      const isCentred =
        Math.abs(distance(start, end).along - length) > LONGER * size &&
        Math.abs(before + behind) <= 2 * SAME;
      return Math.abs(behind) <= SAME || isCentred;
    }),
  );
}

/** In em: what has a place of its own farther on than this stands apart. */
export const APART = 0.4;

function segmentsOf({ start, end, joints }: LineSpan): Segment[] {
  const starts = [start, ...joints.map((joint) => joint.start)];
  const ends = [...joints.map((joint) => joint.end), end];
  return starts.map((each, i) => ({ start: each, end: ends[i]! }));
}
