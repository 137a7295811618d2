import { type HuffmanEncoder, optimalHuffman } from './huffman-encoder.ts';
import { huffmanTable, imageHeader, scanHeader } from './segments.ts';
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
 * Writes coefficients as a sequential JPEG with nothing but what is needed to read it: no thumbnails, comments or
 * profiles come along. `given`: Huffman tables as in `commonTables`; else the best for this picture.
 */
export function writeJpeg(image: JpegCoefficients, given?: readonly HuffmanEncoder[]): Uint8Array {
  const coded = image.components.map((component, index) => {
    const table = index === 0 || index === 3 ? 0 : 1;
    return { component, dc: table, ac: table };
  });
  const perMcu = image.components.reduce((sum, { h, v }) => sum + h * v, 0);
  const scans = perMcu <= MAX_BLOCKS_PER_MCU ? [coded] : coded.map((one) => [one]);
  const symbols = scans.map((scan) => symbolsOf(image, scan));
  const frequencies = countSymbols(symbols);
  const tables = given ?? frequencies.map((table) => optimalHuffman(table));
  const out = new ByteSink(estimateBytes(frequencies, tables) + 4096);
  out.bytes(...imageHeader(image, 0xc0));
  tables.forEach((table, index) => {
    const isUsed = frequencies[index]!.some((frequency) => frequency > 0);
    if (isUsed) out.bytes(...huffmanTable(((index & 1) << 4) | (index >> 1), table));
  });
  scans.forEach((scan, index) => {
    out.bytes(...scanHeader(scan.map(({ component, dc, ac }) => [component.id, (dc << 4) | ac])));
    out.symbols(symbols[index]!, tables);
  });
  out.bytes(0xff, 0xd9);
  return out.finish();
}

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

/*
 * A coded symbol with its extra bits as one number: the symbol in bits 0 to 7, its table (DC 0, AC 0, DC 1,
 * AC 1) in bits 8 and 9, the extra bits above.
 */
const TABLE_SHIFT = 8;
const EXTRA_SHIFT = 10;

/** Everything a scan codes, in order; so the coefficients are gone through once only. */
function symbolsOf(image: JpegCoefficients, scan: readonly Coded[]): Int32Array {
  let list = new Int32Array(1 << 18);
  let length = 0;
  const predictions = new Int32Array(scan.length);
  forEachBlock(image, scan, (index, offset) => {
    if (length + 128 > list.length) {
      const longer = new Int32Array(list.length * 2);
      longer.set(list);
      list = longer;
    }
    const { component, dc, ac } = scan[index]!;
    const value = component.coefficients[offset]!;
    list[length] = ((2 * dc) << TABLE_SHIFT) | coded(0, value - predictions[index]!);
    predictions[index] = value;
    length = appendAc(list, length + 1, component.coefficients, offset, (2 * ac + 1) << TABLE_SHIFT);
  });
  return list.subarray(0, length);
}

/** Adds the AC coefficients of a block to the list; returns its new length. */
function appendAc(
  list: Int32Array,
  start: number,
  coefficients: Int16Array,
  offset: number,
  table: number,
): number {
  let length = start;
  let run = 0;
  const end = offset + 64;
  for (let k = offset + 1; k < end; k++) {
    const coefficient = coefficients[k]!;
    if (coefficient === 0) {
      run++;
      continue;
    }
    while (run > 15) {
      list[length++] = table | 0xf0;
      run -= 16;
    }
    list[length++] = table | coded(run, coefficient);
    run = 0;
  }
  if (run > 0) list[length++] = table;
  return length;
}

/** Run, number of extra bits, and those bits (T.81, F.1.2.1 and F.1.2.2). */
function coded(run: number, value: number): number {
  const size = 32 - Math.clz32(value < 0 ? -value : value);
  const extra = (value < 0 ? value - 1 : value) & ((1 << size) - 1);
  return (extra << EXTRA_SHIFT) | (run << 4) | size;
}

function countSymbols(scans: readonly Int32Array[]): Uint32Array[] {
  const all = new Uint32Array(4 * 256);
  for (const list of scans) for (let i = 0; i < list.length; i++) all[list[i]! & 0x3ff]!++;
  return [0, 1, 2, 3].map((table) => all.slice(table * 256, table * 256 + 256));
}

function estimateBytes(frequencies: readonly Uint32Array[], tables: readonly HuffmanEncoder[]): number {
  let bits = 0;
  frequencies.forEach((frequency, index) => {
    frequency.forEach((count, symbol) => {
      bits += count * (tables[index]!.lengths[symbol]! + (symbol & 15));
    });
  });
  return Math.ceil((bits / 8) * 1.02);
}

/** Bytes and bits of a JPEG in the making. */
class ByteSink {
  private buffer: Uint8Array;
  private length = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  bytes(...values: readonly number[]): void {
    this.reserve(values.length);
    for (const value of values) this.buffer[this.length++] = value;
  }

  /** The entropy-coded data of a scan; the last byte is filled with ones (T.81, F.1.2.3). */
  symbols(list: Int32Array, tables: readonly HuffmanEncoder[]): void {
    const codes = Int32Array.from(tables.flatMap((table) => [...table.codes]));
    const lengths = Uint8Array.from(tables.flatMap((table) => [...table.lengths]));
    let { buffer, length } = this;
    let held = 0;
    let count = 0;
    for (let i = 0; i <= list.length; i++) {
      if (length + 16 > buffer.length) {
        this.length = length;
        this.reserve(buffer.length >> 1);
        ({ buffer } = this);
      }
      let size = 0;
      let extra = 0;
      if (i < list.length) {
        const entry = list[i]!;
        const key = entry & 0x3ff;
        held = (held << lengths[key]!) | codes[key]!;
        count += lengths[key]!;
        size = entry & 15;
        extra = entry >>> EXTRA_SHIFT;
      } else if (count > 0) {
        size = 8 - count;
        extra = (1 << size) - 1;
      }
      while (count >= 8) {
        count -= 8;
        const byte = (held >>> count) & 255;
        buffer[length++] = byte;
        if (byte === 255) buffer[length++] = 0;
      }
      held = (held << size) | extra;
      count += size;
      while (count >= 8) {
        count -= 8;
        const byte = (held >>> count) & 255;
        buffer[length++] = byte;
        if (byte === 255) buffer[length++] = 0;
      }
    }
    this.length = length;
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
