import { fixedEntry, writeDict, writeIndex, type DictEntry } from './cff-data.ts';
import { LOCAL_SUBRS, TOP, type CffFont, type PrivatePart } from './cff-font.ts';
import { standardStrings } from './cff-names.ts';
import { withNewSubrs } from './cff-subrs.ts';
import { renamed, type GlyphNeeds } from './needs.ts';

/** A glyph without ink, and a subroutine without effect. */
const ENDCHAR = Uint8Array.of(14);
const RETURN = Uint8Array.of(11);

/** What only names the font, or numbers it for caches. */
const DROPPED_OF_TOP = new Set([0, 1, 2, 3, 4, 13, 14, 0x0c00, 0x0c15, 0x0c16]);
const FONT_NAME = 0x0c26;
/** Those of the operators known here that name no place. */
const UNPLACED = new Set<number>([TOP.ros, TOP.charstringType, TOP.cidCount]);

/** Subroutines that are called. */
export interface CffUses {
  /** Of each Private DICT. */
  readonly local: readonly ReadonlySet<number>[];
  readonly global: ReadonlySet<number>;
}

/** What a program is written from. */
export interface CffLayout {
  /** All glyphs of the new program, in their order. */
  readonly glyphs: readonly number[];
  /** Those of them that have ink. */
  readonly kept: ReadonlySet<number>;
  readonly uses: CffUses;
  readonly rename: GlyphNeeds['rename'];
  /** The program's own encoding, as written; undefined for the standard one. */
  readonly encoding: Uint8Array | undefined;
  /** Other character ids of glyphs; undefined where they keep theirs. */
  readonly cids?: ReadonlyMap<number, number> | undefined;
  /** Whether nothing finds a glyph by its name: its place among those of a known set would tell where it was. */
  readonly isUnnamed?: boolean;
  /** Other names of glyphs. */
  readonly names?: ReadonlyMap<number, string> | undefined;
}

/** A program with these glyphs, and the subroutines that they use. */
export function writeCff(font: CffFont, layout: CffLayout): Uint8Array {
  const { glyphs, kept, uses, encoding } = layout;
  const strings = new StringTable(font);
  const code = withNewSubrs(
    font,
    glyphs.filter((glyph) => kept.has(glyph)),
  );
  const charset = glyphs.map((glyph, index) => {
    if (!kept.has(glyph)) return 0;
    if (layout.isUnnamed && index < standardStrings().length) return index;
    if (font.keyedByCid) return layout.cids?.get(glyph) ?? font.charset[glyph]!;
    const name = layout.names?.get(glyph);
    return name === undefined ? strings.idOf(font.charset[glyph]!) : strings.add(name);
  });
  const highest = charset.reduce((most, id) => Math.max(most, id), 0);
  const topEntries = font.top
    .filter(({ operator }) => !DROPPED_OF_TOP.has(operator))
    .map((entry) => (entry.operator === TOP.ros ? rosEntry(entry, strings) : entry))
    // One more than the highest: of a subset it would tell the highest that was used.
    .map((entry) => (entry.operator === TOP.cidCount ? fixedEntry(TOP.cidCount, [highest + 1]) : entry))
    // It must be the first.
    .sort((a, b) => Number(b.operator === TOP.ros) - Number(a.operator === TOP.ros));
  const parts = {
    encoding: encoding ?? new Uint8Array(0),
    charset: Buffer.concat([Uint8Array.of(0), ...charset.slice(1).map(uint16)]),
    select: font.keyedByCid
      ? Uint8Array.of(0, ...glyphs.map((glyph) => font.select[glyph] ?? 0))
      : new Uint8Array(0),
    charstrings: writeIndex(
      glyphs.map((glyph) =>
        kept.has(glyph) ? (code?.charstring(glyph) ?? font.charstrings[glyph]!) : ENDCHAR,
      ),
    ),
  };
  const head = (top: readonly DictEntry[]): Uint8Array =>
    Buffer.concat([
      font.version,
      Uint8Array.of(4, 4),
      writeIndex(font.names.map((name) => renamed(name, layout.rename))),
      writeIndex([writeDict(top)]),
      writeIndex(strings.items),
      writeIndex(
        code?.globals ?? font.globals.map((subr, index) => (uses.global.has(index) ? subr : RETURN)),
      ),
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
  const privates = font.privates.map((part, i) =>
    privateBytes(
      part,
      code?.locals[i] ?? part.subrs.map((subr, index) => (uses.local[i]!.has(index) ? subr : RETURN)),
    ),
  );
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
  const named = new Set<number>(Object.values(TOP).filter((each) => !UNPLACED.has(each)));
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
  { entries }: PrivatePart,
  subrs: readonly Uint8Array[],
): { dict: Uint8Array; subrs: Uint8Array } {
  const rest = entries.filter(({ operator }) => operator !== LOCAL_SUBRS);
  if (subrs.length === 0) return { dict: writeDict(rest), subrs: new Uint8Array(0) };
  // Right behind the dict, counted from its start.
  const length = writeDict([...rest, fixedEntry(LOCAL_SUBRS, [0])]).length;
  return {
    dict: writeDict([...rest, fixedEntry(LOCAL_SUBRS, [length])]),
    subrs: writeIndex(subrs),
  };
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
      id = this.push(this.font.strings[old - standard] ?? new Uint8Array(0));
      this.ids.set(old, id);
    }
    return id;
  }

  add(text: string): number {
    return this.push(Buffer.from(text, 'latin1'));
  }

  private push(bytes: Uint8Array): number {
    this.items.push(bytes);
    return standardStrings().length + this.items.length - 1;
  }
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255);
}
