import type { Coverage } from '../coverage.ts';
import { BitSink, peek16, stuffed, unstuffed } from './bits.ts';
import { isCommonTable } from './common-tables.ts';
import { assignCodes, type HuffmanEncoder } from './huffman-encoder.ts';
import type { SequentialJpeg } from './read.ts';
import { touchedBlocks } from './repaint.ts';
import { huffmanTable, imageHeader, restartInterval, scanHeader } from './segments.ts';
import { ENDS, skipTable, type SkipTable } from './skip-table.ts';
import type { JpegComponent } from './types.ts';

/*
 * Of a scan a mark touches a few per cent. Only the units (MCUs) that it touches are decoded, changed and coded
 * anew, by the tables that the file has (ITU-T T.81, annex K, only); the bits of all others are copied as they are.
 */

/** One block of a unit: its component, and the coder and decoder of it. */
interface Slot {
  /** Index of the component. */
  readonly index: number;
  readonly component: JpegComponent;
  readonly tables: Tables;
  /** Blocks of the component in a unit, across and down. */
  readonly across: number;
  readonly down: number;
  /** Place among them. */
  readonly column: number;
  readonly row: number;
}

interface Tables {
  readonly dc: SkipTable;
  readonly ac: SkipTable;
  readonly dcCode: HuffmanEncoder;
  readonly acCode: HuffmanEncoder;
}

/** Units in a row that are coded anew. */
interface Run {
  readonly first: number;
  end: number;
  /** Bits of the interval that they take now. */
  readonly startBit: number;
  endBit: number;
  /** DC values before it, by component. */
  readonly predictions: Int32Array;
}

/** Units between two restart markers; the whole scan where there are none. */
interface Interval {
  /** As they are in the file. */
  readonly data: Uint8Array;
  readonly bits: Uint8Array;
  readonly runs: readonly Run[];
}

/** Tables that must not stay, a code that they lack, or data that are not as they should be. */
class CannotSplice extends Error {}

const MAX_BLOCKS_PER_UNIT = 10;

/**
 * Has `change` change the coefficients of the blocks that `coverage` touches, and gives the JPEG with the new
 * ones, in room that `allocate` gives; nothing but what is needed to read it comes along. Undefined when the data are damaged or go on after the
 * scan, or when the tables were made for this picture: then the file must be written anew.
 */
export function spliceJpeg(
  data: Uint8Array,
  jpeg: SequentialJpeg,
  coverage: Coverage,
  change: () => void,
  allocate: (length: number) => Uint8Array = (length) => new Uint8Array(length),
): Uint8Array | undefined {
  try {
    const splicer = new Splicer(data, jpeg, coverage);
    splicer.read();
    change();
    return splicer.write(allocate);
  } catch (error) {
    if (error instanceof CannotSplice) return undefined;
    throw error;
  }
}

class Splicer {
  private readonly data: Uint8Array;
  private readonly jpeg: SequentialJpeg;
  private readonly slots: readonly Slot[];
  /** Units a line, and in all. */
  private readonly perLine: number;
  private readonly total: number;
  /** 1: touched; 2: the one behind it, whose DC differences change. */
  private readonly wanted: Uint8Array;
  private readonly intervals: Interval[] = [];

  constructor(data: Uint8Array, jpeg: SequentialJpeg, coverage: Coverage) {
    this.data = data;
    this.jpeg = jpeg;
    const { plan, image } = jpeg;
    const { components } = image;
    const only = components.length === 1 ? components[0] : undefined;
    this.perLine = only ? Math.ceil(only.width / 8) : plan.mcusPerLine;
    this.total = this.perLine * (only ? Math.ceil(only.height / 8) : plan.mcusPerColumn);
    this.slots = components.flatMap((component, index) =>
      this.slotsOf(component, index, only ? { h: 1, v: 1 } : component),
    );
    if (this.slots.length > MAX_BLOCKS_PER_UNIT) throw new CannotSplice();
    this.wanted = new Uint8Array(this.total);
    components.forEach((component) => {
      const { h, v } = only ? { h: 1, v: 1 } : component;
      for (const { row, first, last } of touchedBlocks(image, component, coverage)) {
        const line = Math.floor(row / v) * this.perLine;
        const from = Math.floor(first / h);
        const to = Math.min(this.perLine - 1, Math.floor(last / h));
        if (line < this.total) this.wanted.fill(1, line + from, line + to + 1);
      }
    });
    this.allocate();
  }

  /** Room for the lines with a wanted unit; the unit behind the last of them may be on the next line. */
  private allocate(): void {
    const lines = this.total / this.perLine;
    const places = new Int32Array(lines + 1);
    let count = 0;
    let before = false;
    for (let line = 0; line < lines; line++) {
      const from = line * this.perLine;
      const here = this.wanted.subarray(from, from + this.perLine).includes(1);
      if (here || before) places[line] = count++;
      before = here;
    }
    for (const { component, down, row, column } of this.slots) {
      if (row + column > 0) continue;
      component.places = Int32Array.from({ length: lines * down }, (_, at) => {
        const line = Math.floor(at / down);
        return places[line]! * down + (at - line * down);
      });
      component.coefficients = new Int16Array(count * down * component.blocksPerLine * 64);
    }
  }

  private slotsOf(
    component: JpegComponent,
    index: number,
    { h, v }: { readonly h: number; readonly v: number },
  ): Slot[] {
    const { dc, ac } = this.jpeg.plan.components[index]!;
    if (!dc || !ac || !isCommonTable(dc) || !isCommonTable(ac)) throw new CannotSplice();
    const tables: Tables = {
      dc: skipTable(dc),
      ac: skipTable(ac),
      dcCode: assignCodes(dc.counts, dc.symbols),
      acCode: assignCodes(ac.counts, ac.symbols),
    };
    const slots: Slot[] = [];
    for (let row = 0; row < v; row++) {
      for (let column = 0; column < h; column++) {
        slots.push({ index, component, tables, across: h, down: v, column, row });
      }
    }
    return slots;
  }

  /** Finds the intervals and reads the units that are wanted into the image. */
  read(): void {
    const source = Buffer.from(this.data.buffer, this.data.byteOffset, this.data.length);
    const { restartInterval: every } = this.jpeg.plan;
    const size = every > 0 ? every : this.total;
    let at = this.jpeg.start;
    for (let first = 0; first < this.total; first += size) {
      const end = markerFrom(source, at);
      const last = Math.min(this.total, first + size);
      this.intervals.push(this.readInterval(source.subarray(at, end), first, last));
      const marker = source[end + 1];
      const isRestart = marker !== undefined && marker >= 0xd0 && marker <= 0xd7;
      // Whatever else follows (another scan, a height) is for those who read the whole file.
      if (last < this.total ? !isRestart : marker !== undefined && marker !== 0xd9) throw new CannotSplice();
      at = end + 2;
    }
  }

  private readInterval(data: Uint8Array, first: number, last: number): Interval {
    let any = false;
    for (let unit = last - 1; unit >= first; unit--) {
      if (this.wanted[unit] !== 1) continue;
      any = true;
      if (unit + 1 < last && this.wanted[unit + 1] === 0) this.wanted[unit + 1] = 2;
    }
    if (!any) return { data, bits: data, runs: [] };
    const { bytes, length } = unstuffed(data);
    const reader = new UnitReader(bytes, this.slots, this.perLine, this.jpeg.image.components.length);
    const runs: Run[] = [];
    let run: Run | undefined;
    for (let unit = first; unit < last; unit++) {
      if (this.wanted[unit] === 0) {
        reader.skip();
        run = undefined;
        continue;
      }
      if (!run) {
        const startBit = reader.at;
        run = { first: unit, end: unit, startBit, endBit: startBit, predictions: reader.predictions.slice() };
        runs.push(run);
      }
      reader.read(unit);
      run.end = unit + 1;
      run.endBit = reader.at;
    }
    if (reader.at > 8 * length) throw new CannotSplice();
    // What stands behind the last unit is left behind.
    return { data, bits: bytes, runs: [...runs, endOf(last, reader.at)] };
  }

  write(allocate: (length: number) => Uint8Array): Uint8Array {
    const { jpeg, slots } = this;
    const { image, plan, selectors } = jpeg;
    const chunks: Uint8Array[] = [
      Uint8Array.from([
        ...imageHeader(image, jpeg.frameMarker),
        ...this.huffmanTables(),
        ...(plan.restartInterval > 0 ? restartInterval(plan.restartInterval) : []),
        ...scanHeader(image.components.map(({ id }, index) => [id, selectors[index]!])),
      ]),
    ];
    this.intervals.forEach(({ data, bits, runs }, index) => {
      if (index > 0) chunks.push(Uint8Array.of(0xff, 0xd0 + ((index - 1) & 7)));
      if (runs.length === 0) {
        chunks.push(data);
        return;
      }
      const sink = new BitSink(data.length);
      const writer = new UnitWriter(sink, slots, this.perLine);
      let copied = 0;
      for (const run of runs) {
        sink.copy(bits, copied, run.startBit);
        writer.predictions.set(run.predictions);
        for (let unit = run.first; unit < run.end; unit++) writer.write(unit);
        copied = run.endBit;
      }
      chunks.push(stuffed(sink.finish()));
    });
    chunks.push(Uint8Array.of(0xff, 0xd9));
    const all = allocate(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  private huffmanTables(): number[] {
    const segments = new Map<number, number[]>();
    this.jpeg.plan.components.forEach((scan, index) => {
      const selector = this.jpeg.selectors[index]!;
      for (const [place, table] of [
        [selector >> 4, scan.dc!],
        [0x10 | (selector & 15), scan.ac!],
      ] as const) {
        const count = table.counts.reduce((sum, each) => sum + each, 0);
        const symbols = table.symbols.subarray(0, count);
        segments.set(place, huffmanTable(place, { counts: table.counts, symbols }));
      }
    });
    return [...segments.values()].flat();
  }
}

/** A run of nothing: bits up to it are copied. */
function endOf(unit: number, bit: number): Run {
  return { first: unit, end: unit, startBit: bit, endBit: bit, predictions: new Int32Array(0) };
}

/** Where the next marker stands, or the end. */
function markerFrom(source: Buffer, from: number): number {
  for (let at = source.indexOf(0xff, from); at >= 0; at = source.indexOf(0xff, at + 1)) {
    const code = source[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff) return at;
  }
  return source.length;
}

/** Goes through the units of an interval, bit by bit. */
class UnitReader {
  at = 0;
  readonly predictions: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly slots: readonly Slot[];
  private readonly perLine: number;
  private readonly end: number;

  constructor(bytes: Uint8Array, slots: readonly Slot[], perLine: number, components: number) {
    this.bytes = bytes;
    this.slots = slots;
    this.perLine = perLine;
    this.predictions = new Int32Array(components);
    this.end = 8 * (bytes.length - 3);
  }

  /** Passes a unit by; only the DC values are noted. */
  skip(): void {
    const { bytes, end } = this;
    for (const { index, tables } of this.slots) {
      this.dc(index, tables.dc);
      const { runs, codes } = tables.ac;
      let { at } = this;
      let seen = 0;
      while (seen < 63) {
        if (at >= end) throw new CannotSplice();
        const bits = peek16(bytes, at);
        const run = runs[bits]!;
        const next = seen + ((run >> 8) & 255);
        if (run !== 0 && next < 63) {
          seen = next;
          at += run & 255;
          if (run >= ENDS) break;
          continue;
        }
        // Near the end of the block one at a time: what follows may belong to the next.
        const code = codes[bits]!;
        const symbol = code & 255;
        if (code === 0) throw new CannotSplice();
        at += (code >> 8) + (symbol & 15);
        if ((symbol & 15) === 0 && symbol < 0xf0) break;
        seen += (symbol >> 4) + 1;
        if (seen > 63) throw new CannotSplice();
      }
      this.at = at;
    }
  }

  /** Reads a unit into its components. */
  read(unit: number): void {
    for (const slot of this.slots) {
      const { coefficients } = slot.component;
      const offset = offsetOf(slot, unit, this.perLine);
      coefficients[offset] = this.dc(slot.index, slot.tables.dc);
      let seen = 0;
      while (seen < 63) {
        const symbol = this.symbol(slot.tables.ac);
        const size = symbol & 15;
        if (size === 0 && symbol < 0xf0) break;
        seen += (symbol >> 4) + 1;
        if (seen > 63) throw new CannotSplice();
        if (size > 0) coefficients[offset + seen] = this.value(size);
      }
    }
  }

  private dc(index: number, table: SkipTable): number {
    const size = this.symbol(table);
    if (size > 15) throw new CannotSplice();
    const value = this.predictions[index]! + (size > 0 ? this.value(size) : 0);
    this.predictions[index] = value;
    return value;
  }

  private symbol(table: SkipTable): number {
    if (this.at >= this.end) throw new CannotSplice();
    const code = table.codes[peek16(this.bytes, this.at)]!;
    if (code === 0) throw new CannotSplice();
    this.at += code >> 8;
    return code & 255;
  }

  /** A signed value (ITU-T T.81, F.2.2.1, EXTEND). */
  private value(size: number): number {
    if (this.at >= this.end) throw new CannotSplice();
    const bits = peek16(this.bytes, this.at) >>> (16 - size);
    this.at += size;
    return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
  }
}

/** Where the coefficients of a block are. */
function offsetOf({ component, across, down, column, row }: Slot, unit: number, perLine: number): number {
  const line = Math.floor(unit / perLine);
  const blockRow = line * down + row;
  const place = component.places?.[blockRow] ?? blockRow;
  return 64 * (place * component.blocksPerLine + (unit - line * perLine) * across + column);
}

/** Codes units by the tables of the file. */
class UnitWriter {
  readonly predictions: Int32Array;
  private readonly sink: BitSink;
  private readonly slots: readonly Slot[];
  private readonly perLine: number;

  constructor(sink: BitSink, slots: readonly Slot[], perLine: number) {
    this.sink = sink;
    this.slots = slots;
    this.perLine = perLine;
    this.predictions = new Int32Array(4);
  }

  write(unit: number): void {
    for (const slot of this.slots) {
      const { coefficients } = slot.component;
      const offset = offsetOf(slot, unit, this.perLine);
      const { dcCode, acCode } = slot.tables;
      this.code(dcCode, 0, coefficients[offset]! - this.predictions[slot.index]!);
      this.predictions[slot.index] = coefficients[offset]!;
      let zeros = 0;
      for (let k = 1; k < 64; k++) {
        const value = coefficients[offset + k]!;
        if (value === 0) {
          zeros++;
          continue;
        }
        for (; zeros > 15; zeros -= 16) this.symbol(acCode, 0xf0);
        this.code(acCode, zeros, value);
        zeros = 0;
      }
      if (zeros > 0) this.symbol(acCode, 0);
    }
  }

  private code(table: HuffmanEncoder, zeros: number, value: number): void {
    const size = 32 - Math.clz32(Math.abs(value));
    this.symbol(table, (zeros << 4) | size);
    this.sink.put(value < 0 ? value + (1 << size) - 1 : value, size);
  }

  private symbol(table: HuffmanEncoder, symbol: number): void {
    const length = table.lengths[symbol]!;
    if (length === 0) throw new CannotSplice();
    this.sink.put(table.codes[symbol]!, length);
  }
}
