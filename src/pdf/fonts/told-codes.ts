import type { PDFDict } from 'pdf-lib';
import { readTable } from '../content/fonts/composite-font.ts';
import { arrayAt, dictAt, entry, nameAt } from '../objects/lookup.ts';
import { CffError } from './cff-data.ts';
import { glyphName, readCff } from './cff-font.ts';
import { readCMapText } from './cmap-text.ts';
import { partsOf } from './font-parts.ts';
import { unicodeOfName } from './glyph-names.ts';
import { bytesAt } from './lists.ts';
import { readType1 } from './type1-font.ts';
import { readDifferences } from './usage.ts';

/** A code that a font lists, and the characters that it stands for, as far as the font says so. */
export interface ToldCode {
  readonly code: number;
  readonly text: string | undefined;
  readonly name: string | undefined;
}

/** What pdfTeX fills an encoding with: nobody uses such a code. */
const NO_GLYPH = '.notdef';

let every: ReadonlySet<number> | undefined;

/** All codes of two bytes. */
export function everyCode(): ReadonlySet<number> {
  return (every ??= new Set(Array(0x10000).keys()));
}

/** The codes that a font lists: in its ToUnicode, else in its encoding, in its program or among its widths. */
export function toldCodes(font: PDFDict): ToldCode[] {
  const { descendant } = partsOf(font);
  const map = bytesAt(font, 'ToUnicode');
  const names = descendant ? new Map<number, string>() : namesByCode(font);
  if (map) {
    const { entries } = readCMapText(map, everyCode());
    return [...entries].map(([code, { target }]) => ({
      code,
      text: target instanceof Uint8Array ? utf16(target) : undefined,
      name: names.get(code),
    }));
  }
  if (descendant) {
    const cids = new Set<number>();
    readTable(arrayAt(descendant, 'W'), 1, (cid) => cids.add(cid));
    // Some fonts name a map in which codes are characters.
    const isCharacter = nameAt(font, 'ToUnicode') !== undefined;
    return [...cids].map((code) => ({
      code,
      text: isCharacter ? String.fromCharCode(code) : undefined,
      name: undefined,
    }));
  }
  return [...names].flatMap(([code, name]) => {
    if (name === NO_GLYPH) return [];
    const point = unicodeOfName(name);
    return [{ code, text: point === undefined ? undefined : String.fromCodePoint(point), name }];
  });
}

/** Names of glyphs by the codes of a simple font: those of Differences, or of the program's own encoding. */
export function namesByCode(font: PDFDict): ReadonlyMap<number, string> {
  const encoding = dictAt(font, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  if (differences) {
    return new Map([...readDifferences(differences)].map(([code, name]) => [code, name.decodeText()]));
  }
  const { program, descriptor } = partsOf(font);
  const bytes = program && descriptor && program.key !== 'FontFile2' && bytesAt(descriptor, program.key);
  return bytes && entry(font, 'Encoding') === undefined ? ownNames(bytes) : new Map();
}

function ownNames(bytes: Uint8Array): ReadonlyMap<number, string> {
  if (bytes[0] !== 1 || bytes[1] !== 0) return readType1(bytes)?.encoding ?? new Map<number, string>();
  try {
    const font = readCff(bytes);
    if (!(font.encoding instanceof Map)) return new Map();
    return new Map([...font.encoding].map(([code, glyph]) => [code, glyphName(font, glyph)]));
  } catch (error) {
    if (error instanceof CffError) return new Map();
    throw error;
  }
}

function utf16(target: Uint8Array): string {
  return target.length % 2 === 0 ? Buffer.from(target).swap16().toString('utf16le') : '';
}
