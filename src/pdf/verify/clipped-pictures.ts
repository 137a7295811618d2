import type { EngineDocument } from '../engine/document.ts';
import type { DrawnPicture } from '../engine/drawings.ts';
import type { EnginePage } from '../engine/page.ts';
import { hasMany, meets, type Seen } from './left-pictures.ts';
import { PixelMask, type Polygon } from './pixels.ts';

/** Points: of smaller samples the removal clips nothing, and the engine would not draw each by itself here. */
const COARSE = 2;
/** So many neighbours are a few samples. */
const FEW = 8;
/** Pictures are at one place whose corners are no farther apart, points. */
const SAME_PLACE = 0.1;

/**
 * The marks (by index) in which pictures of large samples are still what they were, though a clip hides it: each is drawn by
 * itself. Samples that a mark does not hold as a whole stay.
 */
export function clippedPicturesLeftIn(
  original: EngineDocument,
  after: EnginePage,
  marks: readonly { readonly boxes: readonly Polygon[] }[],
): number[] {
  const pictures = after
    .pictures()
    .filter(({ type, clip, sample }) => type === 'image' && clip !== undefined && sample >= COARSE);
  const left = new Set<number>();
  for (const picture of pictures) {
    for (const [mark, { boxes }] of marks.entries()) {
      const here = boxes.filter((box) => meets(picture.bounds, box));
      if (left.has(mark) || !here.some((box) => isLeft(original, after, picture, box))) continue;
      left.add(mark);
    }
  }
  return [...left];
}

/**
 * The hole in its clip is moved out of the box, this way and that: what is around may clip it as well. What shows wherever
 * the clip is, is the picture's.
 */
function isLeft(original: EngineDocument, after: EnginePage, picture: DrawnPicture, box: Polygon): boolean {
  const seen = WAYS.map((way) => lookAt(after, picture, box, way));
  return seen.some((one, i) =>
    seen.slice(i + 1).some((other) => {
      if (!one || !other || !hasMany(one, [], [other], FEW)) return false;
      const old = original.withPage(after.geometry.page - 1, (before) => {
        const same = before.pictures().find((each) => isSamePlace(each, picture));
        // What was an annotation is none of the page's pictures there.
        return same ? lookAt(before, same, box, WAYS[i]!) : one;
      });
      return old !== undefined && hasMany(one, [], [other, old], FEW);
    }),
  );
}

const WAYS = [
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: 1 },
  { x: 0, y: -1 },
] as const;
/** Of samples that lie aslant to it, those that a side of the box crosses reach farther into it than they are large. */
const ASLANT = 1.5;
/** How far the hole is moved, by the size of the box. */
const ASIDE = 1.2;

function isSamePlace(one: DrawnPicture, { columns, rows, corners }: DrawnPicture): boolean {
  return (
    one.columns === columns &&
    one.rows === rows &&
    one.corners.every(
      ({ x, y }, i) => Math.max(Math.abs(x - corners[i]!.x), Math.abs(y - corners[i]!.y)) < SAME_PLACE,
    )
  );
}

/** What of a picture is well within a box. */
function lookAt(
  page: EnginePage,
  picture: DrawnPicture,
  box: Polygon,
  way: (typeof WAYS)[number],
): Seen | undefined {
  const { corners, sample } = picture;
  const [from, right, , up] = corners;
  const across = Math.hypot(right!.x - from!.x, right!.y - from!.y);
  const along = Math.hypot(up!.x - from!.x, up!.y - from!.y);
  const [xs, ys] = [box.map(({ x }) => x), box.map(({ y }) => y)];
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const aside = { x: (way.x * ASIDE * size) / across, y: (way.y * ASIDE * size) / along };
  const drawn = page.drawAlone(picture, aside);
  if (!drawn) return undefined;
  const { width, height, pixels, place } = drawn;
  const inside = new PixelMask(width, height);
  const perPoint = Math.sqrt(Math.abs(place.a * place.d - place.b * place.c));
  const reach = Math.min(Math.abs(right!.x - from!.x), Math.abs(right!.y - from!.y)) < 1 ? 1 : ASLANT;
  inside.add(box, place, -1 - reach * sample * perPoint);
  return { width, height, pixels, bits: inside.bits };
}
