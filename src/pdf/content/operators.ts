import { latin1 } from './lexer.ts';
import type { Matrix } from './matrix.ts';
import { NameOperand, StringOperand, type Operand } from './operand.ts';

/** Operands that operators need: the name of a resource, and the size of type. */
const LEAST: ReadonlyMap<string, number> = new Map([
  ...['gs', 'Do', 'sh', 'ri'].map((operator) => [operator, 1] as const),
  ['Tf', 2],
]);

/** One operator with its operands, and where it stands in the content. */
export class Operation {
  operator = '';
  /** Byte offset of the first operand, or of the operator when there is none. */
  start = 0;
  /** Byte offset behind the operator. */
  end = 0;
  operands: Operand[] = [];
  /** Byte offsets of each operand: start, end, start, end … */
  places: number[] = [];

  /** Whether it lacks operands without which some readers draw nothing that comes behind it. */
  get lacksOperands(): boolean {
    return this.operands.length < (LEAST.get(this.operator) ?? 0);
  }

  /** Lets the operands go. New arrays: to empty those that are there takes longer. */
  clear(): void {
    this.operands = [];
    this.places = [];
  }

  /** The number at a place counted from the last operand (0); 0 where there is none, as viewers take it. */
  number(fromLast: number): number {
    const operand = this.operands[this.operands.length - 1 - fromLast];
    return typeof operand === 'number' ? operand : 0;
  }

  /** The last six operands, of cm and Tm. */
  matrix(): Matrix {
    return [this.number(5), this.number(4), this.number(3), this.number(2), this.number(1), this.number(0)];
  }

  /** The first four of them, as they are written. */
  turn(bytes: Uint8Array): string {
    return latin1(bytes, this.place(5).start, this.place(2).end);
  }

  /** The last operand, when it is a name: as it was written, without the slash. */
  name(fromLast = 0): string | undefined {
    const operand = this.operands[this.operands.length - 1 - fromLast];
    return operand instanceof NameOperand ? operand.raw : undefined;
  }

  string(): StringOperand | undefined {
    const operand = this.operands.at(-1);
    return operand instanceof StringOperand ? operand : undefined;
  }

  /** Byte offsets of the operand counted from the last one (0). */
  place(fromLast: number): { start: number; end: number } {
    const index = 2 * (this.operands.length - 1 - fromLast);
    return { start: this.places[index] ?? this.start, end: this.places[index + 1] ?? this.start };
  }
}

/** Far less than the last digit of any number that is written. */
const EVEN = 1e-10;

/** A number as content streams take it: no exponent, at most `decimals` digits behind the point. */
export function formatNumber(value: number, decimals = 4): string {
  if (!Number.isFinite(value)) return '0';
  // What sums of the same length differ by, in the last digits of a double, must not tell them apart.
  const even = value + Math.sign(value) * EVEN;
  const text = Math.abs(value) < 1e15 ? even.toFixed(decimals) : value.toFixed(0);
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' || short.includes('e') ? '0' : short;
}

/** A string operand, in the form it came in; one character per byte. */
export function formatString(bytes: readonly number[], hex: boolean): string {
  let text = hex ? '<' : '(';
  for (const byte of bytes) {
    if (hex) text += (byte < 16 ? '0' : '') + byte.toString(16).toUpperCase();
    else if (byte === 0x28 || byte === 0x29 || byte === 0x5c) text += '\\' + String.fromCharCode(byte);
    else if (byte === 13) text += '\\r';
    else text += String.fromCharCode(byte);
  }
  return text + (hex ? '>' : ')');
}
