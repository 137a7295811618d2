import { CffError } from './cff-data.ts';
import { readCff, type CffFont } from './cff-font.ts';
import { closeOver, glyphFinder } from './cff-glyphs.ts';
import { writeCff } from './cff-write.ts';
import { CharstringError } from './charstrings.ts';
import { isBlank, type GlyphNeeds } from './needs.ts';

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
    // Behind the last that is shown there is nothing: how many there were would tell the last that was used.
    const all = font.charstrings.map((_, glyph) => glyph).slice(0, Math.max(...kept) + 1);
    const glyphs = fixed ? all : all.filter((glyph) => kept.has(glyph));
    const encoding = fixed ? undefined : encodingBytes(font, glyphs);
    return {
      bytes: writeCff(font, { glyphs, kept, uses, rename: needs.rename, encoding }),
      kept,
      count: glyphs.length,
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
  const find = glyphFinder(font);
  for (const code of codes) {
    const glyph = find(code);
    if (glyph !== undefined) kept.add(glyph);
    else if (!isBlank(code)) return undefined;
  }
  return kept;
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
