import { PDFDict, PDFStream, type PDFDocument, type PDFObject } from 'pdf-lib';
import type { CMapLoader } from '../content/types.ts';
import { nameAt } from '../objects/lookup.ts';
import { bytesAt, trimToUnicode } from './lists.ts';
import type { TrimmedFonts } from './trim.ts';
import { FontUsage, UsageError } from './usage.ts';

/**
 * Takes from maps of characters what they spell with entries for codes that nobody shows. `tells`: whether bytes hold
 * a secret.
 */
export function trimSpellingMaps(
  doc: PDFDocument,
  tells: (bytes: Uint8Array) => boolean,
  loadCMap: CMapLoader | undefined,
): TrimmedFonts {
  const spelling: PDFDict[] = [];
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    for (const font of fontsIn(object instanceof PDFStream ? object.dict : object)) {
      const map = bytesAt(font, 'ToUnicode');
      if (map && spelledBy(map).some(tells)) spelling.push(font);
    }
  }
  if (spelling.length === 0) return { trimmed: 0, left: 0 };
  const usage = new FontUsage(doc.context, loadCMap);
  try {
    for (const page of doc.getPages()) usage.page(page);
  } catch (error) {
    if (error instanceof UsageError) return { trimmed: 0, left: spelling.length };
    throw error;
  }
  for (const font of spelling) trimToUnicode(font, usage.shown.of(font), new Set());
  return { trimmed: spelling.length, left: 0 };
}

/** A font, or those that stand in resources themselves, without a number of their own. */
function* fontsIn(object: PDFObject | undefined, depth = 0): Generator<PDFDict> {
  if (!(object instanceof PDFDict)) return;
  if (nameAt(object, 'Type') === 'Font') yield object;
  else if (depth < MAX_DEPTH) for (const value of object.values()) yield* fontsIn(value, depth + 1);
}

/** A page, its resources, their fonts. */
const MAX_DEPTH = 3;
const SECTION = /begin(bfchar|bfrange)(.*?)end\1/gs;
const STRING = /<([\da-f\s]*)>|[[\]]/gi;

/** What the entries of a map say one after another: their codes, and what these stand for. */
function spelledBy(map: Uint8Array): Uint8Array[] {
  const source = Buffer.from(map.buffer, map.byteOffset, map.length).toString('latin1');
  let codes = '';
  let targets = '';
  for (const [, kind, body] of source.matchAll(SECTION)) {
    const size = kind === 'bfchar' ? 2 : 3;
    let place = 0;
    let isList = false;
    for (const [token, digits = ''] of body!.matchAll(STRING)) {
      if (token === '[' || token === ']') {
        isList = token === '[';
        if (!isList) place++;
        continue;
      }
      if (isList || place % size === size - 1) targets += digits;
      else if (place % size === 0) codes += digits;
      if (!isList) place++;
    }
  }
  return [codes, targets].map((digits) => Buffer.from(digits.replaceAll(/\s/g, ''), 'hex'));
}
