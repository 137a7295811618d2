import type { Quad } from '../../core/model/redaction.ts';
import { toPixels, visibleBox, type Affine } from '../engine/geometry.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Rendering } from '../engine/page.ts';
import { PixelMask, isStriped, isUniform, pixelBounds } from '../verify/pixels.ts';
import { cornersOfFrame, frameOf, type Frame } from './frame.ts';

/** Pixels a point; a line of 8-point type is then 12 pixels high. */
const SCALE = 1.5;
const MAX_PIXELS = 16_000_000;

/** What there is room for on a page without covering anything that can be seen. */
export interface Room {
  /** Whether nothing is seen in an area. */
  readonly isFree: (area: Frame) => boolean;
  /** The same, but for rules that run from one end of it to the other, as those of a table do: they go on below a box. */
  readonly isOpen: (area: Frame) => boolean;
}

/** Pixels that the edge of what is marked may change. */
const EDGE = 1;

/**
 * Looks at the original: an area is free when it lies on the page and all its pixels have one colour, but for what is
 * marked and goes.
 */
export function roomOf(original: EngineDocument, index: number, marked: readonly Quad[]): Room {
  const going = marked.map((quad) => cornersOfFrame(frameOf(quad)));
  const look = (
    area: Frame,
    test: (picture: Rendering, mask: PixelMask, place: Affine) => boolean,
  ): boolean =>
    original.withPage(index, (page) => {
      const [l, b, r, t] = visibleBox(page.geometry);
      const corners = cornersOfFrame(area);
      if (!corners.every(({ x, y }) => x >= l && x <= r && y >= b && y <= t)) return false;
      const size = page.pixelSize(SCALE, MAX_PIXELS);
      const place = toPixels(page.geometry, size.width, size.height);
      const clip = pixelBounds(corners, place, size);
      if (!clip) return false;
      const rendering = page.render(size, 4, clip);
      const mask = new PixelMask(rendering.width, rendering.height);
      const moved = { ...place, e: place.e - clip.left, f: place.f - clip.top };
      mask.add(corners, moved, 0.5);
      for (const each of going) mask.remove(each, moved, EDGE);
      return test(rendering, mask, place);
    });
  return {
    isFree: (area) => look(area, isUniform),
    isOpen: (area) =>
      look(area, (picture, mask, place) => {
        const along = stripesAlong(area, place);
        return along ? isStriped(picture, mask, along) : isUniform(picture, mask);
      }),
  };
}

/** What lies along the reading direction of an area in a picture of the page; undefined for what slants. */
function stripesAlong({ angle }: Frame, { a, b, c, d }: Affine): 'rows' | 'columns' | undefined {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  if (Math.abs(b * cos + d * sin) < STRAIGHT) return 'rows';
  return Math.abs(a * cos + c * sin) < STRAIGHT ? 'columns' : undefined;
}

/** Pixels across for one along. */
const STRAIGHT = 1e-3;
