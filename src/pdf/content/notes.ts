import { readInlineImage } from './inline-image.ts';
import { isRegular } from './lexer.ts';

/** A part of content, of a function or of a CMap; byte offsets. */
export interface Token {
  readonly kind: 'comment' | 'name' | 'string' | 'digits' | 'word';
  readonly start: number;
  readonly end: number;
}

/** One that is not drawn by its spelling. */
export interface Note extends Token {
  readonly kind: 'comment' | 'name' | 'string';
}

const PERCENT = 0x25;
const OPEN = 0x28;
const CLOSE = 0x29;
const SLASH = 0x2f;
const LESS = 0x3c;
const BACKSLASH = 0x5c;

/** The comments (without their line ends), names and literal strings of text in the syntax of PDF, in order. */
export function* notesIn(bytes: Uint8Array): Generator<Note> {
  for (const { kind, start, end } of tokensIn(bytes))
    if (kind !== 'digits' && kind !== 'word') yield { kind, start, end };
}

/** These and hexadecimal strings, operators and numbers. */
export function* tokensIn(bytes: Uint8Array): Generator<Token> {
  let image: { readonly from: number; readonly to: number } | undefined;
  for (let at = 0; at < bytes.length;) {
    if (image && at >= image.from) {
      at = Math.max(at, image.to);
      image = undefined;
      continue;
    }
    const start = at;
    const byte = bytes[at]!;
    if (byte === PERCENT) {
      while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
      yield { kind: 'comment', start, end: at };
    } else if (byte === SLASH) {
      at = behindRegular(bytes, at + 1);
      yield { kind: 'name', start, end: at };
    } else if (byte === OPEN) {
      at = behindString(bytes, at);
      yield { kind: 'string', start, end: at };
    } else if (byte === LESS && bytes[at + 1] !== LESS) {
      const close = bytes.indexOf(0x3e, at);
      at = close < 0 ? bytes.length : close + 1;
      yield { kind: 'digits', start, end: at };
    } else if (isRegular(byte)) {
      at = behindRegular(bytes, at);
      if (at - start === 2 && byte === 0x42 && bytes[start + 1] === 0x49) {
        const place = readInlineImage(bytes, at, () => undefined);
        if (place) image = { from: place.dataStart, to: place.end };
      }
      yield { kind: 'word', start, end: at };
    } else at += byte === LESS ? 2 : 1;
  }
}

function behindRegular(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isRegular(bytes[at])) at++;
  return at;
}

function behindString(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) return at + 1;
  }
  return bytes.length;
}

/** The bytes with some parts replaced; `replace` answers undefined for what stays. Undefined when all does. */
export function withNotesReplaced(
  bytes: Uint8Array,
  replace: (note: Note) => string | undefined,
): Uint8Array | undefined {
  return withReplaced(bytes, notesIn(bytes), replace);
}

/** The same of all that is read. */
export function withTokensReplaced(
  bytes: Uint8Array,
  replace: (token: Token) => string | undefined,
): Uint8Array | undefined {
  return withReplaced(bytes, tokensIn(bytes), replace);
}

function withReplaced<T extends Token>(
  bytes: Uint8Array,
  tokens: Iterable<T>,
  replace: (token: T) => string | undefined,
): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const note of tokens) {
    const text = replace(note);
    if (text === undefined) continue;
    parts.push(bytes.subarray(from, note.start), Buffer.from(text, 'latin1'));
    from = note.end;
  }
  return from === 0 ? undefined : new Uint8Array(Buffer.concat([...parts, bytes.subarray(from)]));
}
