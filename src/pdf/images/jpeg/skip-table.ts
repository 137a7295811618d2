import type { HuffmanDecoder } from './huffman-decoder.ts';

/** What one look at the next 16 bits tells, so that blocks can be passed by without reading what is in them. */
export interface SkipTable {
  /** Length of the code << 8 | symbol; 0 for no code. */
  readonly codes: Uint16Array;
  /**
   * For AC codes, as many as there are in the 16 bits, with the bits of their values: bits in all |
   * coefficients << 8 | ENDS when the last of them ends the block; 0 for no code.
   */
  readonly runs: Uint32Array;
}

/** In `runs`: the block ends. */
export const ENDS = 1 << 16;

const known = new Map<string, SkipTable>();
const MAX_KNOWN = 16;

/** Scans of one machine have the same tables on every page. */
export function skipTable(decoder: HuffmanDecoder): SkipTable {
  const key = Buffer.concat([decoder.counts, decoder.symbols]).toString('latin1');
  const table = known.get(key) ?? makeTable(decoder);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, table);
  return table;
}

function makeTable({ counts, symbols }: HuffmanDecoder): SkipTable {
  const codes = new Uint16Array(1 << 16);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length - 1]!; i++) {
      const first = code++ << (16 - length);
      codes.fill((length << 8) | symbols[index++]!, first, first + (1 << (16 - length)));
    }
    code <<= 1;
  }
  return { codes, runs: runsOf(codes) };
}

function runsOf(codes: Uint16Array): Uint32Array {
  const runs = new Uint32Array(1 << 16);
  for (let bits = 0; bits < runs.length; bits++) {
    let used = 0;
    let coefficients = 0;
    let ends = 0;
    for (;;) {
      const entry = codes[(bits << used) & 0xffff]!;
      const length = entry >> 8;
      const symbol = entry & 255;
      const size = symbol & 15;
      const isEnd = size === 0 && symbol < 0xf0;
      // The first counts however long it is; of the next only what lies in the bits that were seen.
      if (length === 0 || (used > 0 && used + length + (isEnd ? 0 : size) > 16)) break;
      used += length + size;
      if (isEnd) {
        ends = ENDS;
        break;
      }
      coefficients += (symbol >> 4) + 1;
      if (used >= 16 || coefficients > 63) break;
    }
    runs[bits] = used | (coefficients << 8) | ends;
  }
  return runs;
}
