/** A bilevel image: rows of packed bits, each starting on a byte. */
export interface BilevelBitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** An image of 8-bit samples, components interleaved. */
export interface SampledImage {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly data: Uint8Array;
}

/** Parameters of CCITTFaxDecode (ISO 32000-2, table 11). */
export interface CcittParameters {
  readonly k: number;
  readonly endOfLine: boolean;
  readonly encodedByteAlign: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly blackIs1: boolean;
}

/** Decoders of the formats that are not written here. All give the bits as the PDF filter would. */
export interface ImageDecoders {
  ccitt(data: Uint8Array, height: number, parameters: CcittParameters): Promise<BilevelBitmap>;
  jbig2(
    data: Uint8Array,
    globals: Uint8Array | undefined,
    width: number,
    height: number,
  ): Promise<BilevelBitmap>;
  /** `indexed`: the samples are places in a table and are not to be converted. */
  jpx(data: Uint8Array, options: { readonly indexed: boolean }): Promise<SampledImage>;
}
