import { apply, invert, type Matrix } from './matrix.ts';
import { formatNumber } from './operators.ts';
import { boundsOf, joinBounds, transformBox, type Bounds, type Region } from './region.ts';
import type { Point } from './types.ts';

/** No page is larger than this (ISO 32000-2, annex C.2: 14,400 units), with room to spare. */
export const FAR: Bounds = { left: -16_000, bottom: -16_000, right: 32_000, top: 32_000 };

/**
 * Operators that clip what follows to everything but some marks; undefined when the matrix has no inverse. Put them
 * between q and Q.
 */
export function clipAround(
  region: Region,
  marks: readonly (readonly Point[])[],
  ctm: Matrix,
): string | undefined {
  const inverse = invert(ctm);
  if (!inverse) return undefined;
  const around = boundsOf(transformBox(inverse, joinBounds(FAR, region.bounds)));
  return marks.map((mark) => holeIn(around, mark, (point) => apply(inverse, point.x, point.y))).join(' ');
}

/** A large rectangle with the mark as its hole. */
function holeIn(around: Bounds, mark: readonly Point[], toUser: (point: Point) => Point): string {
  const numbers = (...values: number[]): string => values.map((value) => formatNumber(value, 5)).join(' ');
  const { left, bottom, right, top } = around;
  const hole = mark.map(toUser).map(({ x, y }, index) => `${numbers(x, y)} ${index === 0 ? 'm' : 'l'}`);
  return `${numbers(left, bottom, right - left, top - bottom)} re ${hole.join(' ')} h W* n`;
}

/** A box that may have no end, as far as anything is drawn. */
export function bounded(box: Bounds): Bounds {
  return {
    left: Math.max(box.left, FAR.left),
    bottom: Math.max(box.bottom, FAR.bottom),
    right: Math.min(box.right, FAR.right),
    top: Math.min(box.top, FAR.top),
  };
}
