import { PDFDict, PDFName, PDFStream, type PDFDocument } from 'pdf-lib';
import type { CodesByFont } from '../content/fonts/codes.ts';
import { dictAt, entry, nameAt, numberAt } from '../objects/lookup.ts';
import { isByNumber } from './code-length.ts';
import { partsOf, tagOf, typedFonts } from './font-parts.ts';
import { bytesAt } from './lists.ts';
import { neededCodes } from './needed-codes.ts';
import { namesOfGlyphs, placesOfCodes } from './program-order.ts';
import { namesByCode, toldCodes, type ToldCode } from './told-codes.ts';
import { areKnownCodes, areKnownGlyphs, areKnownPlaces, areNamesInOrder } from './use-order.ts';

/** What may be in the order of use: the codes of a font, the glyphs of its program, or both. */
export interface Numbering {
  readonly codes: boolean;
  readonly places: boolean;
}

/**
 * Fonts that lost letters, and their copies in other parts of a document; to be found while they have their names.
 */
export function fontsThatLost(doc: PDFDocument, lost: CodesByFont): ReadonlySet<PDFDict> {
  const fonts = new Set([...lost.fonts].filter((font) => lost.get(font).size > 0));
  const names = new Set([...fonts].map((font) => nameAt(font, 'BaseFont')));
  for (const [, object] of fonts.size > 0 ? doc.context.enumerateIndirectObjects() : []) {
    if (!(object instanceof PDFDict) || nameAt(object, 'Type') !== 'Font') continue;
    const name = nameAt(object, 'BaseFont');
    if (!isDescendant(object) && name !== undefined && names.has(name)) fonts.add(object);
  }
  return fonts;
}

function isDescendant(font: PDFDict): boolean {
  return font.has(PDFName.of('CIDSystemInfo'));
}

/** Those of the fonts that lost letters, and their copies, that number letters in the order of use. */
export function numberedFonts(
  doc: PDFDocument,
  fonts: ReadonlySet<PDFDict>,
  lost: CodesByFont,
): ReadonlyMap<PDFDict, Numbering> {
  const typed = typedFonts(doc);
  const numbered = new Map<PDFDict, Numbering>();
  const names = new Set<string | undefined>();
  const note = (font: PDFDict): void => {
    const numbering = typed.has(font) ? undefined : numberingOf(font, lost.get(font));
    if (numbering === undefined) return;
    numbered.set(font, numbering);
    names.add(nameAt(font, 'BaseFont'));
  };
  const isCopy = (font: PDFDict): boolean => lost.get(font).size === 0;
  for (const font of fonts) if (!isCopy(font)) note(font);
  for (const font of fonts) if (isCopy(font) && names.has(nameAt(font, 'BaseFont'))) note(font);
  return numbered;
}

function numberingOf(font: PDFDict, lost: ReadonlySet<number>): Numbering | undefined {
  const { descendant, program } = partsOf(font);
  const isType3 = nameAt(font, 'Subtype') === 'Type3';
  if (!program && !isType3) return undefined;
  if (descendant) {
    // Maps that readers have number characters by a known collection.
    const encoding = entry(font, 'Encoding');
    const isOwn = encoding instanceof PDFStream || isByNumber(font);
    // Without a map of characters only widths tell of codes, and those of a whole font say nothing.
    if (entry(font, 'ToUnicode') === undefined && tagOf(font) === undefined) return undefined;
    return isOwn && !areKnownGlyphs(toldCodes(font)) ? { codes: true, places: false } : undefined;
  }
  const told = toldCodes(font);
  const codes = hasOwnCodes(font, told, lost) && !areKnownCodes(told);
  const places = !isType3 && arePlacesInOrderOfUse(font, told, lost);
  return codes || places ? { codes, places } : undefined;
}

/** Whether codes lead to glyphs by what a subset itself says, not by a known encoding. */
function hasOwnCodes(font: PDFDict, told: readonly ToldCode[], lost: ReadonlySet<number>): boolean {
  const type = nameAt(font, 'Subtype');
  if (type !== 'Type3' && tagOf(font) === undefined) return false;
  if (isWholeEncoding(font, told) || areCodesOfLetters(font, told)) return false;
  if (entry(font, 'Encoding') === undefined) return true;
  if (type === 'TrueType' || !dictAt(font, 'Encoding')) return false;
  // Those that Differences do not name are of a known encoding.
  const known = new Set(told.map(({ code }) => code));
  return [...lost].every((code) => known.has(code));
}

/** Codes without a width are never shown: so many are not listed by use. */
const UNUSED = 10;

/** Whether a font lists an encoding whole, as TeX does with its own, and not the codes that are used. */
function isWholeEncoding(font: PDFDict, told: readonly ToldCode[]): boolean {
  const [first, last] = [numberAt(font, 'FirstChar'), numberAt(font, 'LastChar')];
  if (first === undefined || last === undefined) return false;
  return told.filter(({ code }) => code < first || code > last).length >= UNUSED;
}

/**
 * Whether readers take the codes themselves for what is shown, as nothing else says what it is, and the codes are of an
 * encoding: of pictures of letters that TeX names by their codes, of which some between them are of no glyph; or of signs
 * whose names are their own.
 */
function areCodesOfLetters(font: PDFDict, told: readonly ToldCode[]): boolean {
  if (entry(font, 'ToUnicode') !== undefined) return false;
  const codes = told.map(({ code }) => code);
  const hasGaps = Math.max(...codes) - Math.min(...codes) >= codes.length;
  const isType3 = nameAt(font, 'Subtype') === 'Type3';
  return told.every(({ code, text, name = '' }) => {
    const number = /^[A-Za-z]+(\d+)$/.exec(name)?.[1];
    if (number !== undefined) return isType3 && hasGaps && number === String(code);
    return text === undefined && /^[A-Za-z]{2,}$/.test(name);
  });
}

function arePlacesInOrderOfUse(font: PDFDict, told: readonly ToldCode[], lost: ReadonlySet<number>): boolean {
  const { program, descriptor } = partsOf(font);
  const bytes = descriptor && program && bytesAt(descriptor, program.key);
  if (!bytes || areNamesInOrder(namesOfGlyphs(bytes))) return false;
  const known = new Map(told.map((each) => [each.code, each] as const));
  const names = namesByCode(font);
  for (const code of lost) {
    if (!known.has(code)) known.set(code, { code, text: undefined, name: names.get(code) });
  }
  const places = placesOfCodes(bytes, neededCodes(font, new Set(known.keys())));
  return places !== undefined && !areKnownPlaces([...known.values()], places);
}
