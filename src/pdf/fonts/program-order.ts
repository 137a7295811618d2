import {
  cffNames,
  cffPlaces,
  cffWithNewCodes,
  cffWithNewGlyphs,
  glyphsOfCids,
  openTypeWithNewGlyphs,
} from './cff-order.ts';
import type { NeededCode } from './needs.ts';
import { glyphsByCode } from './opentype-glyphs.ts';
import type { Rewritten } from './program.ts';
import { withGlyphsInOrder, withNewCodes, withNewGlyphs } from './renumber.ts';
import { Sfnt } from './sfnt.ts';
import { type1Names, type1Places, type1WithNewCodes } from './type1-order.ts';

/** What a font is written anew by. */
export interface NewCodes {
  /** New codes by old ones, in the order in which they are shown. */
  readonly codes: ReadonlyMap<number, number>;
  /** New names of glyphs whose names are but numbers. */
  readonly names: ReadonlyMap<string, string>;
}

/** Where the glyphs of codes are in the program of a simple font; undefined for a program that is not sound. */
export function placesOfCodes(
  bytes: Uint8Array,
  needed: readonly NeededCode[],
): ReadonlyMap<number, number> | undefined {
  const font = Sfnt.read(bytes);
  if (font) return glyphsByCode(font, needed);
  return isCff(bytes) ? cffPlaces(bytes, needed) : type1Places(bytes, needed);
}

/** Names of the glyphs of a simple font as they stand in its program, the one for what is missing left out. */
export function namesOfGlyphs(bytes: Uint8Array): readonly string[] {
  if (Sfnt.read(bytes)) return [];
  const names = isCff(bytes) ? cffNames(bytes) : type1Names(bytes);
  return names.filter((name) => name !== '.notdef');
}

/** The program of a simple font with its glyphs in the order of the codes given, and with the new codes. */
export function withCodesInOrder(
  bytes: Uint8Array,
  needed: readonly NeededCode[],
  fresh: NewCodes,
): Rewritten | undefined {
  const font = Sfnt.read(bytes);
  // Programs in the Compact Font Format that are wrapped find glyphs in several ways at once.
  if (font?.table('CFF ')) return undefined;
  if (font) {
    const isSame = [...fresh.codes].every(([from, to]) => from === to);
    const program = isSame ? withGlyphsInOrder(bytes, needed) : withNewCodes(bytes, fresh.codes);
    return program && { bytes: program, lengths: [program.length] };
  }
  if (!isCff(bytes)) return type1WithNewCodes(bytes, needed, fresh);
  const program = cffWithNewCodes(bytes, needed, fresh);
  return program && { bytes: program, lengths: [] };
}

/** A program of a composite font in a new order, and the CIDToGIDMap that it takes. */
export interface RenumberedProgram extends Rewritten {
  readonly map: Uint8Array | undefined;
}

/**
 * The program of a composite font with its glyphs in the order of their new character ids. `map`: CIDToGIDMap of a
 * CIDFontType2; 'own' for a font whose program itself finds them (ISO 32000-2, 9.7.4.2).
 */
export function withCidsInOrder(
  bytes: Uint8Array,
  cids: readonly (readonly [old: number, fresh: number])[],
  map: Uint8Array | 'identity' | 'own',
): RenumberedProgram | undefined {
  const font = Sfnt.read(bytes);
  const cff = font?.table('CFF ') ?? (isCff(bytes) ? bytes : undefined);
  const own = cff && map === 'own' ? glyphsOfCids(cff) : undefined;
  if (map === 'own' && cff && !own) return undefined;
  const glyphOf = (cid: number): number | undefined => {
    if (own) return own(cid);
    return map instanceof Uint8Array ? ((map[2 * cid] ?? 0) << 8) | (map[2 * cid + 1] ?? 0) : cid;
  };
  /** New places of glyphs. */
  const numbers = new Map([[0, 0]]);
  const placeOf = new Map<number, number>();
  for (const [cid, fresh] of cids.toSorted(([, a], [, b]) => a - b)) {
    const glyph = glyphOf(cid) ?? 0;
    if (!numbers.has(glyph)) numbers.set(glyph, numbers.size);
    placeOf.set(fresh, numbers.get(glyph)!);
  }
  const isIdentity = [...placeOf].every(([cid, place]) => cid === place);
  if (!isIdentity && own) return undefined;
  const program = withGlyphs(bytes, font, numbers);
  return (
    program && {
      bytes: program,
      lengths: font && !cff ? [program.length] : [],
      map: isIdentity ? undefined : mapOf(placeOf),
    }
  );
}

function withGlyphs(
  bytes: Uint8Array,
  font: Sfnt | undefined,
  numbers: ReadonlyMap<number, number>,
): Uint8Array | undefined {
  if (font?.table('CFF ')) return openTypeWithNewGlyphs(font, numbers);
  if (font) return withNewGlyphs(bytes, numbers);
  return isCff(bytes) ? cffWithNewGlyphs(bytes, numbers)?.bytes : undefined;
}

function mapOf(placeOf: ReadonlyMap<number, number>): Uint8Array {
  const map = new Uint8Array(2 * (Math.max(...placeOf.keys()) + 1));
  for (const [cid, place] of placeOf) map.set([place >> 8, place & 255], 2 * cid);
  return map;
}

function isCff(bytes: Uint8Array): boolean {
  return bytes[0] === 1 && bytes[1] === 0;
}
