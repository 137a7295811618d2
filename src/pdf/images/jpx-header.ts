import { UnsupportedImage } from './limits.ts';

/** What a JPEG 2000 file says about itself. */
export interface JpxHeader {
  readonly width: number;
  readonly height: number;
  /** Components of the codestream, opacity included. */
  readonly components: number;
  /** Bits of the first component. */
  readonly bits: number;
  /** Components that are colours, when the file names a colour space that tells. */
  readonly colours: number | undefined;
  /** The samples are places in a table inside the file. */
  readonly palette: boolean;
}

/** Reads the size from the SIZ marker (T.800, A.5.1) and the colour space from the JP2 boxes (T.800, annex I). */
export function readJpxHeader(data: Uint8Array): JpxHeader {
  for (let at = 0; at + 42 < data.length; at++) {
    if (data[at] !== 0xff || data[at + 1] !== 0x4f || data[at + 2] !== 0xff || data[at + 3] !== 0x51)
      continue;
    const view = new DataView(data.buffer, data.byteOffset + at + 6, data.length - at - 6);
    const width = view.getUint32(2) - view.getUint32(10);
    const height = view.getUint32(6) - view.getUint32(14);
    if (width < 1 || height < 1) throw new UnsupportedImage('image without a size');
    return {
      width,
      height,
      components: view.getUint16(34),
      bits: (view.getUint8(36) & 0x7f) + 1,
      ...readBoxes(data.subarray(0, at)),
    };
  }
  throw new UnsupportedImage('no JPX data');
}

/** Numbers of colours of enumerated colour spaces (T.800, table I.10, and T.801, table M.25). */
const ENUMERATED: Readonly<Record<number, number>> = { 12: 4, 16: 3, 17: 1, 18: 3 };

/** Numbers of colours by the data colour space in an ICC profile's header. */
const PROFILES: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 };

function readBoxes(data: Uint8Array): Pick<JpxHeader, 'colours' | 'palette'> {
  let colours: number | undefined;
  let palette = false;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const name = (at: number): string => String.fromCharCode(...data.subarray(at, at + 4));
  for (let at = 0; at + 8 <= data.length;) {
    const kind = name(at + 4);
    const length = view.getUint32(at);
    const body = at + 8;
    if (kind === 'jp2h') {
      at = body;
      continue;
    }
    if (kind === 'pclr') palette = true;
    if (kind === 'colr' && colours === undefined && body + 7 <= data.length) {
      if (data[body] === 1) colours = ENUMERATED[view.getUint32(body + 3)];
      else if (data[body] === 2) colours = PROFILES[name(body + 3 + 16)];
    }
    if (length < 8) break;
    at += length;
  }
  return { colours, palette };
}
