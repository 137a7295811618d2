import { filterCmap } from './cmap-table.ts';
import { withOwnLimits } from './limits.ts';
import { renamed, type GlyphNeeds } from './needs.ts';
import { neededGlyphs, type FoundGlyphs } from './opentype-glyphs.ts';
import { Outlines } from './outlines.ts';
import { withoutNames } from './post-table.ts';
import { viewOf, type Sfnt } from './sfnt.ts';

/**
 * A TrueType program in which only the needed glyphs have an outline, a width and a name. Where content names glyphs
 * by their numbers they keep these, unless a map of these is made anew; else the others go altogether. Undefined for a program that is not sound, or in
 * which a needed glyph cannot be found.
 */
export function trimTrueType(font: Sfnt, needs: GlyphNeeds): TrimmedTrueType | undefined {
  const outlines = Outlines.read(font);
  if (!outlines) return undefined;
  const found = neededGlyphs(font, needs);
  if (!found) return undefined;
  const kept = new Set([...found.glyphs, ...needs.cids]);
  for (const glyph of kept) for (const part of outlines.components(glyph)) kept.add(part);
  const fixed = (needs.glyphs.size > 0 && !needs.isMapped) || needs.cids.size > 0;
  const count = outlines.count;
  const fresh = fixed ? undefined : newNumbers(font, kept, count);
  const numbering = fresh ?? (fixed || needs.isMapped ? sameNumbers(kept, count) : undefined);
  if (!numbering) return undefined;
  const { order, indexOf } = numbering;
  const drawn = outlines.inOrderOf(order, (glyph) => indexOf.get(glyph) ?? 0);
  const tables = trimTables(font, numbering, found, needs);
  const bytes = font.with(new Map([...drawn, ...withOwnLimits(font, outlines, order, tables)]));
  return { bytes, indexOf };
}

export interface TrimmedTrueType {
  readonly bytes: Uint8Array;
  /** New numbers of the glyphs that stay. */
  readonly indexOf: ReadonlyMap<number, number>;
}

/** Which glyphs stay, and by what numbers. */
export interface Numbering {
  /** The glyph of each new number; undefined for one without outline. */
  readonly order: readonly (number | undefined)[];
  /** New numbers of the glyphs that stay. */
  readonly indexOf: ReadonlyMap<number, number>;
}

/** All glyphs keep their numbers; the table ends with the last that stays, as if it was the last in use. */
export function sameNumbers(kept: ReadonlySet<number>, count: number): Numbering {
  const last = Math.max(0, ...[...kept].filter((glyph) => glyph < count));
  const order = Array.from({ length: last + 1 }, (_, glyph) => (kept.has(glyph) ? glyph : undefined));
  return { order, indexOf: new Map([...kept].map((glyph) => [glyph, glyph] as const)) };
}

/** A number that is missing would tell where in the alphabet, or in the text, a letter was. */
function newNumbers(font: Sfnt, kept: ReadonlySet<number>, count: number): Numbering | undefined {
  if ((font.table('hhea')?.length ?? 0) < 36 || (font.table('maxp')?.length ?? 0) < 6) return undefined;
  const order = [...kept].filter((glyph) => glyph < count).sort((a, b) => a - b);
  return { order, indexOf: new Map(order.map((glyph, index) => [glyph, index] as const)) };
}

/** The tables beside the outlines, without what they tell of other glyphs. */
export function trimTables(
  font: Sfnt,
  numbering: Numbering,
  { places }: Pick<FoundGlyphs, 'places'>,
  needs: GlyphNeeds,
): Map<string, Uint8Array> {
  const changed = new Map<string, Uint8Array>();
  const set = (tag: string, change: (table: Uint8Array) => Uint8Array): void => {
    const table = font.table(tag);
    if (table) changed.set(tag, change(table));
  };
  set('cmap', (cmap) => filterCmap(cmap, numbering.indexOf, places));
  set('post', (post) => withoutNames(post, numbering.order));
  set('OS/2', withoutRange);
  set('name', (name) => renamed(name, needs.rename));
  const header = font.table('hhea');
  if (header && header.length >= 36) {
    const long = viewOf(header).getUint16(34);
    set('hmtx', (hmtx) => metricsOf(hmtx, long, numbering.order));
  }
  const count = numbering.order.length;
  set('hhea', (hhea) => withNumber(hhea, 34, count));
  set('maxp', (maxp) => withNumber(maxp, 4, count));
  return changed;
}

function withNumber(table: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(table);
  if (at + 2 <= copy.length) viewOf(copy).setUint16(at, value);
  return copy;
}

/** Mean width, parts of Unicode, and first and last character of the font (ISO/IEC 14496-22, 5.2.7). */
function withoutRange(os2: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(os2);
  if (copy.length >= 68) {
    copy.fill(0, 2, 4);
    copy.fill(0, 42, 58);
    viewOf(copy).setUint16(64, 0);
    viewOf(copy).setUint16(66, 0xffff);
  }
  return copy;
}

/** Widths and bearings of glyphs in their new order, a width for each. */
function metricsOf(metrics: Uint8Array, long: number, order: readonly (number | undefined)[]): Uint8Array {
  const fresh = Buffer.alloc(4 * order.length);
  order.forEach((glyph, index) => {
    if (glyph === undefined || long === 0) return;
    const wide = 4 * Math.min(glyph, long - 1);
    const bearing = glyph < long ? wide + 2 : 4 * long + 2 * (glyph - long);
    fresh.set(metrics.subarray(wide, wide + 2), 4 * index);
    fresh.set(metrics.subarray(bearing, bearing + 2), 4 * index + 2);
  });
  return fresh;
}
