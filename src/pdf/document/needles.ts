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
  private readonly filter = new Uint8Array(1 << 16);
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
      const start = needle.bytes.readUInt32LE(0);
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), needle]);
      this.filter[slot(start)] = 1;
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
    const { filter } = this;
    const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let window = (bytes[0]! << 8) | (bytes[1]! << 16) | (bytes[2]! << 24);
    for (let end = 3; end < bytes.length; end++) {
      window = (window >>> 8) | (bytes[end]! << 24);
      if (filter[slot(window)] === 0) continue;
      const candidates = this.byStart.get(window >>> 0);
      if (!candidates) continue;
      const at = end - 3;
      for (const needle of candidates) {
        const stop = at + needle.bytes.length;
        if (
          stop <= haystack.length &&
          haystack.compare(needle.bytes, 0, needle.bytes.length, at, stop) === 0
        ) {
          if (hit(needle)) return true;
        }
      }
    }
    return false;
  }
}

/** Multiplicative hash of four bytes to 16 bits. */
function slot(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> 16;
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
