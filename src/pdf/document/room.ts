import type { Quad } from '../../core/model/redaction.ts';
import { toPixels, visibleBox } from '../engine/geometry.ts';
import type { EngineDocument } from '../engine/document.ts';
import { PixelMask, isUniform, pixelBounds } from '../verify/pixels.ts';
import { cornersOfFrame, frameOf, type Frame } from './frame.ts';

/** Pixels a point; a line of 8-point type is then 12 pixels high. */
const SCALE = 1.5;
const MAX_PIXELS = 16_000_000;

/** Whether labels can be put on a page without covering anything that can be seen. */
export interface Room {
  isFree(area: Frame): boolean;
}

/** Pixels that the edge of what is marked may change. */
const EDGE = 1;

/**
 * Looks at the original: an area is free when it lies on the page and all its pixels have one colour, but for what is
 * marked and goes.
 */
export function roomOf(original: EngineDocument, index: number, marked: readonly Quad[]): Room {
  const going = marked.map((quad) => cornersOfFrame(frameOf(quad)));
  return {
    isFree: (area) =>
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
        return isUniform(rendering, mask);
      }),
  };
}
