/** Shorter quotes are in every file by chance. */
const MIN_LENGTH = 4;

/** One form in which a text may stand in bytes, with the text it stands for. */
interface Needle {
  readonly bytes: Buffer;
  readonly text: string;
}

/**
 * Texts to look for in raw bytes: as Latin-1 (PDFDocEncoding for what matters here), UTF-8, UTF-16 of both
 * orders and as hexadecimal digits; with its spaces, without, and with line ends for spaces. All are looked
 * for in one pass.
 */
export class Needles {
  private readonly byStart = new Map<number, Needle[]>();
  /** By a hash of the first four bytes: SHORT and LONG, where needles begin so. */
  private readonly filter = new Uint8Array(1 << FILTER_BITS);
  /** By a hash of the first eight bytes, for needles of that length. */
  private readonly longFilter = new Uint8Array(1 << FILTER_BITS);
  readonly empty: boolean;

  constructor(texts: Iterable<string>) {
    const forms = new Map<string, Needle>();
    for (const text of texts) {
      const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
      if (plain.replace(/ /g, '').length < MIN_LENGTH) continue;
      for (const spelling of spellingsOf(plain)) {
        for (const bytes of encodingsOf(spelling))
          forms.set(bytes.toString('latin1'), { bytes, text: plain });
      }
    }
    for (const needle of forms.values()) {
      const { bytes } = needle;
      const isLong = bytes.length >= 8;
      const start = bytes.readInt32LE(0);
      const next = isLong ? bytes.readInt32LE(4) : 0;
      this.filter[slot(start)]! |= isLong ? LONG : SHORT;
      if (isLong) this.longFilter[slot(start ^ mixed(next))] = 1;
      const key = keyOf(start, next, isLong);
      const known = this.byStart.get(key);
      if (known) known.push(needle);
      else this.byStart.set(key, [needle]);
    }
    this.empty = forms.size === 0;
  }

  foundIn(bytes: Uint8Array): boolean {
    return !this.empty && this.search(bytes, () => true);
  }

  /** The texts (white space collapsed) that the bytes hold. */
  allIn(bytes: Uint8Array): Set<string> {
    const found = new Set<string>();
    if (!this.empty) {
      this.search(bytes, (needle) => {
        found.add(needle.text);
        return false;
      });
    }
    return found;
  }

  private search(bytes: Uint8Array, hit: (needle: Needle) => boolean): boolean {
    if (bytes.length < 4) return false;
    const { filter, longFilter } = this;
    let window = (bytes[0]! << 8) | (bytes[1]! << 16) | (bytes[2]! << 24);
    for (let end = 3; end < bytes.length; end++) {
      window = (window >>> 8) | (bytes[end]! << 24);
      const lengths = filter[slot(window)]!;
      if (lengths === 0) continue;
      if ((lengths & SHORT) !== 0 && this.tryAt(bytes, end - 3, keyOf(window, 0, false), hit)) return true;
      if ((lengths & LONG) === 0 || end + 4 >= bytes.length) continue;
      const next =
        bytes[end + 1]! | (bytes[end + 2]! << 8) | (bytes[end + 3]! << 16) | (bytes[end + 4]! << 24);
      if (longFilter[slot(window ^ mixed(next))] === 0) continue;
      if (this.tryAt(bytes, end - 3, keyOf(window, next, true), hit)) return true;
    }
    return false;
  }

  private tryAt(bytes: Uint8Array, at: number, key: number, hit: (needle: Needle) => boolean): boolean {
    for (const needle of this.byStart.get(key) ?? [])
      if (isAt(bytes, at, needle.bytes) && hit(needle)) return true;
    return false;
  }
}

const FILTER_BITS = 17;
const SHORT = 1;
const LONG = 2;

/** Multiplicative hash of four bytes. */
function slot(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> (32 - FILTER_BITS);
}

function mixed(next: number): number {
  return Math.imul(next, 0x85ebca6b) ^ (next >>> 15);
}

/** A number for the first bytes of a needle; different ones rarely share it, so what has it is compared. */
function keyOf(start: number, next: number, isLong: boolean): number {
  return (start >>> 0) * 0x200000 + (isLong ? (mixed(next) >>> 12) + 1 : 0);
}

function isAt(haystack: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > haystack.length) return false;
  for (let i = 0; i < needle.length; i++) if (haystack[at + i] !== needle[i]) return false;
  return true;
}

function spellingsOf(plain: string): Set<string> {
  const separators = [' ', '', '\n', '\r\n', '\r', '\u00a0'];
  return new Set(separators.map((separator) => plain.replaceAll(' ', separator)));
}

function encodingsOf(text: string): Buffer[] {
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const plain = [Buffer.from(text, 'utf8'), big, little];
  if (/^[\u0000-\u00ff]*$/.test(text)) plain.push(Buffer.from(text, 'latin1'));
  return plain.flatMap((bytes) => {
    const hex = bytes.toString('hex');
    return [bytes, Buffer.from(hex), Buffer.from(hex.toUpperCase())];
  });
}
