import { type PDFContext, type PDFDict, PDFNumber, PDFRawStream } from 'pdf-lib';
import { encodeG4 } from './bilevel/g4.ts';
import { encodeJbig2 } from './bilevel/jbig2.ts';
import { blackSamples, resolveColorSpace } from './color-space.ts';
import type { BilevelBitmap } from './decoders.ts';
import { decodeFilters } from './filters/chain.ts';
import { encodeFlate } from './filters/flate.ts';
import { mostPixels, UnsupportedImage } from './limits.ts';
import { asBoolean, asNumber, asNumbers, entry } from './pdf-values.ts';
import type { CutPixels, ImageJob } from './pixels.ts';
import { stencilBlank } from './raw-image.ts';
import { paintSamples } from './samples.ts';

/** Cuts a fax or JBIG2 image; it comes back without loss in the smallest form. */
export async function cutBilevelImage(job: ImageJob): Promise<CutPixels> {
  const { context, width, height } = job;
  const decode = asNumbers(context, entry(context, job.dict, 'Decode', 'D'));
  const decoded = job.source.image === 'JBIG2Decode' ? await decodeJbig2(job) : await decodeCcitt(job);
  const data = ofWidth(decoded, width, height);
  const colour = job.role === 'stencil' ? [stencilBlank(decode)] : await blackBit(job, decode);
  paintSamples(data, { width, height, components: 1, bitsPerComponent: 1 }, job.cover(width, height), colour);
  return {
    ...smallest(context, data, width, height, job.source.image === 'JBIG2Decode'),
    entries: { BitsPerComponent: PDFNumber.of(1) },
  };
}

async function blackBit(job: ImageJob, decode: readonly number[] | undefined): Promise<number[]> {
  const { context, dict, resources } = job;
  const object = entry(context, dict, 'ColorSpace', 'CS');
  if (object === undefined) return [decode?.[0] === 1 ? 1 : 0];
  const space = await resolveColorSpace(context, object, resources, 1);
  if (space.components !== 1) throw new UnsupportedImage('bilevel image in several components');
  return blackSamples(space, decode, 1);
}

async function decodeCcitt(job: ImageJob): Promise<BilevelBitmap> {
  const { context } = job;
  const parms = job.source.imageParameters;
  const flag = (key: string): boolean => asBoolean(entry(context, parms, key), false);
  const columns = asNumber(entry(context, parms, 'Columns')) ?? 1728;
  if (!(columns > 0) || columns * job.height > mostPixels(job.limits, job.source.image))
    throw new UnsupportedImage('image too large');
  return job.decoders.ccitt(job.source.data, job.height, {
    k: asNumber(entry(context, parms, 'K')) ?? 0,
    endOfLine: flag('EndOfLine'),
    encodedByteAlign: flag('EncodedByteAlign'),
    columns,
    rows: asNumber(entry(context, parms, 'Rows')) ?? 0,
    blackIs1: flag('BlackIs1'),
  });
}

async function decodeJbig2(job: ImageJob): Promise<BilevelBitmap> {
  const shared = entry(job.context, job.source.imageParameters, 'JBIG2Globals');
  const globals =
    shared instanceof PDFRawStream
      ? (await decodeFilters(job.context, shared.dict, shared.contents, job.limits.maxBytes)).data
      : undefined;
  return job.decoders.jbig2(job.source.data, globals, job.width, job.height);
}

/** Rows of the wanted width and number; what is missing is white. */
function ofWidth(bitmap: BilevelBitmap, width: number, height: number): Uint8Array {
  const stride = Math.ceil(width / 8);
  if (bitmap.width === width && bitmap.data.length === stride * height) return bitmap.data;
  const out = new Uint8Array(stride * height).fill(255);
  const source = Math.ceil(bitmap.width / 8);
  const shared = Math.min(stride, source);
  const rows = Math.min(height, Math.floor(bitmap.data.length / source));
  for (let y = 0; y < rows; y++) {
    out.set(bitmap.data.subarray(y * source, y * source + shared), y * stride);
    if (bitmap.width >= width) continue;
    const at = y * stride + (bitmap.width >> 3);
    if ((bitmap.width & 7) !== 0) out[at] = out[at]! | (255 >> (bitmap.width & 7));
  }
  return out;
}

/**
 * Packed bits (0 is black) under the filter that makes them smallest. JBIG2 is tried only where the source
 * used it: some long-term archives do not want it.
 */
export function smallest(
  context: PDFContext,
  data: Uint8Array,
  width: number,
  height: number,
  allowJbig2: boolean,
): Pick<CutPixels, 'data' | 'filter'> & { readonly parameters?: PDFDict } {
  const flate = encodeFlate(data);
  const fax = encodeG4(data, width, height);
  const arithmetic = allowJbig2 ? encodeJbig2(data, width, height) : undefined;
  if (arithmetic && arithmetic.length < Math.min(fax.length, flate.length)) {
    return { data: arithmetic, filter: 'JBIG2Decode' };
  }
  if (flate.length <= fax.length) return { data: flate, filter: 'FlateDecode' };
  const parameters = context.obj({ K: -1, Columns: width, Rows: height });
  return { data: fax, filter: 'CCITTFaxDecode', parameters };
}
