import { clipAround } from './clip-around.ts';
import type { Edits } from './edits.ts';
import { apply, scaleOf, type Matrix } from './matrix.ts';
import { MovedRules, type MovedPath } from './moved-rules.ts';
import { formatNumber, type Operation } from './operators.ts';
import { settingsIn } from './path-settings.ts';
import { isThick, type Painting } from './path-operators.ts';
import { cornersOf, joinBounds, meetBounds, NO_BOUNDS, overlap, type Bounds, type Region } from './region.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';
import { AXIS, Subpath } from './subpath.ts';
import type { Point } from './types.ts';

/** A subpath goes when its centre and at least this share of its box is marked. */
const MOST = 0.5;
const WHOLE = 0.98;
/** Letters are not drawn larger than this, in points. */
const LETTER = 48;
/** Nor larger than this by lines: what is, someone drew by hand. */
const LETTER_OF_LINES = 24;
/** Nor larger than this, if it is a shape by itself that is no letter: larger than the point of one, it is a drawing. */
const POINT = 12;
/** Counters (the holes of letters) are at most two, and not too small; a panel has letters cut out of it. */
const COUNTER = 40;
const HOLES = 2;

const STROKES = /^[sSbB]/;
const CLOSES = /^(s|b\*?|f\*?|F)$/;

/** Where the current path was made and what it covers; decides what of it goes when it is painted. */
export class PathRecorder {
  private readonly run: PageRun;
  private readonly edits: Edits;
  private readonly bytes: Uint8Array;
  private readonly rules: MovedRules;
  private subpaths: Subpath[] = [];
  private current: Subpath | undefined;
  /** In user space, for curves that start at the current point. */
  private here: Point = { x: 0, y: 0 };
  private begin: Point = { x: 0, y: 0 };
  private clip: { start: number; end: number } | undefined;
  private lastEnd = -1;
  private start = -1;
  /** Where operators of another kind stand between those of the path: start, end, start, end … */
  private readonly between: number[] = [];

  constructor(run: PageRun, edits: Edits, bytes: Uint8Array) {
    this.run = run;
    this.edits = edits;
    this.bytes = bytes;
    this.rules = new MovedRules(run, edits);
  }

  /** Whether the path painted last is clipped to what lies beside the marks. */
  keptOut = false;
  /** How the path painted last went along with text that moves. */
  moved: MovedPath | undefined;

  /** Byte offset of the path's first operator; -1 without a path. */
  get from(): number {
    return this.start;
  }

  get bounds(): Bounds {
    return this.subpaths.reduce((all, { bounds }) => joinBounds(all, bounds), NO_BOUNDS);
  }

  /** Whether it covers all of its bounds. */
  get isBox(): boolean {
    return this.subpaths.length === 1 && this.subpaths[0]!.isBox;
  }

  /** m l c v y h re (ISO 32000-2, table 58). */
  construct(op: Operation, ctm: Matrix, previousEnd: number): void {
    if (this.start < 0) this.start = op.start;
    else this.noteBetween(previousEnd);
    switch (op.operator) {
      case 'm':
        this.move(op, ctm, { x: op.number(1), y: op.number(0) });
        break;
      case 'l':
        this.line(op, ctm, previousEnd);
        break;
      case 'h':
        this.close(op, previousEnd);
        break;
      case 're':
        this.rectangle(op, ctm);
        break;
      default:
        this.curve(op, ctm, previousEnd);
    }
    this.lastEnd = op.end;
  }

  /** W and W*. */
  setClip(op: Operation): void {
    this.lastEnd = op.end;
    this.clip = { start: op.start, end: op.end };
  }

  /** Ends the path with a painting operator, or `n`. Returns whether anything of it is left to paint. */
  paint(op: Operation, state: State, previousEnd: number): boolean {
    const { region } = this.run;
    const strokes = STROKES.test(op.operator);
    const pad = strokes ? (state.lineWidth / 2) * scaleOf(state.ctm) : 0;
    let left = true;
    this.keptOut = false;
    if (this.subpaths.length > 0 && region.near(this.bounds, pad)) {
      this.noteBetween(previousEnd);
      left = this.cut(op, state, pad);
    }
    const closes = CLOSES.test(op.operator);
    const mayMove = left && (!this.clip || op.operator === 'n') && this.run.lines.text;
    this.moved = mayMove ? this.rules.move(this.subpaths, state, pad, closes) : undefined;
    if (this.clip) {
      state.clip = meetOrAll(state.clip, joinBounds(this.bounds, this.moved?.bounds ?? NO_BOUNDS));
      state.clipIsBox &&= this.isBox;
    }
    this.reset();
    return left;
  }

  private reset(): void {
    this.subpaths = [];
    this.current = undefined;
    this.clip = undefined;
    this.start = -1;
    this.lastEnd = -1;
    this.between.length = 0;
  }

  private noteBetween(end: number): void {
    if (this.lastEnd !== end) this.between.push(this.lastEnd, end);
  }

  private begins(implicit?: Point): Subpath {
    this.current = new Subpath(implicit);
    this.subpaths.push(this.current);
    return this.current;
  }

  private move(op: Operation, ctm: Matrix, to: Point): void {
    const subpath = this.begins();
    subpath.places.push(op.start, op.end);
    subpath.operators.add(op);
    this.here = to;
    this.begin = to;
    subpath.start = apply(ctm, to.x, to.y);
    subpath.last = subpath.start;
    subpath.reach(subpath.start);
  }

  /** The subpath that an l or c belongs to; after `h` or `re` a new one that starts where that ended. */
  private open(op: Operation, ctm: Matrix, previousEnd: number): Subpath {
    let subpath = this.current;
    if (!subpath) {
      subpath = this.begins(this.here);
      subpath.start = apply(ctm, this.here.x, this.here.y);
      subpath.last = subpath.start;
      subpath.reach(subpath.start);
    }
    this.place(subpath, op, previousEnd);
    return subpath;
  }

  private place(subpath: Subpath, op: Operation, previousEnd: number): void {
    const { places } = subpath;
    subpath.operators.add(op);
    if (places.length > 0 && this.lastEnd === previousEnd && places.at(-1) === this.lastEnd) {
      places[places.length - 1] = op.end;
    } else places.push(op.start, op.end);
  }

  private line(op: Operation, ctm: Matrix, previousEnd: number): void {
    const subpath = this.open(op, ctm, previousEnd);
    this.here = { x: op.number(1), y: op.number(0) };
    subpath.lineTo(apply(ctm, this.here.x, this.here.y));
  }

  private curve(op: Operation, ctm: Matrix, previousEnd: number): void {
    const subpath = this.open(op, ctm, previousEnd);
    subpath.straight = false;
    subpath.segments++;
    for (let i = op.operator === 'c' ? 5 : 3; i > 0; i -= 2) {
      subpath.reach(apply(ctm, op.number(i), op.number(i - 1)));
    }
    this.here = { x: op.number(1), y: op.number(0) };
    subpath.last = apply(ctm, this.here.x, this.here.y);
  }

  private close(op: Operation, previousEnd: number): void {
    const subpath = this.current;
    if (!subpath) return;
    this.place(subpath, op, previousEnd);
    if (subpath.last.x !== subpath.start.x || subpath.last.y !== subpath.start.y)
      subpath.lineTo(subpath.start);
    this.here = this.begin;
    this.current = undefined;
  }

  private rectangle(op: Operation, ctm: Matrix): void {
    const subpath = this.begins();
    subpath.places.push(op.start, op.end);
    subpath.operators.add(op);
    const x = op.number(3);
    const y = op.number(2);
    const width = op.number(1);
    const height = op.number(0);
    subpath.start = apply(ctm, x, y);
    subpath.last = subpath.start;
    subpath.reach(subpath.start);
    subpath.lineTo(apply(ctm, x + width, y));
    subpath.lineTo(apply(ctm, x + width, y + height));
    subpath.lineTo(apply(ctm, x, y + height));
    subpath.lineTo(subpath.start);
    subpath.isBox = subpath.straight;
    this.here = { x, y };
    this.begin = this.here;
    this.current = undefined;
  }

  private cut(
    op: Operation,
    { caps, ctm, clip, dashes, fill, isDashDrawing, stroke }: State,
    pad: number,
  ): boolean {
    const { region } = this.run;
    const strokes = STROKES.test(op.operator);
    const drawn = this.subpaths.filter((subpath) => subpath.segments > 0 || strokes);
    const letter = isCode(drawn)
      ? 0
      : /^[sS]$/.test(op.operator)
        ? LETTER_OF_LINES
        : isDrawing(drawn, strokes)
          ? POINT
          : LETTER;
    for (const subpath of drawn) {
      const isPart = this.clip !== undefined && drawn.length > 1;
      subpath.dropped =
        goes(subpath, region, pad, this.clip !== undefined, letter) ||
        (!this.clip && this.rules.isOfGap(subpath, pad)) ||
        (subpath.isRule && (isPart || !this.clip) && isSeenWithin(subpath.bounds, clip, region, pad));
    }
    if (!strokes) keepHolesWithTheirShape(drawn);
    // What a painting operator closes or fills; a line is closed by an operator of its own, or not at all.
    const closes = CLOSES.test(op.operator) || this.clip !== undefined;
    const fills = /^[fFbB]/.test(op.operator) || this.clip !== undefined;
    const painting = {
      ctm,
      strokes,
      fills,
      closes,
      halfWidth: pad,
      rounds: caps !== 0,
      dashes: strokes ? dashes : 0,
    };
    const cut = drawn.filter((subpath) => this.cutCrossing(subpath, painting));
    const crossed = cut.length;
    const ended = this.clip ? 0 : drawn.filter((subpath) => this.moveEnds(subpath, painting, clip)).length;
    const dropped = drawn.filter((subpath) => subpath.dropped).length;
    // Of a rule that crosses a mark, dashes and what a pattern repeats would lie below the box.
    if (strokes && isDashDrawing && drawn.some(({ bounds }) => region.near(bounds, pad)))
      this.run.unsupported.add('line of which the dashes draw something');
    const pieces = strokes && (dashes > 0 || stroke !== undefined);
    const patterned = fill !== undefined && /^[fFbB]/.test(op.operator);
    const { clipsCrossing } = this.run;
    const clips =
      (pieces || patterned || clipsCrossing) &&
      drawn.some((each) => (each.isRule || clipsCrossing) && region.near(each.bounds, pad));
    if (dropped + crossed + ended === 0 && !clips) return true;
    this.run.changes++;
    this.run.paths += dropped + crossed + ended;
    for (const each of drawn)
      if (cut.includes(each) || (each.dropped && !each.isRule)) this.run.shared.lose(cornersOf(each.bounds));
    for (const each of drawn)
      if (each.dropped && !isSeenWithin(each.bounds, clip, region, pad)) this.noteBesides(each.bounds, pad);
    if (dropped === drawn.length) {
      for (const subpath of this.subpaths) this.removePlaces(subpath);
      if (this.clip) this.edits.remove(this.clip.start, this.clip.end);
      this.edits.replace(op.start, op.end, this.clip ? EMPTY_CLIP : ' ');
      return false;
    }
    this.subpaths.forEach((subpath, index) => {
      if (subpath.dropped) this.removePlaces(subpath);
      else if (subpath.implicit && !subpath.moved && this.hasMoved(index - 1)) {
        const { x, y } = subpath.implicit;
        this.edits.insert(subpath.places[0]!, ` ${formatNumber(x)} ${formatNumber(y)} m `);
      }
    });
    const left = drawn.filter((subpath) => !subpath.dropped);
    if (dropped > 0 && left.length === 1 && left[0]!.straight && !strokes && !this.clip)
      this.keepCompany(op, left[0]!);
    const detours =
      crossed > 0 &&
      (fills ||
        closes ||
        isThick(painting) ||
        painting.dashes > 0 ||
        drawn.some(({ operators }) => operators.isClosed));
    if (detours || clips || patterned) this.keepOut(op, ctm);
    return true;
  }

  /** A letter that goes whole may reach out of the mark. */
  private noteBesides({ left, bottom, right, top }: Bounds, pad: number): void {
    const box = { left: left - pad, bottom: bottom - pad, right: right + pad, top: top + pad };
    if (this.run.region.holds(cornersOf(box))) return;
    this.run.besides.push([box.left, box.bottom, box.right, box.top]);
  }

  /** Takes the part out of a curved or slanting path that lies in a mark; rules that cross it stay as they are. */
  private cutCrossing(subpath: Subpath, painting: Painting): boolean {
    const { region } = this.run;
    if (subpath.dropped || subpath.isRule || !region.near(subpath.bounds)) return false;
    const outcome = subpath.operators.cut(region, painting, this.edits);
    if (outcome === 'all') subpath.dropped = true;
    subpath.moved = outcome === 'start changed';
    subpath.isCut = outcome !== 'unchanged';
    return outcome === 'changed' || outcome === 'start changed';
  }

  /** A rule or bar that ends in a mark does not tell where; one that only crosses it stays as it is. */
  private moveEnds(subpath: Subpath, painting: Painting, visible: Bounds): boolean {
    const { region } = this.run;
    if (subpath.dropped || !subpath.isRule || !region.near(subpath.bounds)) return false;
    // Of one that begins or ends with text that moves, the end does so, too.
    const movement = this.clip ? undefined : this.rules.movementOf(subpath, painting.halfWidth);
    if (movement && !movement.ends.some(({ x, y }) => region.contains(x, y))) return false;
    const outcome = subpath.operators.moveEnds(region, painting, visible, this.edits);
    subpath.moved = outcome === 'start changed';
    subpath.isCut = outcome !== 'unchanged';
    return subpath.isCut;
  }

  /** Clips the painting to what lies beside the marks: the lines that close what was cut stay out of sight. */
  private keepOut(op: Operation, ctm: Matrix): void {
    if (this.clip) return;
    const set = settingsIn(this.bytes, this.between);
    if (set === undefined) return;
    const { region } = this.run;
    const corners = region.marks
      .filter(({ bounds }) => overlap(bounds, this.bounds, 0))
      .map((mark) => this.run.lines.text?.grown(mark.corners) ?? mark.corners);
    const clip = corners.length > 0 ? clipAround(region, corners, ctm) : undefined;
    if (clip === undefined) return;
    this.edits.insert(this.start, `${set} q ${clip} `);
    this.edits.insert(op.end, ' Q ');
    this.keptOut = true;
  }

  /**
   * A bar by itself PDFium draws on whole pixels, one among others where it is: where the others went, one of no size
   * takes their place, in the middle of the bar.
   */
  private keepCompany(op: Operation, { operators }: Subpath): void {
    const { x, y } = operators.middle;
    const place = `${formatNumber(x)} ${formatNumber(y)}`;
    this.edits.insert(op.start, ` ${place} m ${place} l h `);
  }

  /** Whether the subpath before no longer leaves the current point where it was. */
  private hasMoved(index: number): boolean {
    const before = this.subpaths[index];
    return before !== undefined && (before.dropped || before.moved);
  }

  private removePlaces({ places }: Subpath): void {
    for (let i = 0; i < places.length; i += 2) this.edits.remove(places[i]!, places[i + 1]!);
  }
}

/** Nothing is painted through it. */
export const EMPTY_CLIP = ' 0 0 0 0 re W n ';

/** So many shapes in one path, all of lines along the axes, are of a code of squares or bars. */
const MODULES = 30;

function isCode(drawn: readonly Subpath[]): boolean {
  return drawn.length >= MODULES && drawn.every(({ straight }) => straight);
}

/**
 * Whether it is one ellipse, a node or marker (with another in it, it is the letter O), or has three or four corners and
 * an outline, as facets of surfaces do; without an outline that may be a slanting l. With more corners, none of them
 * inwards, no letter has only one.
 */
function isDrawing(drawn: readonly Subpath[], strokes: boolean): boolean {
  const [shape, other] = drawn.filter(({ segments }) => segments > 0);
  if (!shape || other) return false;
  const { isEllipse, isFacet, isPlate } = shape.operators;
  return isEllipse || (strokes && isFacet) || (isPlate && !isLong(shape.bounds));
}

/** A stroke by itself, such as an I with round corners. */
function isLong({ left, bottom, right, top }: Bounds): boolean {
  return Math.max(right - left, top - bottom) > 2 * Math.min(right - left, top - bottom);
}

/** `letter`: how large a letter may be. */
function goes(subpath: Subpath, region: Region, pad: number, clips: boolean, letter: number): boolean {
  const { left, bottom, right, top } = subpath.bounds;
  const thin = AXIS / 2;
  const flat = { x: right - left < 2 * thin ? thin : 0, y: top - bottom < 2 * thin ? thin : 0 };
  const box: Bounds = {
    left: left - pad - flat.x,
    bottom: bottom - pad - flat.y,
    right: right + pad + flat.x,
    top: top + pad + flat.y,
  };
  if (!region.near(box)) return false;
  const corners = cornersOf(box);
  const whole =
    region.holds(corners) ||
    (corners.every(({ x, y }) => region.contains(x, y)) && region.share(box) >= WHOLE);
  // What is drawn through a clip may show beside the mark: only its part in the mark is cut.
  if (clips) return whole && !subpath.isRule;
  if (subpath.isRule) return whole;
  // A larger shape is no letter: it is cut.
  if (Math.max(right - left, top - bottom) > letter) return whole;
  return whole || (region.contains((left + right) / 2, (bottom + top) / 2) && region.share(box) >= MOST);
}

/** Whether all that a clip lets through of a rule or bar, or of a rectangle of a further clip, lies in a mark. */
function isSeenWithin(
  { left, bottom, right, top }: Bounds,
  clip: Bounds,
  region: Region,
  pad: number,
): boolean {
  const box = { left: left - pad, bottom: bottom - pad, right: right + pad, top: top + pad };
  const seen = meetBounds(box, clip);
  return seen.left < seen.right && seen.bottom < seen.top && region.holds(cornersOf(seen));
}

/** A letter goes with its holes, and stays with them. */
function keepHolesWithTheirShape(subpaths: readonly Subpath[]): void {
  const dropped = subpaths.filter((subpath) => subpath.dropped);
  const kept = subpaths.filter((subpath) => !subpath.dropped);
  if (dropped.length * kept.length > 4_000_000) return;
  for (const subpath of kept) {
    if (dropped.some((outer) => holds(outer.bounds, subpath.bounds))) subpath.dropped = true;
  }
  for (const subpath of dropped) {
    const shape = kept.find(
      (outer) => !outer.isRule && !outer.dropped && holds(outer.bounds, subpath.bounds),
    );
    if (
      shape &&
      sizeOf(shape.bounds) < COUNTER * sizeOf(subpath.bounds) &&
      holesIn(shape, subpaths) <= HOLES
    ) {
      subpath.dropped = false;
    }
  }
}

function holesIn(shape: Subpath, subpaths: readonly Subpath[]): number {
  return subpaths.filter((other) => other !== shape && holds(shape.bounds, other.bounds)).length;
}

function holds(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.left <= inner.left &&
    outer.right >= inner.right &&
    outer.bottom <= inner.bottom &&
    outer.top >= inner.top
  );
}

function sizeOf({ left, bottom, right, top }: Bounds): number {
  return (right - left) * (top - bottom);
}

function meetOrAll(clip: Bounds, path: Bounds): Bounds {
  return {
    left: Math.max(clip.left, path.left),
    bottom: Math.max(clip.bottom, path.bottom),
    right: Math.min(clip.right, path.right),
    top: Math.min(clip.top, path.top),
  };
}
