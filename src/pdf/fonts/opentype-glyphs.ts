import { encodingNames } from '../content/fonts/encodings.ts';
import { readCmap, type CmapTable } from './cmap-table.ts';
import type { GlyphNeeds, NeededCode } from './needs.ts';
import { glyphNamesOfPost } from './post-table.ts';
import type { Sfnt } from './sfnt.ts';

/** Where glyphs of an OpenType file are found. */
export interface FoundGlyphs {
  readonly glyphs: ReadonlySet<number>;
  /** Codes and characters in any cmap that lead to them; undefined when none is looked up there. */
  readonly places: ReadonlySet<number> | undefined;
}

/**
 * Glyphs that codes lead to, in any of the ways that viewers have (ISO 32000-2, 9.6.5.4): by the character in a cmap,
 * by the code in a cmap, by the name. Undefined where a code leads nowhere by the rules and viewers have ways of their
 * own.
 */
export function neededGlyphs(font: Sfnt, { codes, glyphs }: GlyphNeeds): FoundGlyphs | undefined {
  const kept = new Set([0, ...glyphs]);
  if (codes.length === 0) return { glyphs: kept, places: undefined };
  const search = searchIn(font);
  for (const code of codes) {
    const found = search.glyphsOf(code);
    if (!found) return undefined;
    for (const glyph of found) kept.add(glyph);
  }
  return { glyphs: kept, places: search.places };
}

/** The likeliest glyph of each code that leads to one. */
export function glyphsByCode(font: Sfnt, codes: readonly NeededCode[]): ReadonlyMap<number, number> {
  const search = searchIn(font);
  return new Map(
    codes.flatMap((needed) => {
      const [glyph] = search.glyphsOf(needed) ?? [];
      return glyph === undefined ? [] : [[needed.code, glyph] as const];
    }),
  );
}

function searchIn(font: Sfnt): GlyphSearch {
  const cmap = font.table('cmap');
  const post = font.table('post');
  return new GlyphSearch(cmap ? readCmap(cmap) : [], post ? glyphNamesOfPost(post) : []);
}

class GlyphSearch {
  readonly places = new Set<number>();
  private readonly tables: readonly CmapTable[];
  private readonly named: ReadonlyMap<string, number>;
  private readonly mac = encodingNames('MacRomanEncoding');

  constructor(tables: readonly CmapTable[], names: readonly string[]) {
    this.tables = tables;
    this.named = new Map(names.map((name, glyph) => [name, glyph] as const));
  }

  glyphsOf({ code, names, unicodes, guesses }: NeededCode): number[] | undefined {
    const found = [
      ...this.at(isMac, code),
      // Symbols are in a private area, of which the font chooses the part.
      ...[0, 0xf000, 0xf100, 0xf200].flatMap((base) => this.at(isSymbol, base + code)),
      ...unicodes.flatMap((point) => this.at(isUnicode, point)),
      ...names.flatMap((name) => this.named.get(name) ?? []),
      ...names.flatMap((name) => this.at(isMac, this.mac.indexOf(name))),
    ];
    if (found.length === 0) found.push(...guesses.flatMap((point) => this.at(isUnicode, point)));
    if (found.length > 0) return found;
    // By the rules the glyph 0 is drawn, where there is a table to look in and something to look for.
    const ruled =
      unicodes.length > 0
        ? this.tables.length > 0
        : this.tables.some((table) => isMac(table) || isSymbol(table));
    return ruled ? [] : undefined;
  }

  private at(kind: (table: CmapTable) => boolean, place: number): number[] {
    return this.tables.filter(kind).flatMap(({ glyphs }) => {
      const glyph = glyphs.get(place);
      if (glyph === undefined) return [];
      this.places.add(place);
      return [glyph];
    });
  }
}

function isMac({ platform }: CmapTable): boolean {
  return platform === 1;
}

function isSymbol({ platform, encoding }: CmapTable): boolean {
  return platform === 3 && encoding === 0;
}

function isUnicode({ platform, encoding }: CmapTable): boolean {
  return platform === 0 || (platform === 3 && encoding !== 0);
}
