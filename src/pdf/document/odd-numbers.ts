import { PDFObjectParser } from 'pdf-lib';

/** What is used here of pdf-lib's reader of objects. */
interface NumberReader {
  readonly bytes: {
    offset(): number;
    peek(): number;
    next(): number;
    done(): boolean;
    slice(start: number, end: number): Uint8Array;
  };
  parseRawNumber: (this: NumberReader) => number;
}

const MINUS = 0x2d;
const DOT = 0x2e;

/**
 * Has pdf-lib read a number that is written as no number may be (ISO 32000-2, 7.3.3) as one number, like the common
 * viewers: a sign within it means nothing, nor does what follows a second point. pdfTeX 1.40 wrote widths below zero as
 * -30.-1; as two numbers they would shift all widths behind them.
 */
export function readOddNumbers(): void {
  const reader = PDFObjectParser.prototype as unknown as NumberReader & { readsOddNumbers?: boolean };
  if (reader.readsOddNumbers === true) return;
  reader.readsOddNumbers = true;
  const parseOne = reader.parseRawNumber;
  reader.parseRawNumber = function (this: NumberReader) {
    const { bytes } = this;
    const start = bytes.offset();
    const value = parseOne.call(this);
    if (bytes.done() || (bytes.peek() !== MINUS && bytes.peek() !== DOT)) return value;
    while (!bytes.done() && isPart(bytes.peek())) bytes.next();
    return oddNumber(Buffer.from(bytes.slice(start, bytes.offset())).toString('latin1')) ?? value;
  };
}

function isPart(byte: number): boolean {
  return byte === MINUS || byte === DOT || (byte >= 0x30 && byte <= 0x39);
}

function oddNumber(written: string): number | undefined {
  const [whole = '', fraction = ''] = written.slice(1).replaceAll('-', '').split('.');
  const value = Number(`${written.slice(0, 1)}${whole}.${fraction}`);
  return Number.isFinite(value) ? value : undefined;
}
