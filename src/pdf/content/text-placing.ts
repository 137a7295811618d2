import type { Edits } from './edits.ts';
import { apply, digitsOf, invert, multiply, scaleOf, turned, type Matrix } from './matrix.ts';
import { formatNumber, type Operation } from './operators.ts';
import type { PageRun } from './run.ts';
import { NO_OFFSET, type State } from './state.ts';
import type { Point } from './types.ts';

/** An operator that gives the next string its place. */
interface Placing {
  readonly start: number;
  readonly end: number;
  /** What it makes the leading; only TD does. */
  readonly leading: number | undefined;
  /** The first four operands of Tm, as they are written. */
  readonly turn: string | undefined;
  /** Whether it only goes to another line, which tells of no width. */
  readonly isNextLine: boolean;
}

/** A string of which something stays. */
export interface StayingString {
  /** Text matrix at its original start. */
  readonly from: Matrix;
  /** How far it was moved on as it began, and where what is written of it ends; see `Shown`. */
  readonly carried: number;
  readonly end: number;
  /** How far the first glyph that stays is from the start because of glyphs that went; `grown`: or for their width to stay unknown. */
  readonly lead: number;
  readonly grown: boolean;
  readonly isVertical: boolean;
  /** Whether its line begins anew within it. */
  readonly isAnchored: boolean;
  /** What a number of a TJ array is divided by to be a length; 0 where none can be told. */
  readonly unit: number;
}

/** A state with how far its space is to move. */
interface Level {
  readonly state: State;
  readonly offset: Point;
}

/** How a string that stays is to be written. */
export interface Placement {
  /** Operators to put before it, in place of all that gave it a place. */
  readonly operators: string;
  /** A number to put first in its array. */
  readonly number: number;
  /** Whether `lead` is part of either. */
  readonly leads: boolean;
}

/**
 * The places of strings in text objects that lose some of them. Where a string went, the operators that placed it go
 * as well, and those behind it become one: else they would tell, letter by letter, where in a gap something stood, and
 * thereby what it was.
 */
export class TextPlacing {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private readonly bytes: Uint8Array;
  private pending: Placing[] = [];
  /** Whether text went since the last string that stays. */
  private gone = false;
  /** Whether text of this text object went or moved. */
  private isChanged = false;
  /** Whether the next string stands where the last of `pending` put it. */
  private isDirect = true;
  /** Place in `pending` of a Tm behind all text that went; -1 without. */
  private absolute = -1;
  private leading = 0;

  constructor(run: PageRun, edits: Edits, bytes: Uint8Array) {
    this.run = run;
    this.edits = edits;
    this.bytes = bytes;
  }

  /** Whether text went since the last string that stays. */
  get hasLost(): boolean {
    return this.gone;
  }

  /** The leading becomes another, by an operator that stays. */
  setLeading(): void {
    this.leading = Number.NaN;
  }

  /** BT. */
  begin(state: State): void {
    this.reset();
    this.isChanged = false;
    state.writtenLine = state.tlm;
    state.written = state.tm;
    state.lineMoved = false;
  }

  /** Td TD Tm T*; of ' and " only that they go to the next line. */
  place(op: Operation, leading: number): void {
    if (this.pending.length === 0) this.leading = leading;
    this.isDirect = true;
    const isMatrix = op.operator === 'Tm';
    if (isMatrix) {
      if (this.run.changes > 0) this.forget();
      this.absolute = this.pending.length;
    }
    const places = op.operator.startsWith('T');
    this.pending.push({
      start: op.start,
      end: places ? op.end : op.start,
      leading: op.operator === 'TD' ? -op.number(0) : undefined,
      turn: isMatrix ? op.turn(this.bytes) : undefined,
      isNextLine: op.operator === 'T*',
    });
  }

  /** Places that count for nothing any more: they may be where text stood before it moved. */
  private forget(): void {
    const last = this.pending.findLast(({ leading }) => leading !== undefined);
    this.drop(this.pending.length);
    this.leading = last?.leading ?? this.leading;
    this.pending = [];
  }

  /** A string went, whole. */
  lose(): void {
    this.gone = true;
    this.isChanged = true;
    this.isDirect = false;
    this.absolute = -1;
  }

  /** A string stays, in whole or in part. */
  keep(state: State, string: StayingString): Placement {
    const { from, carried, end, isVertical, lead, grown } = string;
    if ((carried !== 0 || grown) && !isAway(state.tlm)) this.moveAll(state, from, carried + lead);
    this.isChanged ||= carried !== 0 || grown || lead !== 0;
    const start = without(moved(from, carried, isVertical), state.offset);
    const placement =
      this.pending.length > 0 ? this.placed(state, start, string) : this.behind(state, start, string);
    state.written = without(moved(from, end, isVertical), state.offset);
    if (string.isAnchored) {
      state.writtenLine = state.tlm;
      state.lineMoved = false;
    }
    this.reset();
    return placement;
  }

  /**
   * The space itself is moved, where it alone gives the text its place: a number behind that would tell how far. Where the
   * text has a place in its space, that is what changes: how the space stands may be the same for all text. Of several
   * spaces in one another, in which nothing else is drawn yet, that one moves that is not where the one around it is.
   */
  private moveAll(state: State, [a, b]: Matrix, by: number): void {
    const own = { x: by * a, y: by * b };
    const levels = this.levelsToMove(state, own);
    const mover = levels.at(-1)?.state.mover;
    if (!mover) return;
    const { x, y } = levels.at(-1)!.offset;
    const to = apply(mover.matrix, x, y);
    const written = `${mover.turn} ${formatNumber(to.x, 6)} ${formatNumber(to.y, 6)} cm`;
    this.edits.replace(mover.start, mover.end, written);
    for (const level of levels) {
      level.state.offset = level.offset;
      level.state.mover = undefined;
    }
  }

  /** The states from one on whose spaces move, the outermost last, each with how far in its space. */
  private levelsToMove(state: State, own: Point): Level[] {
    const onPage = turned(own, state.ctm)!;
    const levels: Level[] = [];
    let first = 0;
    for (let each: State | undefined = state; each; each = each.outer) {
      const offset = each === state ? own : turned(onPage, invert(each.ctm));
      const { mover } = each;
      if (!offset || each.offset.x !== 0 || each.offset.y !== 0) break;
      levels.push({ state: each, offset });
      if (mover?.kept !== this.run.kept) continue;
      const [, , , , e, f] = mover.matrix;
      const around = turned(offset, mover.matrix)!;
      const isAwayThere = Math.abs(e * around.x + f * around.y) > NEAR * Math.hypot(around.x, around.y);
      if (isAwayThere) return levels;
      if (first === 0) first = levels.length;
    }
    return levels.slice(0, first);
  }

  /** Something else comes in that space: it is moved back. Returns what to write before it. */
  settleSpace(state: State): string {
    const { x, y } = state.offset;
    if (x === 0 && y === 0) return '';
    state.written = without(state.written, { x: -x, y: -y });
    state.writtenLine = without(state.writtenLine, { x: -x, y: -y });
    state.offset = NO_OFFSET;
    return `1 0 0 1 ${formatNumber(-x, 6)} ${formatNumber(-y, 6)} cm `;
  }

  /** Something comes that keeps the current place, whatever it is: what was to be written stands before it. */
  settle(state: State): string {
    if (this.pending.length === 0) return '';
    const operators = this.withoutGap(state, state.tlm, { mayStay: true, isMoved: false });
    state.written = state.tlm;
    this.reset();
    return operators ?? '';
  }

  /** ET: a place behind which nothing is shown would tell where text stood before it moved. */
  end(): void {
    const tells =
      this.isChanged || (this.run.changes > 0 && !this.pending.every(({ isNextLine }) => isNextLine));
    if (tells) this.drop(this.pending.length);
    this.reset();
  }

  private reset(): void {
    if (this.pending.length > 0) this.pending = [];
    this.gone = false;
    this.absolute = -1;
  }

  private placed(state: State, start: Matrix, string: StayingString): Placement {
    const { carried, lead, grown, isVertical } = string;
    const leads = carried !== 0 || grown || !this.isDirect || (this.gone && lead !== 0);
    const target = leads ? moved(start, lead, isVertical) : start;
    const isMoved = carried !== 0 || grown;
    const operators = this.withoutGap(state, target, { mayStay: isSame(target, state.tlm), isMoved });
    return { operators: operators ?? '', number: 0, leads };
  }

  /** Writes the place anew where it would tell of what went, or does not count from where it did; undefined elsewhere. */
  private withoutGap(
    state: State,
    target: Matrix,
    { mayStay, isMoved }: { readonly mayStay: boolean; readonly isMoved: boolean },
  ): string | undefined {
    const isFree = mayStay && this.absolute >= 0;
    if (mayStay && (isFree || !(this.gone || state.lineMoved))) {
      if (this.gone) this.drop(this.absolute);
      state.writtenLine = state.tlm;
      state.lineMoved = false;
      return undefined;
    }
    let turn: string | undefined;
    for (const each of this.pending) turn = each.turn ?? turn;
    this.drop(this.pending.length);
    const operators = this.operators(state, target, turn, isMoved);
    state.lineMoved = !isSame(state.writtenLine, state.tlm);
    return operators;
  }

  /** A string that goes on where the one before it ended. */
  private behind(state: State, start: Matrix, string: StayingString): Placement {
    const { isVertical, grown, lead, unit } = string;
    if (isSame(state.written, moved(start, grown ? lead : 0, isVertical)))
      return { operators: '', number: 0, leads: grown };
    const inverse = invert(start);
    const distance = inverse ? multiply(state.written, inverse) : undefined;
    const along = distance ? -distance[isVertical ? 5 : 4] : 0;
    const across = distance ? distance[isVertical ? 4 : 5] : 0;
    if (distance && unit !== 0 && Math.abs(across) < NEAR)
      return { operators: '', number: (-1000 * (along + lead)) / unit, leads: true };
    const operators = this.operators(
      state,
      moved(start, lead, isVertical),
      undefined,
      string.carried !== 0 || grown,
    );
    state.lineMoved = true;
    return { operators, number: 0, leads: true };
  }

  /**
   * Brings the written line to a place, from where it is; `turn`: by a matrix. `isMoved`: the place is the sum of where
   * the text stood and of how far it moves, and finer digits than those of marks would tell of both.
   */
  private operators(state: State, target: Matrix, turn: string | undefined, isMoved: boolean): string {
    const line = state.writtenLine;
    const digits = (scale: number): number => (isMoved ? digitsOf(scale * scaleOf(state.ctm)) : 6);
    const inverse = turn === undefined && isParallel(line, target) ? invert(line) : undefined;
    if (inverse) {
      const by = multiply(target, inverse);
      const [x, y] = [formatNumber(by[4], digits(scaleOf(line))), formatNumber(by[5], HEIGHT_DIGITS)];
      state.writtenLine = multiply([1, 0, 0, 1, Number(x), Number(y)], line);
      return `${x} ${y} Td `;
    }
    const [a, b, c, d] = target;
    const [e, f] = [target[4], target[5]].map((each, i) =>
      formatNumber(each, (i === 0 ? a : b) === 0 ? HEIGHT_DIGITS : digits(1)),
    );
    state.writtenLine = [a, b, c, d, Number(e), Number(f)];
    const turned = turn ?? [a, b, c, d].map((each) => formatNumber(each, 9)).join(' ');
    return `${turned} ${e} ${f} Tm `;
  }

  /** Takes out the first operators that gave a place; the leading that they set stays. */
  private drop(count: number): void {
    const dropped = this.pending.slice(0, count);
    const last = dropped.findLast(({ leading }) => leading !== undefined);
    for (const placing of dropped) {
      const { start, end, leading } = placing;
      if (end === start) continue;
      const sets = placing === last && leading !== undefined && leading !== this.leading;
      this.edits.replace(start, end, sets ? ` ${formatNumber(leading, 6)} TL ` : ' ');
    }
  }
}

/**
 * Of where a line stands across its direction, which no movement changes: rounded like other places, a line whose own
 * place is the sum of several would be drawn on other pixels by some readers.
 */
const HEIGHT_DIGITS = 9;

/** Within this, in unscaled text space, places are the same. */
const NEAR = 1e-5;

/** A matrix in a space that is moved. */
function without(matrix: Matrix, { x, y }: Point): Matrix {
  if (x === 0 && y === 0) return matrix;
  return [matrix[0], matrix[1], matrix[2], matrix[3], matrix[4] - x, matrix[5] - y];
}

function moved(matrix: Matrix, by: number, isVertical: boolean): Matrix {
  if (by === 0) return matrix;
  return multiply(isVertical ? [1, 0, 0, 1, 0, by] : [1, 0, 0, 1, by, 0], matrix);
}

/** Whether a line begins elsewhere along its direction than its space does. */
function isAway([a, b, , , e, f]: Matrix): boolean {
  return Math.abs(a * e + b * f) > NEAR * (a * a + b * b);
}

function isParallel(a: Matrix, b: Matrix): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}

function isSame(a: Matrix, b: Matrix): boolean {
  const near = NEAR * Math.max(1, scaleOf(b));
  return isParallel(a, b) && Math.abs(a[4] - b[4]) <= near && Math.abs(a[5] - b[5]) <= near;
}
