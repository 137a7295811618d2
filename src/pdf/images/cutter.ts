import { type PDFContext, PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { type Coverage, coverPixels } from './coverage.ts';
import type { ImageDecoders } from './decoders.ts';
import { cutBilevelImage } from './bilevel-image.ts';
import { encodeAscii85 } from './filters/ascii.ts';
import { decodeFilters } from './filters/chain.ts';
import { cutJpegImage } from './jpeg-image.ts';
import { cutJpxImage } from './jpx-image.ts';
import { keep } from './keep.ts';
import {
  DEFAULT_LIMITS,
  type ImageLimits,
  isBlended,
  isCoarse,
  mostPixels,
  UnsupportedImage,
} from './limits.ts';
import { asBoolean, asNumber, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob, ImageRole } from './pixels.ts';
import { cutRawImage } from './raw-image.ts';
import type { ImageCutter, ImageSize, Point, Refusal } from '../content/types.ts';

/** What the cutter needs from outside. */
export interface ImageCutterDependencies {
  readonly decoders: ImageDecoders;
  readonly limits?: ImageLimits;
}

/** Entries that come along; anything else of an image may hold a copy of it, or text about it. */
const KEPT_ENTRIES: readonly string[] = [
  'Type',
  'Subtype',
  'Width',
  'Height',
  'ColorSpace',
  'BitsPerComponent',
  'Intent',
  'ImageMask',
  'Mask',
  'SMask',
  'Matte',
  'Decode',
  'Interpolate',
  'StructParent',
  'OC',
];

/** Full names of the keys of inline images (ISO 32000-2, table 91). */
const FULL_NAMES: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  H: 'Height',
  IM: 'ImageMask',
  I: 'Interpolate',
  W: 'Width',
};

/** Cutter of images in every format that PDF knows. */
export function createImageCutter(dependencies: ImageCutterDependencies): ImageCutter {
  const environment = { decoders: dependencies.decoders, limits: dependencies.limits ?? DEFAULT_LIMITS };
  return {
    cut: (context, image, polygons, resources, size) =>
      orUnsupported(async () => {
        const request = { ...environment, context, polygons, resources, size, losses: new Losses() };
        const cut = await cutStream(request, image, 'colours');
        // Of samples that are seen as they are, a mark may hold none as a whole: all of them show beside it.
        return request.losses.any ? cut : image;
      }),
    cutInline: (context, dict, data, polygons, resources, size) =>
      orUnsupported(() => {
        const request = { ...environment, context, polygons, resources, size, losses: new Losses() };
        return cutInlineImage(request, dict, data);
      }),
    alone: (context, image) =>
      orUnsupported(() => {
        const whole = { polygons: [], resources: undefined, size: undefined, losses: new Losses() };
        return cutStream({ ...environment, context, ...whole }, image, 'colours');
      }),
  };
}

/** Whether an image or one of its masks lost a sample. */
class Losses {
  any = false;

  note(coverage: Coverage): Coverage {
    if (coverage.bottom > 0) this.any = true;
    return coverage;
  }
}

interface CutRequest {
  readonly context: PDFContext;
  readonly polygons: readonly (readonly Point[])[];
  readonly resources: PDFDict | undefined;
  readonly size: ImageSize | undefined;
  readonly decoders: ImageDecoders;
  readonly limits: ImageLimits;
  readonly losses: Losses;
}

async function orUnsupported<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnsupportedImage) return { unsupported: error.message };
    return { unsupported: 'image damaged' };
  }
}

async function cutStream(request: CutRequest, image: PDFRawStream, role: ImageRole): Promise<PDFRawStream> {
  const { context } = request;
  const pixels = await cutPixels(request, image.dict, image.contents, role);
  const dict = PDFDict.withContext(context);
  for (const key of KEPT_ENTRIES) {
    const value = image.dict.get(PDFName.of(key));
    if (value !== undefined) dict.set(PDFName.of(key), value);
  }
  for (const [key, value] of Object.entries(pixels.entries ?? {})) setEntry(dict, key, value);
  dict.set(PDFName.of('Filter'), PDFName.of(pixels.filter));
  if (pixels.parameters) dict.set(PDFName.of('DecodeParms'), pixels.parameters);
  dict.set(PDFName.of('Length'), PDFNumber.of(pixels.data.length));
  if (role === 'colours') await cutMasks(request, image.dict, dict);
  else for (const key of ['Mask', 'SMask']) dict.delete(PDFName.of(key));
  return PDFRawStream.of(dict, keep(context, pixels.data));
}

function setEntry(dict: PDFDict, key: string, value: PDFObject | undefined): void {
  if (value === undefined) dict.delete(PDFName.of(key));
  else dict.set(PDFName.of(key), value);
}

/** Cuts the soft mask or the explicit mask that goes with an image; a colour key is kept as it is. */
async function cutMasks(request: CutRequest, source: PDFDict, target: PDFDict): Promise<void> {
  const { context } = request;
  const softMask = entry(context, source, 'SMask');
  if (softMask instanceof PDFRawStream) {
    const cut = await cutStream(request, softMask, 'opacity');
    target.set(PDFName.of('SMask'), context.register(cut));
  }
  const mask = entry(context, source, 'Mask');
  if (mask instanceof PDFRawStream) {
    const cut = await cutStream(request, mask, 'stencil');
    target.set(PDFName.of('Mask'), context.register(cut));
  } else if (mask !== undefined && !(mask instanceof PDFArray)) target.delete(PDFName.of('Mask'));
}

async function cutInlineImage(
  request: CutRequest,
  source: PDFDict,
  data: Uint8Array,
): Promise<{ dict: PDFDict; data: Uint8Array }> {
  const { context } = request;
  const pixels = await cutPixels(request, source, data, 'colours');
  const dict = PDFDict.withContext(context);
  for (const [key, value] of source.entries()) {
    const name = key.decodeText();
    if (KEPT_ENTRIES.includes(FULL_NAMES[name] ?? name)) dict.set(key, value);
  }
  for (const [key, value] of Object.entries(pixels.entries ?? {})) {
    for (const [short, full] of Object.entries(FULL_NAMES)) if (full === key) dict.delete(PDFName.of(short));
    setEntry(dict, key, value);
  }
  dict.set(PDFName.of('F'), context.obj(['A85', SHORT_FILTERS[pixels.filter] ?? pixels.filter]));
  if (pixels.parameters) dict.set(PDFName.of('DP'), context.obj([null, pixels.parameters]));
  return { dict, data: encodeAscii85(pixels.data) };
}

const SHORT_FILTERS: Readonly<Record<string, string>> = {
  FlateDecode: 'Fl',
  DCTDecode: 'DCT',
  CCITTFaxDecode: 'CCF',
};

async function cutPixels(
  request: CutRequest,
  dict: PDFDict,
  contents: Uint8Array,
  wanted: ImageRole,
): Promise<CutPixels> {
  const { context, limits } = request;
  const isStencil = wanted === 'stencil' || asBoolean(entry(context, dict, 'ImageMask', 'IM'), false);
  const width = asNumber(entry(context, dict, 'Width', 'W')) ?? 0;
  const height = asNumber(entry(context, dict, 'Height', 'H')) ?? 0;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new UnsupportedImage('image without a size');
  }
  const source = await decodeFilters(context, dict, contents, limits.maxBytes);
  if (width * height > mostPixels(limits, source.image)) throw new UnsupportedImage('image too large');
  const job: ImageJob = {
    context,
    dict,
    resources: request.resources,
    role: isStencil ? 'stencil' : wanted,
    width,
    height,
    limits,
    decoders: request.decoders,
    source,
    encodedLength: contents.length,
    cover: (columns, rows) => {
      const which = isCoarse(request.size, columns, rows) ? 'whole' : 'touched';
      const covered = request.losses.note(coverPixels(columns, rows, request.polygons, which));
      const isSmeared =
        which === 'touched' && job.role === 'colours' && isBlended(request.size, columns, rows);
      return isSmeared ? { ...covered, smeared: 'commonest' } : covered;
    },
  };
  const format = job.source.image;
  if (format === undefined) return cutRawImage(job);
  switch (format) {
    case 'DCTDecode':
      return cutJpegImage(job);
    case 'CCITTFaxDecode':
    case 'JBIG2Decode':
      return cutBilevelImage(job);
    case 'JPXDecode':
      return cutJpxImage(job);
  }
}
