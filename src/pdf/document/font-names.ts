import { PDFName, type PDFDict } from 'pdf-lib';
import { nameAt, nameText } from '../objects/lookup.ts';
import { comparable, type Secrets } from './secrets.ts';

/** Families and styles that everybody has: in the name of a font they tell nothing, whatever a document says. */
const KNOWN_WORDS =
  /times|newroman|helvetica|neue|arial|courier|symbol|zapf|dingbats|wingdings|webdings|calibri|cambria|candara|consolas|constantia|corbel|verdana|georgia|tahoma|trebuchet|segoe|garamond|palatino|linotype|bookman|bookantiqua|century|gothic|schoolbook|franklin|frutiger|univers|rotis|lucida|console|comicsans|impact|liberation|dejavu|noto|opensans|roboto|lato|ubuntu|carlito|caladea|aptos|rijksoverheid|myriad|minion|adobe|monotype|microsoft|google|math|mono|sans|serif|text|display|head(?:ing|line)?|title|slab|unicode|narrow|condensed|cond|extended|expanded|compressed|ultra|extra|semi|demi|thin|light|book|regular|normal|roman|medium|bold|heavy|black|italic|oblique|slanted|smallcaps|caps|identity|subset|font|type|mt|ps|lt|std|pro|ms|ui|[,\-+_*.\d]/g;

/** Of a subset (ISO 32000-2, 9.9.2). */
const TAG = /^[A-Z\d]{6}\+/i;

/** What is put in the place of a name that tells; see `withoutTellingNames`. */
const FILLED = /^x+$/;

/**
 * Whether a name or notice of a font holds a quote that is more than words which fonts have anyway. A part of such words
 * may be under a mark; a name of nothing else is that of a font which everybody has.
 */
export function fontNameTells(text: string, secrets: Secrets): boolean {
  if (FILLED.test(text)) return false;
  const plain = text.replace(TAG, '');
  const known = isFontWords(plain) ? comparable(plain) : '';
  return secrets.quotesIn(text).some((quote) => !isFontWords(quote) && !known.includes(quote));
}

/** Whether a text is made of nothing but such words. */
export function isFontWords(text: string): boolean {
  return comparable(text).replace(KNOWN_WORDS, '') === '';
}

/** Words of programs of fonts (Adobe Type 1 Font Format) and in names of glyphs (Adobe Glyph List), of eight letters and more. */
const PROGRAM_WORD =
  /^(?:FontInfo|FullName|FamilyName|UnderlinePosition|UnderlineThickness|isFixedPitch|PaintType|FontType|StandardEncoding|currentfile|currentdict|readonly|executeonly|noaccess|definefont|FontDirectory|cleartomark|closefile|BlueValues|OtherBlues|FamilyBlues|FamilyOtherBlues|UniqueID|OtherSubrs|systemdict|internaldict|password|superior|inferior|oldstyle)$/;

/** Whether a text is what programs of fonts say by themselves. */
export function isProgramWord(text: string): boolean {
  return PROGRAM_WORD.test(text) || isFontWords(text);
}

const STYLE =
  /(?:extra|semi|demi|ultra)?(?:bold|black|heavy|light|thin)|italic|oblique|condensed|narrow|mono|serif/gi;

/** Names of fonts that tell become others, the same wherever they stand; styles that viewers go by stay in them. */
export class FontNames {
  private readonly secrets: Secrets;
  private readonly names = new Map<string, string>();

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  /** The names in a font, a descendant or a descriptor. */
  clean(dict: PDFDict): void {
    for (const key of FONT_NAMES) {
      if (!dict.has(KEYS[key]) || nameAt(dict, key) === undefined) continue;
      const value = dict.lookup(PDFName.of(key), PDFName);
      const other = this.other(nameText(value));
      if (other !== undefined) dict.set(PDFName.of(key), PDFName.of(other));
    }
  }

  private other(name: string): string | undefined {
    const tag = TAG.exec(name)?.[0] ?? '';
    const plain = name.slice(tag.length);
    if (!fontNameTells(plain, this.secrets)) return undefined;
    const known = this.names.get(plain);
    if (known !== undefined) return tag + known;
    const style = (plain.match(STYLE) ?? []).join('');
    const fresh = `${OTHER}${this.names.size + 1}${style === '' ? '' : `-${style}`}`;
    this.names.set(plain, fresh);
    return tag + fresh;
  }
}

const OTHER = 'LkLetter';

/** Whether a name is one that took the place of a name that told. */
export function isOtherName(name: string): boolean {
  return name.startsWith(OTHER);
}

const KEYS = { BaseFont: PDFName.of('BaseFont'), FontName: PDFName.of('FontName') } as const;

/** Where dictionaries of fonts name them (ISO 32000-2, 9.6.2 and 9.8). */
export const FONT_NAMES = ['BaseFont', 'FontName'] as const;
