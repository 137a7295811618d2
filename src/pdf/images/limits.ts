/** Bounds on what one image may cost; beyond them the page is rasterised instead. */
export interface ImageLimits {
  /** Width times height. */
  readonly maxPixels: number;
  /** Decoded samples, or any stage of a filter chain, in bytes. */
  readonly maxBytes: number;
}

/** 200 megapixels is A0 in colour at 400 dpi. */
export const DEFAULT_LIMITS: ImageLimits = { maxPixels: 200_000_000, maxBytes: 640_000_000 };

/** Of what is black or white only, eight pixels are a byte: A0 at 1200 dpi. */
const BILEVEL = 8;

/** Width times height that an image behind a filter may have. */
export function mostPixels({ maxPixels }: ImageLimits, filter: string | undefined): number {
  return filter === 'CCITTFaxDecode' || filter === 'JBIG2Decode' ? maxPixels * BILEVEL : maxPixels;
}

/** An image that this code does not handle; `message` says why and holds nothing of its content. */
export class UnsupportedImage extends Error {
  override readonly name = 'UnsupportedImage';
}

/** Samples with a side longer than this, in points, are seen as they are: painting one would be seen beside the mark. */
const COARSE = 3;

/** Of samples with a side longer than this, in points, what is blended of one with the next is seen beside the mark. */
const BLENDED = 0.6;

interface Drawn {
  readonly across: number;
  readonly along: number;
}

/** Whether a picture of so many samples, drawn at a size in points, is seen sample by sample. */
export function isCoarse(size: Drawn | undefined, columns: number, rows: number): boolean {
  return size !== undefined && (size.across / columns > COARSE || size.along / rows > COARSE);
}

/** Whether samples at the edge of a mark are seen to be blended with those that it took. */
export function isBlended(size: Drawn | undefined, columns: number, rows: number): boolean {
  return size !== undefined && (size.across / columns > BLENDED || size.along / rows > BLENDED);
}
