/** Shorter quotes are in every file by chance. */
const MIN_LENGTH = 4;

/** One form in which a text may stand in bytes, with the text it stands for. */
interface Needle {
  readonly bytes: Buffer;
  readonly sought: Sought;
}

/** A text, and the search in which it was found last. */
interface Sought {
  readonly text: string;
  foundIn: number;
}

/**
 * Texts to look for in raw bytes: as Latin-1 (PDFDocEncoding for what matters here), UTF-8, UTF-16 of both
 * orders and as hexadecimal digits; with its spaces, without, and with line ends for spaces. All are looked
 * for in one pass.
 */
export class Needles {
  /** By level and slot of so many first bytes: ENDS and MORE. */
  private readonly filters: readonly Uint8Array[];
  /** By level and slot: the place in `groups` of the needles that end there. */
  private readonly ends: readonly Map<number, number>[];
  /** What a hash is shifted by to give a slot: filters are as large as needed to be nearly empty. */
  private readonly shift: number;
  private readonly groups: Needle[][] = [];
  /** By group: the search in which all its texts were found. */
  private readonly done: number[] = [];
  /** The slots of the second level that are in use, a bit each: that much is near for every byte of a search. */
  private readonly begins: Uint32Array;
  private searches = 0;
  /** Whether any needle is shorter than the second level, and whether any is not. */
  private hasShort = false;
  private hasLong = false;
  readonly empty: boolean;

  constructor(texts: Iterable<string>) {
    const forms = new Map<string, Needle>();
    for (const text of texts) {
      const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
      if (plain.replace(/ /g, '').length < MIN_LENGTH) continue;
      const sought: Sought = { text: plain, foundIn: 0 };
      for (const spelling of spellingsOf(plain)) {
        for (const bytes of encodingsOf(spelling)) forms.set(bytes.toString('latin1'), { bytes, sought });
      }
    }
    const bits = Math.min(MAX_BITS, Math.ceil(Math.log2(forms.size + 1)) + SPARE_BITS);
    this.shift = 32 - bits;
    this.filters = LEVELS.map(() => new Uint8Array(1 << bits));
    this.ends = LEVELS.map(() => new Map());
    this.begins = new Uint32Array((1 << bits) >>> 5);
    for (const needle of forms.values()) this.add(needle);
    this.empty = forms.size === 0;
  }

  private add(needle: Needle): void {
    const { bytes } = needle;
    const last = LEVELS.findLastIndex((length) => length <= bytes.length);
    let hash = hashOn(bytes, 0, 0, 0);
    for (let level = Math.min(1, last); level <= last; level++) {
      if (level > 0) hash = hashOn(bytes, 0, level, hash);
      const begin = slot(hash, this.shift);
      this.filters[level]![begin]! |= level === last ? ENDS : MORE;
      if (level === 1) this.begins[begin >>> 5]! |= 1 << begin;
    }
    if (last === 0) this.hasShort = true;
    else this.hasLong = true;
    const ends = this.ends[last]!;
    const place = slot(hash, this.shift);
    const group = ends.get(place) ?? this.groups.push([]) - 1;
    ends.set(place, group);
    if (group === this.done.length) this.done.push(0);
    this.groups[group]!.push(needle);
  }

  foundIn(bytes: Uint8Array): boolean {
    let found = false;
    if (!this.empty) this.search(bytes, () => (found = true));
    return found;
  }

  /** The texts (white space collapsed) that the bytes hold. */
  allIn(bytes: Uint8Array): Set<string> {
    const found = new Set<string>();
    if (!this.empty) {
      this.search(bytes, (text) => {
        found.add(text);
        return false;
      });
    }
    return found;
  }

  /** Tells `hit` once of each text, until it answers that this is enough. */
  private search(all: Uint8Array, hit: (text: string) => boolean): void {
    this.searches++;
    // Code made for one kind of array is made anew for a Buffer.
    const bytes = new Uint8Array(all.buffer, all.byteOffset, all.length);
    if (this.hasLong && this.searchLong(bytes, hit)) return;
    if (this.hasShort) this.searchShort(bytes, hit);
  }

  /** Needles of eight bytes and more; answers whether it is enough. */
  private searchLong(bytes: Uint8Array, hit: (text: string) => boolean): boolean {
    if (bytes.length < LEVELS[1]) return false;
    const { shift, begins } = this;
    const { length } = bytes;
    // The four bytes from a place on, and the four behind them.
    let window = (bytes[0]! << 8) | (bytes[1]! << 16) | (bytes[2]! << 24);
    let behind = bytes[3]! | (bytes[4]! << 8) | (bytes[5]! << 16) | (bytes[6]! << 24);
    for (let end = LEVELS[1] - 1; end < length; end++) {
      window = (window >>> 8) | (behind << 24);
      behind = (behind >>> 8) | (bytes[end]! << 24);
      const hash = joined(window, behind);
      const place = slot(hash, shift);
      if ((begins[place >>> 5]! & (1 << place)) === 0) continue;
      if (this.tryAt(bytes, end - LEVELS[1] + 1, hash, hit)) return true;
    }
    return false;
  }

  private searchShort(bytes: Uint8Array, hit: (text: string) => boolean): void {
    if (bytes.length < LEVELS[0]) return;
    const { shift } = this;
    const filter = this.filters[0]!;
    let window = (bytes[0]! << 8) | (bytes[1]! << 16) | (bytes[2]! << 24);
    for (let end = LEVELS[0] - 1; end < bytes.length; end++) {
      window = (window >>> 8) | (bytes[end]! << 24);
      const place = slot(window, shift);
      if (filter[place] !== 0 && this.endsAt(bytes, end - LEVELS[0] + 1, 0, place, hit)) return;
    }
  }

  /** From the second level on, as long as a needle begins so. */
  private tryAt(bytes: Uint8Array, at: number, begin: number, hit: (text: string) => boolean): boolean {
    let hash = begin;
    for (let level = 1; ; level++) {
      const place = slot(hash, this.shift);
      const flags = this.filters[level]![place]!;
      if ((flags & ENDS) !== 0 && this.endsAt(bytes, at, level, place, hit)) return true;
      if ((flags & MORE) === 0 || at + LEVELS[level + 1]! > bytes.length) return false;
      hash = hashOn(bytes, at, level + 1, hash);
    }
  }

  /** Needles that end on a level; those of a text that was found already need not be compared. */
  private endsAt(
    bytes: Uint8Array,
    at: number,
    level: number,
    place: number,
    hit: (text: string) => boolean,
  ): boolean {
    const group = this.ends[level]!.get(place);
    if (group === undefined || this.done[group] === this.searches) return false;
    let left = 0;
    for (const { bytes: needle, sought } of this.groups[group]!) {
      if (sought.foundIn === this.searches) continue;
      if (isAt(bytes, at, needle)) {
        sought.foundIn = this.searches;
        if (hit(sought.text)) return true;
      } else left++;
    }
    if (left === 0) this.done[group] = this.searches;
    return false;
  }
}

/** Of how many first bytes there is a filter; one for each length, since texts of one document often begin alike. */
const LEVELS = [4, 8, 16, 32] as const;
const MAX_BITS = 17;
/** A filter has 32 slots a needle, or more. */
const SPARE_BITS = 5;
/** Needles that are shorter than the next level begin so. */
const ENDS = 1;
/** Longer ones do. */
const MORE = 2;

/** Multiplicative hash. */
function slot(hash: number, shift: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> shift;
}

/** A number for the first bytes up to a level's length, from that for the level below; of four bytes, these themselves. */
function hashOn(bytes: Uint8Array, at: number, level: number, below: number): number {
  let hash = below;
  for (let i = at + (LEVELS[level - 1] ?? 0); i < at + LEVELS[level]!; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    hash = joined(hash, word);
  }
  return hash;
}

function joined(hash: number, word: number): number {
  return Math.imul(hash, 0x85ebca6b) ^ (hash >>> 15) ^ word;
}

function isAt(haystack: Uint8Array, at: number, needle: Uint8Array): boolean {
  if (at + needle.length > haystack.length) return false;
  for (let i = 0; i < needle.length; i++) if (haystack[at + i] !== needle[i]) return false;
  return true;
}

/** Bytes in which every form of some texts is written over; undefined when none is there. */
export function withoutForms(bytes: Uint8Array, texts: Iterable<string>): Uint8Array | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let clean: Buffer | undefined;
  for (const text of texts) {
    const filling = /^[x\s]+$/i.test(text) ? OTHER : FILLING;
    for (const form of [...spellingsOf(text)].flatMap(encodingsOf)) {
      for (let at = source.indexOf(form); at >= 0; at = source.indexOf(form, at + form.length)) {
        clean ??= Buffer.from(source);
        clean.fill(filling, at, at + form.length);
      }
    }
  }
  return clean && new Uint8Array(clean);
}

/** Any letter, and another for texts that are nothing else. */
const FILLING = 0x78;
const OTHER = 0x71;

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
