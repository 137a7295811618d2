import { type Coverage, isCovered, scaleCoverage } from '../coverage.ts';
import { forwardDct, inverseDct } from './dct.ts';
import { settleBlock } from './settle.ts';
import { type JpegCoefficients, type JpegComponent, ZIGZAG } from './types.ts';

/** Coefficients of eight bits fit in ten bits and a sign; a larger one has no code (T.81, table F.2). */
const MAX_AC = 1023;

/** Blocks of one component that are settled; with more edges than that the time is worth more than the finish. */
const MAX_SETTLED = 1500;
/** Steps of a tone: coarse enough that no ripple of a covered letter shows in it. */
const ABOUT = 16;
/** Blocks by which a tone is found. */
const MAX_TONED = 4000;

/**
 * Sets the covered pixels to one colour: about that of what is left around them, so that an edge rings little through
 * the blocks it crosses; where nothing is, `colour`, given as the coded samples (after the colour transform), one a
 * component. Changes the image. Blocks without a covered pixel keep their coefficients; in a block that is
 * covered in part, what is covered is replaced before the forward transform, so that the new coefficients
 * depend on the uncovered samples alone. A chroma sample counts as covered when one of its pixels is.
 */
export function repaint(image: JpegCoefficients, coverage: Coverage, colour: readonly number[]): void {
  image.components.forEach((component, index) => {
    const paper = paperRange(
      component.quantisation,
      index === 1 || index === 2 ? PAPER.hue : PAPER.brightness,
    );
    repaintComponent(component, coverageOf(image, component, coverage), {
      colour: colour[index] ?? 0,
      paper,
    });
  });
}

/** The blocks that `repaint` may change, as spans of columns, the last included. */
export function touchedBlocks(
  image: JpegCoefficients,
  component: JpegComponent,
  coverage: Coverage,
): BlockSpan[] {
  return [...spansOf(component, coverageOf(image, component, coverage))];
}

/** Neighbouring blocks of one row of a component. */
export interface BlockSpan {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

function coverageOf(
  { maxH, maxV }: JpegCoefficients,
  component: JpegComponent,
  coverage: Coverage,
): Coverage {
  const { width, height, h, v } = component;
  return scaleCoverage(coverage, width, height, h / maxH, v / maxV);
}

function* spansOf(
  component: JpegComponent,
  coverage: Coverage,
): Generator<BlockSpan & { readonly rows: readonly (readonly number[])[] }> {
  if (coverage.bottom === 0) return;
  const { width, height, blocksPerLine, blocksPerColumn } = component;
  const lastRow = coverage.bottom >= height ? blocksPerColumn - 1 : (coverage.bottom - 1) >> 3;
  for (let row = coverage.top >> 3; row <= lastRow; row++) {
    const rows: (readonly number[])[] = [];
    let left = Infinity;
    let right = 0;
    for (let y = 0; y < 8; y++) {
      // What pads the image repeats its last row and column, so it is covered where they are.
      const covered = coverage.row(Math.min(height - 1, row * 8 + y));
      rows.push(covered);
      if (covered.length === 0) continue;
      left = Math.min(left, covered[0]!);
      right = Math.max(right, covered[covered.length - 1]!);
    }
    if (right === 0) continue;
    yield { row, first: left >> 3, last: right >= width ? blocksPerLine - 1 : (right - 1) >> 3, rows };
  }
}

interface Paint {
  /** Sample where nothing is left around. */
  readonly colour: number;
  /** See `paperRange`. */
  readonly paper: number;
}

function repaintComponent(component: JpegComponent, coverage: Coverage, { colour, paper }: Paint): void {
  const { width, quantisation } = component;
  const value = toneAround(component, coverage) ?? colour;
  const flat = flatDc(value, quantisation[0]!);
  const mask = new Uint8Array(64);
  let settled = 0;
  for (const { row, first, last, rows } of spansOf(component, coverage)) {
    for (let column = first; column <= last; column++) {
      const covered = fillMask(mask, rows, column, width);
      if (covered === 0) continue;
      const block = blockAt(component, row, column);
      if (covered === 64) {
        block.fill(0);
        block[0] = flat;
      } else repaintBlock(block, quantisation, mask, value - 128, paper, settled++ < MAX_SETTLED);
    }
  }
}

/** The mean of the samples that are left of blocks that are covered in part; undefined where there are none. */
function toneAround(component: JpegComponent, coverage: Coverage): number | undefined {
  const mask = new Uint8Array(64);
  const samples = new Float64Array(64);
  let [sum, count, blocks] = [0, 0, 0];
  for (const { row, first, last, rows } of spansOf(component, coverage)) {
    for (let column = first; column <= last && blocks < MAX_TONED; column++) {
      const covered = fillMask(mask, rows, column, component.width);
      if (covered === 0 || covered === 64) continue;
      blocks++;
      readSamples(blockAt(component, row, column), component.quantisation, samples);
      for (let i = 0; i < 64; i++) {
        if (mask[i] === 1) continue;
        sum += Math.min(255, Math.max(0, samples[i]! + 128));
        count++;
      }
    }
  }
  return count === 0 ? undefined : Math.round(sum / count / ABOUT) * ABOUT;
}

function blockAt(
  { places, blocksPerLine, coefficients }: JpegComponent,
  row: number,
  column: number,
): Int16Array {
  const offset = ((places?.[row] ?? row) * blocksPerLine + column) * 64;
  return coefficients.subarray(offset, offset + 64);
}

/** Samples of a block, from -128 on. */
function readSamples(block: Int16Array, steps: Uint16Array, samples: Float64Array): void {
  const frequencies = new Float64Array(64);
  for (let k = 0; k < 64; k++) frequencies[ZIGZAG[k]!] = block[k]! * steps[k]!;
  inverseDct(frequencies, samples);
}

function fillMask(
  mask: Uint8Array,
  rows: readonly (readonly number[])[],
  blockX: number,
  width: number,
): number {
  let covered = 0;
  for (let y = 0; y < 8; y++) {
    const row = rows[y]!;
    for (let x = 0; x < 8; x++) {
      const inside = row.length > 0 && isCovered(row, Math.min(width - 1, blockX * 8 + x)) ? 1 : 0;
      mask[y * 8 + x] = inside;
      covered += inside;
    }
  }
  return covered;
}

/** DC of a block of one value; at either end of the range rounded outwards, so that decoders clamp to it. */
function flatDc(value: number, step: number): number {
  const exact = ((value - 128) * 8) / step;
  if (value <= 0) return -Math.ceil(-exact);
  return value >= 255 ? Math.ceil(exact) : Math.round(exact);
}

function repaintBlock(
  block: Int16Array,
  steps: Uint16Array,
  mask: Uint8Array,
  value: number,
  paper: number,
  settle: boolean,
): void {
  const frequencies = new Float64Array(64);
  const samples = new Float64Array(64);
  readSamples(block, steps, samples);
  levelPaper(samples, mask, paper);
  for (let i = 0; i < 64; i++) if (mask[i] === 1) samples[i] = value;
  forwardDct(samples, frequencies);
  for (let k = 0; k < 64; k++) {
    const level = Math.round(frequencies[ZIGZAG[k]!]! / steps[k]!);
    block[k] = k === 0 ? level : Math.min(MAX_AC, Math.max(-MAX_AC, level));
  }
  if (settle) settleBlock(block, steps, samples, mask);
}

/** At most so much difference between uncovered samples passes for one tone of paper with noise. */
const PAPER = { brightness: 60, hue: 24 } as const;

const TONE = 4;

/**
 * How far samples of one tone may lie apart by quantisation alone: six standard deviations of an error that is
 * spread evenly over each step.
 */
function paperRange(steps: Uint16Array, most: number): number {
  const squares = steps.reduce((sum, step) => sum + step * step, 0);
  return Math.min(most, (6 * Math.sqrt(squares / 12)) / 8);
}

/**
 * Quantisation spreads every sample over its whole block: next to a covered letter the blank paper holds a faint
 * ripple of it. Where nothing but paper is left of a block, its tone takes the place of the ripple.
 */
function levelPaper(samples: Float64Array, mask: Uint8Array, paper: number): void {
  let low = Infinity;
  let high = -Infinity;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 64; i++) {
    if (mask[i] === 1) continue;
    // Decoders clamp, so what goes beyond black and white is not seen.
    const sample = Math.min(127, Math.max(-128, samples[i]!));
    low = Math.min(low, sample);
    high = Math.max(high, sample);
    sum += sample;
    count++;
  }
  if (high - low > paper) return;
  // Rounded coarsely, so that the mean does not tell what the ripple no longer does.
  const tone = Math.round(sum / count / TONE) * TONE;
  for (let i = 0; i < 64; i++) if (mask[i] === 0) samples[i] = tone;
}
