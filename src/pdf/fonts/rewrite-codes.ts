import { PDFName, PDFStream, type PDFContext, type PDFDict } from 'pdf-lib';
import { splice, Edits } from '../content/edits.ts';
import { Lexer } from '../content/lexer.ts';
import { StringOperand } from '../content/operand.ts';
import { formatString } from '../content/operators.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { codeLength } from './code-length.ts';
import type { ShowPlace } from './usage.ts';

/** Content with the new codes in its strings; all else stays byte for byte. */
export function rewriteCodes(
  context: PDFContext,
  source: ShowPlace['source'],
  places: readonly ShowPlace[],
  codes: ReadonlyMap<PDFDict, ReadonlyMap<number, number>>,
): void {
  const edits = new Edits();
  for (const { font, content, start, end } of places) {
    const fresh = codes.get(font);
    if (fresh)
      for (const string of stringsIn(content, start, end)) {
        const bytes = codeLength(font) === 2 ? pairs(string.bytes, fresh) : singles(string.bytes, fresh);
        edits.replace(string.start, string.end, formatString(bytes, string.hex));
      }
  }
  const [first] = places;
  if (!first || edits.empty) return;
  writeContent(context, source, splice(first.content, edits.patches(first.content)));
}

/** Puts other content in the place of that of a page, or of a stream. */
export function writeContent(context: PDFContext, source: ShowPlace['source'], bytes: Uint8Array): void {
  if (source instanceof PDFStream) {
    const ref = context.getObjectRef(source);
    if (ref) context.assign(ref, deflatedStream(context, bytes, source.dict));
  } else source.node.set(PDFName.of('Contents'), context.register(deflatedStream(context, bytes)));
}

function singles(bytes: Uint8Array, codes: ReadonlyMap<number, number>): number[] {
  return [...bytes].map((code) => codes.get(code) ?? code);
}

/** A code that is cut short is as good as none. */
function pairs(bytes: Uint8Array, codes: ReadonlyMap<number, number>): number[] {
  const fresh: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const code = bytes[at]! * 256 + bytes[at + 1]!;
    const other = codes.get(code) ?? code;
    fresh.push(other >> 8, other & 255);
  }
  return fresh;
}

interface PlacedString {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly hex: boolean;
}

/** The strings of an operand: itself, or the elements of an array. */
function stringsIn(content: Uint8Array, start: number, end: number): PlacedString[] {
  const isArray = content[start] === 0x5b;
  const lexer = new Lexer(content, isArray ? start + 1 : start, end);
  const strings: PlacedString[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    const { operand } = lexer;
    if (kind !== 'operand' || !(operand instanceof StringOperand)) continue;
    strings.push({ start: lexer.start, end: lexer.end, bytes: operand.bytes, hex: operand.hex });
  }
  return strings;
}
