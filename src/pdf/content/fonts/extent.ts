import type { PDFDict } from 'pdf-lib';
import { numberAt, numbersAt } from '../../objects/lookup.ts';
import type { Matrix } from '../matrix.ts';

/** Top and bottom of a font's loose box, in em. */
export interface Extent {
  readonly ascent: number;
  readonly descent: number;
  /** As poppler has it where the font tells one of the two only. */
  readonly filled?: Extent;
}

export const USUAL_EXTENT: Extent = { ascent: 0.9, descent: -0.22 };

/** Letters with descenders, small letters, capitals, capitals with accents. */
const LETTERS = [0.14, 0.25, 0.35, 0.45] as const;
const CAPITAL = 0.35;
/** A loose box with its centre further from that of a capital than this comes from a wild descriptor. */
const WILD = 0.4;

/** Where the centres of a Latin font's glyphs can be. */
export function centresOf({ ascent, descent }: Extent): readonly number[] {
  const loose = (ascent + descent) / 2;
  return isWild(loose) ? LETTERS : [...LETTERS, loose];
}

function isWild(centre: number): boolean {
  return Math.abs(centre - CAPITAL) > WILD;
}

/** Where readers that know nothing of a font take the centre of its loose boxes to be. */
export const USUAL_CENTRE = 0.3;

/** A height, in em, at which some readers take the centre of a font's loose boxes to be. */
export interface LooseCentre {
  readonly level: number;
  /** How far within a mark it must lie, in em: others know better where the box is. */
  readonly margin: number;
  /** Set where at least half of a box of this extent must lie in a mark as well. */
  readonly half?: Extent;
  /** Set where ink that is known must reach into a mark as well. */
  readonly inked?: boolean;
  /**
   * The matrix of a Type 3 font of which it is a guess: in text that is mirrored it may be on the other side of the line,
   * and ink that is known must reach into a mark there.
   */
  readonly guessedBy?: Matrix;
}

/** Where a reader that knows nothing of a font finds a letter, one that does finds it so much elsewhere. */
const MARGIN = 0.12;

/**
 * By its own extent, and as poppler fills that up; by that of the standard font of its name, which poppler heeds more; and
 * as readers have it that know nothing of it. Where its own is far off (of large signs that hang below the line), these see ink at least.
 */
export function looseCentresOf(extent: Extent, standard: Extent = extent): readonly LooseCentre[] {
  const own = centreOf(extent);
  return [
    { level: own, margin: 0 },
    ...(extent.filled ? [{ level: centreOf(extent.filled), margin: 0, half: extent.filled }] : []),
    ...(standard === extent ? [] : [{ level: centreOf(standard), margin: 0, half: standard }]),
    { level: USUAL_CENTRE, margin: extent === USUAL_EXTENT ? 0 : MARGIN, inked: isWild(own) },
  ];
}

function centreOf({ ascent, descent }: Extent): number {
  return (ascent + descent) / 2;
}

/** Boxes taller than this come from damaged descriptors. */
const MAX_HEIGHT = 3;

/** From a font descriptor: Ascent and Descent, else the FontBBox, else what is usual. */
export function extentOf(descriptor: PDFDict | undefined): Extent {
  if (!descriptor) return USUAL_EXTENT;
  const ascent = numberAt(descriptor, 'Ascent') ?? 0;
  const descent = numberAt(descriptor, 'Descent') ?? 0;
  const box = numbersAt(descriptor, 'FontBBox') ?? [];
  const own = sane(ascent / 1000, -Math.abs(descent) / 1000);
  return (own && filled(own)) ?? sane((box[3] ?? 0) / 1000, (box[1] ?? 0) / 1000) ?? USUAL_EXTENT;
}

/** What poppler takes for a measure of a font descriptor that is 0, or not there. */
const POPPLERS: Extent = { ascent: 0.95, descent: -0.35 };

function filled(own: Extent): Extent {
  if (own.ascent !== 0 && own.descent !== 0) return own;
  const { ascent, descent } = own;
  return {
    ...own,
    filled: { ascent: Math.abs(ascent || POPPLERS.ascent), descent: descent || POPPLERS.descent },
  };
}

function sane(ascent: number, descent: number): Extent | undefined {
  const height = ascent - descent;
  return height > 0.1 && height < MAX_HEIGHT ? { ascent, descent } : undefined;
}

/**
 * On which side of its line poppler puts the box that it guesses for letters of a Type 3 font: 1 where text has its top,
 * or -1. It goes by the way in which glyphs are drawn; those that run to the right, or stand upright, have their box above.
 *
 * @param own of the font
 * @param base from text space to the page
 */
export function sideOfGuess(own: Matrix, base: Matrix): 1 | -1 {
  const isLevel = Math.abs(base[0] * base[3]) > Math.abs(base[1] * base[2]);
  if (!isLevel) return own[3] < 0 ? -1 : 1;
  const isAbove = own[0] * base[0] > 0 || own[3] * base[3] > 0;
  return isAbove === base[3] > 0 ? 1 : -1;
}
