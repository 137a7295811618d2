import { createHash } from 'node:crypto';
import type { HuffmanDecoder } from './huffman-decoder.ts';

/** SHA-256, first half, of counts and symbols of ITU-T T.81, tables K.3 to K.6. */
const COMMON: ReadonlySet<string> = new Set([
  '2f66814c875b53173f057d784a16a34d',
  '602f734c8c12c1d9d049a18fd91d9ef3',
  'a6283a08f5d97906b66adcc812e32396',
  '13f90e3c9dc476c66f24347f6ad29cea',
]);

/**
 * Whether a table is one of those that most machines use for whatever they scan. Any other was made for one
 * picture, and how often each code occurs in it tells something of all that was in that picture.
 */
export function isCommonTable({ counts, symbols }: HuffmanDecoder): boolean {
  const count = counts.reduce((sum, each) => sum + each, 0);
  const hash = createHash('sha256').update(counts).update(symbols.subarray(0, count)).digest('hex');
  return COMMON.has(hash.slice(0, 32));
}
