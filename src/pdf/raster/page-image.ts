import { type PDFArray, type PDFContext, PDFHexString, type PDFRawStream } from 'pdf-lib';
import type { Coverage } from '../images/coverage.ts';
import { encodeFlate } from '../images/filters/flate.ts';
import { encodeSamples } from '../images/jpeg/encode-samples.ts';
import { writeJpeg } from '../images/jpeg/write.ts';
import { smallest } from '../images/bilevel-image.ts';
import type { BoxColour, PageBitmap, RasterEncoding } from './types.ts';

/** An image XObject of a page, and how it was written. */
export interface PageImage {
  readonly stream: PDFRawStream;
  readonly encoding: RasterEncoding;
}

const PHOTO_QUALITY = { quality: 85, halfChroma: true } as const;

/** Below this many bytes a pixel a deflated page is small enough not to try a JPEG. */
const SMALL = 0.06;

/** An exact page may be this much larger than a JPEG of it and still be preferred. */
const EXACT_IS_WORTH = 1.3;

/**
 * The bitmap as an image with the covered pixels in one colour: two colours as bits, up to 256 as a table,
 * without loss; a photograph or a scan as a JPEG.
 */
export function pageImage(
  context: PDFContext,
  bitmap: PageBitmap,
  coverage: Coverage,
  colour: BoxColour,
): PageImage {
  const pixels = painted(bitmap, coverage, colour);
  const indexed = indexColours(pixels);
  if (indexed && indexed.colours.length <= 2) return bilevelImage(context, bitmap, indexed);
  if (!indexed) return jpegImage(context, bitmap, pixels);
  const exact = indexedImage(context, bitmap, indexed);
  const size = exact.stream.contents.length;
  if (size <= bitmap.width * bitmap.height * SMALL) return exact;
  const jpeg = jpegImage(context, bitmap, pixels);
  return size <= jpeg.stream.contents.length * EXACT_IS_WORTH ? exact : jpeg;
}

/** A copy as one 32-bit number a pixel, in memory order red, green, blue, 255. */
function painted(bitmap: PageBitmap, coverage: Coverage, { red, green, blue }: BoxColour): Uint32Array {
  const count = bitmap.width * bitmap.height;
  const bytes = new Uint8Array(count * 4);
  bytes.set(bitmap.rgba.subarray(0, count * 4));
  for (let i = 3; i < bytes.length; i += 4) bytes[i] = 255;
  const pixels = new Uint32Array(bytes.buffer);
  const fill = new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0]!;
  for (let y = coverage.top; y < coverage.bottom; y++) {
    const row = coverage.row(y);
    for (let i = 0; i < row.length; i += 2) {
      pixels.fill(fill, y * bitmap.width + row[i]!, y * bitmap.width + row[i + 1]!);
    }
  }
  return pixels;
}

interface IndexedPixels {
  /** Red, green, blue of each colour. */
  readonly colours: readonly (readonly number[])[];
  readonly places: Uint8Array;
}

/** The pixels as places in a table of at most 256 colours; undefined when there are more. */
function indexColours(pixels: Uint32Array): IndexedPixels | undefined {
  const table = new Map<number, number>();
  const places = new Uint8Array(pixels.length);
  let last = -1;
  let place = 0;
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (pixel !== last) {
      const known = table.get(pixel);
      if (known === undefined) {
        if (table.size === 256) return undefined;
        place = table.size;
        table.set(pixel, place);
      } else place = known;
      last = pixel;
    }
    places[i] = place;
  }
  const bytes = new Uint8Array(Uint32Array.from(table.keys()).buffer);
  const colours = Array.from({ length: table.size }, (_, index) => [
    ...bytes.subarray(index * 4, index * 4 + 3),
  ]);
  return { colours, places };
}

function bilevelImage(context: PDFContext, bitmap: PageBitmap, indexed: IndexedPixels): PageImage {
  const { width, height } = bitmap;
  const brightness = indexed.colours.map((rgb) => rgb.reduce((sum, value) => sum + value, 0));
  // Fax codes are short for runs of white, which is the bit 1.
  const one = indexed.colours.length === 1 || brightness[0]! >= brightness[1]! ? 0 : 1;
  const stride = Math.ceil(width / 8);
  const bits = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (indexed.places[y * width + x] === one) bits[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  const encoded = smallest(context, bits, width, height, false);
  const dark = indexed.colours[1 - one] ?? indexed.colours[one]!;
  const stream = context.stream(encoded.data, {
    ...imageEntries(bitmap, 1),
    ColorSpace: indexedSpace(context, [dark, indexed.colours[one]!]),
    Filter: encoded.filter,
    ...(encoded.parameters && { DecodeParms: encoded.parameters }),
  });
  return { stream, encoding: 'bilevel' };
}

function indexedImage(context: PDFContext, bitmap: PageBitmap, indexed: IndexedPixels): PageImage {
  const stream = context.stream(encodeFlate(indexed.places), {
    ...imageEntries(bitmap, 8),
    ColorSpace: indexedSpace(context, indexed.colours),
    Filter: 'FlateDecode',
  });
  return { stream, encoding: 'indexed' };
}

function jpegImage(context: PDFContext, bitmap: PageBitmap, pixels: Uint32Array): PageImage {
  const { width, height } = bitmap;
  const data = new Uint8Array(pixels.buffer);
  const grid = { width, height, components: 3, data, step: 4 } as const;
  const stream = context.stream(writeJpeg(encodeSamples(grid, PHOTO_QUALITY)), {
    ...imageEntries(bitmap, 8),
    ColorSpace: 'DeviceRGB',
    Filter: 'DCTDecode',
  });
  return { stream, encoding: 'jpeg' };
}

function imageEntries({ width, height }: PageBitmap, bits: number): Record<string, string | number> {
  return { Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: bits };
}

function indexedSpace(context: PDFContext, colours: readonly (readonly number[])[]): PDFArray {
  const hex = colours.flat().map((value) => value.toString(16).padStart(2, '0'));
  return context.obj(['Indexed', 'DeviceRGB', colours.length - 1, PDFHexString.of(hex.join(''))]);
}
