import type { HuffmanDecoder } from './huffman-decoder.ts';
import { assignCodes, type HuffmanEncoder } from './huffman-encoder.ts';

/** Counts by length of code, then symbols, of ITU-T T.81, tables K.3, K.5, K.4 and K.6. */
const TABLES: readonly (readonly [counts: string, symbols: string])[] = [
  ['00010501010101010100000000000000', '000102030405060708090a0b'],
  [
    '0002010303020403050504040000017d',
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435' +
      '363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798' +
      '999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4' +
      'f5f6f7f8f9fa',
  ],
  ['00030101010101010101010000000000', '000102030405060708090a0b'],
  [
    '00020102040403040705040400010277',
    '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a' +
      '35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a9293949596' +
      '9798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4' +
      'f5f6f7f8f9fa',
  ],
];

const COMMON: ReadonlySet<string> = new Set(TABLES.map((table) => table.join('')));

/**
 * Whether a table is one of those that most machines use for whatever they scan. Any other was made for one
 * picture, and how often each code occurs in it tells something of all that was in that picture.
 */
export function isCommonTable({ counts, symbols }: HuffmanDecoder): boolean {
  const count = counts.reduce((sum, each) => sum + each, 0);
  return COMMON.has(Buffer.from([...counts, ...symbols.subarray(0, count)]).toString('hex'));
}

/** The common tables, in the order DC, AC for brightness, then DC, AC for colour. */
export function commonTables(): HuffmanEncoder[] {
  return TABLES.map(([counts, symbols]) => assignCodes(bytesOf(counts), bytesOf(symbols)));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
