import { encodingNames } from '../content/fonts/encodings.ts';
import { CffError, fixedEntry, writeDict, writeIndex, type DictEntry } from './cff-data.ts';
import { glyphName, LOCAL_SUBRS, readCff, TOP, type CffFont, type PrivatePart } from './cff-font.ts';
import { standardStrings } from './cff-names.ts';
import { CharstringError, noUse, Type2Tracer, type CharstringUse } from './charstrings.ts';
import { renamed, type GlyphNeeds } from './needs.ts';

/** A glyph without ink, and a subroutine without effect. */
const ENDCHAR = Uint8Array.of(14);
const RETURN = Uint8Array.of(11);

/** What only names the font, or numbers it for caches. */
const DROPPED_OF_TOP = new Set([0, 1, 2, 3, 4, 13, 14, 0x0c00, 0x0c15, 0x0c16]);
const FONT_NAME = 0x0c26;

/**
 * How glyphs of a program are found: by name or character id, so that the other glyphs can go altogether; or by
 * index, so that they stay as empty ones.
 */
export type GlyphAccess = 'key' | 'index';

/**
 * A Compact Font Format program with the needed glyphs and the subroutines that these use. Undefined for one that is
 * not sound, or in which a needed glyph cannot be found.
 */
export function trimCff(
  bytes: Uint8Array,
  needs: GlyphNeeds,
  access: GlyphAccess,
): { bytes: Uint8Array; kept: ReadonlySet<number>; count: number } | undefined {
  try {
    const font = readCff(bytes);
    const kept = neededGlyphs(font, needs);
    if (!kept) return undefined;
    const uses = closeOver(font, kept);
    // Without character ids those of a composite font are glyph indices (ISO 32000-2, 9.7.4.2).
    const fixed = access === 'index' || (needs.cids.size > 0 && !font.keyedByCid);
    return {
      bytes: write(font, kept, uses, needs, fixed ? 'index' : 'key'),
      kept,
      count: font.charstrings.length,
    };
  } catch (error) {
    if (error instanceof CffError || error instanceof CharstringError) return undefined;
    throw error;
  }
}

function neededGlyphs(font: CffFont, { codes, cids, glyphs }: GlyphNeeds): Set<number> | undefined {
  const kept = new Set<number>([0]);
  for (const glyph of glyphs) if (glyph < font.charstrings.length) kept.add(glyph);
  if (cids.size > 0) {
    if (font.keyedByCid) font.charset.forEach((cid, glyph) => cids.has(cid) && kept.add(glyph));
    else for (const cid of cids) if (cid < font.charstrings.length) kept.add(cid);
  }
  if (codes.length === 0) return kept;
  if (font.keyedByCid) return undefined;
  const byName = new Map(font.charset.map((_, glyph) => [glyphName(font, glyph), glyph] as const));
  const standard = encodingNames('StandardEncoding');
  for (const { code, names, unicodes } of codes) {
    const named = names.map((name) => byName.get(name)).find((glyph) => glyph !== undefined);
    const encoded = font.encoding === 'standard' ? byName.get(standard[code]!) : font.encoding?.get(code);
    const glyph = named ?? encoded;
    if (glyph !== undefined) kept.add(glyph);
    else if (!names.every((name) => BLANK.test(name)) || !unicodes.every((point) => point <= 32))
      return undefined;
  }
  return kept;
}

const BLANK = /^(space|nbspace|nonbreakingspace|\.notdef)$/;

interface Uses {
  /** Of each Private DICT. */
  readonly local: readonly ReadonlySet<number>[];
  readonly global: ReadonlySet<number>;
}

/** Follows the charstrings of the kept glyphs, and keeps what they are composed of. */
function closeOver(font: CffFont, kept: Set<number>): Uses {
  const global = new Set<number>();
  const uses = font.privates.map((): CharstringUse => ({ ...noUse(), global }));
  const tracers = font.privates.map(({ subrs }, i) => new Type2Tracer(subrs, font.globals, uses[i]!));
  const standard = encodingNames('StandardEncoding');
  for (const glyph of kept) {
    const select = font.select[glyph] ?? 0;
    const tracer = tracers[select];
    if (!tracer) throw new CffError('selector');
    tracer.trace(font.charstrings[glyph]!);
    for (const code of uses[select]!.parts) {
      const part = font.charset.findIndex((_, each) => glyphName(font, each) === standard[code]);
      if (part > 0) kept.add(part);
    }
  }
  return { local: uses.map(({ local }) => local), global };
}

function write(
  font: CffFont,
  kept: ReadonlySet<number>,
  uses: Uses,
  needs: GlyphNeeds,
  access: GlyphAccess,
): Uint8Array {
  const all = font.charstrings.map((_, glyph) => glyph);
  const glyphs = access === 'key' ? all.filter((glyph) => kept.has(glyph)) : all;
  const strings = new StringTable(font);
  const charset = glyphs.map((glyph) => {
    const id = font.charset[glyph]!;
    if (!kept.has(glyph)) return 0;
    return font.keyedByCid ? id : strings.idOf(id);
  });
  const topEntries = font.top
    .filter(({ operator }) => !DROPPED_OF_TOP.has(operator))
    .map((entry) => (entry.operator === TOP.ros ? rosEntry(entry, strings) : entry))
    // It must be the first.
    .sort((a, b) => Number(b.operator === TOP.ros) - Number(a.operator === TOP.ros));
  const encoding = access === 'key' ? encodingBytes(font, glyphs) : undefined;
  const parts = {
    encoding: encoding ?? new Uint8Array(0),
    charset: Buffer.concat([Uint8Array.of(0), ...charset.slice(1).map(uint16)]),
    select: font.keyedByCid
      ? Uint8Array.of(0, ...glyphs.map((glyph) => font.select[glyph] ?? 0))
      : new Uint8Array(0),
    charstrings: writeIndex(glyphs.map((glyph) => (kept.has(glyph) ? font.charstrings[glyph]! : ENDCHAR))),
  };
  const head = (top: readonly DictEntry[]): Uint8Array =>
    Buffer.concat([
      font.version,
      Uint8Array.of(4, 4),
      writeIndex(font.names.map((name) => renamed(name, needs.rename))),
      writeIndex([writeDict(top)]),
      writeIndex(strings.items),
      writeIndex(font.globals.map((subr, index) => (uses.global.has(index) ? subr : RETURN))),
    ]);
  // All offsets have the same length whatever they are, so the head can be measured with zeros.
  let at = head(withOffsets(topEntries, font, () => 0)).length;
  const place = new Map<number, number>();
  const put = (operator: number, part: Uint8Array): void => {
    place.set(operator, at);
    at += part.length;
  };
  if (encoding) put(TOP.encoding, parts.encoding);
  put(TOP.charset, parts.charset);
  put(TOP.fdSelect, parts.select);
  put(TOP.charstrings, parts.charstrings);
  const privates = font.privates.map((part, i) => privateBytes(part, uses.local[i]!));
  const sizes: [size: number, offset: number][] = [];
  for (const { dict, subrs } of privates) {
    sizes.push([dict.length, at]);
    at += dict.length + subrs.length;
  }
  const fdArray = font.keyedByCid
    ? writeIndex(font.privates.map(({ font: dict }, i) => fontDict(dict, sizes[i]!)))
    : new Uint8Array(0);
  place.set(TOP.fdArray, at);
  const top = withOffsets(topEntries, font, (operator) => {
    if (operator === TOP.private) return sizes[0]!;
    return operator === TOP.encoding && !encoding ? 0 : (place.get(operator) ?? 0);
  });
  return Buffer.concat([
    head(top),
    parts.encoding,
    parts.charset,
    parts.select,
    parts.charstrings,
    ...privates.flatMap(({ dict, subrs }) => [dict, subrs]),
    fdArray,
  ]);
}

/** The entries with those that name a place, as the font has them. */
function withOffsets(
  entries: readonly DictEntry[],
  { keyedByCid }: CffFont,
  placeOf: (operator: number) => number | readonly [number, number],
): DictEntry[] {
  const operators = keyedByCid
    ? [TOP.charset, TOP.charstrings, TOP.fdArray, TOP.fdSelect]
    : [TOP.charset, TOP.encoding, TOP.charstrings, TOP.private];
  const named = new Set<number>(
    Object.values(TOP).filter((each) => each !== TOP.ros && each !== TOP.charstringType),
  );
  const offsets = operators.map((operator) => {
    const place = placeOf(operator);
    const pair = operator === TOP.private ? (typeof place === 'number' ? [0, 0] : place) : [Number(place)];
    return fixedEntry(operator, pair);
  });
  return [...entries.filter(({ operator }) => !named.has(operator)), ...offsets];
}

function rosEntry({ operator, operands }: DictEntry, strings: StringTable): DictEntry {
  const [registry = 0, ordering = 0, supplement = 0] = operands;
  return fixedEntry(operator, [strings.idOf(registry), strings.idOf(ordering), supplement]);
}

function fontDict(entries: readonly DictEntry[], place: readonly [number, number]): Uint8Array {
  const rest = entries.filter(({ operator }) => operator !== TOP.private && operator !== FONT_NAME);
  return writeDict([...rest, fixedEntry(TOP.private, place)]);
}

function privateBytes(
  { entries, subrs }: PrivatePart,
  used: ReadonlySet<number>,
): { dict: Uint8Array; subrs: Uint8Array } {
  const rest = entries.filter(({ operator }) => operator !== LOCAL_SUBRS);
  if (subrs.length === 0) return { dict: writeDict(rest), subrs: new Uint8Array(0) };
  // Right behind the dict, counted from its start.
  const length = writeDict([...rest, fixedEntry(LOCAL_SUBRS, [0])]).length;
  return {
    dict: writeDict([...rest, fixedEntry(LOCAL_SUBRS, [length])]),
    subrs: writeIndex(subrs.map((subr, index) => (used.has(index) ? subr : RETURN))),
  };
}

/** The program's own encoding for the glyphs that stay; undefined for the standard one. */
function encodingBytes({ encoding }: CffFont, glyphs: readonly number[]): Uint8Array | undefined {
  if (encoding === undefined || encoding === 'standard') return undefined;
  const codes = new Map([...encoding].map(([code, glyph]) => [glyph, code] as const));
  const list: number[] = [];
  for (const glyph of glyphs.slice(1)) {
    const code = codes.get(glyph);
    // Those with a code come first.
    if (code === undefined) break;
    list.push(code);
  }
  return Uint8Array.of(0, list.length, ...list);
}

/** Strings of the new file: only those that something names. */
class StringTable {
  readonly items: Uint8Array[] = [];
  private readonly font: CffFont;
  private readonly ids = new Map<number, number>();

  constructor(font: CffFont) {
    this.font = font;
  }

  idOf(old: number): number {
    const standard = standardStrings().length;
    if (old < standard) return old;
    let id = this.ids.get(old);
    if (id === undefined) {
      id = standard + this.items.length;
      this.items.push(this.font.strings[old - standard] ?? new Uint8Array(0));
      this.ids.set(old, id);
    }
    return id;
  }
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255);
}
