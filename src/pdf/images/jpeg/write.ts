import { type HuffmanEncoder, optimalHuffman } from './huffman-encoder.ts';
import type { JpegCoefficients, JpegComponent } from './types.ts';

/** A component in a scan with the tables it uses. */
interface Coded {
  readonly component: JpegComponent;
  readonly dc: number;
  readonly ac: number;
}

/** Sums of sampling factors beyond this cannot be interleaved (T.81, B.2.3). */
const MAX_BLOCKS_PER_MCU = 10;

/**
 * Writes coefficients as a sequential JPEG with the best Huffman tables and nothing but what is needed to read
 * it: no thumbnails, comments or profiles come along.
 */
export function writeJpeg(image: JpegCoefficients): Uint8Array {
  const coded = image.components.map((component, index) => {
    const table = index === 0 || index === 3 ? 0 : 1;
    return { component, dc: table, ac: table };
  });
  const perMcu = image.components.reduce((sum, { h, v }) => sum + h * v, 0);
  const scans = perMcu <= MAX_BLOCKS_PER_MCU ? [coded] : coded.map((one) => [one]);
  const wideTables = image.components.some(({ quantisation }) => quantisation.some((step) => step > 255));

  const frequencies = countSymbols(image, scans);
  const tables = frequencies.map((table) => optimalHuffman(table));
  const out = new ByteSink(estimateBytes(frequencies, tables) + 4096);
  out.bytes(0xff, 0xd8);
  if (image.jfif) out.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  if (image.adobeTransform !== undefined) {
    out.segment(0xee, [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, image.adobeTransform]);
  }
  image.components.forEach(({ quantisation }, index) => {
    const steps = [...quantisation];
    out.segment(0xdb, wideTables ? [0x10 | index, ...steps.flatMap(twoBytes)] : [index, ...steps]);
  });
  out.segment(wideTables ? 0xc1 : 0xc0, [
    8,
    ...twoBytes(image.height),
    ...twoBytes(image.width),
    image.components.length,
    ...image.components.flatMap(({ id, h, v }, index) => [id, (h << 4) | v, index]),
  ]);
  tables.forEach((table, index) => {
    if (table.symbols.length > 0) {
      out.segment(0xc4, [((index & 1) << 4) | (index >> 1), ...table.counts, ...table.symbols]);
    }
  });
  for (const scan of scans) {
    out.segment(0xda, [
      scan.length,
      ...scan.flatMap(({ component, dc, ac }) => [component.id, (dc << 4) | ac]),
      0,
      63,
      0,
    ]);
    writeScan(image, scan, tables, out);
  }
  out.bytes(0xff, 0xd9);
  return out.finish();
}

const twoBytes = (value: number): [number, number] => [(value >> 8) & 255, value & 255];

/** Calls back for every block of a scan in the order in which it stands in the file. */
function forEachBlock(
  image: JpegCoefficients,
  scan: readonly Coded[],
  visit: (index: number, offset: number) => void,
): void {
  const only = scan.length === 1 ? scan[0]!.component : undefined;
  if (only) {
    const perLine = Math.ceil(only.width / 8);
    const perColumn = Math.ceil(only.height / 8);
    for (let y = 0; y < perColumn; y++) {
      for (let x = 0; x < perLine; x++) visit(0, (y * only.blocksPerLine + x) * 64);
    }
    return;
  }
  const mcusPerLine = Math.ceil(image.width / (8 * image.maxH));
  const mcusPerColumn = Math.ceil(image.height / (8 * image.maxV));
  for (let row = 0; row < mcusPerColumn; row++) {
    for (let column = 0; column < mcusPerLine; column++) {
      for (let index = 0; index < scan.length; index++) {
        const { h, v, blocksPerLine } = scan[index]!.component;
        for (let j = 0; j < v; j++) {
          const line = (row * v + j) * blocksPerLine + column * h;
          for (let i = 0; i < h; i++) visit(index, (line + i) * 64);
        }
      }
    }
  }
}

/** Frequencies by table: DC 0, AC 0, DC 1, AC 1. */
function countSymbols(image: JpegCoefficients, scans: readonly (readonly Coded[])[]): Uint32Array[] {
  const frequencies = Array.from({ length: 4 }, () => new Uint32Array(256));
  for (const scan of scans) {
    const predictions = new Int32Array(scan.length);
    forEachBlock(image, scan, (index, offset) => {
      const { component, dc, ac } = scan[index]!;
      const { coefficients } = component;
      const value = coefficients[offset]!;
      frequencies[2 * dc]![bitLength(value - predictions[index]!)]!++;
      predictions[index] = value;
      countAc(coefficients, offset, frequencies[2 * ac + 1]!);
    });
  }
  return frequencies;
}

function countAc(coefficients: Int16Array, offset: number, frequency: Uint32Array): void {
  let run = 0;
  for (let k = offset + 1; k < offset + 64; k++) {
    const value = coefficients[k]!;
    if (value === 0) {
      run++;
      continue;
    }
    while (run > 15) {
      frequency[0xf0]!++;
      run -= 16;
    }
    frequency[(run << 4) | bitLength(value)]!++;
    run = 0;
  }
  if (run > 0) frequency[0]!++;
}

const bitLength = (value: number): number => 32 - Math.clz32(value < 0 ? -value : value);

function estimateBytes(frequencies: readonly Uint32Array[], tables: readonly HuffmanEncoder[]): number {
  let bits = 0;
  frequencies.forEach((frequency, index) => {
    frequency.forEach((count, symbol) => {
      bits += count * (tables[index]!.lengths[symbol]! + (symbol & 15));
    });
  });
  return Math.ceil((bits / 8) * 1.02);
}

function writeScan(
  image: JpegCoefficients,
  scan: readonly Coded[],
  tables: readonly HuffmanEncoder[],
  out: ByteSink,
): void {
  const predictions = new Int32Array(scan.length);
  forEachBlock(image, scan, (index, offset) => {
    const { component, dc, ac } = scan[index]!;
    const { coefficients } = component;
    const dcTable = tables[2 * dc]!;
    const acTable = tables[2 * ac + 1]!;
    const difference = coefficients[offset]! - predictions[index]!;
    predictions[index] = coefficients[offset]!;
    out.value(dcTable, bitLength(difference), difference);
    let run = 0;
    for (let k = offset + 1; k < offset + 64; k++) {
      const value = coefficients[k]!;
      if (value === 0) {
        run++;
        continue;
      }
      while (run > 15) {
        out.value(acTable, 0xf0, 0);
        run -= 16;
      }
      out.value(acTable, (run << 4) | bitLength(value), value);
      run = 0;
    }
    if (run > 0) out.value(acTable, 0, 0);
  });
  out.flush();
}

/** Bytes and bits of a JPEG in the making. */
class ByteSink {
  private buffer: Uint8Array;
  private length = 0;
  private held = 0;
  private count = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  bytes(...values: readonly number[]): void {
    this.reserve(values.length);
    for (const value of values) this.buffer[this.length++] = value;
  }

  segment(marker: number, payload: readonly number[]): void {
    this.bytes(0xff, marker, ...twoBytes(payload.length + 2), ...payload);
  }

  /** A symbol with the extra bits that its low four bits announce. */
  value(table: HuffmanEncoder, symbol: number, value: number): void {
    this.bits(table.codes[symbol]!, table.lengths[symbol]!);
    const extra = symbol & 15;
    if (extra > 0) this.bits((value < 0 ? value - 1 : value) & ((1 << extra) - 1), extra);
  }

  private bits(value: number, length: number): void {
    this.held = (this.held << length) | value;
    this.count += length;
    while (this.count >= 8) {
      this.count -= 8;
      this.stuffed((this.held >>> this.count) & 255);
    }
    this.held &= (1 << this.count) - 1;
  }

  private stuffed(byte: number): void {
    if (this.length + 2 > this.buffer.length) this.reserve(2);
    this.buffer[this.length++] = byte;
    if (byte === 255) this.buffer[this.length++] = 0;
  }

  /** Fills the last byte with ones (T.81, F.1.2.3). */
  flush(): void {
    if (this.count > 0) this.bits((1 << (8 - this.count)) - 1, 8 - this.count);
    this.held = 0;
    this.count = 0;
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 1.5, this.length + size) | 0);
    larger.set(this.buffer);
    this.buffer = larger;
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}
