import { CffError } from './cff-data.ts';
import { glyphName, readCff, type CffFont } from './cff-font.ts';
import { closeOver, glyphFinder } from './cff-glyphs.ts';
import { writeCff } from './cff-write.ts';
import { CharstringError } from './charstrings.ts';
import { isBlank, NO_NEEDS, type NeededCode } from './needs.ts';
import type { NewCodes } from './program-order.ts';
import type { Sfnt } from './sfnt.ts';
import { trimTables } from './truetype.ts';

/** Where the glyphs of codes are in a program; undefined for one that is not sound. */
export function cffPlaces(
  bytes: Uint8Array,
  needed: readonly NeededCode[],
): ReadonlyMap<number, number> | undefined {
  return whereSound(() => {
    const find = glyphFinder(readCff(bytes));
    return new Map(
      needed.flatMap((each) => {
        const glyph = find(each);
        return glyph === undefined ? [] : [[each.code, glyph] as const];
      }),
    );
  });
}

/** Names of glyphs as they stand in a program; none where it has character ids, or is not sound. */
export function cffNames(bytes: Uint8Array): readonly string[] {
  const names = whereSound(() => {
    const font = readCff(bytes);
    return font.keyedByCid ? [] : font.charset.map((_, glyph) => glyphName(font, glyph));
  });
  return names ?? [];
}

/**
 * A program in the Compact Font Format whose glyphs are in the order of the codes given, and whose own encoding has
 * the new ones. Undefined for one that is not sound, or in which a code leads nowhere.
 */
export function cffWithNewCodes(
  bytes: Uint8Array,
  needed: readonly NeededCode[],
  { codes, names }: NewCodes,
): Uint8Array | undefined {
  return whereSound(() => {
    const font = readCff(bytes);
    if (font.keyedByCid || font.encoding === undefined) return undefined;
    const find = glyphFinder(font);
    /** The own code of each glyph. */
    const own = new Map<number, number>();
    for (const each of needed) {
      const glyph = find(each);
      if (glyph === undefined && !isBlank(each)) return undefined;
      if (glyph === undefined || glyph === 0) continue;
      // A second code of a glyph takes an entry in a form of its own, which no producer writes.
      if (own.has(glyph) && each.names.length === 0) return undefined;
      if (!own.has(glyph)) own.set(glyph, codes.get(each.code)!);
    }
    const encoding = font.encoding === 'standard' ? undefined : Uint8Array.of(0, own.size, ...own.values());
    const renamed = new Map(
      [...own.keys()].flatMap((glyph) => {
        const name = names.get(glyphName(font, glyph));
        return name === undefined ? [] : [[glyph, name] as const];
      }),
    );
    return inOrder(font, [0, ...own.keys()], { encoding, names: renamed }).bytes;
  });
}

/** A program whose glyphs have other places and, where it has them, other character ids. `numbers`: of glyphs. */
export function cffWithNewGlyphs(
  bytes: Uint8Array,
  numbers: ReadonlyMap<number, number>,
): { bytes: Uint8Array; order: readonly number[] } | undefined {
  return whereSound(() => {
    const font = readCff(bytes);
    const order = [...numbers].sort(([, a], [, b]) => a - b).map(([glyph]) => glyph);
    if (order[0] !== 0) order.unshift(0);
    if (order.some((glyph) => glyph >= font.charstrings.length)) return undefined;
    // A subset without names of its own has those of a known set, in their order.
    const isUnnamed = !font.keyedByCid && font.charset.every((id, glyph) => id === glyph);
    return inOrder(font, order, { encoding: undefined, cids: numbers, isUnnamed });
  });
}

/** The same of an OpenType file. */
export function openTypeWithNewGlyphs(
  font: Sfnt,
  numbers: ReadonlyMap<number, number>,
): Uint8Array | undefined {
  const outlines = cffWithNewGlyphs(font.table('CFF ')!, numbers);
  if (!outlines || (font.table('hhea')?.length ?? 0) < 36) return undefined;
  const { order, bytes } = outlines;
  const indexOf = new Map(order.map((glyph, index) => [glyph, index] as const));
  const tables = trimTables(font, { order, indexOf }, { places: undefined }, NO_NEEDS);
  return font.with(new Map([['CFF ', bytes], ...tables]));
}

/** Glyphs by the character ids of a composite font; undefined for a program that is not sound. */
export function glyphsOfCids(bytes: Uint8Array): ((cid: number) => number | undefined) | undefined {
  return whereSound(() => {
    const font = readCff(bytes);
    if (!font.keyedByCid) return (cid: number) => (cid < font.charstrings.length ? cid : undefined);
    const byCid = new Map(font.charset.map((cid, glyph) => [cid, glyph] as const));
    return (cid: number) => byCid.get(cid);
  });
}

function inOrder(
  font: CffFont,
  order: readonly number[],
  rest: Pick<Parameters<typeof writeCff>[1], 'encoding' | 'cids' | 'names' | 'isUnnamed'>,
): { bytes: Uint8Array; order: readonly number[] } {
  const kept = new Set(order);
  const uses = closeOver(font, kept);
  const glyphs = [...kept];
  return { bytes: writeCff(font, { glyphs, kept, uses, rename: undefined, ...rest }), order: glyphs };
}

function whereSound<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CffError || error instanceof CharstringError) return undefined;
    throw error;
  }
}
