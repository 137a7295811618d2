import { readCmap, writeCmap, type CmapTable } from './cmap-table.ts';
import { withOwnLimits } from './limits.ts';
import { NO_NEEDS, type NeededCode } from './needs.ts';
import { neededGlyphs } from './opentype-glyphs.ts';
import { Outlines } from './outlines.ts';
import { Sfnt } from './sfnt.ts';
import { trimTables } from './truetype.ts';

/** The parts of the private area in which fonts have the codes of symbols (ISO 32000-2, 9.6.5.4). */
const SYMBOLS = [0, 0xf000, 0xf100, 0xf200];

/**
 * A TrueType program whose codes are other ones, and whose glyphs are in the order of the codes given; undefined for one that is not
 * sound, or in which a code leads to several glyphs.
 */
export function withNewCodes(
  program: Uint8Array,
  codes: ReadonlyMap<number, number>,
): Uint8Array | undefined {
  const font = Sfnt.read(program);
  const outlines = font && Outlines.read(font);
  const cmap = font?.table('cmap');
  if (!font || !outlines || !cmap || (font.table('hhea')?.length ?? 0) < 36) return undefined;
  const tables = readCmap(cmap).filter(isByCode);
  const order = [0];
  for (const code of codes.keys()) {
    const glyphs = new Set(
      tables.flatMap((table) => placesOf(table, code).map((place) => table.glyphs.get(place)!)),
    );
    const [glyph] = glyphs;
    if (glyphs.size > 1) return undefined;
    if (glyph !== undefined && glyph < outlines.count && !order.includes(glyph)) order.push(glyph);
  }
  return inOrder(font, outlines, order, (indexOf) =>
    writeCmap(tables.map((table) => renumbered(table, codes, indexOf))),
  );
}

/** A TrueType program whose glyphs are in the order of codes, which stay; undefined for one that is not sound. */
export function withGlyphsInOrder(program: Uint8Array, codes: readonly NeededCode[]): Uint8Array | undefined {
  const font = Sfnt.read(program);
  const outlines = font && Outlines.read(font);
  if (!font || !outlines || (font.table('hhea')?.length ?? 0) < 36) return undefined;
  const found = neededGlyphs(font, { ...NO_NEEDS, codes });
  return found && inOrder(font, outlines, [...found.glyphs], undefined, found.places);
}

/** A TrueType program whose glyphs have other numbers, from 1 on; undefined for one that is not sound. */
export function withNewGlyphs(
  program: Uint8Array,
  numbers: ReadonlyMap<number, number>,
): Uint8Array | undefined {
  const font = Sfnt.read(program);
  const outlines = font && Outlines.read(font);
  if (!font || !outlines || (font.table('hhea')?.length ?? 0) < 36) return undefined;
  const order = [...numbers].sort(([, a], [, b]) => a - b).map(([glyph]) => glyph);
  if (order[0] !== 0) order.unshift(0);
  if (order.some((glyph) => glyph >= outlines.count)) return undefined;
  return inOrder(font, outlines, order);
}

/** With the glyphs in an order, and behind them those that they are made of. */
function inOrder(
  font: Sfnt,
  outlines: Outlines,
  order: number[],
  cmapOf?: (indexOf: ReadonlyMap<number, number>) => Uint8Array,
  places?: ReadonlySet<number>,
): Uint8Array {
  for (const glyph of order)
    for (const part of outlines.components(glyph)) if (!order.includes(part)) order.push(part);
  const indexOf = new Map(order.map((glyph, index) => [glyph, index] as const));
  const tables = trimTables(font, { order, indexOf }, { places }, NO_NEEDS);
  const changed = withOwnLimits(font, outlines, order, tables);
  if (cmapOf) changed.set('cmap', cmapOf(indexOf));
  return font.with(new Map([...outlines.inOrderOf(order, (glyph) => indexOf.get(glyph) ?? 0), ...changed]));
}

/** Tables for characters are not looked at where a font has no encoding. */
function isByCode({ platform, encoding }: CmapTable): boolean {
  return platform === 1 || (platform === 3 && encoding === 0);
}

function placesOf({ platform, glyphs }: CmapTable, code: number): number[] {
  return (platform === 1 ? [code] : SYMBOLS.map((base) => base + code)).filter((place) => glyphs.has(place));
}

function renumbered(
  table: CmapTable,
  codes: ReadonlyMap<number, number>,
  indexOf: ReadonlyMap<number, number>,
): CmapTable {
  const glyphs = new Map<number, number>();
  for (const [code, fresh] of codes) {
    for (const place of placesOf(table, code)) {
      const index = indexOf.get(table.glyphs.get(place)!);
      if (index !== undefined) glyphs.set(place - code + fresh, index);
    }
  }
  return { ...table, glyphs };
}
