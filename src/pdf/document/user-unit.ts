import { constants, inflateSync } from 'node:zlib';

const NAME = '/UserUnit';
/** A hundredfold of what object streams hold in practice. Bytes. */
const MOST_INFLATED = 64 << 20;

/**
 * Whether a page may have a UserUnit, without reading the document as a whole: the name stands in the file, or in one
 * of its object streams. True where that cannot be told.
 */
export function mayHaveUserUnit(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.includes(NAME)) return true;
  for (let at = file.indexOf('/ObjStm'); at >= 0; at = file.indexOf('/ObjStm', at + 1)) {
    if (streamMayHold(file, at)) return true;
  }
  return false;
}

function streamMayHold(file: Buffer, at: number): boolean {
  const stream = file.indexOf('stream', at);
  const end = stream < 0 ? -1 : file.indexOf('endstream', stream);
  if (end < 0) return false;
  const dictionary = file.toString('latin1', file.lastIndexOf('obj', at), stream);
  if (!/\/Filter\s*(?:\[\s*)?\/FlateDecode\b/.test(dictionary) || /\/(?:DecodeParms|DP)\b/.test(dictionary))
    return true;
  const start = stream + 'stream'.length;
  const from = file[start] === 0x0d && file[start + 1] === 0x0a ? start + 2 : start + 1;
  try {
    const inflated = inflateSync(file.subarray(from, end), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MOST_INFLATED,
    });
    return inflated.includes(NAME);
  } catch {
    return true;
  }
}
