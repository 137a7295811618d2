import type { Quad } from '../../core/model/redaction.ts';
import { apply, type Matrix } from './matrix.ts';
import type { Point } from './types.ts';

/** Left, bottom, right, top, in points of the page. */
export interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

interface Mark {
  /** Convex, counter-clockwise. */
  readonly corners: readonly Point[];
  readonly bounds: Bounds;
  /** Its smaller side, about. */
  readonly thickness: number;
}

/** Points this far out of a mark still count as inside: rounding of the sidecar and of our arithmetic. */
const TOLERANCE = 0.01;

/** The middle of the corners of a polygon. */
export function centreOf(polygon: readonly Point[]): Point {
  const sum = polygon.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / polygon.length, y: sum.y / polygon.length };
}

/** A part of something that is thinner than this, in points, holds nothing. */
const SLIVER = 0.3;

/** The marked area of a page: a union of convex polygons, in PDF user space. */
export class Region {
  readonly marks: readonly Mark[];
  readonly bounds: Bounds;
  private readonly thinnest: number;

  constructor(quads: readonly Quad[]) {
    this.marks = quads.map(markOf).filter((mark) => mark !== undefined);
    this.bounds = this.marks.reduce((all, mark) => joinBounds(all, mark.bounds), NO_BOUNDS);
    this.thinnest = Math.min(Infinity, ...this.marks.map(({ thickness: each }) => each));
  }

  get empty(): boolean {
    return this.marks.length === 0;
  }

  /** Whether a point lies in a mark, or up to `tolerance` points out of it (negative: within its edge). */
  contains(x: number, y: number, tolerance = TOLERANCE): boolean {
    for (const mark of this.marks) if (inside(mark, x, y, tolerance)) return true;
    return false;
  }

  /** Whether a point is within `reach` of a mark's bounds on both axes. */
  reaches(x: number, y: number, reach: number): boolean {
    for (const { bounds } of this.marks) {
      if (x + reach < bounds.left || x - reach > bounds.right) continue;
      if (y + reach >= bounds.bottom && y - reach <= bounds.top) return true;
    }
    return false;
  }

  /** Whether a mark thinner than `limit` holds a point. */
  containsThin(x: number, y: number, limit: number): boolean {
    if (this.thinnest >= limit) return false;
    return this.marks.some((mark) => mark.thickness < limit && inside(mark, x, y, TOLERANCE));
  }

  /** Whether a box comes within `margin` points of any mark's bounds. */
  near(box: Bounds, margin = 0): boolean {
    if (!overlap(this.bounds, box, margin)) return false;
    return this.marks.some((mark) => overlap(mark.bounds, box, margin));
  }

  /** The marks that overlap a convex polygon by more than a sliver. */
  marksOver(polygon: readonly Point[]): readonly (readonly Point[])[] {
    const box = boundsOf(polygon);
    return this.marks
      .filter(
        (mark) => overlap(mark.bounds, box, 0) && thickness(clip(polygon, mark.corners)) > 2 * TOLERANCE,
      )
      .map((mark) => mark.corners);
  }

  /** The parts of a convex polygon that lie in marks, slivers left out. */
  partsOf(polygon: readonly Point[]): (readonly Point[])[] {
    const box = boundsOf(polygon);
    return this.marks
      .filter((mark) => overlap(mark.bounds, box, 0))
      .map((mark) => clip(polygon, mark.corners))
      .filter((part) => thickness(part) > SLIVER);
  }

  /** Whether a box (left, bottom, right, top) has an area, and no more than a sliver of it in a mark. */
  isBeside([left, bottom, right, top]: readonly [number, number, number, number]): boolean {
    const hasArea = right > left && top > bottom;
    return hasArea && this.partsOf(cornersOf({ left, bottom, right, top })).length === 0;
  }

  /** Whether one mark holds all points. */
  holds(points: readonly Point[]): boolean {
    return this.holder(points) !== undefined;
  }

  /** The corners of a mark that holds all points. */
  holder(points: readonly Point[]): readonly Point[] | undefined {
    return this.marks.find((mark) => points.every(({ x, y }) => inside(mark, x, y, 5 * TOLERANCE)))?.corners;
  }

  /** Share (0 to 1) of a box that marks cover; marks that overlap one another may count twice. */
  share(box: Bounds): number {
    const corners = cornersOf(box);
    const whole = areaOf(corners);
    let covered = 0;
    for (const mark of this.marks) {
      if (overlap(mark.bounds, box, 0)) covered += areaOf(clip(corners, mark.corners));
    }
    return whole > 0 ? Math.min(1, covered / whole) : 0;
  }
}

export const NO_BOUNDS: Bounds = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };

export function joinBounds(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.min(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
    top: Math.max(a.top, b.top),
  };
}

export function meetBounds(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
}

export function movedBounds({ left, bottom, right, top }: Bounds, x: number, y: number): Bounds {
  return { left: left + x, bottom: bottom + y, right: right + x, top: top + y };
}

export function boundsOf(points: readonly Point[]): Bounds {
  let left = Infinity;
  let bottom = Infinity;
  let right = -Infinity;
  let top = -Infinity;
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return { left, bottom, right, top };
}

/** The four corners, counter-clockwise from bottom left. */
export function cornersOf(box: Bounds): Point[] {
  return [
    { x: box.left, y: box.bottom },
    { x: box.right, y: box.bottom },
    { x: box.right, y: box.top },
    { x: box.left, y: box.top },
  ];
}

/** The corners of a box after a matrix, in the order of `cornersOf`. */
export function transformBox(m: Matrix, box: Bounds): Point[] {
  return cornersOf(box).map(({ x, y }) => apply(m, x, y));
}

export function overlap(a: Bounds, b: Bounds, margin: number): boolean {
  return (
    a.left - margin <= b.right &&
    b.left - margin <= a.right &&
    a.bottom - margin <= b.top &&
    b.bottom - margin <= a.top
  );
}

/** The part of a convex polygon inside a convex, counter-clockwise one (Sutherland and Hodgman). */
export function clip(subject: readonly Point[], clipper: readonly Point[]): Point[] {
  let result = [...subject];
  for (let i = 0; i < clipper.length && result.length > 0; i++) {
    const from = clipper[i]!;
    const to = clipper[(i + 1) % clipper.length]!;
    const next: Point[] = [];
    for (let k = 0; k < result.length; k++) {
      const p = result[k]!;
      const q = result[(k + 1) % result.length]!;
      const sp = side(from, to, p.x, p.y);
      const sq = side(from, to, q.x, q.y);
      if (sp >= 0) next.push(p);
      if (sp >= 0 !== sq >= 0) {
        const t = sp / (sp - sq);
        next.push({ x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y) });
      }
    }
    result = next;
  }
  return result;
}

/** A convex, counter-clockwise polygon with its sides moved inwards; undefined where nothing is left. */
export function insetBy(polygon: readonly Point[], by: number): Point[] | undefined {
  const { left, bottom, right, top } = boundsOf(polygon);
  if (Math.min(right - left, top - bottom) <= 4 * by) return undefined;
  const normals = polygon.map((p, i) => {
    const q = polygon[(i + 1) % polygon.length]!;
    const length = Math.hypot(q.x - p.x, q.y - p.y) || 1;
    return { x: -(q.y - p.y) / length, y: (q.x - p.x) / length };
  });
  return polygon.map(({ x, y }, i) => {
    const before = normals[(i + polygon.length - 1) % polygon.length]!;
    const behind = normals[i]!;
    const share = by / Math.max(0.1, 1 + before.x * behind.x + before.y * behind.y);
    return { x: x + (before.x + behind.x) * share, y: y + (before.y + behind.y) * share };
  });
}

/** Area of a polygon, never negative. */
export function areaOf(polygon: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i]!;
    const q = polygon[(i + 1) % polygon.length]!;
    twice += p.x * q.y - q.x * p.y;
  }
  return Math.abs(twice) / 2;
}

function thickness(polygon: readonly Point[]): number {
  if (polygon.length < 3) return 0;
  const box = boundsOf(polygon);
  return Math.min(box.right - box.left, box.top - box.bottom);
}

function side(from: Point, to: Point, x: number, y: number): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
}

function inside(mark: Mark, x: number, y: number, tolerance: number): boolean {
  const { bounds, corners } = mark;
  if (x < bounds.left - tolerance || x > bounds.right + tolerance) return false;
  if (y < bounds.bottom - tolerance || y > bounds.top + tolerance) return false;
  for (let i = 0; i < corners.length; i++) {
    const from = corners[i]!;
    const to = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (side(from, to, x, y) < -tolerance * length) return false;
  }
  return true;
}

/** The convex hull of a quad's points, whatever their order; undefined when it has no area. */
function markOf(quad: Quad): Mark | undefined {
  const points: Point[] = [];
  for (let i = 0; i < 8; i += 2) points.push({ x: quad[i]!, y: quad[i + 1]! });
  if (!points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))) return undefined;
  const corners = hull(points);
  return corners.length >= 3 && areaOf(corners) > 0
    ? { corners, bounds: boundsOf(corners), thickness: thicknessOf(corners) }
    : undefined;
}

/** Area by the longest side. */
function thicknessOf(corners: readonly Point[]): number {
  const longest = Math.max(
    ...corners.map((p, i) => {
      const q = corners[(i + 1) % corners.length]!;
      return Math.hypot(q.x - p.x, q.y - p.y);
    }),
  );
  return longest > 0 ? areaOf(corners) / longest : 0;
}

/** Andrew's monotone chain, counter-clockwise. */
function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p.x - q.x || p.y - q.y);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      while (chain.length >= 2 && side(chain.at(-2)!, chain.at(-1)!, p.x, p.y) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
