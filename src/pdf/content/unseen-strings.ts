import { PDFName } from 'pdf-lib';
import { Edits } from './edits.ts';
import { readInlineImage, type InlineImagePlace } from './inline-image.ts';
import { isSpace, Lexer } from './lexer.ts';
import { DictOperand, StringOperand, type Operand } from './operand.ts';
import { Operation } from './operators.ts';

const SHOWING: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
const ACTUAL_TEXT = PDFName.of('ActualText');
const LESS = 0x3c;
const OPEN = 0x28;
const CLOSE = 0x29;
const GREATER = 0x3e;
const CLOSE_ARRAY = 0x5d;

/** Whether content may have strings beside those that are shown: in properties or in inline images. */
export function mayHoldUnseen(bytes: Uint8Array): boolean {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = content.indexOf('<<'); at >= 0; at = content.indexOf('<<', at + 2)) {
    for (let end = at + 2; end < content.length && content[end] !== 0x3e; end++)
      if (content[end] === LESS || content[end] === OPEN) return true;
  }
  return ['BI', 'BX'].some((word) => {
    for (let at = content.indexOf(word); at >= 0; at = content.indexOf(word, at + 2))
      if ((at === 0 || isSpace(content[at - 1])) && isSpace(content[at + 2])) return true;
    return false;
  });
}

/** What is looked for in content. */
export interface UnseenSought {
  /** Whether a string tells. */
  readonly tells: (string: Uint8Array) => boolean;
  /** An inline image, from BI to EI, without what no decoder reads; undefined where all is read. */
  readonly plainImage: (bytes: Uint8Array, place: InlineImagePlace) => Uint8Array | undefined;
}

/**
 * Takes out of content what tells and is not shown: entries of properties and inline images, and operands of operators
 * that show no text; what no decoder reads of inline images; and a string or array that the content ends in. What a sequence says instead of the text that it shows
 * stays: readers find that on the page.
 */
export function withoutUnseen(bytes: Uint8Array, sought: UnseenSought): Edits {
  return new UnseenStrings(bytes, sought).run();
}

interface Sequence {
  /** How many operators had shown text when it began. */
  readonly shown: number;
  readonly instead: readonly Place[];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

class UnseenStrings {
  private readonly edits = new Edits();
  private readonly bytes: Uint8Array;
  private readonly sought: UnseenSought;
  private readonly open: Sequence[] = [];
  private readonly op = new Operation();
  private shown = 0;

  constructor(bytes: Uint8Array, sought: UnseenSought) {
    this.bytes = bytes;
    this.sought = sought;
  }

  run(): Edits {
    const { op } = this;
    const lexer = new Lexer(this.bytes);
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind === 'operand') {
        op.operands.push(lexer.operand);
        op.places.push(lexer.start, lexer.end);
        continue;
      }
      op.operator = lexer.operator;
      if (op.operator === 'BI') lexer.at = this.image(lexer.start, lexer.at);
      else this.operation();
      op.clear();
    }
    while (this.open.length > 0) this.end();
    this.unended();
    return this.edits;
  }

  /** Where content breaks off or is damaged, a string or an array may never end: no operator follows to show it. */
  private unended(): void {
    const { op, bytes } = this;
    const { start, end } = op.place(0);
    const last = op.operands.at(-1);
    if (last === undefined || end < bytes.length) return;
    const closing = Array.isArray(last) ? [CLOSE_ARRAY] : [CLOSE, GREATER];
    if (closing.includes(bytes[end - 1]!)) return;
    // In an array that goes on for what was text, strings and words may have changed places.
    if (this.holds(last) || this.sought.tells(bytes.subarray(start, end))) this.edits.remove(start, end);
  }

  /** `start`: of BI; `at`: behind it. */
  private image(start: number, at: number): number {
    const image = readInlineImage(this.bytes, at, () => undefined);
    if (!image) return at;
    const silent = image.dict.entries.filter(({ value }) => !this.holds(value));
    const plain = this.sought.plainImage(this.bytes, { ...image, dict: new DictOperand(silent) });
    if (plain) this.edits.replace(start, image.end, () => plain);
    else this.takeOut(this.entriesOf(image.dict));
    return image.end;
  }

  private operation(): void {
    const { operator, operands } = this.op;
    const isShowing = SHOWING.has(operator);
    if (isShowing) this.shown++;
    const instead: Place[] = [];
    for (const [index, operand] of operands.entries()) {
      const fromLast = operands.length - 1 - index;
      if (isShowing && fromLast === 0) continue;
      if (operand instanceof DictOperand) {
        for (const place of this.entriesOf(operand)) {
          const isInstead = operator === 'BDC' && PDFName.of(place.key) === ACTUAL_TEXT;
          if (isInstead) instead.push(place);
          else this.takeOut([place]);
        }
      } else if (this.holds(operand)) {
        const { start, end } = this.op.place(fromLast);
        this.edits.replace(start, end, '()');
      }
    }
    if (operator === 'BDC' || operator === 'BMC') this.open.push({ shown: this.shown, instead });
    else if (operator === 'EMC') this.end();
  }

  private end(): void {
    const sequence = this.open.pop();
    if (sequence?.shown === this.shown) this.takeOut(sequence.instead);
  }

  private takeOut(places: readonly Place[]): void {
    for (const { start, end } of places) this.edits.remove(start, end);
  }

  /** The innermost entries with a string that tells. */
  private entriesOf(dict: DictOperand): (Place & { readonly key: string })[] {
    return dict.entries.flatMap((entry) => {
      const { key, value } = entry;
      if (value instanceof DictOperand) return this.entriesOf(value);
      return this.holds(value) ? [{ key, start: entry.start, end: entry.end }] : [];
    });
  }

  private holds(operand: Operand): boolean {
    if (operand instanceof StringOperand) return this.sought.tells(operand.bytes);
    if (operand instanceof DictOperand) return this.entriesOf(operand).length > 0;
    return Array.isArray(operand) && operand.some((each) => this.holds(each as Operand));
  }
}
