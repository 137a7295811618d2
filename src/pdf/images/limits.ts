/** Bounds on what one image may cost; beyond them the page is rasterised instead. */
export interface ImageLimits {
  /** Width times height. */
  readonly maxPixels: number;
  /** Decoded samples, or any stage of a filter chain, in bytes. */
  readonly maxBytes: number;
}

/** 200 megapixels is A0 in colour at 400 dpi. */
export const DEFAULT_LIMITS: ImageLimits = { maxPixels: 200_000_000, maxBytes: 640_000_000 };

/** An image that this code does not handle; `message` says why and holds nothing of its content. */
export class UnsupportedImage extends Error {
  override readonly name = 'UnsupportedImage';
}
