import type { Bounds } from '../region.ts';
import type { LooseCentre } from './extent.ts';

/** One glyph as a font measures it; lengths in text space at size 1 (em), before Tc, Tw and Tz. */
export interface Glyph {
  /** Bytes of the code. */
  length: number;
  /** The code as a number, first byte first. */
  code: number;
  /** The character id in a composite font; else the code. */
  cid: number;
  /** Whether the code is none of the font's encoding, so that readers differ on where it ends. */
  doubtful: boolean;
  /** By how much more other readers may advance, em: not 0 only where the file does not tell. */
  vague: number;
  /** Advance along the writing direction: to the right, or (vertical) upwards, so usually negative there. */
  advance: number;
  /** Whether Tw applies: a single-byte code 32 (ISO 32000-2, 9.3.3). */
  space: boolean;
  /** Width of the glyph's box; the same as `advance` in horizontal writing. */
  width: number;
  /** From the current point to the glyph's own origin; not zero in vertical writing only. */
  offsetX: number;
  offsetY: number;
  /** Box of the ink relative to the glyph's own origin, where the font tells it. */
  ink: Bounds | undefined;
  /** Height of the ink's centre in em, where the font tells which character it is. */
  level: number | undefined;
}

/** A font as far as redaction needs it: where codes end, and where their glyphs lie. */
export interface Font {
  readonly vertical: boolean;
  /** Top and bottom of the loose box, in em. */
  readonly ascent: number;
  readonly descent: number;
  /** Heights above the baseline, in em, at which the centre of a letter's ink or of its loose box can be. */
  readonly centres: readonly number[];
  /** Where readers take the centre of its loose boxes to be. */
  readonly looseCentres: readonly LooseCentre[];
  /** Why the places of glyphs are a guess; such a font must not be cut. */
  readonly inexact: string | undefined;
  /** Measures the code at `at` into `glyph`; always consumes at least one byte. */
  read(bytes: Uint8Array, at: number, glyph: Glyph): void;
}

export function blankGlyph(): Glyph {
  return {
    length: 1,
    code: 0,
    cid: 0,
    doubtful: false,
    vague: 0,
    advance: 0,
    space: false,
    width: 0,
    offsetX: 0,
    offsetY: 0,
    ink: undefined,
    level: undefined,
  };
}

/**
 * Where along a glyph's box its centre may be, as shares of its width, by up to `off` to either side. Some readers take
 * each byte of a code that is none for a glyph.
 */
export function centresAlong({ doubtful, length }: Glyph, off: number): readonly number[] {
  const whole = [0.5 - off, 0.5, 0.5 + off];
  if (!doubtful || length === 1) return whole;
  return whole.concat(...Array.from({ length }, (_, part) => whole.map((share) => (part + share) / length)));
}
