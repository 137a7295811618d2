import type { Edits } from './edits.ts';
import { apply, invert } from './matrix.ts';
import type { Movement, Reach } from './moved-text.ts';
import { formatNumber } from './operators.ts';
import type { SubpathOperators } from './path-operators.ts';
import { boundsOf, cornersOf, NO_BOUNDS, type Bounds } from './region.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';
import type { Point } from './types.ts';

/** A subpath as far as it matters here. */
export interface MovableSubpath {
  readonly dropped: boolean;
  readonly isCut: boolean;
  readonly isRule: boolean;
  readonly segments: number;
  readonly bounds: Bounds;
  readonly implicit: Point | undefined;
  /** On the page. */
  readonly start: Point;
  readonly operators: SubpathOperators;
}

/** How a path went along with text. */
export interface MovedPath {
  /** It stays in a space that text was moved with. */
  readonly staysInSpace: boolean;
  /** How far its own space was moved for it. */
  readonly offset: Point | undefined;
  /** Around where it comes to lie, of what moves. */
  readonly bounds: Bounds;
}

/** What a rule under or through text, and a bar behind it, may reach, in em. */
const RULE: Reach = { above: 1.25, below: 0.5, beside: 0.3 };
/** In units of a space: within this, places are the same. */
const NEAR = 1e-4;
/** Share of a movement by which another differs of what was rounded. */
const ABOUT_AS_FAR = 0.005;
/** Points beside a mark that count as in it. */
const ABOUT = 0.5;
const ORIGIN: Point = { x: 0, y: 0 };
/** Of a place on the page; more tell how a program rounded it. */
const DIGITS = 4;

/** Rules, bars and clips along text that moves for width protection, which move with it. */
export class MovedRules {
  private readonly run: PageRun;
  private readonly edits: Edits;

  constructor(run: PageRun, edits: Edits) {
    this.run = run;
    this.edits = edits;
  }

  /** `pad`: half the width of the line, in points. */
  movementOf({ isRule, segments, bounds }: MovableSubpath, pad: number): Movement | undefined {
    const { text } = this.run.lines;
    if (!text || !isRule || segments === 0) return undefined;
    const { left, bottom, right, top } = bounds;
    return text.along(cornersOf({ left, bottom: bottom - pad, right, top: top + pad }), RULE);
  }

  /**
   * Whether a rule or bar is of text alone that went: what sticks out of the mark, as programs round it to whole pixels,
   * would tell where that ended.
   */
  isOfGap(subpath: MovableSubpath, pad: number): boolean {
    const movement = this.movementOf(subpath, pad);
    if (!movement) return false;
    const { inner, isDot } = movement;
    const seen = isDot ? [middleOf(inner)] : inner;
    return seen.every(({ x, y }) => this.run.region.contains(x, y, ABOUT));
  }

  /**
   * Moves what of a path lies along such text. A path that begins where its space does moves with that: a number in it
   * would tell how far.
   */
  move(subpaths: readonly MovableSubpath[], state: State, pad: number, closes: boolean): MovedPath {
    const movements = subpaths.map((each) =>
      each.dropped || each.isCut ? undefined : this.movementOf(each, pad),
    );
    const corners = subpaths.flatMap((each, i) => {
      const movement = movements[i];
      return movement ? cornersOf(each.bounds).map(movement.move) : [];
    });
    const bounds = corners.length > 0 ? boundsOf(corners) : NO_BOUNDS;
    this.noteTold(subpaths, movements);
    // What it is painted with stays where it was.
    const isFitted = state.isDashFitted || state.fill !== undefined || state.stroke !== undefined;
    if (movements.some((each) => each && (isFitted || each.isDot))) this.run.lines.isTold = true;
    const whole = this.moveWhole(subpaths, movements, state, closes);
    if (whole) return { ...whole, bounds };
    for (const [index, subpath] of subpaths.entries()) {
      const movement = movements[index];
      // What goes on from the end of a subpath before it begins there.
      if (!movement || subpath.implicit || subpaths[index + 1]?.implicit) continue;
      if (subpath.operators.move(movement.move, state.ctm, closes, this.edits)) this.note(movement);
    }
    return { staysInSpace: false, offset: undefined, bounds };
  }

  /** What ends where text went and stays as it is, or lies along text that moved, tells how wide that was. */
  private noteTold(subpaths: readonly MovableSubpath[], movements: readonly (Movement | undefined)[]): void {
    for (const [i, { dropped, isCut, isRule, segments, bounds }] of subpaths.entries()) {
      if (dropped || (isCut && isRule) || movements[i] || segments === 0) continue;
      this.run.noteStaying(cornersOf(bounds));
    }
  }

  private moveWhole(
    subpaths: readonly MovableSubpath[],
    movements: readonly (Movement | undefined)[],
    { ctm, offset, mover }: State,
    closes: boolean,
  ): Omit<MovedPath, 'bounds'> | undefined {
    const by = movements[0]?.start;
    const toPath = by && invert(ctm);
    if (!toPath || !movements.every((each) => each && isNear(each.start, by))) return undefined;
    const isRigid = movements.every((each) => each!.isRigid);
    const [origin, moved] = [apply(toPath, 0, 0), apply(toPath, by.x, by.y)];
    const own = { x: moved.x - origin.x, y: moved.y - origin.y };
    if (isNear(own, offset, ABOUT_AS_FAR * Math.hypot(own.x, own.y)) && isRigid) {
      for (const each of movements) this.note(each!);
      return { staysInSpace: true, offset };
    }
    const start = apply(toPath, subpaths[0]!.start.x, subpaths[0]!.start.y);
    const isAway = Math.abs(start.x * own.x + start.y * own.y) > NEAR * Math.hypot(own.x, own.y);
    if (!mover || mover.kept !== this.run.kept || isAway || isNear(own, ORIGIN)) return undefined;
    const { x, y } = apply(mover.matrix, own.x, own.y);
    this.edits.replace(
      mover.start,
      mover.end,
      `${mover.turn} ${formatNumber(x, DIGITS)} ${formatNumber(y, DIGITS)} cm`,
    );
    for (const [i, each] of movements.entries()) {
      const back = (point: Point): Point => {
        const to = each!.move(point);
        return { x: to.x - by.x, y: to.y - by.y };
      };
      if (!isRigid) subpaths[i]!.operators.move(back, ctm, closes, this.edits);
      this.note(each!);
    }
    return { staysInSpace: false, offset: own };
  }

  private note({ area }: Movement): void {
    this.run.moved.push(area);
    this.run.changes++;
  }
}

function middleOf(points: readonly Point[]): Point {
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
}

function isNear(a: Point, b: Point, within = 0): boolean {
  const most = Math.max(NEAR, within);
  return Math.abs(a.x - b.x) < most && Math.abs(a.y - b.y) < most;
}
