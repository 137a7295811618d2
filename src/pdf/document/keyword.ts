import { deflateSync } from 'node:zlib';
import { PDFArray, PDFHexString, PDFName, PDFNull, type PDFDict, type PDFObject } from 'pdf-lib';
import { SMALLEST } from '../objects/stream-bytes.ts';

/** What ends a revision (ISO 32000-2, 7.5.5), and what the proof counts, wherever it stands. */
const KEYWORD = 'startxref';

/**
 * A string or name as it is written, less the keyword that a text may hold: readers that mend a file, and the proof,
 * take it for the end of a revision.
 */
export function withoutKeyword(object: PDFObject, written: string): string {
  if (!written.includes(KEYWORD)) return written;
  if (object instanceof PDFName) return written.replaceAll(KEYWORD, `#73${KEYWORD.slice(1)}`);
  const bytes = 'asBytes' in object && typeof object.asBytes === 'function' ? object.asBytes() : undefined;
  return bytes instanceof Uint8Array
    ? PDFHexString.of(Buffer.from(bytes).toString('hex').toUpperCase()).toString()
    : written;
}

/** A stream less the keyword: one that holds it gets a filter on top of those it has. */
export function withoutKeywordInData(dict: PDFDict, data: Uint8Array): { dict: PDFDict; data: Uint8Array } {
  if (!hasKeyword(data)) return { dict, data };
  const deflated = deflateSync(data, SMALLEST);
  // What does not get smaller is put into a deflated stream as it is.
  const [filter, filtered] = hasKeyword(deflated)
    ? ['ASCIIHexDecode', Buffer.from(`${Buffer.from(data).toString('hex')}>`, 'latin1')]
    : ['FlateDecode', deflated];
  const copy = dict.clone(dict.context);
  const listed = (key: PDFName): PDFObject[] => {
    const value = dict.lookup(key);
    if (value === undefined) return [];
    return value instanceof PDFArray ? value.asArray() : [value];
  };
  copy.set(FILTER, dict.context.obj([PDFName.of(filter), ...listed(FILTER)]));
  const parameters = listed(PARAMETERS);
  if (parameters.length > 0) copy.set(PARAMETERS, dict.context.obj([PDFNull, ...parameters]));
  return { dict: copy, data: filtered };
}

function hasKeyword(data: Uint8Array): boolean {
  return Buffer.from(data.buffer, data.byteOffset, data.length).includes(KEYWORD);
}

const FILTER = PDFName.of('Filter');
const PARAMETERS = PDFName.of('DecodeParms');
