import { inflateSync } from 'node:zlib';
import { PDFBool, PDFName, PDFRawStream, type PDFDict } from 'pdf-lib';
import { endOfEncoded, endOfFax } from '../images/filters/end.ts';
import { readLzw } from '../images/filters/lzw.ts';
import { entry, numberAt } from '../objects/lookup.ts';
import { StreamError, decode, filtersOf, isUndeflated, type Filter } from '../objects/stream-bytes.ts';
import { strippedJpeg, strippedJpx } from './image-metadata.ts';

/** Larger streams are pixels; to decode them only for this would take too long. */
const MAX_DECODED = 1 << 20;
const MAX_STAGE = 64 * MAX_DECODED;

/** A line end before "endstream" is usual. */
const LINE_END = 2;

const IMAGE_FILES = new Map([
  ['DCTDecode', strippedJpeg],
  ['DCT', strippedJpeg],
  ['JPXDecode', strippedJpx],
]);

/**
 * A stream without what no decoder reads: comments, EXIF and XMP of an image file, bytes behind the end of encoded data
 * of any filter of its chain; undefined when there is nothing to take. A chain is written anew from where bytes went.
 */
export function withoutNotes(stream: PDFRawStream): PDFRawStream | undefined {
  if (isUndeflated(stream)) return undefined;
  const filters = filtersOf(stream.dict);
  let data = stream.contents;
  let cut: { readonly from: number; readonly data: Uint8Array } | undefined;
  for (const [index, filter] of filters.entries()) {
    const strip = IMAGE_FILES.get(filter.name);
    const clean = strip ? strip(data) : withoutTail(filter, data);
    if (clean) cut = { from: index, data: clean };
    if (strip || index === filters.length - 1 || data.length > MAX_DECODED) break;
    try {
      data = decode(clean ?? data, filter, MAX_STAGE);
    } catch (error) {
      if (error instanceof StreamError) break;
      throw error;
    }
  }
  if (!cut) return undefined;
  return PDFRawStream.of(
    cut.from === 0 ? stream.dict : withFilters(stream.dict, filters.slice(cut.from)),
    cut.data,
  );
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

/** The bytes without what follows the end of the data of a filter; undefined when nothing does. */
function withoutTail(filter: Filter, bytes: Uint8Array): Uint8Array | undefined {
  const end = endOf(filter, bytes);
  return end !== undefined && bytes.length - end > LINE_END ? bytes.subarray(0, end) : undefined;
}

function endOf({ name, parameters }: Filter, bytes: Uint8Array): number | undefined {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return endOfDeflated(bytes);
    case 'LZWDecode':
    case 'LZW':
      return endOfLzw(bytes, (parameters && numberAt(parameters, 'EarlyChange')) ?? 1);
    case 'CCITTFaxDecode':
    case 'CCF':
      return isGroup4(parameters) ? endOfFax(bytes) : undefined;
    default:
      return endOfEncoded(name, bytes);
  }
}

/** Whether rows are coded in two dimensions only, up to a mark of the end (ISO 32000-2, table 11). */
function isGroup4(parameters: PDFDict | undefined): boolean {
  if (!parameters || entry(parameters, 'EndOfBlock') === PDFBool.False) return false;
  return (numberAt(parameters, 'K') ?? 0) < 0;
}

function endOfDeflated(bytes: Uint8Array): number | undefined {
  if (bytes.length > MAX_DECODED) return undefined;
  try {
    const { engine } = inflateSync(bytes, { info: true, maxOutputLength: MAX_STAGE }) as unknown as {
      readonly engine: { readonly bytesWritten: number };
    };
    return engine.bytesWritten;
  } catch {
    return undefined;
  }
}

function endOfLzw(bytes: Uint8Array, earlyChange: number): number | undefined {
  if (bytes.length > MAX_DECODED) return undefined;
  try {
    return readLzw(bytes, earlyChange, MAX_STAGE).end;
  } catch {
    return undefined;
  }
}
