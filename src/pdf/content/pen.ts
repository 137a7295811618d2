import type { Font, Glyph } from './fonts/font.ts';
import { multiply, scaleOf, type Matrix } from './matrix.ts';
import type { Region } from './region.ts';
import type { State } from './state.ts';
import type { WritingPlace } from './writing-place.ts';

/** Where across a glyph's box a mark counts as covering its centre: ink is seldom quite in the middle. */
export const ACROSS = [0.5, 0.3, 0.7] as const;
/** Nearer to the edge of a mark, in em, a shifted reading is a neighbour's. */
const EDGE = 0.12;

/** Readers that are farther apart (em) may find in a mark what is beside it. */
const MOST_APART = 0.2;

/** In em: a number between glyphs that is larger sets them apart. */
const KERNING = 0.15;

/** Follows the text matrix along a string. */
export class Pen {
  private readonly tm: Matrix;
  readonly isVertical: boolean;
  /** From em at the start of the string to the page. */
  readonly base: Matrix;
  /** Page vector of one unit of text space along the writing direction. */
  readonly alongX: number;
  readonly alongY: number;
  readonly scale: number;
  private readonly state: State;
  at = 0;
  /** How much farther some readers are. */
  apart: number;

  constructor(state: State, font: Font) {
    this.state = state;
    this.tm = state.tm;
    this.apart = state.apart;
    this.isVertical = font.vertical;
    const text = multiply(state.tm, state.ctm);
    this.base = multiply([state.fontSize * state.scaling, 0, 0, state.fontSize, 0, state.rise], text);
    this.scale = scaleOf(this.base);
    this.alongX = this.isVertical ? text[2] : text[0];
    this.alongY = this.isVertical ? text[3] : text[1];
  }

  /** The current point on the page, or another of the line. */
  place(at = this.at): WritingPlace {
    const { base, alongX, alongY, state } = this;
    const length = (Math.hypot(alongX, alongY) || 1) * (state.fontSize * state.scaling < 0 ? -1 : 1);
    return {
      x: base[4] + at * alongX,
      y: base[5] + at * alongY,
      alongX: alongX / length,
      alongY: alongY / length,
      fontSize: Math.hypot(base[2], base[3]),
    };
  }

  /**
   * Vertical writing: whether the glyph is in a mark for readers that take the current point for the bottom left of
   * its box, half an em to the right and an em up of where it is drawn (poppler does).
   */
  isShiftedInto(region: Region): boolean {
    const { base, alongX, alongY, at, state } = this;
    const half = state.fontSize / 2;
    const text = multiply(this.tm, state.ctm);
    return region.contains(
      base[4] + at * alongX + half * (text[0] + text[2]),
      base[5] + at * alongY + half * (text[1] + text[3]),
      -EDGE * this.scale,
    );
  }

  /** A length in points on the page as a number of a TJ array; horizontal writing only. */
  thousandths(points: number): number {
    const unit = Math.hypot(this.alongX, this.alongY) * Math.abs(this.state.fontSize * this.state.scaling);
    return unit > 0 ? (-1000 * points) / unit : 0;
  }

  /** A length in points on the page in unscaled text space; horizontal writing only. */
  length(points: number): number {
    return points === 0 ? 0 : (-this.thousandths(points) / 1000) * this.state.fontSize * this.state.scaling;
  }

  advance(by: Glyph): void {
    const { fontSize, scaling } = this.state;
    this.at += this.reach(by);
    if (by.vague !== 0) this.apart += by.vague * fontSize * scaling;
  }

  /** Whether there is no more than kerning between a place on the line and this one. */
  isKernedTo(at: number): boolean {
    const { fontSize, scaling } = this.state;
    return Math.abs(this.at - at) <= KERNING * Math.abs(fontSize * scaling);
  }

  /** How far a glyph brings the current point. */
  reach(by: Glyph): number {
    const { fontSize, charSpacing, wordSpacing, scaling } = this.state;
    const length = by.advance * fontSize + charSpacing + (by.space ? wordSpacing : 0);
    return this.isVertical ? length : length * scaling;
  }

  /** Whether readers that are elsewhere show a glyph of some width (em) in a mark. */
  strays(region: Region, font: Font, width: number): boolean {
    const { base, alongX, alongY } = this;
    if (!isFarApart(this.apart, this.state)) return false;
    const at = this.at + this.apart;
    return ACROSS.some((share) =>
      font.centres.some((centre) =>
        region.contains(
          base[4] + at * alongX + base[0] * width * share + base[2] * centre,
          base[5] + at * alongY + base[1] * width * share + base[3] * centre,
        ),
      ),
    );
  }

  /** A number in a TJ array. */
  adjust(thousandths: number): void {
    const length = (-thousandths / 1000) * this.state.fontSize;
    this.at += this.isVertical ? length : length * this.state.scaling;
  }

  /** The number of a TJ array that brings text from the start of its line to the current point; horizontal only. */
  fromLineStart(): number {
    const { state, tm } = this;
    const [a, b, , , e, f] = state.tlm;
    const before = ((tm[4] - e) * a + (tm[5] - f) * b) / (a * a + b * b || 1);
    return (-1000 * (before + this.at)) / (state.fontSize * state.scaling || 1);
  }

  moved(): Matrix {
    return multiply(this.isVertical ? [1, 0, 0, 1, 0, this.at] : [1, 0, 0, 1, this.at, 0], this.tm);
  }
}

export function isFarApart(apart: number, { fontSize }: State): boolean {
  return Math.abs(apart) > MOST_APART * Math.abs(fontSize);
}
