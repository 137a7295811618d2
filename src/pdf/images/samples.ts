import { isCovered, type Coverage } from './coverage.ts';

/** How raw samples lie in memory: rows start on a byte, components are interleaved (ISO 32000-2, 8.9.5.2). */
export interface SampleLayout {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bitsPerComponent: number;
}

/** Bytes of one row. */
export function rowBytes(layout: SampleLayout): number {
  return Math.ceil((layout.width * layout.components * layout.bitsPerComponent) / 8);
}

/** The samples at their full size: what is missing at the end is zero, what is too much is dropped. */
export function wholeImage(data: Uint8Array, layout: SampleLayout): Uint8Array {
  const whole = new Uint8Array(rowBytes(layout) * layout.height);
  whole.set(data.subarray(0, whole.length));
  return whole;
}

/** Sets every covered pixel to one colour, given as raw samples, or to that beside it. Changes `data`. */
export function paintSamples(
  data: Uint8Array,
  layout: SampleLayout,
  coverage: Coverage,
  colour: readonly number[],
): void {
  const stride = rowBytes(layout);
  const beside =
    coverage.smeared === 'commonest'
      ? commonestBeside(data, layout, coverage)
      : coverage.smeared && pixelBeside(data, layout, coverage);
  const paintSpan = spanPainter(data, layout, beside ?? colour);
  for (let y = coverage.top; y < coverage.bottom; y++) {
    const row = coverage.row(y);
    for (let i = 0; i < row.length; i += 2) paintSpan(y * stride, row[i]!, row[i + 1]!);
  }
}

/** One pixel next to the covered ones, for all of them: of several the places would tell. */
function pixelBeside(data: Uint8Array, layout: SampleLayout, coverage: Coverage): number[] | undefined {
  for (let y = coverage.top; y < coverage.bottom; y++) {
    const [from, to] = coverage.row(y);
    if (from === undefined || to === undefined) continue;
    const x = from > 0 ? from - 1 : to < layout.width ? to : undefined;
    if (x !== undefined) return pixelAt(data, layout, y * rowBytes(layout), x);
  }
  return undefined;
}

/** The commonest of the pixels next to the covered ones, on all sides. */
function commonestBeside(data: Uint8Array, layout: SampleLayout, coverage: Coverage): number[] | undefined {
  const counts = new Map<string, number>();
  const note = (y: number, x: number): void => {
    if (x < 0 || y < 0 || x >= layout.width || y >= layout.height || isCovered(coverage.row(y), x)) return;
    const key = pixelAt(data, layout, y * rowBytes(layout), x).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (let y = coverage.top; y < coverage.bottom; y++) {
    const row = coverage.row(y);
    for (const [i, x] of row.entries()) note(y, i % 2 === 0 ? x - 1 : x);
    for (const next of [y - 1, y + 1]) for (const x of columnsOf(row)) note(next, x);
  }
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return commonest?.split(',').map(Number);
}

/** The columns that are covered. */
function* columnsOf(row: readonly number[]): Generator<number> {
  for (let i = 0; i < row.length; i += 2) for (let x = row[i]!; x < row[i + 1]!; x++) yield x;
}

function pixelAt(data: Uint8Array, layout: SampleLayout, rowStart: number, x: number): number[] {
  const { bitsPerComponent: bits, components } = layout;
  return Array.from({ length: components }, (_, component) => {
    const bit = (x * components + component) * bits;
    const at = rowStart + (bit >> 3);
    if (bits === 16) return data[at]! * 256 + data[at + 1]!;
    return (data[at]! >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
  });
}

type SpanPainter = (rowStart: number, from: number, to: number) => void;

function spanPainter(data: Uint8Array, layout: SampleLayout, colour: readonly number[]): SpanPainter {
  const { bitsPerComponent: bits, components } = layout;
  if (bits === 1 && components === 1) {
    return (start, from, to) => paintBits(data, start * 8 + from, start * 8 + to, (colour[0] ?? 0) === 1);
  }
  if (bits < 8) {
    const mask = (1 << bits) - 1;
    return (start, from, to) => {
      for (let sample = from * components; sample < to * components; sample++) {
        const at = start + ((sample * bits) >> 3);
        const shift = 8 - bits - ((sample * bits) & 7);
        data[at] = (data[at]! & ~(mask << shift)) | (colour[sample % components]! << shift);
      }
    };
  }
  const pixel = bits === 8 ? [...colour] : colour.flatMap((value) => [value >> 8, value & 255]);
  const bytes = Uint8Array.from(pixel);
  return (start, from, to) => {
    for (let x = from; x < to; x++) data.set(bytes, start + x * bytes.length);
  };
}

function paintBits(data: Uint8Array, from: number, to: number, set: boolean): void {
  let bit = from;
  while (bit < to) {
    if ((bit & 7) === 0 && to - bit >= 8) {
      data.fill(set ? 255 : 0, bit >> 3, to >> 3);
      bit = to & ~7;
      continue;
    }
    const mask = 0x80 >> (bit & 7);
    data[bit >> 3] = set ? data[bit >> 3]! | mask : data[bit >> 3]! & ~mask;
    bit++;
  }
}
