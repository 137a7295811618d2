import type { Box } from '../../core/text/characters.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { DrawnPicture } from '../engine/drawings.ts';
import type { Affine } from '../engine/geometry.ts';
import type { EnginePage, Rendering } from '../engine/page.ts';
import { isUniform, type PixelMask, type Polygon } from './pixels.ts';

/** A mark as far as it matters here. */
interface Boxes {
  readonly boxes: readonly Polygon[];
}

/** What is rendered within a box. */
export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly bits: Uint8Array;
}

type Look = (rendering: Rendering, inside: PixelMask, place: Affine) => boolean;

/** Draws what is in each box of a mark, and tells of it. */
type Draw = (page: EnginePage, mark: number, look: Look) => void;

/** Levels (of 255) that two neighbours lie apart at least where something shows. */
const CONTRAST = 40;
/** Levels by which a difference may differ and still be the same. */
const SAME = 16;
/** So many are no picture: a few samples at an edge. */
const FEW = 24;
/** Points: larger samples of which a mark holds none as a whole stay, and their sides cross it. */
const LARGE = 6;
/** Such samples lie along a mark where the shorter way across one is no larger share of the longer. */
const ALONG = 1e-3;
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
  const pictures = after.pictures();
  if (pictures.length === 0) return [];
  const look = (page: EnginePage, mark: number, sides: readonly Polygon[]): Seen[] =>
    seenIn((tell) => draw(page, mark, tell), sides);
  return [...marks].filter((mark) => {
    const here = pictures.filter((picture) =>
      all[mark]!.boxes.some(
        (box) => meets(picture.bounds, box) && (picture.sample <= LARGE || holdsSample(picture, box)),
      ),
    );
    if (here.length === 0) return false;
    const sides = here.flatMap((each) => each.sides.map(([from, to]): Polygon => [from, to, to, from]));
    const seen = look(after, mark, sides);
    for (const each of here) after.setActive(each, false);
    const bare = look(after, mark, sides);
    for (const each of here) after.setActive(each, true);
    return leftIn(seen, [bare], () =>
      original.withPage(after.geometry.page - 1, (before) => look(before, mark, sides)),
    );
  });
}

/** Whether bounds and those of a polygon have an area in common. */
export function meets([l, b, r, t]: Box, box: Polygon): boolean {
  const [xs, ys] = [box.map(({ x }) => x), box.map(({ y }) => y)];
  return Math.min(...xs) < r && Math.max(...xs) > l && Math.min(...ys) < t && Math.max(...ys) > b;
}

/** Whether a box holds a sample as a whole; where they lie aslant, nobody knows. */
function holdsSample({ corners, columns, rows }: DrawnPicture, box: Polygon): boolean {
  const [from, right, , up] = corners;
  if (!from || !right || !up) return false;
  const [a, b, c, d] = [right.x - from.x, right.y - from.y, up.x - from.x, up.y - from.y];
  const isLevel = Math.abs(b) + Math.abs(c) <= ALONG * (Math.abs(a) + Math.abs(d));
  const isUpright = Math.abs(a) + Math.abs(d) <= ALONG * (Math.abs(b) + Math.abs(c));
  const whole = a * d - b * c;
  if (whole === 0 || !(isLevel || isUpright)) return false;
  const places = box.map(({ x, y }) => [x - from.x, y - from.y] as const);
  const holdsOne = (along: readonly number[]): boolean =>
    Math.floor(Math.max(...along)) - Math.ceil(Math.min(...along)) >= 1;
  return (
    holdsOne(places.map(([x, y]) => ((x * d - y * c) / whole) * columns)) &&
    holdsOne(places.map(([x, y]) => ((y * a - x * b) / whole) * rows))
  );
}

/** What is in each box of a mark, without what is right beside some `sides`. */
export function seenIn(draw: (look: Look) => void, sides: readonly Polygon[]): Seen[] {
  const seen: Seen[] = [];
  draw(({ width, height, pixels }, inside, place) => {
    // Where a picture or its clip ends, it differs from the paper, also when it was of one colour and stays so.
    for (const side of sides) inside.remove(side, place, EDGE);
    const { bits } = inside;
    seen.push({ width, height, pixels: Uint8Array.from(pixels), bits: Uint8Array.from(bits) });
    return true;
  });
  return seen;
}

/** Whether pictures that are gone from each of `bares` still show in a mark's boxes what they did in `old`. */
export function leftIn(
  seen: readonly Seen[],
  bares: readonly (readonly Seen[])[],
  old: () => readonly Seen[],
): boolean {
  const few = (was?: readonly Seen[]): boolean =>
    !seen.some((each, i) => {
      const other = was?.[i];
      return hasMany(
        each,
        bares.flatMap((bare) => bare[i] ?? []),
        other ? [other] : [],
      );
    });
  return !few() && !few(old());
}

/** Whether there are more than `most` neighbours that differ, and do not in any of `bares`, and do so in all `others`. */
export function hasMany(
  seen: Seen,
  bares: readonly Seen[] = [],
  others: readonly Seen[] = [],
  most = FEW,
): boolean {
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
        if (bares.some((bare) => differs(bare, pixel, next))) continue;
        if (others.every((other) => isSame(seen, other, pixel, next)) && ++count > most) return true;
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
