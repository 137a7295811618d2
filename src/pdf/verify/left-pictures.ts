import type { EngineDocument } from '../engine/document.ts';
import type { Affine } from '../engine/geometry.ts';
import type { EnginePage, Rendering } from '../engine/page.ts';
import { isUniform, type PixelMask, type Polygon } from './pixels.ts';

/** A mark as far as it matters here. */
interface Boxes {
  readonly boxes: readonly Polygon[];
}

/** What is rendered within a box. */
interface Seen {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly bits: Uint8Array;
}

/** Draws what is in each box of a mark, and tells of it. */
type Draw = (
  page: EnginePage,
  mark: number,
  look: (rendering: Rendering, inside: PixelMask, place: Affine) => boolean,
) => void;

/** Levels (of 255) that two neighbours lie apart at least where something shows. */
const CONTRAST = 40;
/** Levels by which a difference may differ and still be the same. */
const SAME = 16;
/** So many are no picture: a few samples at an edge. */
const FEW = 24;
/** Points: larger samples of which a mark holds none as a whole stay, and their sides cross it. */
const LARGE = 6;
/** Pixels from the edge of a box within which a picture that was cut there may blend with what is beside it. */
const EDGE = 2;

/** Whether so much lies side by side in a box that a picture may be left in it. */
export function hasContrasts(rendering: Rendering, inside: PixelMask): boolean {
  const { width, height, pixels } = rendering;
  return !isUniform(rendering, inside) && hasMany({ width, height, pixels, bits: inside.bits });
}

/**
 * The marks in which pictures still show what they did: where neighbours differ as in the original, and would not
 * without the pictures. What is drawn smoothly has no outline by which it could be told from what crosses a mark.
 *
 * @param marks by their place, those in which anything has contrasts; the boxes are off
 */
export function picturesLeftIn(
  original: EngineDocument,
  after: EnginePage,
  all: readonly Boxes[],
  marks: ReadonlySet<number>,
  draw: Draw,
): number[] {
  const pictures = after.pictures().filter(({ sample }) => sample <= LARGE);
  if (pictures.length === 0) return [];
  const look = (page: EnginePage, mark: number, sides: readonly Polygon[]): Seen[] => {
    const seen: Seen[] = [];
    draw(page, mark, ({ width, height, pixels }, inside, place) => {
      // Where a picture ends, it differs from the paper, also when it was of one colour and stays so.
      for (const side of sides) inside.remove(side, place, EDGE);
      const { bits } = inside;
      seen.push({ width, height, pixels: Uint8Array.from(pixels), bits: Uint8Array.from(bits) });
      return true;
    });
    return seen;
  };
  return [...marks].filter((mark) => {
    const here = pictures.filter(({ bounds: [l, b, r, t] }) =>
      all[mark]!.boxes.some((box) => {
        const [xs, ys] = [box.map(({ x }) => x), box.map(({ y }) => y)];
        return Math.min(...xs) < r && Math.max(...xs) > l && Math.min(...ys) < t && Math.max(...ys) > b;
      }),
    );
    if (here.length === 0) return false;
    const sides = here.flatMap(({ corners }) =>
      corners.map((corner, i): Polygon => {
        const next = corners[(i + 1) % corners.length]!;
        return [corner, next, next, corner];
      }),
    );
    const seen = look(after, mark, sides);
    for (const each of here) after.setActive(each, false);
    const bare = look(after, mark, sides);
    for (const each of here) after.setActive(each, true);
    const few = (old?: readonly Seen[]): boolean => !seen.some((each, i) => hasMany(each, bare[i], old?.[i]));
    return !few() && !few(original.withPage(after.geometry.page - 1, (before) => look(before, mark, sides)));
  });
}

/** Whether there are many neighbours that differ, and do not in `bare`, and do so in `old`. */
function hasMany(seen: Seen, bare?: Seen, old?: Seen): boolean {
  const { width, height, bits } = seen;
  let count = 0;
  const isWithin = (pixel: number): boolean =>
    [-EDGE * width - EDGE, -EDGE * width + EDGE, EDGE * width - EDGE, EDGE * width + EDGE].every(
      (by) => bits[pixel + by] === 1,
    );
  for (let y = EDGE; y < height - EDGE; y++) {
    for (let x = EDGE; x < width - EDGE; x++) {
      const pixel = y * width + x;
      if (bits[pixel] === 0) continue;
      for (const next of [pixel + 1, pixel + width]) {
        if (!differs(seen, pixel, next) || !isWithin(pixel) || !isWithin(next)) continue;
        if (bare && differs(bare, pixel, next)) continue;
        if ((!old || isSame(seen, old, pixel, next)) && ++count > FEW) return true;
      }
    }
  }
  return false;
}

function differs({ pixels }: Seen, one: number, two: number): boolean {
  for (let channel = 0; channel < 3; channel++)
    if (Math.abs(pixels[one * 4 + channel]! - pixels[two * 4 + channel]!) > CONTRAST) return true;
  return false;
}

function isSame(seen: Seen, old: Seen, one: number, two: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    const [a, b] = [one * 4 + channel, two * 4 + channel];
    if (Math.abs(seen.pixels[a]! - seen.pixels[b]! - (old.pixels[a]! - old.pixels[b]!)) > SAME) return false;
  }
  return true;
}
