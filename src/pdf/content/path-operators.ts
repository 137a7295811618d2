import type { Edits } from './edits.ts';
import { apply, digitsOf, invert, scaleOf, type Matrix } from './matrix.ts';
import { formatNumber, type Operation } from './operators.ts';
import { cutOut, type Piece } from './path-cut.ts';
import { withEndsAtEdge } from './path-ends.ts';
import { clip, cornersOf, meetBounds, type Bounds, type Region } from './region.ts';
import type { Point } from './types.ts';

interface Place {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly numbers: readonly number[];
}

/** How a path is painted. */
export interface Painting {
  readonly ctm: Matrix;
  readonly strokes: boolean;
  /** Fills, or becomes a clip. */
  readonly fills: boolean;
  /** The painting operator closes subpaths, or fills and does not stroke. */
  readonly closes: boolean;
  /** Half the width of its line, in points of the page. */
  readonly halfWidth: number;
  /** Its line goes on beyond its ends (ISO 32000-2, 8.4.3.3). */
  readonly rounds: boolean;
  /** Length after which the dashes of its line repeat, in user space; 0 for a solid one, or none. */
  readonly dashes: number;
}

/** A thick stroke shows no more of its path than this behind the edge of a mark, in points. */
const MOST_MARGIN = 1;

/** Whether the ends of a stroke, which are square to its path, would show where it was cut. */
export function isThick({ strokes, halfWidth }: Pick<Painting, 'strokes' | 'halfWidth'>): boolean {
  return strokes && halfWidth > MOST_MARGIN;
}

/**
 * How far behind the edge of a mark a path is left, in points. A thick stroke shows beside the mark what it is bent
 * around, or how it ends, behind the edge: as far as that reaches out. An end that is cut off square is drawn so only where
 * it slants.
 */
function marginOf(pieces: readonly Piece[], corners: readonly Point[], paint: Painting): number {
  const { ctm, strokes, halfWidth, dashes } = paint;
  const least = strokes ? Math.min(halfWidth, MOST_MARGIN) : 0;
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!isThick(paint) || dashes > 0 || !first || !last) return least;
  const place = ({ x, y }: Point): Point => apply(ctm, x, y);
  const shows = (point: Point): boolean => {
    const depth = depthIn(corners, point);
    return depth > least && depth < halfWidth;
  };
  const bends = pieces.slice(1).map(({ points }) => place(points[0]!));
  // Of a mark that is not twice as wide as the stroke, next to nothing is quite behind it.
  if (depthIn(corners, middleOf(corners)) < 2 * halfWidth || bends.some(shows)) return halfWidth;
  const ends = [first.points.slice(0, 2), last.points.slice(-2).reverse()].map((side) => side.map(place));
  return ends.some(([end, next]) => shows(end!) && (paint.rounds || slants(corners, end!, next!, halfWidth)))
    ? halfWidth
    : least;
}

/** Whether a corner of a stroke that is cut off square at its end lies beside a mark. */
function slants(corners: readonly Point[], end: Point, next: Point, halfWidth: number): boolean {
  const length = Math.hypot(next.x - end.x, next.y - end.y);
  const [x, y] = [((next.y - end.y) / length) * halfWidth, ((end.x - next.x) / length) * halfWidth];
  return [1, -1].some((side) => depthIn(corners, { x: end.x + side * x, y: end.y + side * y }) < 0);
}

/** How far within a convex polygon, counter-clockwise, a point lies; negative outside. */
function depthIn(corners: readonly Point[], { x, y }: Point): number {
  return Math.min(
    ...corners.map((from, i) => {
      const to = corners[(i + 1) % corners.length]!;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      return ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / length;
    }),
  );
}

/** An end that lies in a mark is drawn so far behind its edge, in points: it shows none of the line across it. */
const END_DEPTH = 1.5;

/** Digits behind the point that place something to a thousandth of a point of the page. */
const FINE = 4;
const MOST_DIGITS = 9;
/** Where the control points of a quarter of a circle lie, as a share of its radius. */
const QUARTER = 0.5523;
/** Some programs take another share, and round; as a share of the radius. */
const ROUND = 0.05;
/** Corners of a surface that is no letter: those that have no corner inwards have fewer, or are round. */
const PLATE = 5;
/** In user space: what differs less is the same. */
const NEAR = 1e-6;

/** The operators of one subpath as they were written, so that a part of them can be written anew. */
export class SubpathOperators {
  private readonly list: Place[] = [];
  private readonly implicit: Point | undefined;

  /** `implicit`: where the subpath begins when it has no `m` or `re` of its own (user space). */
  constructor(implicit?: Point) {
    this.implicit = implicit;
  }

  add({ operator, start, end, operands }: Operation): void {
    const numbers = operands.map((operand) => (typeof operand === 'number' ? operand : 0));
    this.list.push({ operator, start, end, numbers });
  }

  /** Whether an operator of its own closes it. */
  get isClosed(): boolean {
    return /^(h|re)$/.test(this.list.at(-1)?.operator ?? '');
  }

  /** Whether it is an ellipse as all programs write one: a curve for each quarter. */
  get isEllipse(): boolean {
    const [begin, ...rest] = this.list;
    const curves = rest.at(-1)?.operator === 'h' ? rest.slice(0, -1) : rest;
    if (begin?.operator !== 'm' || curves.length !== 4 || curves.some(({ operator }) => operator !== 'c'))
      return false;
    const ends = [begin, ...curves].map(({ numbers }) => ({ x: numbers.at(-2)!, y: numbers.at(-1)! }));
    const centre = middleOf(ends.slice(1));
    const reach = Math.max(...ends.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y)));
    const isNear = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) <= ROUND * reach;
    /** From a point as far as a share of another one's distance from the centre. */
    const along = (from: Point, to: Point): Point => ({
      x: from.x + QUARTER * (to.x - centre.x),
      y: from.y + QUARTER * (to.y - centre.y),
    });
    return (
      isNear(ends[0]!, ends[4]!) &&
      curves.every(({ numbers: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }, i) => {
        const [from, to] = [ends[i]!, ends[i + 1]!];
        return isNear({ x: x1, y: y1 }, along(from, to)) && isNear({ x: x2, y: y2 }, along(to, from));
      })
    );
  }

  /** Whether it has three or four corners and straight sides. */
  get isFacet(): boolean {
    const corners = this.list.filter(({ operator }) => operator !== 'h');
    const [begin, end] = [corners[0], corners.at(-1)];
    // Some programs write the first corner once more, as the last.
    const again = begin?.numbers.join() === end?.numbers.join() ? 1 : 0;
    const count = corners.length - again;
    return (
      begin?.operator === 'm' &&
      this.list.every(({ operator }) => /^[mlh]$/.test(operator)) &&
      (count === 3 || count === 4)
    );
  }

  /** The middle of where its operators lead, in user space. */
  get middle(): Point {
    const ends = this.pieces(false).flatMap(({ points }) => [points[0]!, points.at(-1)!]);
    return middleOf(ends);
  }

  /** Whether its sides are straight and its corners five or more, none of which points inwards. */
  get isPlate(): boolean {
    if (this.list[0]?.operator !== 'm' || !this.list.every(({ operator }) => /^[mlh]$/.test(operator)))
      return false;
    const ends = this.list
      .filter(({ operator }) => operator !== 'h')
      .map(({ numbers: [x = 0, y = 0] }) => ({ x, y }));
    const { distinct } = withoutStops([...ends, ends[0]!]);
    const corners = distinct.slice(0, -1);
    const turns = corners.map((b, i) => {
      const [a, c] = [corners.at(i - 1)!, corners[(i + 1) % corners.length]!];
      return Math.sign((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x));
    });
    const isConvex = turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0);
    // A star goes round more than once.
    return isConvex && goesOnce(corners) && turns.filter((turn) => turn !== 0).length >= PLATE;
  }

  /** Takes out what lies in the marks and tells what became of the subpath. */
  cut(region: Region, paint: Painting, edits: Edits): 'unchanged' | 'changed' | 'start changed' | 'all' {
    const { ctm, closes, dashes } = paint;
    const toPath = invert(ctm);
    if (!toPath) return 'unchanged';
    const closed = closes || this.isClosed;
    const before = this.pieces(closes);
    const after = region.marks.reduce<readonly Piece[]>((pieces, { corners }) => {
      const centre = middleOf(corners);
      const margin = marginOf(before, corners, { ...paint, rounds: paint.rounds || closed });
      return cutOut(pieces, {
        corners,
        margin,
        onPage: ({ x, y }) => apply(ctm, x, y),
        middle: apply(toPath, centre.x, centre.y),
        across: paint.fills || closed || dashes > 0 ? 'through' : 'broken',
        closed,
        fills: paint.fills,
        onwards:
          margin < paint.halfWidth && dashes === 0 ? paint.halfWidth / Math.max(scaleOf(ctm), 1e-9) : 0,
        cap: paint.strokes ? paint.halfWidth * Math.SQRT2 : 0,
        dashes,
      });
    }, before);
    if (after === before) return 'unchanged';
    const first = after[0]?.points[0];
    if (!first) return 'all';
    const digits = Math.ceil(FINE + Math.log10(Math.max(scaleOf(ctm), 1e-9)));
    this.write(before, after, edits, Math.min(MOST_DIGITS, Math.max(0, digits)));
    const old = before[0]!.points[0]!;
    return first.x === old.x && first.y === old.y ? 'changed' : 'start changed';
  }

  /**
   * Moves ends of a rule that lie in marks, as far as they are seen within `visible`, and tells what became of the
   * subpath.
   */
  moveEnds(
    region: Region,
    paint: Painting,
    visible: Bounds,
    edits: Edits,
  ): 'unchanged' | 'changed' | 'start changed' {
    const { ctm, dashes } = paint;
    const pieces = this.pieces(paint.closes);
    const [first] = pieces;
    if (!first) return 'unchanged';
    const all = [first.points[0]!, ...pieces.map(({ points }) => points.at(-1)!)];
    const { distinct: before, places } = withoutStops(all);
    const [start, last] = [before[0]!, before.at(-1)!];
    const closed = before.length > 2 && start.x === last.x && start.y === last.y;
    // What a clip cuts off ends there for the eye. The line around a surface would come to be seen.
    const cuts = !closed || !paint.strokes;
    const shown = cuts ? before.map((point) => within(visible, point, ctm)) : before;
    const moved = region.marks.reduce<readonly Point[]>((points, mark) => {
      const seen = meetBounds(visible, mark.bounds);
      if (!(seen.left < seen.right && seen.bottom < seen.top)) return points;
      const corners = cuts ? mark.corners : clip(mark.corners, cornersOf(seen));
      if (corners.length < 3) return points;
      return withEndsAtEdge(points, closed, {
        corners,
        depth: END_DEPTH + (paint.strokes ? paint.halfWidth : 0),
        onPage: ({ x, y }) => apply(ctm, x, y),
      });
    }, shown);
    // Dashes are counted from the start.
    const after = moved.map((point, i) =>
      point === shown[i] ? before[i]! : alongOf(before[i]!, shown[i]!, point, ctm),
    );
    if (moved === shown || (dashes > 0 && (closed || after[0] !== start))) return 'unchanged';
    const allAfter = places.map((place, i) => (after[place] === before[place] ? all[i]! : after[place]!));
    this.writeCorners(pieces, all, allAfter, edits);
    return after[0] === start ? 'changed' : 'start changed';
  }

  /** Moves the corners of a rule or bar, as they are on the page. Returns whether it could be written. */
  move(onPage: (point: Point) => Point, ctm: Matrix, closes: boolean, edits: Edits): boolean {
    const toPath = invert(ctm);
    const pieces = this.pieces(closes);
    const [first] = pieces;
    if (!toPath || !first) return false;
    const grain = 10 ** digitsOf(scaleOf(ctm));
    const before = [first.points[0]!, ...pieces.map(({ points }) => points.at(-1)!)];
    const after = before.map(({ x, y }) => {
      const place = onPage(apply(ctm, x, y));
      const moved = apply(toPath, place.x, place.y);
      // The sum of where it was and of how far it moves: finer digits would tell of both.
      const rounded = (value: number, old: number): number =>
        Math.abs(value - old) < NEAR ? old : Math.round(value * grain) / grain;
      return { x: rounded(moved.x, x), y: rounded(moved.y, y) };
    });
    this.writeCorners(pieces, before, after, edits);
    return true;
  }

  /** `before` and `after`: where the first piece begins, and where each ends. */
  private writeCorners(
    pieces: readonly Piece[],
    before: readonly Point[],
    after: readonly Point[],
    edits: Edits,
  ): void {
    // As exact as can be: a rule is drawn otherwise as soon as it is not quite along an axis.
    const text = (...numbers: readonly number[]): string =>
      numbers.map((number) => formatNumber(number, MOST_DIGITS)).join(' ');
    const [start, , opposite] = after as readonly [Point, Point, Point];
    if (this.implicit && start !== before[0])
      edits.insert(this.list[0]!.start, ` ${text(start.x, start.y)} m `);
    for (const [op, place] of this.list.entries()) {
      const corner = place.operator === 'm' ? 0 : 1 + pieces.findIndex((piece) => piece.op === op);
      const point = after[corner]!;
      if (place.operator === 're') {
        const size = [opposite.x - start.x, opposite.y - start.y];
        edits.replace(place.start, place.end, ` ${text(start.x, start.y, ...size)} re `);
      } else if (/^[ml]$/.test(place.operator) && point !== before[corner]) {
        edits.replace(place.start, place.end, ` ${text(point.x, point.y)} ${place.operator} `);
      }
    }
  }

  private pieces(closes: boolean): Piece[] {
    const pieces: Piece[] = [];
    let begin = this.implicit ?? { x: 0, y: 0 };
    let pen = begin;
    const add = (op: number, ...points: readonly Point[]): void => {
      pieces.push({ points: [pen, ...points], op, whole: true });
      pen = points.at(-1)!;
    };
    for (const [op, { operator, numbers }] of this.list.entries()) {
      const point = (fromLast: number): Point => ({
        x: numbers[numbers.length - 2 - 2 * fromLast] ?? 0,
        y: numbers[numbers.length - 1 - 2 * fromLast] ?? 0,
      });
      if (operator === 'm') begin = pen = point(0);
      else if (operator === 'l') add(op, point(0));
      else if (operator === 'c') add(op, point(2), point(1), point(0));
      else if (operator === 'v') add(op, pen, point(1), point(0));
      else if (operator === 'y') add(op, point(1), point(0), point(0));
      else if (operator === 're') {
        const [from, size] = [point(1), point(0)];
        begin = pen = from;
        add(op, { x: from.x + size.x, y: from.y });
        add(op, { x: from.x + size.x, y: from.y + size.y });
        add(op, { x: from.x, y: from.y + size.y });
        add(op, from);
      } else if (pen.x !== begin.x || pen.y !== begin.y) add(op, begin);
    }
    if (closes && (pen.x !== begin.x || pen.y !== begin.y)) add(this.list.length, begin);
    return pieces;
  }

  private write(before: readonly Piece[], after: readonly Piece[], edits: Edits, digits: number): void {
    const text = ({ x, y }: Point): string => `${formatNumber(x, digits)} ${formatNumber(y, digits)}`;
    const broken = new Set(after.filter((piece, i) => i > 0 && !meets(after[i - 1]!, piece)));
    const draw = (piece: Piece): string => {
      const { points } = piece;
      const move = broken.has(piece) ? `${text(points[0]!)} m ` : '';
      return `${move}${points.slice(1).map(text).join(' ')} ${points.length === 2 ? 'l' : 'c'}`;
    };
    const start = after[0]!.points[0]!;
    const old = before[0]!.points[0]!;
    const moved = start.x !== old.x || start.y !== old.y;
    if (this.implicit) edits.insert(this.list[0]!.start, ` ${text(start)} m `);
    const had = countByOperator(before);
    const has = countByOperator(after);
    for (const [op, place] of this.list.entries()) {
      const kept = after.filter((piece) => piece.op === op);
      if (place.operator === 'm') {
        if (moved) edits.replace(place.start, place.end, ` ${text(start)} m `);
        continue;
      }
      if (
        (had.get(op) ?? 0) === (has.get(op) ?? 0) &&
        kept.every((piece) => piece.whole && !broken.has(piece))
      )
        continue;
      const lines = kept.map(draw).join(' ');
      const written =
        place.operator === 're'
          ? ` ${text(start)} m ${lines} h `
          : ` ${lines} ${place.operator === 'h' ? 'h ' : ''}`;
      edits.replace(place.start, place.end, written);
    }
    // What the painting operator closes by itself needs no line of its own.
    const closing = after.filter(({ op }) => op === this.list.length).slice(0, -1);
    if (closing.length > 0) edits.insert(this.list.at(-1)!.end, ` ${closing.map(draw).join(' ')} `);
  }
}

/** The point of a path that is nearest to one of its points within bounds on the page. */
function within({ left, bottom, right, top }: Bounds, point: Point, ctm: Matrix): Point {
  const { x, y } = apply(ctm, point.x, point.y);
  const [nearX, nearY] = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, bottom), top)];
  const toPath = nearX === x && nearY === y ? undefined : invert(ctm);
  return toPath ? apply(toPath, nearX, nearY) : point;
}

/** A point that moves along an axis of the page as another did. */
function alongOf(point: Point, from: Point, to: Point, ctm: Matrix): Point {
  const toPath = invert(ctm);
  if (point === from || !toPath) return to;
  const [at, a, b] = [point, from, to].map(({ x, y }) => apply(ctm, x, y)) as [Point, Point, Point];
  return Math.abs(b.x - a.x) > Math.abs(b.y - a.y) ? apply(toPath, b.x, at.y) : apply(toPath, at.x, b.y);
}

function countByOperator(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { op } of pieces) counts.set(op, (counts.get(op) ?? 0) + 1);
  return counts;
}

function meets(before: Piece, after: Piece): boolean {
  const [from, to] = [before.points.at(-1)!, after.points[0]!];
  return from.x === to.x && from.y === to.y;
}

function middleOf(corners: readonly Point[]): Point {
  const sum = corners.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / corners.length, y: sum.y / corners.length };
}

/** Whether the sides of a polygon go round once: along an axis they turn back twice. */
function goesOnce(corners: readonly Point[]): boolean {
  const ways = corners
    .map(({ x }, i) => Math.sign(corners[(i + 1) % corners.length]!.x - x))
    .filter((way) => way !== 0);
  return ways.filter((way, i) => way !== ways.at(i - 1)).length <= 2;
}

/** Points less those that are where the one before is, and for each its place among them. */
function withoutStops(points: readonly Point[]): { readonly distinct: Point[]; readonly places: number[] } {
  const distinct: Point[] = [];
  const places = points.map((point) => {
    const last = distinct.at(-1);
    if (!last || last.x !== point.x || last.y !== point.y) distinct.push(point);
    return distinct.length - 1;
  });
  return { distinct, places };
}
