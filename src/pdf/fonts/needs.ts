/** One code of a simple font, and what viewers may look for in the font program to draw it. */
export interface NeededCode {
  readonly code: number;
  /** Glyph names, the likeliest first; none where only the program's own encoding tells. */
  readonly names: readonly string[];
  /** Characters by these names. */
  readonly unicodes: readonly number[];
  /** Characters that it may stand for where names lead nowhere. */
  readonly guesses: readonly number[];
}

/** Whether a program may lack the glyph of a code: nothing is drawn by it. */
export function isBlank({ names, unicodes }: NeededCode): boolean {
  return names.every((name) => BLANK.test(name)) && unicodes.every((point) => point <= 32);
}

const BLANK = /^(space|nbspace|nonbreakingspace|\.notdef)$/;

/** What the fonts of a document that share a font program draw with it. */
export interface GlyphNeeds {
  readonly codes: readonly NeededCode[];
  /** Character ids that the program itself maps to glyphs. */
  readonly cids: ReadonlySet<number>;
  /** Glyph indices. */
  readonly glyphs: ReadonlySet<number>;
  /** Whether these come from maps that are made anew (CIDToGIDMap), so that glyphs may get other numbers. */
  readonly isMapped: boolean;
  /** Another name of the same length instead of the one that a program made for these glyphs. */
  readonly rename: readonly [from: string, to: string] | undefined;
}

export const NO_NEEDS: GlyphNeeds = {
  codes: [],
  cids: new Set(),
  glyphs: new Set(),
  isMapped: false,
  rename: undefined,
};

/** The bytes with a name in place of another of the same length, in ASCII and in UTF-16. */
export function renamed(bytes: Uint8Array, rename: GlyphNeeds['rename']): Uint8Array {
  if (!rename) return bytes;
  const [from, to] = rename;
  const copy = Buffer.from(bytes);
  for (const wide of [false, true]) {
    const [old, fresh] = [from, to].map((name) => {
      const plain = Buffer.from(name, wide ? 'utf16le' : 'latin1');
      return wide ? plain.swap16() : plain;
    });
    for (let at = copy.indexOf(old!); at >= 0; at = copy.indexOf(old!, at + 1)) copy.set(fresh!, at);
  }
  return copy;
}
