import { filterCmap } from './cmap-table.ts';
import { renamed, type GlyphNeeds } from './needs.ts';
import { neededGlyphs, type FoundGlyphs } from './opentype-glyphs.ts';
import { withoutNames } from './post-table.ts';
import { viewOf, type Sfnt } from './sfnt.ts';

/** Flags of a composite glyph (ISO/IEC 14496-22, 5.3.3.1). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const MATRIX = 0x0080;

/**
 * A TrueType program in which only the needed glyphs have an outline, a width and a name. Glyphs keep their
 * numbers. Undefined for one that is not sound, or in which a needed glyph cannot be found.
 */
export function trimTrueType(font: Sfnt, needs: GlyphNeeds): Uint8Array | undefined {
  const outlines = Outlines.read(font);
  if (!outlines) return undefined;
  const found = neededGlyphs(font, needs);
  if (!found) return undefined;
  const kept = new Set([...found.glyphs, ...needs.cids]);
  for (const glyph of kept) for (const part of outlines.components(glyph)) kept.add(part);
  return font.with(new Map([...outlines.only(kept), ...trimTables(font, kept, found, needs)]));
}

/** The tables beside the outlines, without what they tell of other glyphs. */
export function trimTables(
  font: Sfnt,
  kept: ReadonlySet<number>,
  { places }: Pick<FoundGlyphs, 'places'>,
  needs: GlyphNeeds,
): Map<string, Uint8Array> {
  const changed = new Map<string, Uint8Array>();
  const set = (tag: string, table: Uint8Array | undefined): void => {
    if (table) changed.set(tag, table);
  };
  set('hmtx', trimMetrics(font, kept));
  const cmap = font.table('cmap');
  set('cmap', cmap && filterCmap(cmap, kept, places));
  const post = font.table('post');
  set('post', post && withoutNames(post, kept));
  const os2 = font.table('OS/2');
  set('OS/2', os2 && withoutRange(os2));
  const name = font.table('name');
  set('name', name && renamed(name, needs.rename));
  return changed;
}

/** First and last character of the font. */
function withoutRange(os2: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(os2);
  if (copy.length >= 68) {
    viewOf(copy).setUint16(64, 0);
    viewOf(copy).setUint16(66, 0xffff);
  }
  return copy;
}

function trimMetrics(font: Sfnt, kept: ReadonlySet<number>): Uint8Array | undefined {
  const metrics = font.table('hmtx');
  const header = font.table('hhea');
  if (!metrics || !header || header.length < 36) return undefined;
  const long = viewOf(header).getUint16(34);
  const copy = Uint8Array.from(metrics);
  for (let at = 0, glyph = 0; at < copy.length; glyph++) {
    const length = glyph < long ? 4 : 2;
    // The last width counts for the glyphs behind it.
    if (!kept.has(glyph)) copy.fill(0, glyph === long - 1 ? at + 2 : at, at + length);
    at += length;
  }
  return copy;
}

/** The tables glyf and loca. */
class Outlines {
  private readonly glyf: Uint8Array;
  private readonly offsets: readonly number[];
  private readonly wide: boolean;
  private inOrder: readonly number[] | undefined;

  private constructor(glyf: Uint8Array, offsets: readonly number[], wide: boolean) {
    this.glyf = glyf;
    this.offsets = offsets;
    this.wide = wide;
  }

  static read(font: Sfnt): Outlines | undefined {
    const [glyf, loca, head] = ['glyf', 'loca', 'head'].map((tag) => font.table(tag));
    if (!glyf || !loca || !head || head.length < 54) return undefined;
    const wide = viewOf(head).getInt16(50) !== 0;
    const view = viewOf(loca);
    const offsets: number[] = [];
    for (let at = 0; at + (wide ? 4 : 2) <= loca.length; at += wide ? 4 : 2) {
      offsets.push(wide ? view.getUint32(at) : 2 * view.getUint16(at));
    }
    return new Outlines(glyf, offsets, wide);
  }

  private outline(glyph: number): Uint8Array {
    const start = this.offsets[glyph] ?? 0;
    let end = this.offsets[glyph + 1] ?? 0;
    // Where offsets fall back viewers take all that follows: of that, what is before the next outline.
    if (end < start) end = this.sorted.find((offset) => offset > start) ?? this.glyf.length;
    return this.glyf.subarray(start, Math.min(end, this.glyf.length));
  }

  private get sorted(): readonly number[] {
    return (this.inOrder ??= [...this.offsets].sort((a, b) => a - b));
  }

  /** Glyphs that a composite glyph is made of. */
  components(glyph: number): number[] {
    const outline = this.outline(glyph);
    if (outline.length < 10) return [];
    const view = viewOf(outline);
    if (view.getInt16(0) >= 0) return [];
    const found: number[] = [];
    for (let at = 10; at + 4 <= outline.length;) {
      const flags = view.getUint16(at);
      found.push(view.getUint16(at + 2));
      at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
      if ((flags & SCALE) !== 0) at += 2;
      else if ((flags & SCALE_XY) !== 0) at += 4;
      else if ((flags & MATRIX) !== 0) at += 8;
      if ((flags & MORE) === 0) break;
    }
    return found;
  }

  /** Both tables with the outlines of some glyphs only. */
  only(kept: ReadonlySet<number>): Map<string, Uint8Array> {
    const count = Math.max(0, this.offsets.length - 1);
    const loca = new Uint8Array((count + 1) * (this.wide ? 4 : 2));
    const view = viewOf(loca);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let glyph = 0; glyph <= count; glyph++) {
      if (this.wide) view.setUint32(4 * glyph, length);
      else view.setUint16(2 * glyph, length / 2);
      if (glyph === count || !kept.has(glyph)) continue;
      const outline = this.outline(glyph);
      parts.push(outline);
      length += outline.length;
      const gap = -length & 3;
      if (gap > 0) parts.push(new Uint8Array(gap));
      length += gap;
    }
    // A table without any byte is taken for one that is missing.
    if (length === 0) parts.push(new Uint8Array(4));
    return new Map([
      ['glyf', Buffer.concat(parts)],
      ['loca', loca],
    ]);
  }
}
