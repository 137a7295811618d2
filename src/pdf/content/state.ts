import { PDFDict, PDFName } from 'pdf-lib';
import { entry, numberAt } from '../objects/lookup.ts';
import type { Font } from './fonts/font.ts';
import { IDENTITY, type Matrix } from './matrix.ts';
import type { PatternColour } from './pattern-colours.ts';
import type { Bounds } from './region.ts';
import type { Point } from './types.ts';

/** A `cm`. */
export interface Mover {
  readonly start: number;
  readonly end: number;
  readonly matrix: Matrix;
  /** Its first four operands, as they are written. */
  readonly turn: string;
  /** How much was met by then that stays. */
  readonly kept: number;
}

export const NO_OFFSET: Point = { x: 0, y: 0 };

/** The part of the graphics state (ISO 32000-2, 8.4.1) that decides where things land. */
export interface State {
  ctm: Matrix;
  /** Bounds of the clipping path on the page. */
  clip: Bounds;
  /** Whether the clipping path is all of these bounds. */
  clipIsBox: boolean;
  /** Whether transparency, a soft mask or a blend mode may hide what is painted: set here, or around the form. */
  isVeiled: boolean;
  isVeiledAround: boolean;
  lineWidth: number;
  /** How lines end: 0 square at their end, 1 and 2 beyond it (ISO 32000-2, table 53). */
  caps: number;
  /** Length after which the dashes of lines repeat, in user space; 0 for solid lines. */
  dashes: number;
  /** Whether they tell where a line begins or how long it is. */
  isDashFitted: boolean;
  /** Whether the dashes are so many that they draw something by themselves. */
  isDashDrawing: boolean;
  fill: PatternColour | undefined;
  stroke: PatternColour | undefined;
  font: Font | undefined;
  /** The dictionary of `font`, where there is one. */
  fontDict: PDFDict | undefined;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  /** Th: 1 is normal. */
  scaling: number;
  leading: number;
  rise: number;
  renderMode: number;
  /** Kept by q and Q as well, as the common viewers do. */
  tm: Matrix;
  tlm: Matrix;
  /** Where the next string stands, and the line it is on, as they are written. */
  written: Matrix;
  writtenLine: Matrix;
  /** Whether that line is another than `tlm`. */
  lineMoved: boolean;
  /** The operator that last moved the page, where what it moves may still be moved otherwise. */
  mover: Mover | undefined;
  /** How much farther than it did it moves now, in its space. */
  offset: Point;
  /** The state that was saved last, as Q brings it back. */
  outer: State | undefined;
  /** How much farther along the line some readers are than `tm`, unscaled text space. */
  apart: number;
}

export function initialState(ctm: Matrix): State {
  return {
    ctm,
    clip: { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity },
    clipIsBox: true,
    isVeiled: false,
    isVeiledAround: false,
    lineWidth: 1,
    caps: 0,
    dashes: 0,
    isDashFitted: false,
    isDashDrawing: false,
    fill: undefined,
    stroke: undefined,
    font: undefined,
    fontDict: undefined,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scaling: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
    tm: IDENTITY,
    tlm: IDENTITY,
    written: IDENTITY,
    writtenLine: IDENTITY,
    lineMoved: false,
    mover: undefined,
    offset: NO_OFFSET,
    outer: undefined,
    apart: 0,
  };
}

/** What moves a space, and those around it, counts for more than what comes from here on. */
export function fixSpaces(state: State): void {
  for (let each: State | undefined = state; each; each = each.outer) each.mover = undefined;
}

/** Tc Tw Tz TL Ts Tr with their operand; false for another operator. */
export function setsText(state: State, operator: string, value: number): boolean {
  switch (operator) {
    case 'Tc':
      state.charSpacing = value;
      return true;
    case 'Tw':
      state.wordSpacing = value;
      return true;
    case 'Tz':
      state.scaling = value / 100;
      return true;
    case 'TL':
      state.leading = value;
      return true;
    case 'Ts':
      state.rise = value;
      return true;
    case 'Tr':
      state.renderMode = value;
      return true;
    default:
      return false;
  }
}

/** Whether settings make what is painted transparent; undefined where they say nothing of it. */
export function veils(settings: PDFDict): boolean | undefined {
  const [opacity, mask, mode] = [numberAt(settings, 'ca'), entry(settings, 'SMask'), entry(settings, 'BM')];
  if (opacity === undefined && mask === undefined && mode === undefined) return undefined;
  const isNormal =
    mode === undefined || (mode instanceof PDFName && /^(Normal|Compatible)$/.test(mode.decodeText()));
  return (opacity ?? 1) < 1 || mask instanceof PDFDict || !isNormal;
}

/** Whether text is set wider or closer than its font has it. */
export function spreads({ charSpacing, wordSpacing, scaling }: State): boolean {
  return charSpacing !== 0 || wordSpacing !== 0 || scaling !== 1;
}

/** Whether the space is another than the content has it, as text moved. */
export function isMoved({ offset }: State): boolean {
  return offset.x !== 0 || offset.y !== 0;
}
