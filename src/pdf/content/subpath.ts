import { SubpathOperators } from './path-operators.ts';
import { boundsOf, joinBounds, NO_BOUNDS, type Bounds } from './region.ts';
import type { Point } from './types.ts';

/** Lines closer to an axis of the page than this, in points, are rules and sides of boxes. */
export const AXIS = 0.02;

/** One subpath under construction, on the page. */
export class Subpath {
  /** Where its operators stand: start, end, start, end … in order; neighbours are joined. */
  readonly places: number[] = [];
  readonly operators: SubpathOperators;
  /** Set when it goes on from the end of the one before, without an `m` of its own (user space). */
  readonly implicit: Point | undefined;
  bounds: Bounds = NO_BOUNDS;
  segments = 0;
  straight = true;
  /** A rectangle along the axes of the page. */
  isBox = false;
  start: Point = { x: 0, y: 0 };
  last: Point = { x: 0, y: 0 };
  dropped = false;
  /** Begins elsewhere than it did. */
  moved = false;
  /** Some of it went. */
  isCut = false;

  constructor(implicit?: Point) {
    this.implicit = implicit;
    this.operators = new SubpathOperators(implicit);
  }

  reach(point: Point): void {
    const { left, bottom, right, top } = this.bounds;
    if (point.x < left || point.x > right || point.y < bottom || point.y > top) {
      this.bounds = joinBounds(this.bounds, boundsOf([point]));
    }
  }

  lineTo(point: Point): void {
    // Some programs write the last corner twice.
    if (this.segments > 0 && point.x === this.last.x && point.y === this.last.y) return;
    this.segments++;
    if (Math.abs(point.x - this.last.x) > AXIS && Math.abs(point.y - this.last.y) > AXIS)
      this.straight = false;
    this.reach(point);
    this.last = point;
  }

  /** A line along an axis, or a box along the axes. */
  get isRule(): boolean {
    return this.straight && this.segments <= 4;
  }
}
