import { PDFDict, type PDFName } from 'pdf-lib';
import { encodingNames, type EncodingName } from '../content/fonts/encodings.ts';
import { arrayAt, entry, nameAt } from '../objects/lookup.ts';
import { readCMapText } from './cmap-text.ts';
import { unicodeOfName } from './glyph-names.ts';
import { bytesAt } from './lists.ts';
import type { NeededCode } from './needs.ts';
import { readDifferences } from './usage.ts';

/** Glyphs by CIDToGIDMap (ISO 32000-2, table 115). */
export function glyphsOf(descendant: PDFDict, cids: ReadonlySet<number>): number[] {
  const map = bytesAt(descendant, 'CIDToGIDMap');
  return [...cids].map((cid) => (map ? ((map[2 * cid] ?? 0) << 8) | (map[2 * cid + 1] ?? 0) : cid));
}

/** What the codes of a simple font may be looked for by (ISO 32000-2, 9.6.5). */
export function neededCodes(font: PDFDict, shown: ReadonlySet<number>): NeededCode[] {
  const encoding = entry(font, 'Encoding');
  const dict = encoding instanceof PDFDict ? encoding : undefined;
  const array = dict && arrayAt(dict, 'Differences');
  const differences = array ? readDifferences(array) : new Map<number, PDFName>();
  const base = namesOf(dict ? nameAt(dict, 'BaseEncoding') : nameAt(font, 'Encoding'));
  const bytes = bytesAt(font, 'ToUnicode');
  const told = bytes ? readCMapText(bytes, shown).entries : new Map<number, never>();
  return [...shown].map((code) => {
    const name = differences.get(code)?.decodeText() ?? base?.[code] ?? '';
    const unicode = unicodeOfName(name);
    const target = told.get(code)?.target;
    const guesses =
      target instanceof Uint8Array && target.length === 2 ? [target[0]! * 256 + target[1]!] : [];
    if (name === '') for (const usual of USUAL) guesses.push(unicodeOfName(encodingNames(usual)[code]!) ?? 0);
    return {
      code,
      names: name === '' ? [] : [name],
      unicodes: unicode === undefined ? [] : [unicode],
      guesses: guesses.filter((point) => point > 0),
    };
  });
}

const USUAL: readonly EncodingName[] = ['StandardEncoding', 'WinAnsiEncoding'];
const KNOWN: readonly EncodingName[] = [...USUAL, 'MacRomanEncoding'];

function namesOf(encoding: string | undefined): readonly string[] | undefined {
  const known = KNOWN.find((each) => each === encoding);
  return known && encodingNames(known);
}
