import type { Point } from './types.ts';

/** Closer to the edge of a mark than this, in points of the page, an end tells no more than the mark does. */
const EDGE = 0.02;

/** A mark that the end of a rule or bar may lie in. */
export interface EndMark {
  /** Convex and counter-clockwise, on the page. */
  readonly corners: readonly Point[];
  /** How far behind the edge of the mark ends come to lie, in points of the page; at most halfway through. */
  readonly depth: number;
  /** Takes a point of the path to the page. */
  readonly onPage: (point: Point) => Point;
}

/**
 * The corners of a rule or bar, of which an end that lies in the mark is moved along it to just behind the edge of the
 * mark: where it ended stays hidden, nothing looks different beside the mark, and next to nothing is drawn within.
 * `closed`: the last corner is the first. Returns the corners themselves where no end lies in the mark.
 */
export function withEndsAtEdge(corners: readonly Point[], closed: boolean, mark: EndMark): readonly Point[] {
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
    // Where the path begins in the middle of a side, or stops there, no bar ends.
    if (closed && isSide && ![i, next!].every((end) => turns(path, end))) continue;
    const outside = path[i === 0 && !closed ? ends.at(-1)! + 1 : before!];
    if (!outside || (isSide && !closed && (i === 0 || next === count - 1))) continue;
    const shift = shiftOf(path[i]!, outside, mark);
    const shifted = ends.map((end) => ({ x: path[end]!.x + shift.x, y: path[end]!.y + shift.y }));
    const isThere = ends.every((end, k) => isNear(mark, path[end]!, shifted[k]!));
    if (!isThere && shifted.every((point) => isWithin(mark, point)))
      ends.forEach((end, k) => (moved[end] = shifted[k]!));
  }
  if (moved.every((point, i) => point === path[i])) return corners;
  return closed ? [...moved, moved[0]!] : moved;
}

/** Sine of the least angle by which a path turns at a corner. */
const STRAIGHT = 1e-3;

/** Whether a closed path goes in another direction from one of its points on. */
function turns(path: readonly Point[], place: number): boolean {
  const count = path.length;
  const [a, b, c] = [place - 1, place, place + 1].map((k) => path[(k + count) % count]!);
  const [into, out] = [
    { x: b!.x - a!.x, y: b!.y - a!.y },
    { x: c!.x - b!.x, y: c!.y - b!.y },
  ];
  const least = STRAIGHT * Math.hypot(into.x, into.y) * Math.hypot(out.x, out.y);
  return Math.abs(into.x * out.y - into.y * out.x) > least;
}

/** From an end along its line from a corner outside, to where the line has come as deep into the mark as ends lie. */
function shiftOf(end: Point, outside: Point, mark: EndMark): Point {
  const along = { x: end.x - outside.x, y: end.y - outside.y };
  const [from, to] = [mark.onPage(outside), mark.onPage(end)];
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [enters, leaves] = sharesWithin(mark.corners, from, to);
  const share = Math.min(enters + mark.depth / length, (enters + leaves) / 2) - 1;
  return Number.isFinite(share) ? { x: along.x * share, y: along.y * share } : { x: 0, y: 0 };
}

/** Where a line enters a convex polygon and where it leaves it: 0 at `from`, 1 at `to`, and more behind. */
function sharesWithin(
  corners: readonly Point[],
  from: Point,
  to: Point,
): readonly [enters: number, leaves: number] {
  let [enters, leaves] = [-Infinity, Infinity];
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    // Positive on the inner side of this edge.
    const at = (b.x - a.x) * (from.y - a.y) - (b.y - a.y) * (from.x - a.x);
    const step = (b.x - a.x) * (to.y - from.y) - (b.y - a.y) * (to.x - from.x);
    if (step > 0) enters = Math.max(enters, -at / step);
    else if (step < 0) leaves = Math.min(leaves, -at / step);
  });
  return [enters, leaves];
}

/** What is there already stays as it is written. */
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
