import { deflateSync, inflateSync } from 'node:zlib';
import { PDFBool, PDFName, PDFRawStream, type PDFDict } from 'pdf-lib';
import { endOfEncoded, endOfFax } from '../images/filters/end.ts';
import { endOfFaxRows } from '../images/filters/fax-end.ts';
import { strippedJbig2 } from '../images/filters/jbig2-segments.ts';
import { readLzw } from '../images/filters/lzw.ts';
import { entry, numberAt } from '../objects/lookup.ts';
import {
  SMALLEST,
  StreamError,
  decode,
  filtersOf,
  isUndeflated,
  type Filter,
} from '../objects/stream-bytes.ts';
import { strippedJpeg, strippedJpx } from '../images/image-metadata.ts';
import { sampleBytes } from './sample-bytes.ts';

/** Larger streams are pixels; to decode them only to find their end would take too long. */
const MAX_DECODED = 1 << 20;
const MAX_STAGE = 64 * MAX_DECODED;

/** A line end before "endstream" is usual. */
const LINE_END = 2;

const IMAGE_FILES = new Map([
  ['DCTDecode', strippedJpeg],
  ['DCT', strippedJpeg],
  ['JPXDecode', strippedJpx],
  ['JBIG2Decode', strippedJbig2],
]);

/**
 * A stream without what no decoder reads: comments, EXIF and XMP of an image file, bytes behind the end of encoded data
 * of any filter of its chain, samples behind the last row of a picture; undefined when there is nothing to take. A
 * chain is written anew from where bytes went.
 */
export function withoutNotes(stream: PDFRawStream): PDFRawStream | undefined {
  if (isUndeflated(stream)) return undefined;
  const { dict } = stream;
  const filters = filtersOf(dict);
  const samples = sampleBytes(dict);
  let data = stream.contents;
  let cut: { readonly from: number; readonly data: Uint8Array } | undefined;
  for (const [index, filter] of filters.entries()) {
    const strip = IMAGE_FILES.get(filter.name);
    const isLast = index === filters.length - 1;
    const clean = strip ? strip(data) : withoutTail(filter, data, dict, isLast ? samples : undefined);
    if (clean instanceof Uint8Array) cut = { from: index, data: clean };
    else if (clean) return PDFRawStream.of(withFilters(dict, [clean.filter]), clean.data);
    if (strip || isLast || data.length > MAX_DECODED) break;
    try {
      data = decode(cut?.from === index ? cut.data : data, filter, MAX_STAGE);
    } catch (error) {
      if (error instanceof StreamError) break;
      throw error;
    }
  }
  if (filters.length === 0 && samples !== undefined && data.length - samples > LINE_END) {
    return PDFRawStream.of(dict, data.subarray(0, samples));
  }
  if (!cut) return undefined;
  return PDFRawStream.of(cut.from === 0 ? dict : withFilters(dict, filters.slice(cut.from)), cut.data);
}

/** The dictionary of a stream of which only these filters are left. */
function withFilters(dict: PDFDict, filters: readonly Filter[]): PDFDict {
  const { context } = dict;
  const copy = dict.clone(context);
  for (const key of ['F', 'DP', 'DecodeParms']) copy.delete(PDFName.of(key));
  copy.set(PDFName.of('Filter'), context.obj(filters.map(({ name }) => name)));
  if (filters.some(({ parameters }) => parameters)) {
    copy.set(PDFName.of('DecodeParms'), context.obj(filters.map(({ parameters }) => parameters ?? null)));
  }
  return copy;
}

/** Samples under a filter of their own. */
interface Encoded {
  readonly filter: Filter;
  readonly data: Uint8Array;
}

/**
 * The bytes without what follows the end of the data of a filter, or fewer samples; undefined when nothing is too
 * much. `samples`: how many bytes of them there are to be.
 */
function withoutTail(
  filter: Filter,
  bytes: Uint8Array,
  dict: PDFDict,
  samples: number | undefined,
): Uint8Array | Encoded | undefined {
  const read = readOf(filter, bytes, dict, samples === undefined ? MAX_DECODED : MAX_STAGE);
  if (read?.data && samples !== undefined) {
    const wanted = beforePrediction(filter, samples);
    // What is too much may be deflated itself, so that no search finds what is in it.
    if (read.data.length - wanted > LINE_END) return deflated(filter, read.data.subarray(0, wanted));
  }
  return read && bytes.length - read.end > LINE_END ? bytes.subarray(0, read.end) : undefined;
}

function deflated({ parameters }: Filter, data: Uint8Array): Encoded {
  // A parameter of LZW means nothing here.
  return { filter: { name: 'FlateDecode', parameters }, data: deflateSync(data, SMALLEST) };
}

/** Bytes of a filter's output that become so many bytes of samples (ISO 32000-2, 7.4.4.4). */
function beforePrediction({ parameters }: Filter, samples: number): number {
  const predictor = (parameters && numberAt(parameters, 'Predictor')) ?? 1;
  if (!parameters || predictor < PNG) return samples;
  const [colors, bits, columns] = [
    numberAt(parameters, 'Colors') ?? 1,
    numberAt(parameters, 'BitsPerComponent') ?? 8,
    numberAt(parameters, 'Columns') ?? 1,
  ];
  const row = Math.max(1, Math.ceil((colors * bits * columns) / 8));
  return Math.ceil(samples / row) * (row + 1);
}

/** Predictors from here on have a byte before each row. */
const PNG = 10;

/** Where a filter stops reading, and what it gave as far as that is known by then. */
interface Read {
  readonly end: number;
  readonly data?: Uint8Array;
}

/** `limit`: longer data is not decoded. */
function readOf(filter: Filter, bytes: Uint8Array, dict: PDFDict, limit: number): Read | undefined {
  const { name, parameters } = filter;
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return bytes.length > limit ? undefined : readDeflated(bytes);
    case 'LZWDecode':
    case 'LZW':
      return bytes.length > limit
        ? undefined
        : readByLzw(bytes, (parameters && numberAt(parameters, 'EarlyChange')) ?? 1);
    case 'CCITTFaxDecode':
    case 'CCF':
      return ending(endOfFaxData(bytes, parameters, dict));
    case 'RunLengthDecode':
    case 'RL':
    case 'ASCIIHexDecode':
    case 'AHx':
    case 'ASCII85Decode':
    case 'A85': {
      const end = endOfEncoded(name, bytes);
      if (end === undefined || bytes.length > limit) return ending(end);
      return { end, data: decode(bytes.subarray(0, end), filter, Infinity) };
    }
    default:
      return undefined;
  }
}

function ending(end: number | undefined): Read | undefined {
  return end === undefined ? undefined : { end };
}

/** Where rows are coded in two dimensions only (ISO 32000-2, table 11), a mark of the end is soon found. */
function endOfFaxData(bytes: Uint8Array, parameters: PDFDict | undefined, dict: PDFDict): number | undefined {
  const k = (parameters && numberAt(parameters, 'K')) ?? 0;
  const isMarked = parameters && entry(parameters, 'EndOfBlock') !== PDFBool.False;
  const marked = k < 0 && isMarked ? endOfFax(bytes) : undefined;
  const rows = numberAt(dict, 'Height') ?? numberAt(dict, 'H');
  if (marked !== undefined || rows === undefined || bytes.length > MAX_DECODED) return marked;
  return endOfFaxRows(bytes, {
    k,
    rows,
    columns: (parameters && numberAt(parameters, 'Columns')) ?? 1728,
    byteAligned: parameters !== undefined && entry(parameters, 'EncodedByteAlign') === PDFBool.True,
  });
}

function readDeflated(bytes: Uint8Array): Read | undefined {
  try {
    const { engine, buffer } = inflateSync(bytes, { info: true, maxOutputLength: MAX_STAGE }) as unknown as {
      readonly engine: { readonly bytesWritten: number };
      readonly buffer: Uint8Array;
    };
    return { end: engine.bytesWritten, data: buffer };
  } catch {
    return undefined;
  }
}

function readByLzw(bytes: Uint8Array, earlyChange: number): Read | undefined {
  try {
    const { bytes: data, end } = readLzw(bytes, earlyChange, MAX_STAGE);
    return { end, data };
  } catch {
    return undefined;
  }
}
