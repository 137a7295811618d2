import { type PDFContext, PDFArray, PDFDict, PDFName } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { UnsupportedImage } from '../limits.ts';
import { asName, asNumber, entry, follow } from '../pdf-values.ts';
import { decodeAscii85, decodeAsciiHex } from './ascii.ts';
import { decodeFlate } from './flate.ts';
import { decodeLzw } from './lzw.ts';
import { type PredictorParameters, undoPredictor } from './predictor.ts';
import { decodeRunLength } from './run-length.ts';

/** Filters whose output is an image, not bytes; they come last in a chain. */
export type ImageFilter = 'DCTDecode' | 'CCITTFaxDecode' | 'JBIG2Decode' | 'JPXDecode';

/** A stream with its general filters undone. */
export interface DecodedFilters {
  /** Raw samples, or when `image` is given, the data that this filter reads. */
  readonly data: Uint8Array;
  readonly image?: ImageFilter;
  /** DecodeParms of the image filter. */
  readonly imageParameters?: PDFDict;
  /** The predictor that the samples had, to write them back alike. */
  readonly predictor?: PredictorParameters;
  readonly rowFilters?: Uint8Array;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};

/** A longer chain serves no purpose but to exhaust the reader. */
const MAX_FILTERS = 8;

/** Undoes the filters of a stream or inline image up to the image filter, if there is one. */
export async function decodeFilters(
  context: PDFContext,
  dict: PDFDict,
  contents: Uint8Array,
  maxBytes: number,
): Promise<DecodedFilters> {
  const filters = listOf(context, entry(context, dict, 'Filter', 'F'));
  const parameters = listOf(context, entry(context, dict, 'DecodeParms', 'DP'));
  if (filters.length > MAX_FILTERS) throw new UnsupportedImage('too many filters');
  let result: DecodedFilters = { data: contents };
  for (const [index, filter] of filters.entries()) {
    const short = asName(filter) ?? '';
    const name = SHORT_NAMES[short] ?? short;
    const item = parameters[index];
    const parms = item instanceof PDFDict ? item : undefined;
    if (isImageFilter(name)) {
      if (index !== filters.length - 1) throw new UnsupportedImage(`filter after ${name}`);
      return { data: result.data, image: name, ...(parms && { imageParameters: parms }) };
    }
    result = await decodeOne(context, name, result.data, parms, maxBytes);
  }
  return result;
}

async function decodeOne(
  context: PDFContext,
  name: string,
  data: Uint8Array,
  parms: PDFDict | undefined,
  maxBytes: number,
): Promise<DecodedFilters> {
  switch (name) {
    case 'ASCIIHexDecode':
      return { data: decodeAsciiHex(data) };
    case 'ASCII85Decode':
      return { data: decodeAscii85(data) };
    case 'RunLengthDecode':
      return { data: decodeRunLength(data, maxBytes) };
    case 'FlateDecode':
      return unpredict(context, await decodeFlate(data, maxBytes), parms);
    case 'LZWDecode': {
      const early = asNumber(entry(context, parms, 'EarlyChange')) ?? 1;
      return unpredict(context, decodeLzw(data, early, maxBytes), parms);
    }
    default:
      throw new UnsupportedImage('unknown filter');
  }
}

function unpredict(context: PDFContext, data: Uint8Array, parms: PDFDict | undefined): DecodedFilters {
  const predictor: PredictorParameters = {
    predictor: asNumber(entry(context, parms, 'Predictor')) ?? 1,
    colors: asNumber(entry(context, parms, 'Colors')) ?? 1,
    bitsPerComponent: asNumber(entry(context, parms, 'BitsPerComponent')) ?? 8,
    columns: asNumber(entry(context, parms, 'Columns')) ?? 1,
  };
  if (predictor.predictor < 2) return { data };
  const bits = predictor.colors * predictor.bitsPerComponent * predictor.columns;
  if (!(bits > 0 && bits < 2 ** 31) || ![1, 2, 4, 8, 16].includes(predictor.bitsPerComponent)) {
    throw new UnsupportedImage('predictor parameters out of range');
  }
  return { ...undoPredictor(data, predictor), predictor };
}

function isImageFilter(name: string): name is ImageFilter {
  return name === 'DCTDecode' || name === 'CCITTFaxDecode' || name === 'JBIG2Decode' || name === 'JPXDecode';
}

function listOf(context: PDFContext, object: PDFObject | undefined): (PDFObject | undefined)[] {
  if (object instanceof PDFArray) return object.asArray().map((item) => follow(context, item));
  return object instanceof PDFName || object instanceof PDFDict ? [object] : [];
}
