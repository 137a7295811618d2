const SOI = 0xd8;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;

/**
 * A JPEG without comments and application segments, save those that decoders need: JFIF (APP0), the colour
 * profile (APP2) and Adobe's colour transform (APP14). Undefined when it has none, or is no sound JPEG.
 */
export function strippedJpeg(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let dropped = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === SOS) break;
    const length = 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    if (length < 4 || at + length > bytes.length) return undefined;
    const isNote =
      marker === COM || (marker > APP0 && marker <= APP15 && marker !== APP2 && marker !== APP14);
    if (isNote) dropped = true;
    else kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (!dropped) return undefined;
  kept.push(bytes.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
}

const JP2_SIGNATURE = 'jP  ';
const NOTES = new Set(['xml ', 'uuid', 'uinf', 'url ', 'asoc']);

/** A JPEG 2000 file without its XML and UUID boxes; undefined when it has none, or is a bare codestream. */
export function strippedJpx(bytes: Uint8Array): Uint8Array | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < 12 || buffer.toString('latin1', 4, 8) !== JP2_SIGNATURE) return undefined;
  const kept: Buffer[] = [];
  let dropped = false;
  let at = 0;
  while (at + 8 <= buffer.length) {
    const stated = buffer.readUInt32BE(at);
    const length =
      stated === 0
        ? buffer.length - at
        : stated === 1 && at + 16 <= buffer.length
          ? Number(buffer.readBigUInt64BE(at + 8))
          : stated;
    if (length < 8 || at + length > buffer.length) return undefined;
    if (NOTES.has(buffer.toString('latin1', at + 4, at + 8))) dropped = true;
    else kept.push(buffer.subarray(at, at + length));
    at += length;
  }
  return dropped ? new Uint8Array(Buffer.concat(kept)) : undefined;
}
