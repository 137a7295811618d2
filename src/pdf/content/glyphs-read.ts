import type { Box } from '../../core/text/characters.ts';

/** A character in or near a mark as another program reads the page: the one that proves the result. */
export interface ReadGlyph {
  /** Where its glyph begins, points on the page. */
  readonly origin: readonly [x: number, y: number];
  readonly ink: Box;
  /** Whether that program finds it in a mark. */
  readonly held: boolean;
  /** Whether it is an accent or a vowel sign. */
  readonly accent?: boolean;
}

/** Numbers of a glyph that is packed: its origin, its ink, 1 if it is held, and 1 if it is an accent. */
const PACKED = 8;

/** Glyphs as numbers, which go from thread to thread without being taken apart. */
export function packGlyphs(glyphs: readonly ReadGlyph[]): Float64Array {
  const packed = new Float64Array(PACKED * glyphs.length);
  glyphs.forEach(({ origin, ink, held, accent }, index) => {
    packed.set(origin, PACKED * index);
    packed.set(ink, PACKED * index + 2);
    packed[PACKED * index + 6] = held ? 1 : 0;
    packed[PACKED * index + 7] = accent === true ? 1 : 0;
  });
  return packed;
}

/** The glyphs that were packed. */
export function unpackGlyphs(packed: Float64Array): ReadGlyph[] {
  const glyphs: ReadGlyph[] = [];
  for (let at = 0; at + PACKED <= packed.length; at += PACKED) {
    glyphs.push({
      origin: [packed[at]!, packed[at + 1]!],
      ink: [packed[at + 2]!, packed[at + 3]!, packed[at + 4]!, packed[at + 5]!],
      held: packed[at + 6] === 1,
      accent: packed[at + 7] === 1,
    });
  }
  return glyphs;
}

/** How well a glyph that was read by its place fits another. */
export type Fit = 'well' | 'so-so' | 'not';

/** Side of the squares that glyphs are sought in, points; the widest reach of a search. */
const SQUARE = 0.5;

/** Finds what another program reads by its place, so that both agree on what lies in a mark. */
export class GlyphsRead {
  private readonly squares = new Map<number, ReadGlyph[]>();

  constructor(glyphs: readonly ReadGlyph[]) {
    for (const glyph of glyphs) {
      const key = square(Math.floor(glyph.origin[0] / SQUARE), Math.floor(glyph.origin[1] / SQUARE));
      const known = this.squares.get(key);
      if (known) known.push(glyph);
      else this.squares.set(key, [glyph]);
    }
  }

  /** A glyph that begins within `reach` of a place and `fits`, the better before the worse; then one in a mark first. */
  find(x: number, y: number, reach: number, fits: (glyph: ReadGlyph) => Fit): ReadGlyph | undefined {
    if (this.squares.size === 0) return undefined;
    const within = Math.min(reach, SQUARE);
    let found: ReadGlyph | undefined;
    let best = -1;
    const lastX = Math.floor((x + within) / SQUARE);
    const lastY = Math.floor((y + within) / SQUARE);
    for (let column = Math.floor((x - within) / SQUARE); column <= lastX; column++) {
      for (let row = Math.floor((y - within) / SQUARE); row <= lastY; row++) {
        const glyphs = this.squares.get(square(column, row));
        if (!glyphs) continue;
        for (const glyph of glyphs) {
          if (Math.hypot(glyph.origin[0] - x, glyph.origin[1] - y) > within) continue;
          const fit = fits(glyph);
          if (fit === 'not') continue;
          const rank = (fit === 'well' ? 2 : 0) + (glyph.held ? 1 : 0);
          if (rank <= best) continue;
          best = rank;
          found = glyph;
        }
      }
    }
    return found;
  }
}

function square(column: number, row: number): number {
  return column * 0x4000000 + row;
}
