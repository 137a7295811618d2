import { isSpace } from '../content/lexer.ts';

const BACKSLASH = 0x5c;
const HASH = 0x23;
const LESS = 0x3c;
const MORE = 0x3e;
/** ISO 32000-2, table 3. */
const LETTERS: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/**
 * Content with the escapes of literal strings (ISO 32000-2, 7.3.4.2) and names (7.3.5) written out and the digits of
 * hexadecimal strings (7.3.4.3) in one case without white space between them, wherever they stand: what a program would
 * read there, for a search. Undefined when nothing is written so.
 */
export function unescaped(bytes: Uint8Array): Uint8Array | undefined {
  const joined = withDigitsJoined(bytes);
  return withoutEscapes(joined ?? bytes) ?? joined;
}

/** Undefined where digits stand one behind another and in one case. */
function withDigitsJoined(bytes: Uint8Array): Uint8Array | undefined {
  let out: Uint8Array | undefined;
  let length = 0;
  let copied = 0;
  for (let at = bytes.indexOf(LESS); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
    const end = unevenDigitsEnd(bytes, at + 1);
    if (end < 0) continue;
    out ??= new Uint8Array(bytes.length);
    out.set(bytes.subarray(copied, at), length);
    length += at - copied;
    for (let i = at; i < end; i++) if (!isSpace(bytes[i])) out[length++] = lowerDigit(bytes[i]!);
    copied = end;
    at = end - 1;
  }
  if (!out) return undefined;
  out.set(bytes.subarray(copied), length);
  return out.subarray(0, length + bytes.length - copied);
}

/** Where a hexadecimal string ends that has white space, or digits of both cases; below 0 for what is none such. */
function unevenDigitsEnd(bytes: Uint8Array, from: number): number {
  let hasSpace = false;
  let hasUpper = false;
  let hasLower = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) continue;
    if (byte >= 0x41 && byte <= 0x46) hasUpper = true;
    else if (byte >= 0x61 && byte <= 0x66) hasLower = true;
    else if (isSpace(byte)) hasSpace = true;
    else return byte === MORE && (hasSpace || (hasUpper && hasLower)) ? at : -1;
  }
  return -1;
}

function lowerDigit(byte: number): number {
  return byte >= 0x41 && byte <= 0x46 ? byte + 0x20 : byte;
}

function withoutEscapes(bytes: Uint8Array): Uint8Array | undefined {
  const find = (what: number, from: number): number => {
    const found = bytes.indexOf(what, from);
    return found < 0 ? bytes.length : found;
  };
  let backslash = find(BACKSLASH, 0);
  let hash = find(HASH, 0);
  if (backslash === hash) return undefined;
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    // What stands before the next escape is copied as a whole.
    const next = Math.min(backslash, hash);
    out.set(bytes.subarray(at, next), length);
    length += next - at;
    if (next === bytes.length) break;
    const [value, end] = next === backslash ? escapeAt(bytes, next + 1) : hexAt(bytes, next);
    if (value !== undefined) out[length++] = value;
    at = end;
    if (backslash < at) backslash = find(BACKSLASH, at);
    if (hash < at) hash = find(HASH, at);
  }
  return out.subarray(0, length);
}

/** The byte that an escape stands for, undefined for a broken line, and where it ends. */
function escapeAt(bytes: Uint8Array, at: number): readonly [number | undefined, number] {
  const first = bytes[at];
  if (first === undefined) return [undefined, at];
  if (first === 13) return [undefined, bytes[at + 1] === 10 ? at + 2 : at + 1];
  if (first === 10) return [undefined, at + 1];
  let value = 0;
  let end = at;
  while (end < at + 3 && isOctal(bytes[end])) value = value * 8 + bytes[end++]! - 0x30;
  return end > at ? [value & 0xff, end] : [LETTERS[first] ?? first, at + 1];
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

function hexAt(bytes: Uint8Array, at: number): readonly [number, number] {
  const digits = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
  return /^[\da-f]{2}$/i.test(digits) ? [Number.parseInt(digits, 16), at + 3] : [HASH, at + 1];
}
