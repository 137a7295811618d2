import type { Point } from './types.ts';

/** Closer to the edge of a mark than this, in points of the page, an end tells no more than the mark does. */
const EDGE = 0.02;

/** A mark that the end of a rule or bar may lie in. */
export interface EndMark {
  /** Convex and counter-clockwise, on the page. */
  readonly corners: readonly Point[];
  /** A point in its middle, as a point of the path. */
  readonly middle: Point;
  /** Takes a point of the path to the page. */
  readonly onPage: (point: Point) => Point;
}

/**
 * The corners of a rule or bar, of which an end that lies in the mark is moved along it to the middle of the mark: where
 * it ended stays hidden, and nothing looks different beside the mark. `closed`: the last corner is the first. Returns
 * the corners themselves where no end lies in the mark.
 */
export function withEndsInMiddle(
  corners: readonly Point[],
  closed: boolean,
  mark: EndMark,
): readonly Point[] {
  const path = closed ? corners.slice(0, -1) : corners;
  const within = path.map((point) => isWithin(mark, point));
  const count = path.length;
  if (within.every(Boolean) || !within.some(Boolean)) return corners;
  const moved = [...path];
  for (let i = 0; i < count; i++) {
    const [before, next, behind] = [i - 1, i + 1, i + 2].map((k) => (closed ? (k + count) % count : k));
    if (!within[i] || within[before!] === true) continue;
    const isSide = within[next!] === true;
    // An open path has one end in the mark; a corner that is no end would change what is seen.
    if (isSide ? within[behind!] !== false : closed || (i > 0 && i < count - 1)) continue;
    const ends = isSide ? [i, next!] : [i];
    const outside = path[i === 0 && !closed ? ends.at(-1)! + 1 : before!];
    if (!outside || (isSide && !closed && (i === 0 || next === count - 1))) continue;
    const shift = shiftOf(
      ends.map((end) => path[end]!),
      outside,
      mark.middle,
    );
    const shifted = ends.map((end) => ({ x: path[end]!.x + shift.x, y: path[end]!.y + shift.y }));
    const isThere = ends.every((end, k) => isNear(mark, path[end]!, shifted[k]!));
    if (!isThere && shifted.every((point) => isWithin(mark, point)))
      ends.forEach((end, k) => (moved[end] = shifted[k]!));
  }
  if (moved.every((point, i) => point === path[i])) return corners;
  return closed ? [...moved, moved[0]!] : moved;
}

/** Along the line from a corner outside, to where the middle of the mark is beside the end. */
function shiftOf(end: readonly Point[], outside: Point, middle: Point): Point {
  const [from] = end as [Point];
  const x = end.reduce((sum, point) => sum + point.x, 0) / end.length;
  const y = end.reduce((sum, point) => sum + point.y, 0) / end.length;
  const along = { x: from.x - outside.x, y: from.y - outside.y };
  const square = along.x ** 2 + along.y ** 2;
  const share = square > 0 ? ((middle.x - x) * along.x + (middle.y - y) * along.y) / square : 0;
  return { x: along.x * share, y: along.y * share };
}

/** What is in the middle already stays as it is written. */
function isNear({ onPage }: EndMark, one: Point, other: Point): boolean {
  const [a, b] = [onPage(one), onPage(other)];
  return Math.hypot(a.x - b.x, a.y - b.y) <= EDGE;
}

function isWithin({ corners, onPage }: EndMark, point: Point): boolean {
  const { x, y } = onPage(point);
  return corners.every((from, i) => {
    const to = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > EDGE * length;
  });
}
