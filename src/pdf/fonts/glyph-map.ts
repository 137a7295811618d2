import { PDFName, type PDFDict } from 'pdf-lib';
import { partsOf } from './font-parts.ts';
import { bytesAt, setStream } from './lists.ts';
import { Sfnt, viewOf } from './sfnt.ts';

/** Two bytes for each character id (ISO 32000-2, table 115). */
const MAX_MAP = 2 * 0x10000;

/**
 * A CIDToGIDMap without what leads to no glyph of the program. Maps that give every character its own number stay: they
 * say nothing, and are often longer than the font.
 */
export function trimGlyphMapToProgram(font: PDFDict): void {
  const { descendant, descriptor, program } = partsOf(font);
  const map = descendant && bytesAt(descendant, 'CIDToGIDMap');
  const bytes = map && descriptor && program && bytesAt(descriptor, program.key);
  const maxp = bytes && Sfnt.read(bytes)?.table('maxp');
  if (!map || !maxp || maxp.length < 6) return;
  const count = viewOf(maxp).getUint16(4);
  const clean = Buffer.from(map.subarray(0, Math.min(MAX_MAP, map.length & ~1)));
  let end = 0;
  for (let at = 0; at < clean.length; at += 2) {
    const glyph = clean.readUInt16BE(at);
    if (glyph >= count && glyph !== at / 2) clean.writeUInt16BE(0, at);
    else if (glyph !== 0) end = at + 2;
  }
  if (clean.length < map.length || Buffer.compare(clean, map) !== 0)
    setStream(descendant, PDFName.of('CIDToGIDMap'), clean.subarray(0, Math.max(2, end)));
}
