/** As often as addresses hold addresses that are escaped once more. */
const MAX_DEPTH = 3;
/** Digits of base64 in either alphabet (RFC 4648), and so of UTF-7. */
const DIGITS = /[\w+/-]{6,}/g;

/**
 * What an address may say: as it is written, without its escapes, and what runs of digits in it stand for in base64
 * (of one byte a letter, or of two).
 */
export function spellingsOf(address: string): ReadonlySet<string> {
  const found = new Set<string>([address]);
  let last = address;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    last = unescaped(last);
    found.add(last);
  }
  for (const text of [...found]) {
    for (const [digits] of text.matchAll(DIGITS)) for (const each of decodings(digits)) found.add(each);
  }
  return found;
}

/** Where the digits begin is not known: they come in groups of four. */
function* decodings(digits: string): Generator<string> {
  for (let start = 0; start < 4; start++) {
    const bytes = Buffer.from(digits.slice(start), 'base64url');
    yield bytes.toString('utf8');
    yield bytes.toString('latin1');
    for (const from of [0, 1]) {
      const even = Buffer.from(bytes.subarray(from, from + ((bytes.length - from) & ~1)));
      yield even.toString('utf16le');
      yield even.swap16().toString('utf16le');
    }
  }
}

/** Escapes that stand for no text (ISO 8859-1 was usual) are taken by themselves. */
function unescaped(address: string): string {
  const plain = address.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }
}
