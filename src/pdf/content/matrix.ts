import type { PDFDict } from 'pdf-lib';
import { numbersAt } from '../objects/lookup.ts';
import type { Point } from './types.ts';

/** a b c d e f of ISO 32000-2, 8.3.3: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** `first`, then `second`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  // By index: taking arrays apart is slow until the compiler has seen it often, and this is called for every word.
  const a = first[0];
  const b = first[1];
  const c = first[2];
  const d = first[3];
  const e = first[4];
  const f = first[5];
  return [
    a * second[0] + b * second[2],
    a * second[1] + b * second[3],
    c * second[0] + d * second[2],
    c * second[1] + d * second[3],
    e * second[0] + f * second[2] + second[4],
    e * second[1] + f * second[3] + second[5],
  ];
}

export function apply(m: Matrix, x: number, y: number): Point {
  return { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] };
}

/** Undefined where there is none: the matrix flattens the plane, or is not finite. */
export function invert(m: Matrix): Matrix | undefined {
  const [a, b, c, d, e, f] = m;
  const determinant = a * d - b * c;
  if (!Number.isFinite(determinant) || determinant === 0) return undefined;
  const inverse: Matrix = [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
  return isFinite(inverse) ? inverse : undefined;
}

export function isFinite(m: Matrix): boolean {
  return Number.isFinite(m[0] + m[1] + m[2] + m[3] + m[4] + m[5]);
}

/** How much a length grows at most. */
export function scaleOf(m: Matrix): number {
  return Math.max(Math.hypot(m[0], m[1]), Math.hypot(m[2], m[3]));
}

/** The matrix at a key, the identity when it is missing or too short. */
export function matrixAt(dict: PDFDict, key: string): Matrix {
  const numbers = numbersAt(dict, key);
  if (!numbers || numbers.length < 6) return IDENTITY;
  return [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!, numbers[5]!];
}

/** A distance, without what a matrix moves by; undefined without a matrix, unless it is none. */
export function turned({ x, y }: Point, matrix: Matrix | undefined): Point | undefined {
  if (x === 0 && y === 0) return { x, y };
  return matrix && { x: matrix[0] * x + matrix[2] * y, y: matrix[1] * x + matrix[3] * y };
}

/** Digits behind the point for hundredths of a point, which marks have, in a space of some scale. */
export function digitsOf(scale: number): number {
  return Math.min(6, Math.max(0, Math.ceil(2 + Math.log10(Math.max(scale, 1e-9)))));
}
