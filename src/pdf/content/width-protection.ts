import type { Quad } from '../../core/model/redaction.ts';
import type { WidthProtection } from '../../core/ports/pdf.ts';
import { spanOf, type LineSpan } from './line-anchor.ts';
import type { MovedText } from './moved-text.ts';
import type { Bounds } from './region.ts';
import { APART } from './told-lines.ts';
import type { Point } from './types.ts';
import { distance, follows, isScript, withScript, type WritingPlace } from './writing-place.ts';

/**
 * Steps in em that gaps are widened to. What a gap tells about the text that was in it is its width; the coarser
 * the steps, the less (Bland, Iyer, Levchenko, PETS 2023). Gaps only ever grow: text that moved back would
 * come to stand in the mark. The first step is what the level promises; where a line has no room for it, the next
 * ones are tried, and last none.
 */
const STEPS: Readonly<Record<WidthProtection, readonly number[]>> = {
  off: [],
  standard: [1, 0.5, 0.25],
  strict: [6, 2, 1, 0.5, 0.25],
};

/** So many of one sign in a row fill what is left of a line: points that lead to a number, a rule to write on. */
const LEADER = 6;

/** In em: what is between words is no more. */
export const WORD = 0.75;

/** The width, in points, that is shown instead of a gap of `width` points in type of `fontSize` points. */
export function protectedWidth(width: number, fontSize: number, level: WidthProtection): number {
  return widened(width, (STEPS[level][0] ?? 0) * fontSize);
}

/** The widths that a box of `width` points may be given, the one that the level promises first. */
export function protectedWidths(width: number, fontSize: number, level: WidthProtection): readonly number[] {
  return STEPS[level].map((step) => widened(width, step * fontSize));
}

function widened(width: number, step: number): number {
  if (!(step > 0) || !(width > 0)) return width;
  return Math.max(1, Math.ceil(width / step - 1e-6)) * step;
}

/** Numbers of a TJ array, in thousandths: smaller ones are left out, others are rounded. */
const SMALL = 40;
const ROUND = 20;

/**
 * A number of a TJ array behind a gap. Some programs round the place of each letter, and correct what they have rounded
 * so far (Word, by a few thousandths): such a number depends on all letters before it, those that went included.
 */
export function smoothed(thousandths: number): number {
  return Math.abs(thousandths) < SMALL ? 0 : Math.round(thousandths / ROUND) * ROUND;
}

/** The same of a gap up to another column, which does not grow: the fractions of a thousandth for each letter that went. */
const FRACTIONS = 5;

export function roundedGap(thousandths: number): number {
  return Math.round(thousandths / FRACTIONS) * FRACTIONS;
}

/** A line of which text moved: where it ended, and how far beyond that it ends now, in points. */
export interface MovedLine {
  readonly end: WritingPlace;
  readonly shift: number;
  /** Whether the clipping path lets through there what it did before. */
  readonly isSeen: boolean;
}

/** The lines of a page that have gaps, in the order in which they are drawn, whatever stream they are in. */
export class WidenedLines {
  readonly moved = new Map<number, MovedLine>();
  /** All lines, with gaps or without. */
  readonly spans: LineSpan[] = [];
  /** Whether something that stays tells how wide some text was that went. */
  isTold = false;
  /** The text that moves, where it is known already: what lies along it goes with it. */
  readonly text: MovedText | undefined;
  private readonly level: WidthProtection;
  private readonly lowered: ReadonlyMap<number, number>;
  private readonly starts: ReadonlyMap<number, number>;
  private count = 0;

  /**
   * `lowered`: lines by their number, with how many steps down from the first they are to take; `starts`: lines by
   * their place in `spans`, with how far on they begin; `text`: what moves by all this.
   */
  constructor(
    level: WidthProtection,
    lowered: ReadonlyMap<number, number> = new Map(),
    starts: ReadonlyMap<number, number> = new Map(),
    text?: MovedText,
  ) {
    this.level = level;
    this.lowered = lowered;
    this.starts = starts;
    this.text = text;
  }

  /** Something tells, if widths are to stay unknown at all. */
  tell(): void {
    if (this.level !== 'off') this.isTold = true;
  }

  /** Number of a line that gets its first gap. */
  add(): number {
    return this.count++;
  }

  /** A line begins; `start`: how far on from there. */
  begin(place: WritingPlace): { readonly span: LineSpan; readonly start: number } {
    const start = this.starts.get(this.spans.length) ?? 0;
    const span = spanOf(place, start);
    this.spans.push(span);
    return { span, start };
  }

  /** Step of a line, in em; 0 where gaps keep their width. */
  stepOf(line: number): number {
    return STEPS[this.level][this.lowered.get(line) ?? 0] ?? 0;
  }
}

/**
 * Follows the lines of a page's text while glyphs are removed from it, and tells by how much what follows a gap
 * must move. Places are those of the original; shifts are in points, onwards.
 */
export class LineKeeper {
  private readonly lines: WidenedLines;
  /** Number of the current line, when it has a gap. */
  private line: number | undefined;
  /** Start of a removed run that no glyph has closed yet. */
  private open: WritingPlace | undefined;
  /** Where its last glyph ended. */
  private openEnd: WritingPlace | undefined;
  private last: WritingPlace | undefined;
  private span: LineSpan | undefined;
  private shift = 0;
  /** Whether the current string is small type raised or lowered at the end of its line. */
  private isScript = false;
  /** Whether something went before, in the same column of the line. */
  private isBehind = false;
  /** The glyph that stayed last, and how many of it in a row. */
  private code = -1;
  private alike = 0;

  constructor(lines: WidenedLines) {
    this.lines = lines;
  }

  /** Whether text that follows may have to be written otherwise. */
  get busy(): boolean {
    return this.line !== undefined;
  }

  /** How much farther on than its place text is, in points, for numbers that were smoothed. */
  drift = 0;

  /** Where the last glyph of the line ended, if it stayed. */
  keptEnd: WritingPlace | undefined;

  /** Whether text at the current place stands in another column than what went before it. */
  get isApart(): boolean {
    return !this.isBehind;
  }

  /** How far text at the current place has moved. */
  get carried(): number {
    return this.shift;
  }

  /**
   * A string begins. `placed`: by an operator that sets its place, so that it does not move along with the
   * string before it. Returns the shift to start with.
   */
  begin(place: WritingPlace, placed: boolean): number {
    if (!placed) return 0;
    const goesOn = this.last !== undefined && follows(this.last, place);
    this.isScript = !goesOn && this.last !== undefined && isScript(this.last, place);
    if (!goesOn && !this.isScript) {
      const { span, start } = this.lines.begin(place);
      this.open = undefined;
      this.isBehind = false;
      this.keptEnd = undefined;
      this.line = start === 0 ? undefined : this.lines.add();
      this.span = span;
      this.shift = start;
    } else {
      this.join(place);
      if (goesOn) this.drift += this.unrounded(place);
      // Where it stood tells the sum of the numbers as they were.
      if (this.drift !== 0) {
        this.shift += this.drift;
        this.span?.steps.push({ place, shift: this.shift });
      }
    }
    this.drift = 0;
    this.span?.edges.push({ place, shift: this.shift });
    return this.shift;
  }

  /** Text of the line has a place of its own. */
  private join(place: WritingPlace): void {
    if (!this.span || !this.last) return;
    this.span.isSpread = true;
    if (distance(this.last, place).along > APART * place.fontSize)
      this.span.joints.push({ end: this.last, start: place });
  }

  /** A string of it has its letters or words set wider or closer. */
  spread(): void {
    if (this.span) this.span.isSpread = true;
  }

  /**
   * By how much a string behind what went stands farther from the one before it when that distance is smoothed. Its place is
   * rounded by the program that wrote it, and what was rounded tells of all that was before it on the line.
   */
  private unrounded(place: WritingPlace): number {
    if (this.open || !this.isBehind || !this.last || this.line === undefined) return 0;
    if (this.lines.stepOf(this.line) === 0) return 0;
    const { along } = distance(this.last, place);
    const em = place.fontSize / 1000;
    return em > 0 ? smoothed(along / em) * em - along : 0;
  }

  /** A glyph went; `end`: of its own place. */
  remove(place: WritingPlace, end: WritingPlace): void {
    this.open ??= place;
    this.openEnd = end;
    this.line ??= this.lines.add();
  }

  /** A glyph stays. So many of one kind behind what went tell how much room that left. */
  follow(code: number): void {
    this.alike = code === this.code ? this.alike + 1 : 1;
    this.code = code;
    if (this.isBehind && this.alike >= LEADER) this.lines.isTold = true;
  }

  /** A glyph stays: the run before it is closed. Returns by how much its gap grows. */
  keep(place: WritingPlace): number {
    if (!this.open || this.line === undefined) return 0;
    const { open, openEnd } = this;
    this.open = undefined;
    this.span?.gone.push({ from: open, to: openEnd ?? place, next: place });
    this.isBehind = !openEnd || distance(openEnd, place).along <= WORD * place.fontSize;
    // In a column of its own, it tells nothing of where what went ended.
    if (!this.isBehind) return 0;
    const grown = this.growth(open, place);
    this.shift += grown;
    if (this.span) {
      this.span.grown += grown;
      this.span.steps.push({ from: open, place, shift: this.shift });
      this.span.edges.push({ place, shift: this.shift });
    }
    return grown;
  }

  private growth(from: WritingPlace, to: WritingPlace): number {
    const width = distance(from, to).along;
    return widened(width, this.lines.stepOf(this.line!) * from.fontSize) - width;
  }

  /** A string ends; `clip`: bounds of what is seen of it. */
  end(of: WritingPlace, clip: Bounds): void {
    const place = this.isScript && this.last ? withScript(this.last, of) : of;
    this.last = place;
    this.keptEnd = this.open ? undefined : of;
    if (this.span) {
      this.span.edges.push({ place: of, shift: this.shift + this.drift });
      this.span.end = place;
      this.span.clip = clip;
      this.span.endsFrom = this.line === undefined ? undefined : this.open;
      this.span.grownBehind = this.span.endsFrom ? this.growth(this.span.endsFrom, place) : 0;
    }
    if (this.line === undefined || this.shift === 0) return;
    const { shift } = this;
    const isSeen =
      (this.lines.moved.get(this.line)?.isSeen ?? true) &&
      (holds(clip, moved(place, shift)) || !holds(clip, moved(place, -INSIDE * place.fontSize)));
    this.lines.moved.set(this.line, { end: place, shift, isSeen });
  }
}

/** What a glyph's ink may stick out behind its advance, and how high and low text reaches, in em. */
const OVERHANG = 0.15;
const HEIGHT = 0.7;
const DEPTH = 0.2;

/** Where the end of a line comes to stand that has moved on: what is there now is not of that line. */
export function areaBehind({ end, shift }: MovedLine): Quad | undefined {
  const { x, y, alongX, alongY, fontSize } = end;
  const from = OVERHANG * fontSize;
  if (shift <= from) return undefined;
  const corner = (along: number, up: number): [number, number] => [
    x + along * alongX - up * alongY,
    y + along * alongY + up * alongX,
  ];
  return [
    ...corner(from, HEIGHT * fontSize),
    ...corner(shift, HEIGHT * fontSize),
    ...corner(from, -DEPTH * fontSize),
    ...corner(shift, -DEPTH * fontSize),
  ];
}

/** In em: a string that ends this far within a clipping path, or farther, may be seen to its end. */
const INSIDE = 0.1;

function moved({ x, y, alongX, alongY }: WritingPlace, by: number): Point {
  return { x: x + by * alongX, y: y + by * alongY };
}

function holds({ left, bottom, right, top }: Bounds, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}
