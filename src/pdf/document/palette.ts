import { PDFHexString, PDFName, PDFRawStream, PDFRef, type PDFArray, type PDFContext } from 'pdf-lib';
import { asNumber, elements, stringBytes } from '../objects/lookup.ts';
import { StreamError, deflatedStream, streamBytes } from '../objects/stream-bytes.ts';
import { componentsOf } from './sample-bytes.ts';

/** A palette has at most 256 colours of 32 components. */
const MAX_PALETTE = 1 << 20;

/** Takes from the palette of an indexed colour space (ISO 32000-2, 8.6.6.3) what is behind its last colour. */
export function trimPalette(context: PDFContext, space: PDFArray): void {
  if (space.size() !== 4 || !(space.get(0) === INDEXED || space.get(0) === SHORT)) return;
  const [, base, highest, lookup] = elements(space);
  const components = componentsOf(context, base);
  const last = asNumber(highest);
  if (components === undefined || last === undefined || last < 0) return;
  const length = components * (last + 1);
  const bytes = stringBytes(lookup);
  if (bytes && bytes.length > length) {
    space.set(3, PDFHexString.of(Buffer.from(bytes.subarray(0, length)).toString('hex')));
  }
  const ref = space.get(3);
  if (!(lookup instanceof PDFRawStream) || !(ref instanceof PDFRef)) return;
  try {
    const palette = streamBytes(lookup, MAX_PALETTE);
    if (palette.length > length) {
      context.assign(ref, deflatedStream(context, palette.slice(0, length), lookup.dict));
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
  }
}

const INDEXED = PDFName.of('Indexed');
const SHORT = PDFName.of('I');
