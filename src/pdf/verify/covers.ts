import type { Box } from '../../core/text/characters.ts';
import type { Drawing } from '../engine/drawings.ts';
import type { EnginePage } from '../engine/page.ts';

/** FPDF_ANNOT_* of fpdf_annot.h. */
const LINK = 2;
const POPUP = 16;
const WIDGET = 20;
/** What hides a letter is thicker than this, points. */
const MIN_SIDE = 4;

/** Something on a page that may hide what lies under it. */
export interface Cover {
  readonly kind: 'box' | 'image' | 'annotation' | 'field';
  readonly box: Box;
  /** Place in the order of painting. */
  readonly order: number;
  /** Undefined for annotations. */
  readonly drawing: Drawing | undefined;
}

/** Opaque rectangles, images and annotations of a page, in the order of painting. */
export function coversOf(page: EnginePage, drawings: readonly Drawing[]): Cover[] {
  const drawn = drawings.flatMap((drawing, order): Cover[] => {
    if (drawing.type === 'image') return [{ kind: 'image', box: drawing.bounds, order, drawing }];
    return drawing.rectangles.map((box) => ({ kind: 'box', box, order, drawing }));
  });
  const annotations = page
    .annotations()
    .filter(({ subtype }) => subtype !== LINK && subtype !== POPUP)
    .map(({ subtype, box }, index): Cover => ({
      kind: subtype === WIDGET ? 'field' : 'annotation',
      box,
      order: drawings.length + index,
      drawing: undefined,
    }));
  return [...drawn, ...annotations].filter(({ box }) => isThick(box));
}

function isThick([l, b, r, t]: Box): boolean {
  return r - l > MIN_SIDE && t - b > MIN_SIDE;
}

/** Area that two boxes share, square points. */
export function shared(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

export function areaOf([l, b, r, t]: Box): number {
  return Math.max(0, r - l) * Math.max(0, t - b);
}
