import { constants, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFRawStream, type PDFContext, type PDFStream } from 'pdf-lib';
import { decodeAscii85, decodeAsciiHex } from '../images/filters/ascii.ts';
import { decodeLzw } from '../images/filters/lzw.ts';
import { undoPredictor } from '../images/filters/predictor.ts';
import { decodeRunLength } from '../images/filters/run-length.ts';
import { elements, entry, numberAt } from './lookup.ts';

/** A stream that cannot be decoded. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
  readonly code: 'too-large' | 'filter';
  constructor(code: 'too-large' | 'filter', message: string) {
    super(message);
    this.code = code;
  }
}

/** One step of a filter chain. */
export interface Filter {
  readonly name: string;
  readonly parameters: PDFDict | undefined;
}

/** More filters than this on one stream are an attack, not a document. */
const MAX_FILTERS = 8;

/**
 * The decoded bytes of a stream; damaged deflate data gives what could be read, as viewers do. Filters that
 * only images have are refused. Throws `StreamError`, `too-large` as soon as any stage exceeds `limit` bytes.
 */
export function streamBytes(stream: PDFStream, limit: number): Uint8Array {
  const fresh = undeflated.get(stream);
  if (fresh) return fresh;
  let data = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
  const filters = filtersOf(stream.dict);
  if (filters.length > MAX_FILTERS) throw new StreamError('filter', 'too many filters');
  for (const filter of filters) {
    data = decode(data, filter, limit);
    if (data.length > limit) throw new StreamError('too-large', 'decoded stream too large');
  }
  return data;
}

/** The bytes of a stream before each of its filters is undone, as far as they can be. */
export function* encodedStages(stream: PDFRawStream, limit: number): Generator<Uint8Array> {
  const filters = filtersOf(stream.dict);
  let data: Uint8Array = stream.contents;
  for (const [index, filter] of filters.entries()) {
    yield data;
    if (index === Math.min(filters.length, MAX_FILTERS) - 1) return;
    try {
      data = decode(data, filter, limit);
    } catch (error) {
      if (error instanceof StreamError) return;
      throw error;
    }
  }
}

/** What is written once is read often. */
export const SMALLEST = { level: 9, memLevel: 9 };

/** A stream with deflated bytes and the entries of `dict`, less those that describe the old encoding. */
export function deflatedStream(context: PDFContext, bytes: Uint8Array, dict?: PDFDict): PDFRawStream {
  const copy = dict ? dict.clone(context) : context.obj({});
  for (const key of ['F', 'FFilter', 'FDecodeParms', 'DL', 'DecodeParms', 'Length'])
    copy.delete(PDFName.of(key));
  copy.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  if (bytes.length > MOST_UNDEFLATED) return PDFRawStream.of(copy, deflateSync(bytes, SMALLEST));
  const stream = PDFRawStream.of(copy, new Uint8Array(0));
  undeflated.set(stream, bytes);
  let deflated: Uint8Array | undefined;
  Object.defineProperty(stream, 'contents', {
    get: () => {
      undeflated.delete(stream);
      return (deflated ??= deflateSync(bytes, SMALLEST));
    },
  });
  return stream;
}

/** Whether a stream was made here and nobody has asked for its deflated bytes yet. */
export function isUndeflated(stream: PDFStream): boolean {
  return undeflated.has(stream);
}

/** What is read again, and added to, before it is written: such streams are deflated when they are asked for. */
const undeflated = new WeakMap<PDFStream, Uint8Array>();
const MOST_UNDEFLATED = 32 << 10;

/**
 * Inflates as far as the data allows: without a header, cut short, damaged within. Throws `StreamError` beyond
 * `limit` bytes.
 */
export function inflate(data: Uint8Array, limit: number): Uint8Array {
  const whole = inflatePrefix(data, data.length, limit);
  if (whole) return whole;
  let good = 0;
  let bad = data.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (inflatePrefix(data, middle, limit)) good = middle;
    else bad = middle;
  }
  return inflatePrefix(data, good, limit) ?? new Uint8Array(0);
}

function inflatePrefix(data: Uint8Array, length: number, limit: number): Uint8Array | undefined {
  const options = { maxOutputLength: Math.max(1, limit), finishFlush: constants.Z_SYNC_FLUSH };
  const part = data.subarray(0, length);
  if (part.length === 0) return new Uint8Array(0);
  try {
    return inflateSync(part, options);
  } catch (error) {
    refuseLarge(error);
  }
  try {
    const headed = part.length > 2 && (part[0]! & 15) === 8 && ((part[0]! << 8) | part[1]!) % 31 === 0;
    return inflateRawSync(headed ? part.subarray(2) : part, options);
  } catch (error) {
    refuseLarge(error);
    return undefined;
  }
}

function refuseLarge(error: unknown): void {
  if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
    throw new StreamError('too-large', 'decoded stream too large');
  }
}

/** The filters of a stream, the first to be undone first. */
export function filtersOf(dict: PDFDict): Filter[] {
  const names = listOf(entry(dict, 'Filter') ?? entry(dict, 'F'));
  const parameters = listOf(entry(dict, 'DecodeParms') ?? entry(dict, 'DP'));
  const filters: Filter[] = [];
  names.forEach((name, index) => {
    const own = parameters[index];
    if (name instanceof PDFName) {
      filters.push({ name: name.asString().slice(1), parameters: own instanceof PDFDict ? own : undefined });
    }
  });
  return filters;
}

function listOf(value: ReturnType<typeof entry>): ReturnType<typeof entry>[] {
  if (value === undefined) return [];
  return value instanceof PDFArray ? elements(value) : [value];
}

/** Undoes one filter; throws `StreamError` for one that only images have. */
export function decode(data: Uint8Array, { name, parameters }: Filter, limit: number): Uint8Array {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(data, limit), parameters);
    case 'LZWDecode':
    case 'LZW':
      return unpredict(
        bounded(() => decodeLzw(data, (parameters && numberAt(parameters, 'EarlyChange')) ?? 1, limit)),
        parameters,
      );
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data);
    case 'RunLengthDecode':
    case 'RL':
      return bounded(() => decodeRunLength(data, limit));
    case 'Crypt':
      return data;
    default:
      throw new StreamError('filter', `filter ${name}`);
  }
}

function bounded(run: () => Uint8Array): Uint8Array {
  try {
    return run();
  } catch {
    throw new StreamError('too-large', 'decoded stream too large');
  }
}

function unpredict(data: Uint8Array, parameters: PDFDict | undefined): Uint8Array {
  const predictor = (parameters && numberAt(parameters, 'Predictor')) ?? 1;
  if (!parameters || predictor <= 1) return data;
  return undoPredictor(data, {
    predictor,
    colors: Math.max(1, numberAt(parameters, 'Colors') ?? 1),
    bitsPerComponent: Math.max(1, numberAt(parameters, 'BitsPerComponent') ?? 8),
    columns: Math.max(1, numberAt(parameters, 'Columns') ?? 1),
  }).data;
}
