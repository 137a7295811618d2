import type { Point } from './types.ts';

/**
 * A line (two points) or a cubic Bézier curve (four points) of a path. `op` is the number of the operator that it
 * comes from; `whole` while it is still what that operator draws.
 */
export interface Piece {
  readonly points: readonly Point[];
  readonly op: number;
  readonly whole: boolean;
}

/** Stretch of a piece, from 0 to 1. */
type Stretch = readonly [number, number];

/** Closer to the edge of a mark than this, in points of the page, nothing is cut: sides of boxes lie there. */
const EDGE = 0.02;
/** Crossings are found to this share of a piece. */
const PRECISION = 2 ** -24;

/** How a path is cut. */
export interface Cut {
  /** The mark, convex and counter-clockwise, on the page. */
  readonly corners: readonly Point[];
  /** Points from the mark's edge up to which a path is left: what a stroke needs to end beyond the edge. */
  readonly margin: number;
  /** Takes a point of the path to the page. */
  readonly onPage: (point: Point) => Point;
  /** A point in the middle of the mark, as a point of the path. */
  readonly middle: Point;
  /** How the path goes on behind the mark: `broken` off, or `through` its middle, as a fill needs. */
  readonly across: 'broken' | 'through';
  /** The last piece ends where the first begins. */
  readonly closed: boolean;
  /** A fill draws a line from its end to its beginning, whether or not it is closed. */
  readonly fills: boolean;
  /** How far the stroke of a line reaches beyond its end at most, points on the page. */
  readonly cap: number;
  /** Length, as the path counts, by which a thick stroke goes straight on into the mark; 0 for others. */
  readonly onwards: number;
  /** Length of the path after which its dashes repeat: they go on behind the mark as if nothing went. 0 without. */
  readonly dashes: number;
}

/**
 * A path without what lies in a mark, so that fills and strokes stay as they were outside it. The pieces follow one
 * another, save where a path is broken off. Returns the pieces themselves when nothing was cut.
 */
export function cutOut(pieces: readonly Piece[], cut: Cut): readonly Piece[] {
  const result: Piece[] = [];
  /** Where the path went into the mark, when it is inside; null when it began there. */
  let entry: Point | null | undefined;
  let changed = false;
  let beginsIn = false;
  /** Length of what went since then. */
  let hidden = 0;
  const goIn = ({ points, op }: Piece, at: number): void => {
    const inner = entry && onwards(points, at, 1, cut);
    if (!entry || !inner) return;
    result.push(...along([entry, inner], op));
    entry = inner;
  };
  const comeOut = (piece: Piece, at: number): void => {
    const { op } = piece;
    const outer = pointOf(piece.points, at);
    const inner = onwards(piece.points, at, -1, cut);
    const exit = inner ?? outer;
    if (entry && cut.across === 'through') result.push(...detour(entry, exit, cut, hidden, op));
    else if (entry === null && cut.dashes > 0) result.push(...leadIn(exit, cut, hidden, op));
    if (inner) result.push(...along([inner, outer], op));
    entry = undefined;
    hidden = 0;
  };
  for (const [index, piece] of pieces.entries()) {
    const insides = stretchesInside(piece.points.map(cut.onPage), cut.corners, EDGE + cut.margin);
    const beginsInside = insides[0]?.[0] === 0;
    if (index === 0 && beginsInside) {
      entry = null;
      beginsIn = true;
    }
    // Out again exactly where two pieces meet.
    if (entry !== undefined && !beginsInside) comeOut(piece, 0);
    if (insides.length === 0 || (piece.points.length === 2 && isCrossedOnly(insides))) {
      result.push(piece);
      continue;
    }
    changed = true;
    let at = 0;
    for (const [from, to] of insides) {
      const before = from > at ? partOf(piece, at, from) : undefined;
      if (before) result.push(before);
      // To the last bit: a path that does not begin where it ended would be broken off.
      if (from > 0 || entry === undefined) {
        entry = before?.points.at(-1) ?? pointOf(piece.points, from);
        goIn(piece, from);
      }
      if (cut.dashes > 0) hidden += lengthOf(between(piece.points, from, to));
      if (to < 1) comeOut(piece, to);
      at = to;
    }
    if (at < 1) result.push(partOf(piece, at, 1));
  }
  if (!changed) return pieces;
  if (cut.closed) return joined(result, cut);
  const endsIn = entry !== undefined;
  return cut.fills && beginsIn !== endsIn ? onImpliedLine(result, pieces, endsIn, cut) : result;
}

/** A place in the mark straight on (1) or back (-1) from a point of a curve; undefined where there is none. */
function onwards(
  points: readonly Point[],
  at: number,
  sign: number,
  { corners, onPage, onwards: length }: Cut,
): Point | undefined {
  const [from, to] = [pointOf(points, Math.max(0, at - STEP)), pointOf(points, Math.min(1, at + STEP))];
  const whole = distance(from, to);
  if (length === 0 || !(whole > 0)) return undefined;
  const { x, y } = pointOf(points, at);
  for (const share of LENGTHS) {
    const step = (sign * share * length) / whole;
    const place = { x: x + (to.x - from.x) * step, y: y + (to.y - from.y) * step };
    if (stretchesInside([onPage({ x, y }), onPage(place)], corners, 0).some(([, end]) => end === 1))
      return place;
  }
  return undefined;
}

/** Of what a stroke that comes in at an angle needs, what there is room for in the mark. */
const LENGTHS = [3, 2, 1, 0.5, 0.25] as const;

/** Share of a curve along which it is straight. */
const STEP = 1e-3;

/**
 * An open path of which one end lay in the mark goes on there to the line by which a fill closes it, so that the fill
 * has the same edge outside.
 */
function onImpliedLine(
  result: readonly Piece[],
  pieces: readonly Piece[],
  endsIn: boolean,
  cut: Cut,
): readonly Piece[] {
  const line = [pieces.at(-1)!.points.at(-1)!, pieces[0]!.points[0]!];
  const onPage = line.map(cut.onPage);
  const [first, last] = [result[0], result.at(-1)];
  const [edge] = [cut.cap, cut.margin].flatMap((depth) => {
    const insides = stretchesInside(onPage, cut.corners, EDGE + depth);
    return (endsIn ? insides[0]?.[1] : insides.at(-1)?.[0]) ?? [];
  });
  // Dashes are counted from the beginning.
  if (!first || !last || edge === undefined || (!endsIn && cut.dashes > 0)) return result;
  const place = pointOf(line, edge);
  return endsIn
    ? [...result, ...along([last.points.at(-1)!, cut.middle, place], last.op)]
    : [...along([place, cut.middle, first.points[0]!], first.op), ...result];
}

/**
 * Through the middle of the mark: along its edge half a stroke would show. Of a dashed line it is as long as what went,
 * but for whole repetitions of the dashes.
 */
function detour(from: Point, to: Point, cut: Cut, hidden: number, op: number): Piece[] {
  const least = distance(from, cut.middle) + distance(cut.middle, to);
  return along([from, cut.middle, ...folds(cut, to, hidden - least), to], op);
}

/** A dashed line that began in the mark begins there still, so far from its edge that the dashes are where they were. */
function leadIn(exit: Point, cut: Cut, hidden: number, op: number): Piece[] {
  const length = remainder(hidden, cut.dashes);
  const whole = distance(cut.middle, exit);
  if (length <= whole) return along([towards(exit, cut.middle, length), exit], op);
  return along([cut.middle, ...folds(cut, exit, length - whole), exit], op);
}

/** More turns than this are not made: dashes so long are hardly seen to be elsewhere. */
const MOST_FOLDS = 50;

/** Turns between the middle of a mark and a place at its edge, which make a dashed line longer. */
function folds({ middle, dashes }: Cut, edge: Point, wanted: number): Point[] {
  const extra = remainder(wanted, dashes);
  const room = distance(middle, edge);
  if (!(extra > 0) || !(room > 0)) return [];
  const turns = Math.ceil(extra / (2 * room));
  if (turns > MOST_FOLDS) return [];
  const turn = towards(middle, edge, extra / (2 * turns));
  return Array.from({ length: turns }, () => [turn, middle]).flat();
}

function along(points: readonly Point[], op: number): Piece[] {
  return points.slice(1).map((point, i) => ({ points: [points[i]!, point], op, whole: false }));
}

function remainder(length: number, period: number): number {
  return period > 0 ? length - period * Math.floor(length / period) : 0;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const share = length / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** Of a curve about: its length by chords. */
function lengthOf(points: readonly Point[]): number {
  const count = points.length === 2 ? 1 : CHORDS;
  const stops = Array.from({ length: count + 1 }, (_, i) => pointOf(points, i / count));
  return stops.slice(1).reduce((sum, stop, i) => sum + distance(stops[i]!, stop), 0);
}

const CHORDS = 64;

/** The ends of a closed path that began in a mark. */
function joined(pieces: Piece[], cut: Cut): Piece[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return pieces;
  const [from, to] = [last.points.at(-1)!, first.points[0]!];
  return from.x === to.x && from.y === to.y ? pieces : [...pieces, ...along([from, cut.middle, to], last.op)];
}

/** A line that goes through is what would take its place. */
function isCrossedOnly(insides: readonly Stretch[]): boolean {
  return insides.every(([from, to]) => from > 0 && to < 1);
}

function partOf({ points, op }: Piece, from: number, to: number): Piece {
  return { points: between(points, from, to), op, whole: false };
}

/** Stretches of a curve that lie in a convex polygon, in order. */
function stretchesInside(curve: readonly Point[], corners: readonly Point[], margin: number): Stretch[] {
  const distances = corners.map((from, i) => {
    const to = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    return curve.map(
      ({ x, y }) => ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / length - margin,
    );
  });
  if (!distances.flat().every(Number.isFinite)) return [];
  // All control points beyond one side: so is the curve.
  if (distances.some((distance) => distance.every((d) => d <= 0))) return [];
  const crossings = distances.flatMap((distance) => roots(distance, 0, 1)).sort((a, b) => a - b);
  const stops = [0, ...crossings, 1];
  const stretches: [number, number][] = [];
  for (let i = 0; i + 1 < stops.length; i++) {
    const [from, to] = [stops[i]!, stops[i + 1]!];
    if (to <= from || !distances.every((distance) => valueOf(distance, (from + to) / 2) > 0)) continue;
    const last = stretches.at(-1);
    if (last?.[1] === from) last[1] = to;
    else stretches.push([from, to]);
  }
  return stretches;
}

/** Zeros of a polynomial in Bernstein form, between `from` and `to` of the whole. */
function roots(values: readonly number[], from: number, to: number): number[] {
  if (values.every((v) => v > 0) || values.every((v) => v < 0)) return [];
  const middle = (from + to) / 2;
  if (to - from < PRECISION) return [middle];
  if (values.length === 2) {
    const t = values[0]! / (values[0]! - values[1]!);
    return t > 0 && t < 1 ? [from + t * (to - from)] : [];
  }
  const points = values.map((y) => ({ x: 0, y }));
  const half = (a: number, b: number): number[] => between(points, a, b).map(({ y }) => y);
  return [...roots(half(0, 0.5), from, middle), ...roots(half(0.5, 1), middle, to)];
}

function valueOf(values: readonly number[], t: number): number {
  return pointOf(
    values.map((y) => ({ x: 0, y })),
    t,
  ).y;
}

function pointOf(points: readonly Point[], t: number): Point {
  return steps(points, t).at(-1)![0]!;
}

/** The part of a Bézier curve between two parameters (de Casteljau). */
function between(points: readonly Point[], from: number, to: number): Point[] {
  const right =
    from === 0
      ? points
      : steps(points, from)
          .map((row) => row.at(-1)!)
          .reverse();
  const end = from === 1 ? 1 : (to - from) / (1 - from);
  return to === 1 ? [...right] : steps(right, end).map((row) => row[0]!);
}

/** All rows of de Casteljau's construction, the control points first. */
function steps(points: readonly Point[], t: number): (readonly Point[])[] {
  const rows: (readonly Point[])[] = [points];
  for (let row = points; row.length > 1; rows.push(row)) {
    row = row.slice(1).map((q, i) => {
      const p = row[i]!;
      return { x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y) };
    });
  }
  return rows;
}
