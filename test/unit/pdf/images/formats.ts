import { deflateSync } from 'node:zlib';
import { type PDFContext, PDFHexString, type PDFRawStream } from 'pdf-lib';
import { encodeG4 } from '../../../../src/pdf/images/bilevel/g4.ts';
import { encodeJbig2 } from '../../../../src/pdf/images/bilevel/jbig2.ts';
import { encodeAscii85 } from '../../../../src/pdf/images/filters/ascii.ts';
import { applyPredictor } from '../../../../src/pdf/images/filters/predictor.ts';
import * as fixtures from './fixtures.ts';

export const { WIDTH, HEIGHT } = fixtures;

type Entries = Record<string, unknown>;

/** One kind of image: how to make it, and whether its pixels outside the cut stay exactly as they were. */
export interface Format {
  readonly name: string;
  readonly exact: boolean;
  /** Largest difference of a sample outside the cut but in a block that it touches. */
  readonly tolerance?: number;
  build(context: PDFContext): PDFRawStream;
}

/** An image XObject of the common size. */
export function imageStream(context: PDFContext, data: Uint8Array, entries: Entries): PDFRawStream {
  const base = { Type: 'XObject', Subtype: 'Image', Width: WIDTH, Height: HEIGHT, BitsPerComponent: 8 };
  return context.stream(data, { ...base, ...entries });
}

/** Packed samples of a picture with no two rows alike: `value` gives each sample, 0 to 1. */
export function packed(
  components: number,
  bits: number,
  value: (x: number, y: number, k: number) => number,
): Uint8Array {
  const stride = Math.ceil((WIDTH * components * bits) / 8);
  const out = new Uint8Array(stride * HEIGHT);
  const max = 2 ** bits - 1;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      for (let k = 0; k < components; k++) {
        const sample = Math.round(value(x, y, k) * max);
        const bit = (x * components + k) * bits;
        const at = y * stride + (bit >> 3);
        if (bits === 16) {
          out[at] = sample >> 8;
          out[at + 1] = sample & 255;
        } else out[at]! |= sample << (8 - bits - (bit & 7));
      }
    }
  }
  return out;
}

const ramp = (x: number, y: number, k: number): number => ((x * (3 + k) + y * (5 - k)) % 64) / 63;
const dots = (x: number, y: number): number => ((x * 7 + y * 13 + ((x * y) >> 2)) % 5 < 2 ? 1 : 0);

const flate = (data: Uint8Array): Uint8Array => deflateSync(data);

function lzw(data: Uint8Array): Uint8Array {
  // Only literals, with a clear code often enough that codes stay nine bits wide.
  const codes = [256];
  data.forEach((byte, index) => {
    codes.push(byte);
    if (index % 200 === 199) codes.push(256);
  });
  codes.push(257);
  const out = new Uint8Array(Math.ceil((codes.length * 9) / 8));
  codes.forEach((code, index) => {
    for (let bit = 0; bit < 9; bit++) {
      const at = index * 9 + bit;
      if ((code >> (8 - bit)) & 1) out[at >> 3]! |= 0x80 >> (at & 7);
    }
  });
  return out;
}

function runLength(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < data.length; i += 100) {
    const part = data.subarray(i, i + 100);
    out.push(part.length - 1, ...part);
  }
  return Uint8Array.from([...out, 128]);
}

function raw(
  name: string,
  colorSpace: unknown,
  components: number,
  bits: number,
  more: Entries = {},
): Format {
  return {
    name,
    exact: true,
    build: (context) =>
      imageStream(context, flate(packed(components, bits, ramp)), {
        ColorSpace: colorSpace,
        BitsPerComponent: bits,
        Filter: 'FlateDecode',
        ...more,
      }),
  };
}

function encoded(name: string, data: () => Uint8Array, entries: Entries, tolerance?: number): Format {
  return {
    name,
    exact: tolerance === undefined,
    ...(tolerance !== undefined && { tolerance }),
    build: (context) => imageStream(context, data(), entries),
  };
}

const rgb = { ColorSpace: 'DeviceRGB' };
const jpeg = { ...rgb, Filter: 'DCTDecode' };
const bits = { ColorSpace: 'DeviceGray', BitsPerComponent: 1 };
const fax = (parameters: Entries): Entries => ({
  ...bits,
  Filter: 'CCITTFaxDecode',
  DecodeParms: { Columns: WIDTH, Rows: HEIGHT, ...parameters },
});
const predictor = (value: number): Entries => ({
  ...rgb,
  Filter: 'FlateDecode',
  DecodeParms: { Predictor: value, Colors: 3, BitsPerComponent: 8, Columns: WIDTH },
});
const predicted = (value: number, filters?: Uint8Array): Uint8Array =>
  flate(
    applyPredictor(
      packed(3, 8, ramp),
      { predictor: value, colors: 3, bitsPerComponent: 8, columns: WIDTH },
      filters,
    ),
  );

const palette = PDFHexString.of(
  Array.from({ length: 16 }, (_, i) => [255 - i * 12, (i * 40) % 256, 30 + i * 9])
    .flat()
    .map((value) => value.toString(16).padStart(2, '0'))
    .join(''),
);

const iccProfile = (context: PDFContext): unknown =>
  context.register(context.stream(new Uint8Array(0), { N: 3, Alternate: 'DeviceRGB' }));

/** Every kind of image that a page may show, masks aside. */
export const FORMATS: readonly Format[] = [
  raw('grey, 1 bit', 'DeviceGray', 1, 1),
  raw('grey, 2 bits', 'DeviceGray', 1, 2),
  raw('grey, 4 bits', 'DeviceGray', 1, 4),
  raw('grey, 8 bits', 'DeviceGray', 1, 8),
  raw('grey, 16 bits', 'DeviceGray', 1, 16),
  raw('grey, inverted by Decode', 'DeviceGray', 1, 8, { Decode: [1, 0] }),
  raw('RGB, 4 bits', 'DeviceRGB', 3, 4),
  raw('RGB, 8 bits', 'DeviceRGB', 3, 8),
  raw('RGB, 16 bits', 'DeviceRGB', 3, 16),
  raw('CMYK', 'DeviceCMYK', 4, 8),
  raw('CalRGB', ['CalRGB', { WhitePoint: [0.95, 1, 1.09] }], 3, 8),
  raw('CalGray', ['CalGray', { WhitePoint: [0.95, 1, 1.09] }], 1, 8),
  raw('indexed, 4 bits', ['Indexed', 'DeviceRGB', 15, palette], 1, 4),
  {
    name: 'ICC based',
    exact: true,
    build: (context) =>
      imageStream(context, flate(packed(3, 8, ramp)), {
        ColorSpace: ['ICCBased', iccProfile(context)],
        Filter: 'FlateDecode',
      }),
  },
  {
    name: 'Separation',
    exact: true,
    build: (context) => {
      const tint = context.obj({ FunctionType: 2, Domain: [0, 1], C0: [1, 1, 1], C1: [0, 0, 0.4], N: 1 });
      const space = ['Separation', 'Blauw', 'DeviceRGB', tint];
      return imageStream(context, flate(packed(1, 8, ramp)), { ColorSpace: space, Filter: 'FlateDecode' });
    },
  },
  encoded('no filter', () => packed(3, 8, ramp), rgb),
  encoded('LZW', () => lzw(packed(3, 8, ramp)), { ...rgb, Filter: 'LZWDecode' }),
  encoded('run length', () => runLength(packed(3, 8, ramp)), { ...rgb, Filter: ['RunLengthDecode'] }),
  encoded('TIFF predictor', () => predicted(2), predictor(2)),
  encoded(
    'PNG predictors',
    () =>
      predicted(
        15,
        Uint8Array.from({ length: HEIGHT }, (_, y) => y % 5),
      ),
    predictor(15),
  ),
  encoded('ASCII85 of Flate', () => encodeAscii85(flate(packed(3, 8, ramp))), {
    ...rgb,
    Filter: ['ASCII85Decode', 'FlateDecode'],
  }),
  encoded('ASCII hex', () => Buffer.from(`${Buffer.from(packed(1, 8, ramp)).toString('hex')}>`), {
    ColorSpace: 'DeviceGray',
    Filter: 'ASCIIHexDecode',
  }),
  encoded('JPEG, baseline 4:2:0', () => fixtures.jpegBaseline420, jpeg, 40),
  encoded('JPEG, progressive 4:2:0', () => fixtures.jpegProgressive420, jpeg, 40),
  encoded('JPEG, progressive 4:2:2', () => fixtures.jpegProgressive422, jpeg, 40),
  encoded('JPEG with restart markers', () => fixtures.jpegRestart, jpeg, 40),
  encoded('JPEG, RGB without transform', () => fixtures.jpegRgb, jpeg, 40),
  encoded('JPEG, grey', () => fixtures.jpegGrey, { ColorSpace: 'DeviceGray', Filter: 'DCTDecode' }, 60),
  encoded(
    'JPEG, CMYK of Adobe',
    () => fixtures.jpegCmykAdobe,
    { ColorSpace: 'DeviceCMYK', Filter: 'DCTDecode', Decode: [1, 0, 1, 0, 1, 0, 1, 0] },
    90,
  ),
  encoded(
    'Flate of JPEG',
    () => flate(fixtures.jpegBaseline420),
    { ...rgb, Filter: ['FlateDecode', 'DCTDecode'], DecodeParms: [null, null] },
    90,
  ),
  encoded('fax, group 4', () => fixtures.faxGroup4, fax({ K: -1, BlackIs1: true })),
  encoded('fax, group 3', () => fixtures.faxGroup3, fax({ K: 0, BlackIs1: true, EndOfLine: true })),
  encoded(
    'fax, group 3 in two dimensions',
    () => fixtures.faxGroup3TwoDimensional,
    fax({ K: 4, BlackIs1: true, EndOfLine: true }),
  ),
  encoded('fax of dots', () => encodeG4(packed(1, 1, dots), WIDTH, HEIGHT), fax({ K: -1 })),
  encoded('JBIG2', () => encodeJbig2(packed(1, 1, dots), WIDTH, HEIGHT), { ...bits, Filter: 'JBIG2Decode' }),
  encoded('JPX, RGB', () => fixtures.jpxRgb, { Filter: 'JPXDecode' }, 12),
  encoded('JPX, grey', () => fixtures.jpxGrey, { ColorSpace: 'DeviceGray', Filter: 'JPXDecode' }, 12),
];
