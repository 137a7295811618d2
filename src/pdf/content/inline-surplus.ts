import { deflateSync } from 'node:zlib';
import { decode, StreamError } from '../objects/stream-bytes.ts';
import { encodeAscii85 } from '../images/filters/ascii.ts';
import { strippedJpeg } from '../images/image-metadata.ts';
import { inlineFilters, sampleBytesOf, type InlineImagePlace } from './inline-image.ts';

/** A line end before EI is usual. */
const LINE_END = 2;
const MAX_INLINE = 8_000_000;

/** Filters of which the data are written anew, by what follows them. */
const ENCODERS: Readonly<Record<string, (samples: Uint8Array) => Uint8Array>> = {
  Fl: deflateSync,
  FlateDecode: deflateSync,
  AHx: encodeHex,
  ASCIIHexDecode: encodeHex,
  A85: encodeAscii85,
  ASCII85Decode: encodeAscii85,
};

/** The data of an inline image without samples behind the last row and notes; undefined where none is too much. */
export function withoutSurplus(
  bytes: Uint8Array,
  { dict, dataStart, dataEnd }: InlineImagePlace,
): Uint8Array | undefined {
  const [filter, ...more] = inlineFilters(dict);
  if (filter === 'DCT' || filter === 'DCTDecode') return strippedJpeg(bytes.subarray(dataStart, dataEnd));
  const wanted = sampleBytesOf(dict, () => undefined);
  if (wanted === undefined || more.length > 0 || dict.get('DP', 'DecodeParms') !== undefined)
    return undefined;
  const data = bytes.subarray(dataStart, dataEnd);
  if (filter === undefined) return data.length - wanted > LINE_END ? data.subarray(0, wanted) : undefined;
  const encode = ENCODERS[filter];
  if (!encode) return undefined;
  try {
    const samples = decode(data, { name: filter, parameters: undefined }, MAX_INLINE);
    return samples.length - wanted > LINE_END ? encode(samples.subarray(0, wanted)) : undefined;
  } catch (error) {
    if (error instanceof StreamError) return undefined;
    throw error;
  }
}

function encodeHex(samples: Uint8Array): Uint8Array {
  return Buffer.from(`${Buffer.from(samples).toString('hex')}>`);
}
