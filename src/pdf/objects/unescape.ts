const BACKSLASH = 0x5c;
const HASH = 0x23;
/** ISO 32000-2, table 3. */
const LETTERS: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/**
 * Content with the escapes of literal strings (ISO 32000-2, 7.3.4.2) and names (7.3.5) written out, wherever they
 * stand: what a program would read there, for a search. Undefined when there are none.
 */
export function unescaped(bytes: Uint8Array): Uint8Array | undefined {
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
