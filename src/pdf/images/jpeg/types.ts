/** One colour component of a JPEG as quantised DCT coefficients. */
export interface JpegComponent {
  /** Identifier in the frame header. */
  readonly id: number;
  /** Sampling factors. */
  readonly h: number;
  readonly v: number;
  /** Size in samples: what the image really has, without padding. */
  readonly width: number;
  readonly height: number;
  /** Blocks in memory, padded to whole MCUs. */
  readonly blocksPerLine: number;
  readonly blocksPerColumn: number;
  /** 64 coefficients a block in zigzag order, blocks row by row. */
  coefficients: Int16Array;
  /** Where in the coefficients each row of blocks is, when only some rows are in memory. */
  places?: Int32Array;
  /** Quantisation steps in zigzag order. */
  quantisation: Uint16Array;
}

/** A JPEG (ITU-T T.81) between entropy decoding and dequantisation: nothing is lost by reading and writing it. */
export interface JpegCoefficients {
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  /** Largest sampling factors. */
  readonly maxH: number;
  readonly maxV: number;
  /** A JFIF marker stood in the file: three components are YCbCr. */
  readonly jfif: boolean;
  /** Colour transform of the Adobe marker: 0 none, 1 YCbCr, 2 YCCK; undefined without that marker. */
  readonly adobeTransform: number | undefined;
}

/** Row-major place of each coefficient in zigzag order (T.81, figure A.6). */
export const ZIGZAG: Uint8Array = Uint8Array.of(
  0,
  1,
  8,
  16,
  9,
  2,
  3,
  10,
  17,
  24,
  32,
  25,
  18,
  11,
  4,
  5,
  12,
  19,
  26,
  33,
  40,
  48,
  41,
  34,
  27,
  20,
  13,
  6,
  7,
  14,
  21,
  28,
  35,
  42,
  49,
  56,
  57,
  50,
  43,
  36,
  29,
  22,
  15,
  23,
  30,
  37,
  44,
  51,
  58,
  59,
  52,
  45,
  38,
  31,
  39,
  46,
  53,
  60,
  61,
  54,
  47,
  55,
  62,
  63,
);
