import type { PDFDict } from 'pdf-lib';
import { numberAt, numbersAt } from '../../objects/lookup.ts';

/** Top and bottom of a font's loose box, in em. */
export interface Extent {
  readonly ascent: number;
  readonly descent: number;
}

export const USUAL_EXTENT: Extent = { ascent: 0.9, descent: -0.22 };

/** Half of a usual x-height, in em. */
export const USUAL_MIDDLE = 0.25;

/** Boxes taller than this come from damaged descriptors. */
const MAX_HEIGHT = 3;

/** From a font descriptor: Ascent and Descent, else the FontBBox, else what is usual. */
export function extentOf(descriptor: PDFDict | undefined): Extent {
  if (!descriptor) return USUAL_EXTENT;
  const ascent = numberAt(descriptor, 'Ascent') ?? 0;
  const descent = numberAt(descriptor, 'Descent') ?? 0;
  const box = numbersAt(descriptor, 'FontBBox') ?? [];
  return (
    sane(ascent / 1000, -Math.abs(descent) / 1000) ??
    sane((box[3] ?? 0) / 1000, (box[1] ?? 0) / 1000) ??
    USUAL_EXTENT
  );
}

function sane(ascent: number, descent: number): Extent | undefined {
  const height = ascent - descent;
  return height > 0.1 && height < MAX_HEIGHT ? { ascent, descent } : undefined;
}
