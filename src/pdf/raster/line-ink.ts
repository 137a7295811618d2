import { quadOfFrame, type FrameBox, type FrameCharacter } from '../../core/text/line-frame.ts';
import { applyAffine, type Affine } from '../engine/geometry.ts';

/** A page as a viewer shows it, in grey. */
export interface GreyPage {
  readonly width: number;
  readonly height: number;
  /** Bytes a row. */
  readonly stride: number;
  readonly pixels: Uint8Array;
  /** From PDF user space to pixels. */
  readonly toPixels: Affine;
}

/** What is looked at below the baseline and above it, and beside a line, in the height of its text. */
const BELOW = 0.45;
const ABOVE = 1.25;
const BESIDE = 3;
/** The part of it in which letters are told apart: not by their tails, and above a rule under the line. */
const LOW = -0.12;
const HIGH = 0.75;
/** Share of the columns that a rule under a line fills, if there is one. */
const RULE = 0.8;
/** Where all letters have ink. */
const MIDDLE = 0.5;
/** What may be free between parts of a letter, and below a dot or accent. */
const PARTS = 0.16;
const DOT = 0.22;

/** Height of a text at the most, where its letters are one wide. */
const HIGHEST = 1.25;

/** Of the way from paper to the darkest ink, where ink begins; and what that way is at the least (of 255). */
const EDGE = 0.35;
const CONTRAST = 40;
const WHITE = 255;
/** A picture of a line is at most so many columns. */
const MOST_COLUMNS = 20_000;

/** Columns without ink, from and up to. */
export type Gap = readonly [from: number, to: number];

/** The picture of one line of text: which of its pixels have ink. Columns run along the baseline, rows upwards from it. */
export class LineInk {
  /** Height of the text, columns. */
  readonly height: number;
  /** Radians, counter-clockwise. */
  readonly angle: number;
  /** Columns without ink, from and up to, in order. */
  readonly gaps: readonly Gap[];
  /** As `gaps`, tails and what else is at the baseline left out. */
  readonly upperGaps: readonly Gap[];
  private readonly ink: Uint8Array;
  private readonly columns: number;
  private readonly rows: number;
  private readonly frame: LineFrame;

  private constructor(frame: LineFrame, ink: Uint8Array, columns: number, rows: number) {
    this.frame = frame;
    this.angle = frame.angle;
    this.height = frame.height * frame.scale;
    this.ink = ink;
    this.columns = columns;
    this.rows = rows;
    this.gaps = this.findGaps(this.lowest());
    this.upperGaps = this.findGaps(Math.round((BELOW - LOW) * this.height));
  }

  /** The picture of a line with these characters; undefined where nothing stands out. */
  static read(characters: readonly FrameCharacter[], angle: number, page: GreyPage): LineInk | undefined {
    const frame = frameOf(characters, angle, page);
    if (frame === undefined) return undefined;
    const columns = Math.ceil((frame.end - frame.start) * frame.scale);
    const rows = Math.ceil((BELOW + ABOVE) * frame.height * frame.scale);
    if (!(columns > 0 && rows > 0 && columns <= MOST_COLUMNS)) return undefined;
    const grey = new Uint8Array(columns * rows);
    const [origin, across, up] = axesOf(angle, page.toPixels);
    for (let x = 0; x < columns; x++) {
      const u = frame.start + (x + 0.5) / frame.scale;
      const base = frame.baseline(u) - BELOW * frame.height;
      for (let y = 0; y < rows; y++) {
        const v = base + (y + 0.5) / frame.scale;
        const px = origin[0] + u * across[0] + v * up[0];
        const py = origin[1] + u * across[1] + v * up[1];
        const isOn = px >= 0 && py >= 0 && px < page.width && py < page.height;
        grey[x * rows + y] = isOn ? page.pixels[Math.floor(py) * page.stride + Math.floor(px)]! : WHITE;
      }
    }
    if (!inked(grey)) return undefined;
    withoutRules(grey, rows, frame.height * frame.scale);
    return new LineInk(frame, grey, columns, rows);
  }

  /** The column of a distance along the baseline, points. */
  column(u: number): number {
    return (u - this.frame.start) * this.frame.scale;
  }

  /** The distance along the baseline of a column, points. */
  along(column: number): number {
    return this.frame.start + column / this.frame.scale;
  }

  /** What the columns from `from` up to `to` show of a letter, in the frame of the line; undefined without ink. */
  boxOf(from: number, to: number, letter: string): FrameBox | undefined {
    let [left, right] = [Math.max(0, Math.round(from)), Math.min(this.columns, Math.round(to))];
    const row = (v: number): number => Math.round((BELOW + v) * this.height);
    const isInked = (x: number): boolean => this.hasInk(x, x + 1, row(0), row(HIGH));
    while (left < right && !isInked(left)) left++;
    while (right > left && !isInked(right - 1)) right--;
    if (left >= right) return undefined;
    const isRow = (y: number): boolean => this.hasInk(left, right, y, y + 1);
    const free = Math.max(1, Math.round((isDotted(letter) ? DOT : PARTS) * this.height));
    let [bottom, top] = this.inkedRows(left, right, row(0), row(MIDDLE));
    if (bottom >= top) [bottom, top] = this.inkedRows(left, right, row(MIDDLE), row(HIGH));
    while (bottom > 0 && isRow(bottom - 1)) bottom--;
    for (let y = top; y < this.rows && y - top < free; y++) if (isRow(y)) top = y + 1;
    if (bottom >= top) return undefined;
    const { start, scale, height } = this.frame;
    const [u0, u1] = [start + left / scale, start + right / scale];
    const base = this.frame.baseline((u0 + u1) / 2) - BELOW * height;
    return { u0, u1, v0: base + bottom / scale, v1: base + top / scale };
  }

  private inkedRows(left: number, right: number, low: number, high: number): [bottom: number, top: number] {
    let [bottom, top] = [low, high];
    while (bottom < top && !this.hasInk(left, right, bottom, bottom + 1)) bottom++;
    while (top > bottom && !this.hasInk(left, right, top - 1, top)) top--;
    return [bottom, top];
  }

  private hasInk(left: number, right: number, bottom: number, top: number): boolean {
    for (let x = left; x < right; x++)
      for (let y = Math.max(0, bottom); y < Math.min(this.rows, top); y++)
        if (this.ink[x * this.rows + y] === 1) return true;
    return false;
  }

  /** The row from which letters are told apart. */
  private lowest(): number {
    const margin = Math.round(BESIDE * this.height);
    const [from, to] = [margin, this.columns - margin];
    const isRule = (y: number): boolean => {
      let count = 0;
      for (let x = from; x < to; x++) count += this.ink[x * this.rows + y] ?? 0;
      return count > RULE * (to - from);
    };
    let low = Math.round((BELOW + LOW) * this.height);
    for (let y = low; y < Math.round((BELOW - LOW) * this.height); y++) if (isRule(y)) low = y + 1;
    return low;
  }

  private findGaps(low: number): Gap[] {
    const gaps: Gap[] = [];
    const high = Math.round((BELOW + HIGH) * this.height);
    let from = -1;
    for (let x = 0; x <= this.columns; x++) {
      const isFree = x < this.columns && !this.hasInk(x, x + 1, low, high);
      if (isFree && from < 0) from = x;
      if (!isFree && from >= 0) {
        gaps.push([from, x]);
        from = -1;
      }
    }
    return gaps;
  }
}

interface LineFrame {
  readonly angle: number;
  /** Pixels a point. */
  readonly scale: number;
  /** Of the text, points. */
  readonly height: number;
  /** Along the baseline, points. */
  readonly start: number;
  readonly end: number;
  /** Of the line at a distance along it: words of a line that is scanned askew each have their own. */
  baseline(u: number): number;
}

function frameOf(
  characters: readonly FrameCharacter[],
  angle: number,
  { toPixels: { a, b, c, d } }: GreyPage,
): LineFrame | undefined {
  const heights = characters.map(({ loose }) => loose.v1 - loose.v0).toSorted((x, y) => x - y);
  const wide = characters.reduce((sum, { loose }) => sum + loose.u1 - loose.u0, 0);
  const usual = characters.reduce((sum, { character: { text } }) => sum + usualWidth(text), 0);
  // Some programs take a line that is scanned askew for one of large letters.
  const height = Math.min(heights[heights.length >> 1] ?? 0, (HIGHEST * wide) / usual);
  if (!(height > 0)) return undefined;
  const known = characters
    .map(({ loose, baseline }) => ({ u: (loose.u0 + loose.u1) / 2, baseline }))
    .toSorted((x, y) => x.u - y.u);
  return {
    angle,
    scale: Math.sqrt(Math.abs(a * d - b * c)),
    height,
    start: Math.min(...characters.map(({ loose }) => loose.u0)) - BESIDE * height,
    end: Math.max(...characters.map(({ loose }) => loose.u1)) + BESIDE * height,
    baseline: (u) => between(known, u),
  };
}

function between(known: readonly { readonly u: number; readonly baseline: number }[], u: number): number {
  let [low, high] = [0, known.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (known[middle]!.u <= u) low = middle;
    else high = middle;
  }
  const [before, after] = [known[low]!, known[high]!];
  if (u <= before.u || after.u <= before.u) return before.baseline;
  const part = Math.min(1, (u - before.u) / (after.u - before.u));
  return before.baseline + part * (after.baseline - before.baseline);
}

type Vector = readonly [x: number, y: number];

/** Where the origin of the frame of a direction is in pixels, and where a point along it and up from it leads. */
function axesOf(angle: number, toPixels: Affine): readonly [origin: Vector, across: Vector, up: Vector] {
  const at = (u: number, v: number): Vector => {
    const [x, y] = quadOfFrame({ u0: u, u1: u, v0: v, v1: v }, angle);
    return applyAffine(toPixels, x, y);
  };
  const [origin, across, up] = [at(0, 0), at(1, 0), at(0, 1)];
  const from = (to: Vector): Vector => [to[0] - origin[0], to[1] - origin[1]];
  return [origin, from(across), from(up)];
}

/** Turns grey values into 1 for ink and 0 for paper; false where nothing stands out. Ink may be darker or lighter. */
function inked(grey: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]!++;
  const at = (part: number): number => {
    let [sum, value] = [0, -1];
    while (value < 255 && sum <= part * grey.length) sum += counts[++value]!;
    return value;
  };
  const [paper, dark, light] = [at(0.6), at(0.01), at(0.99)];
  const isDark = paper - dark >= light - paper;
  const far = isDark ? paper - dark : light - paper;
  if (far < CONTRAST) return false;
  for (let i = 0; i < grey.length; i++)
    grey[i] = (isDark ? paper - grey[i]! : grey[i]! - paper) > EDGE * far ? 1 : 0;
  return true;
}

const isDotted = (letter: string): boolean => /[ij]|\p{M}/u.test(letter.normalize('NFD'));

/** A rule beside text, as of a table, has ink from here up to there in the height of the text: higher and lower than a letter. */
const RULE_FROM = -0.3;
const RULE_TO = 1.1;
/** Share of that which has ink, and width of a rule at the most. */
const RULE_INK = 0.95;
const RULE_WIDTH = 0.2;

/** Takes upright rules from the ink. */
function withoutRules(ink: Uint8Array, rows: number, height: number): void {
  const [low, high] = [Math.round((BELOW + RULE_FROM) * height), Math.round((BELOW + RULE_TO) * height)];
  const isFull = (x: number): boolean => {
    let count = 0;
    for (let y = low; y < high; y++) count += ink[x * rows + y] ?? 0;
    return count > RULE_INK * (high - low);
  };
  const columns = ink.length / rows;
  for (let from = 0; from < columns; from++) {
    let to = from;
    while (to < columns && isFull(to)) to++;
    // Soft edges of a rule go with it.
    if (to > from && to - from <= RULE_WIDTH * height)
      ink.fill(0, Math.max(0, from - 1) * rows, (to + 1) * rows);
    from = to;
  }
}

/** Width of a letter in the size of the text, as fonts for letters have it. */
export function usualWidth(text: string): number {
  if (/[ijlI.,:;'|!]/u.test(text)) return 0.25;
  if (/[tfr()[\]\-"\s]/u.test(text)) return 0.33;
  if (/[mwMW@%]/u.test(text)) return 0.85;
  return /[\p{Lu}&]/u.test(text) ? 0.68 : 0.53;
}
