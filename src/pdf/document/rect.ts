import type { PDFDict } from 'pdf-lib';
import type { Bounds } from '../content/region.ts';
import { numbersAt } from '../objects/lookup.ts';

/** The rectangle at a key, its corners in order; undefined when there is none. */
export function rectAt(dict: PDFDict, key: string): Bounds | undefined {
  const numbers = numbersAt(dict, key);
  if (!numbers || numbers.length < 4) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}
