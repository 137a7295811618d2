import { clamp, PIXELS_PER_POINT } from '../geometry.ts';
import { CAPTION_HEIGHT, PAGE_GAP, SIDE_MARGIN } from './layout.ts';

/** A zoom: a factor (1 is 100 %), or what fits. */
export type Zoom = number | 'fit-width' | 'fit-page';

const MIN_ZOOM = 0.25;
const MAX_ZOOM = 5;
/** Below this a page that has to fit becomes a dot. */
const MIN_FIT = 0.1;

/** A zoom within its limits. */
export function boundedZoom(zoom: Zoom): Zoom {
  return typeof zoom === 'number' ? clamp(zoom, MIN_ZOOM, MAX_ZOOM) : zoom;
}

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels a point for a zoom, in a viewport, for a page of this size at scale 1. */
export function scaleOf(zoom: Zoom, viewport: Size, page: Size): number {
  if (typeof zoom === 'number') {
    return zoom * PIXELS_PER_POINT;
  }
  const wide = Math.max(80, viewport.width - 2 * SIDE_MARGIN) / Math.max(1, page.width);
  const tall = (viewport.height - CAPTION_HEIGHT - PAGE_GAP) / Math.max(1, page.height);
  return clamp(zoom === 'fit-width' ? wide : Math.min(wide, tall), MIN_FIT, MAX_ZOOM * PIXELS_PER_POINT);
}
