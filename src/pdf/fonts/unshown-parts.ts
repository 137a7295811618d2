import { PDFDict, PDFStream, type PDFDocument, type PDFObject } from 'pdf-lib';
import type { CMapLoader } from '../content/types.ts';
import { arrayAt, dictAt, nameAt, nameText } from '../objects/lookup.ts';
import { unescaped } from '../objects/unescape.ts';
import { unicodeOfName } from './glyph-names.ts';
import { bytesAt, trimDifferences, trimProcedures, trimToUnicode } from './lists.ts';
import type { TrimmedFonts } from './trim.ts';
import { FontUsage, UsageError, readDifferences } from './usage.ts';

/**
 * Takes from fonts what tells and belongs to codes that nobody shows: entries of a map of characters that spell a
 * secret one after another, and procedures of Type 3. `tells`: whether bytes hold a secret.
 */
export function trimUnshown(
  doc: PDFDocument,
  tells: (bytes: Uint8Array) => boolean,
  loadCMap: CMapLoader | undefined,
): TrimmedFonts {
  const telling: PDFDict[] = [];
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    for (const font of fontsIn(object instanceof PDFStream ? object.dict : object)) {
      const map = bytesAt(font, 'ToUnicode');
      const spells = (map && spelledBy(map).some(tells)) || tells(spelledByNames(font));
      if (spells || procedureTells(font, tells)) telling.push(font);
    }
  }
  if (telling.length === 0) return { trimmed: 0, left: 0 };
  const usage = new FontUsage(doc.context, loadCMap);
  try {
    for (const page of doc.getPages()) usage.page(page);
  } catch (error) {
    if (error instanceof UsageError) return { trimmed: 0, left: telling.length };
    throw error;
  }
  for (const font of telling) {
    const shown = usage.shown.get(font);
    trimToUnicode(font, shown, new Set());
    if (nameAt(font, 'Subtype') === 'Type3') trimProcedures(font, shown);
    trimDifferences(font, shown);
  }
  return { trimmed: telling.length, left: 0 };
}

function procedureTells(font: PDFDict, tells: (bytes: Uint8Array) => boolean): boolean {
  const procedures = nameAt(font, 'Subtype') === 'Type3' ? dictAt(font, 'CharProcs') : undefined;
  return (procedures?.keys() ?? []).some((name) => {
    const bytes = bytesAt(procedures!, nameText(name));
    return bytes !== undefined && (tells(bytes) || tells(unescaped(bytes) ?? bytes));
  });
}

/** A font, or those that stand in resources themselves, without a number of their own. */
function* fontsIn(object: PDFObject | undefined, depth = 0): Generator<PDFDict> {
  if (!(object instanceof PDFDict)) return;
  if (nameAt(object, 'Type') === 'Font') yield object;
  else if (depth < MAX_DEPTH) for (const value of object.values()) yield* fontsIn(value, depth + 1);
}

/** A page, its resources, their fonts. */
const MAX_DEPTH = 3;
/** What the names of an encoding say one after another. */
function spelledByNames(font: PDFDict): Uint8Array {
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  const names = differences ? [...readDifferences(differences).values()] : [];
  const points = names.map((name) => unicodeOfName(name.decodeText()) ?? 0);
  return Buffer.from(points.map((point) => String.fromCharCode(point)).join(''));
}

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
