import { forwardFast, levelFactors } from './forward-fast.ts';
import { type JpegCoefficients, type JpegComponent, ZIGZAG } from './types.ts';

/** 8-bit samples, components interleaved, rows without padding. */
export interface SampleGrid {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 RGB, 4 CMYK as PDF takes it (0 is no ink). */
  readonly components: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Bytes from pixel to pixel; more than `components` skips what follows. Default `components`. */
  readonly step?: number;
}

/** How to encode: quality 1 to 100 as in the IJG's scale; `halfChroma` halves the colour both ways. */
export interface JpegQuality {
  readonly quality: number;
  readonly halfChroma: boolean;
}

/* Quantisation steps of T.81, annex K.1, row by row. */
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMINANCE = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Samples as JPEG coefficients; RGB becomes YCbCr, CMYK is coded as it is. */
export function encodeSamples(grid: SampleGrid, { quality, halfChroma }: JpegQuality): JpegCoefficients {
  const ycc = grid.components === 3;
  const halved = ycc && halfChroma;
  const maxima = halved ? 2 : 1;
  const mcusPerLine = Math.ceil(grid.width / (8 * maxima));
  const mcusPerColumn = Math.ceil(grid.height / (8 * maxima));
  const components = Array.from({ length: grid.components }, (_, index): JpegComponent => {
    const chroma = ycc && index > 0;
    const factor = halved && !chroma ? 2 : 1;
    const steps = scaledSteps(chroma ? CHROMINANCE : LUMINANCE, quality);
    const component = {
      id: index + 1,
      h: factor,
      v: factor,
      width: Math.ceil((grid.width * factor) / maxima),
      height: Math.ceil((grid.height * factor) / maxima),
      blocksPerLine: mcusPerLine * factor,
      blocksPerColumn: mcusPerColumn * factor,
      coefficients: new Int16Array(mcusPerLine * mcusPerColumn * factor * factor * 64),
      quantisation: Uint16Array.from(ZIGZAG, (place) => steps[place]!),
    };
    encodeComponent(grid, component, sampler(grid, index, ycc), halved && chroma ? 2 : 1, steps);
    return component;
  });
  return {
    width: grid.width,
    height: grid.height,
    components,
    maxH: maxima,
    maxV: maxima,
    jfif: grid.components !== 4,
    adobeTransform: grid.components === 4 ? 0 : undefined,
  };
}

function scaledSteps(base: readonly number[], quality: number): number[] {
  const clamped = Math.min(100, Math.max(1, quality));
  const scale = clamped < 50 ? 5000 / clamped : 200 - 2 * clamped;
  return base.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

/** Weights and offset that make a coded sample, less 128, out of the pixel at a place. */
type Sampler = (at: number) => number;

function sampler(grid: SampleGrid, index: number, ycc: boolean): Sampler {
  const { data } = grid;
  if (!ycc) return (at) => data[at + index]! - 128;
  if (index === 0) return (at) => 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]! - 128;
  if (index === 1) return (at) => -0.168736 * data[at]! - 0.331264 * data[at + 1]! + 0.5 * data[at + 2]!;
  return (at) => 0.5 * data[at]! - 0.418688 * data[at + 1]! - 0.081312 * data[at + 2]!;
}

/** `reduce` pixels each way are averaged to one sample; beyond the edges the last pixel is repeated. */
function encodeComponent(
  grid: SampleGrid,
  component: JpegComponent,
  sample: Sampler,
  reduce: 1 | 2,
  steps: readonly number[],
): void {
  const { width, height } = grid;
  const step = grid.step ?? grid.components;
  const factors = levelFactors(steps);
  const block = new Float32Array(64);
  const columns = new Int32Array(8 * reduce);
  let offset = 0;
  for (let blockY = 0; blockY < component.blocksPerColumn; blockY++) {
    for (let blockX = 0; blockX < component.blocksPerLine; blockX++, offset += 64) {
      for (let x = 0; x < columns.length; x++) {
        columns[x] = Math.min(width - 1, blockX * columns.length + x) * step;
      }
      for (let y = 0; y < 8; y++) {
        const first = Math.min(height - 1, (blockY * 8 + y) * reduce) * width * step;
        if (reduce === 1) for (let x = 0; x < 8; x++) block[y * 8 + x] = sample(first + columns[x]!);
        else {
          const second = Math.min(height - 1, (blockY * 8 + y) * 2 + 1) * width * step;
          for (let x = 0; x < 8; x++) {
            const left = columns[2 * x]!;
            const right = columns[2 * x + 1]!;
            block[y * 8 + x] =
              0.25 *
              (sample(first + left) + sample(first + right) + sample(second + left) + sample(second + right));
          }
        }
      }
      forwardFast(block);
      for (let k = 0; k < 64; k++) {
        const place = ZIGZAG[k]!;
        component.coefficients[offset + k] = Math.round(block[place]! * factors[place]!);
      }
    }
  }
}
