/** UTF-8 without the platform's coders, which the core does not have. Lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const raw = character.codePointAt(0) ?? 0;
    const code = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), trail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), trail(code >> 6), trail(code));
    else bytes.push(0xf0 | (code >> 18), trail(code >> 12), trail(code >> 6), trail(code));
  }
  return Uint8Array.from(bytes);
}

function trail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** Lengths and lowest code points by the first byte (Unicode 15, table 3-7). */
function lead(byte: number): readonly [following: number, bits: number, lowest: number] | undefined {
  if (byte < 0x80) return [0, byte, 0];
  if (byte >= 0xc2 && byte < 0xe0) return [1, byte & 0x1f, 0x80];
  if (byte >= 0xe0 && byte < 0xf0) return [2, byte & 0x0f, 0x800];
  if (byte >= 0xf0 && byte < 0xf5) return [3, byte & 0x07, 0x10000];
  return undefined;
}

/** Bytes of a run of ASCII that is taken at once: more arguments than this a call does not take everywhere. */
const LONGEST_RUN = 8192;
const SHORTEST_RUN = 16;

/** The text of UTF-8 bytes without byte order mark; what is not UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const pieces: string[] = [];
  let codes: number[] = [];
  for (let at = start; at < bytes.length;) {
    // Most of what is read is ASCII.
    let end = at;
    while (end < bytes.length && end - at < LONGEST_RUN && (bytes[end] ?? 0x80) < 0x80) end++;
    if (end - at > SHORTEST_RUN) {
      pieces.push(String.fromCodePoint(...codes), String.fromCharCode(...bytes.subarray(at, end)));
      codes = [];
      at = end;
      continue;
    }
    const [following, bits, lowest] = lead(bytes[at] ?? 0) ?? [0, 0xfffd, 0];
    let code = bits;
    let read = 1;
    for (; read <= following; read++) {
      const next = bytes[at + read] ?? 0;
      if ((next & 0xc0) !== 0x80) break;
      code = (code << 6) | (next & 0x3f);
    }
    const whole = read > following && code >= lowest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    codes.push(whole ? code : 0xfffd);
    at += whole ? read : 1;
    if (codes.length === 4096) {
      pieces.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  return pieces.join('') + String.fromCodePoint(...codes);
}
