const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const RST0 = 0xd0;
const RST7 = 0xd7;
const COM = 0xfe;
const APP0 = 0xe0;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;

/** An APP0 of JFIF up to its thumbnail (ITU-T T.871, 10.1): marker, length, 'JFIF', version, density, 0 by 0. */
const JFIF_LENGTH = 18;

/**
 * A JPEG without comments, thumbnails and application segments, save those that decoders need: JFIF (APP0), the
 * colour profile (APP2) and Adobe's colour transform (APP14); and without what follows its end. Undefined when it
 * has none, or is no sound JPEG.
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
    const segment = bytes.subarray(at, at + length);
    const needed = neededOf(marker, segment);
    if (needed !== segment) dropped = true;
    if (needed) kept.push(needed);
    at += length;
  }
  const scans = scansOf(bytes, at);
  if (!dropped && scans.length === 1 && scans[0]!.length === bytes.length - at) return undefined;
  return new Uint8Array(Buffer.concat([...kept, ...scans]));
}

/** What a decoder needs of a segment before the scans; undefined for nothing. */
function neededOf(marker: number, segment: Uint8Array): Uint8Array | undefined {
  const is = (name: string): boolean =>
    Buffer.from(segment.subarray(4, 4 + name.length)).equals(Buffer.from(name));
  if (marker === COM) return undefined;
  if (marker === APP0) {
    if (!is('JFIF\0') || segment.length < JFIF_LENGTH) return undefined;
    if (segment.length === JFIF_LENGTH) return segment;
    const bare = segment.slice(0, JFIF_LENGTH);
    bare.set([0, JFIF_LENGTH - 2], 2);
    bare.set([0, 0], JFIF_LENGTH - 2);
    return bare;
  }
  if (marker === APP2) return is('ICC_PROFILE\0') ? segment : undefined;
  return marker > APP0 && marker <= APP15 && marker !== APP14 ? undefined : segment;
}

/** The picture from its first scan on to its end, without comments and notes of programs between scans. */
function scansOf(bytes: Uint8Array, scan: number): Uint8Array[] {
  const kept: Uint8Array[] = [];
  let from = scan;
  let at = scan;
  while (at + 1 < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) break;
    const marker = bytes[at + 1]!;
    if (marker === EOI) return [...kept, bytes.subarray(from, at + 2)];
    const isData = marker === 0 || (marker >= RST0 && marker <= RST7);
    if (marker === 0xff) at++;
    else if (isData || at + 4 > bytes.length) at += 2;
    else {
      const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
      if (marker === COM || (marker >= APP0 && marker <= APP15)) {
        kept.push(bytes.subarray(from, at));
        from = end;
      }
      at = end;
    }
  }
  return [...kept, bytes.subarray(from)];
}

const JP2_SIGNATURE = 'jP  ';
const NOTES = new Set(['xml ', 'uuid', 'uinf', 'url ', 'asoc']);

/** Of a JPEG 2000 codestream (ITU-T T.800, annex A): start, first tile, comment. */
const SOC = 0xff4f;
const SOT = 0xff90;
const CME = 0xff64;
const SOD = 0xff93;
/** Marker and segment. */
const SOT_LENGTH = 12;

/** A JPEG 2000 file or codestream without its XML and UUID boxes and comments; undefined when it has none. */
export function strippedJpx(bytes: Uint8Array): Uint8Array | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < 12) return undefined;
  if (buffer.readUInt16BE(0) === SOC) return withoutComments(buffer);
  if (buffer.toString('latin1', 4, 8) !== JP2_SIGNATURE) return undefined;
  const kept: Buffer[] = [];
  let dropped = false;
  let at = 0;
  while (at + 8 <= buffer.length) {
    const stated = buffer.readUInt32BE(at);
    const long = stated === 1 && at + 16 <= buffer.length;
    const length = stated === 0 ? buffer.length - at : long ? Number(buffer.readBigUInt64BE(at + 8)) : stated;
    if (length < 8 || at + length > buffer.length) return undefined;
    const type = buffer.toString('latin1', at + 4, at + 8);
    const bare =
      type === 'jp2c' ? withoutComments(buffer.subarray(at + (long ? 16 : 8), at + length)) : undefined;
    if (NOTES.has(type)) dropped = true;
    else if (bare) {
      dropped = true;
      const head = Buffer.alloc(8);
      head.writeUInt32BE(bare.length + 8);
      head.write('jp2c', 4, 'latin1');
      kept.push(head, bare);
    } else kept.push(buffer.subarray(at, at + length));
    at += length;
  }
  return dropped ? new Uint8Array(Buffer.concat(kept)) : undefined;
}

/** A codestream without the comments of its main header, and with those of its tiles blank; undefined when there are none. */
function withoutComments(code: Buffer): Buffer | undefined {
  if (code.length < 4 || code.readUInt16BE(0) !== SOC) return undefined;
  const kept: Buffer[] = [];
  let start = 0;
  let at = 2;
  while (at + 4 <= code.length) {
    const marker = code.readUInt16BE(at);
    if (marker === SOT || marker < 0xff00) break;
    const end = at + 2 + code.readUInt16BE(at + 2);
    if (end > code.length) return undefined;
    if (marker === CME) {
      kept.push(code.subarray(start, at));
      start = end;
    }
    at = end;
  }
  const tiles = withBlankTileComments(code, at);
  if (start === 0 && !tiles) return undefined;
  return Buffer.concat([...kept, (tiles ?? code).subarray(start)]);
}

/** Tile-parts (ITU-T T.800, A.4.2) tell their lengths, so that comments in their headers keep theirs. */
function withBlankTileComments(code: Buffer, first: number): Buffer | undefined {
  let clean: Buffer | undefined;
  let tile = first;
  while (tile + SOT_LENGTH <= code.length && code.readUInt16BE(tile) === SOT) {
    const length = code.readUInt32BE(tile + 6);
    let at = tile + SOT_LENGTH;
    while (at + 6 <= code.length && code.readUInt16BE(at) > SOC && code.readUInt16BE(at) !== SOD) {
      const end = at + 2 + code.readUInt16BE(at + 2);
      if (code.readUInt16BE(at) === CME && end <= code.length) {
        clean ??= Buffer.from(code);
        clean.fill(0x20, at + 6, end);
      }
      at = end;
    }
    if (length === 0) break;
    tile += length;
  }
  return clean;
}
