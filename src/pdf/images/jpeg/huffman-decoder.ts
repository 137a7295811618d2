import { UnsupportedImage } from '../limits.ts';

const FAST_BITS = 9;

/** A Huffman table made for decoding (T.81, annex F.2.2.3). */
export interface HuffmanDecoder {
  /** By the next nine bits: code length << 8 | symbol; 0 when the code is longer. */
  readonly fast: Uint16Array;
  /**
   * By the next nine bits, for an AC code whose value lies in them as well: value << 8 | zeros before it << 4 |
   * bits in all; 0 otherwise.
   */
  readonly values: Int32Array;
  /** Largest code of each length, -1 when there is none. */
  readonly maxCode: Int32Array;
  /** Index of the first symbol of a length minus the first code of that length. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
  /** Number of codes of length 1 to 16. */
  readonly counts: Uint8Array;
}

/** Table from the counts of codes of length 1 to 16 and the symbols in order of code. */
export function huffmanDecoder(counts: Uint8Array, symbols: Uint8Array): HuffmanDecoder {
  const fast = new Uint16Array(1 << FAST_BITS);
  const maxCode = new Int32Array(18).fill(-1);
  const offset = new Int32Array(18);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    offset[length] = index - code;
    const count = counts[length - 1]!;
    for (let i = 0; i < count; i++) {
      if (length <= FAST_BITS) {
        const first = code << (FAST_BITS - length);
        fast.fill((length << 8) | symbols[index]!, first, first + (1 << (FAST_BITS - length)));
      }
      code++;
      index++;
    }
    if (count > 0) maxCode[length] = code - 1;
    if (code > 1 << length) throw new UnsupportedImage('JPEG with an impossible Huffman table');
    code <<= 1;
  }
  return { fast, values: valueTable(fast), maxCode, offset, symbols, counts };
}

function valueTable(fast: Uint16Array): Int32Array {
  const values = new Int32Array(fast.length);
  fast.forEach((entry, bits) => {
    const length = entry >> 8;
    const size = entry & 15;
    if (entry === 0 || size === 0 || length + size > FAST_BITS) return;
    const extra = (bits >> (FAST_BITS - length - size)) & ((1 << size) - 1);
    const value = extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
    values[bits] = (value << 8) | (entry & 0xf0) | (length + size);
  });
  return values;
}

/** Reads entropy-coded bits; stuffed zero bytes are removed, and a marker ends the data. */
export class JpegBitReader {
  private readonly data: Uint8Array;
  private position: number;
  private held = 0;
  private count = 0;
  private padding = 0;

  constructor(data: Uint8Array, position: number) {
    this.data = data;
    this.position = position;
  }

  /** More bits were asked for than there are: what came out since is made up of zeros. */
  get exhausted(): boolean {
    return this.padding > this.count;
  }

  /** Where the next marker stands, or the end of the data. */
  nextMarker(): number {
    const { data } = this;
    let at = this.position;
    while (at < data.length) {
      if (data[at] === 0xff && at + 1 < data.length) {
        const code = data[at + 1]!;
        if (code !== 0 && code !== 0xff) return at;
      }
      at++;
    }
    return data.length;
  }

  /** Starts over after a restart marker. */
  restart(position: number): void {
    this.position = position;
    this.held = 0;
    this.count = 0;
    this.padding = 0;
  }

  private fill(): void {
    const { data } = this;
    while (this.count <= 24) {
      let byte = 0;
      if (this.position < data.length) {
        byte = data[this.position]!;
        if (byte === 0xff) {
          const next = data[this.position + 1];
          if (next === 0) this.position += 2;
          else {
            byte = 0;
            this.padding += 8;
          }
        } else this.position++;
      } else this.padding += 8;
      this.held = (this.held << 8) | byte;
      this.count += 8;
    }
  }

  /**
   * Reads the AC coefficients of a sequential block (T.81, F.2.2.2) to `offset` + 1 and on. Most of the time
   * of reading goes here.
   */
  acCoefficients(table: HuffmanDecoder, coefficients: Int16Array, offset: number): void {
    const { values, fast } = table;
    for (let k = 1; k < 64; k++) {
      if (this.count < 16) this.fill();
      const next = (this.held >>> (this.count - FAST_BITS)) & ((1 << FAST_BITS) - 1);
      const value = values[next]!;
      if (value !== 0) {
        this.count -= value & 15;
        k += (value >> 4) & 15;
        if (k > 63) return;
        coefficients[offset + k] = value >> 8;
        continue;
      }
      const entry = fast[next]!;
      let symbol = entry & 255;
      if (entry !== 0) this.count -= entry >> 8;
      else symbol = this.longSymbol(table);
      const size = symbol & 15;
      if (size === 0) {
        if (symbol < 0xf0) return;
        k += 15;
        continue;
      }
      k += symbol >> 4;
      if (k > 63) return;
      coefficients[offset + k] = this.signed(size);
    }
  }

  symbol(table: HuffmanDecoder): number {
    if (this.count < 16) this.fill();
    const entry = table.fast[(this.held >>> (this.count - FAST_BITS)) & ((1 << FAST_BITS) - 1)]!;
    if (entry !== 0) {
      this.count -= entry >> 8;
      return entry & 255;
    }
    return this.longSymbol(table);
  }

  private longSymbol(table: HuffmanDecoder): number {
    for (let length = FAST_BITS + 1; length <= 16; length++) {
      const code = (this.held >>> (this.count - length)) & ((1 << length) - 1);
      if (code <= table.maxCode[length]!) {
        this.count -= length;
        return table.symbols[code + table.offset[length]!]!;
      }
    }
    // No such code: damaged data. Skipping the bits keeps the reader moving towards the next marker.
    this.count -= 16;
    return 0;
  }

  bits(length: number): number {
    if (this.count < length) this.fill();
    this.count -= length;
    return (this.held >>> this.count) & ((1 << length) - 1);
  }

  /** A signed value of `length` bits (T.81, F.2.2.1, EXTEND). */
  signed(length: number): number {
    const value = this.bits(length);
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }
}
