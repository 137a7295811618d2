import { PDFName, PDFNumber, type PDFArray, type PDFDict } from 'pdf-lib';
import { unicodeOfName } from '../fonts/glyph-names.ts';
import { isSignName } from '../fonts/sign-names.ts';
import { nameText } from '../objects/lookup.ts';
import { isDrawnKey } from './drawn-keys.ts';
import { FONT_NAMES } from './font-names.ts';
import { KEYS, VALUES, isFormatName } from './format-names.ts';
import type { Secrets } from './secrets.ts';

/** No quote is shorter. */
const SHORTEST = 4;

/** Dictionaries with names of the author's choice for keys: inks (ISO 32000-2, tables 70 and 72), states of buttons. */
const BY_NAME = new Set(['Colorants', 'Solidities', 'DotGain', 'N', 'RoleMap', 'RoleMapNS']);
/** Names of fonts are looked at in a way of their own. */
const FONTS: ReadonlySet<string> = new Set(FONT_NAMES);

const NONE: readonly never[] = [];

/** Tells of names whether they hold a quote and are no words of the format. */
export class TellingNames {
  private readonly secrets: Secrets;
  private readonly judged = new Map<PDFName, boolean>();

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  tells(name: PDFName): boolean {
    const known = this.judged.get(name);
    if (known !== undefined) return known;
    const text = nameText(name);
    const isWord = text.length < SHORTEST || isFormatName(text) || VALUES.has(text);
    const tells = !isWord && this.secrets.inText(text);
    this.judged.set(name, tells);
    return tells;
  }

  /** Whether a key tells, of a dictionary that maps nothing: it is one of nobody's but the author. */
  keyTells(key: PDFName): boolean {
    if (!this.tells(key)) return false;
    const text = nameText(key);
    return !KEYS.has(text) && !isDrawnKey(text);
  }

  /** Whether a name of a glyph tells: programs read letters by the names that letters have. */
  glyphTells(name: PDFName): boolean {
    const text = nameText(name);
    return this.tells(name) && unicodeOfName(text) === undefined && !isSignName(text);
  }

  /** The names in a dictionary that tell, as values of keys. */
  inDict(dict: PDFDict): readonly (readonly [key: PDFName, value: PDFName])[] {
    let found: [PDFName, PDFName][] | undefined;
    for (const [key, value] of dict.entries()) {
      if (value instanceof PDFName && this.tells(value) && !FONTS.has(nameText(key)))
        (found ??= []).push([key, value]);
    }
    return found ?? NONE;
  }

  /** The places in an array of names that tell. */
  inArray(array: PDFArray): readonly (readonly [index: number, value: PDFName])[] {
    const size = array.size();
    let found: [number, PDFName][] | undefined;
    for (let index = 0; index < size; index++) {
      const value = array.get(index);
      if (!(value instanceof PDFName) || !this.tells(value)) continue;
      // Behind a number it may be that of a glyph (ISO 32000-2, table 112).
      if (!(array.get(0) instanceof PDFNumber) || this.glyphTells(value)) (found ??= []).push([index, value]);
    }
    return found ?? NONE;
  }
}

/**
 * Names that tell become others, the same wherever they stand: inks, states of buttons, and whatever takes any name.
 * Resources and fonts are named elsewhere.
 */
export class AuthoredNames {
  private readonly telling: TellingNames;
  private readonly names = new Map<PDFName, PDFName>();

  constructor(secrets: Secrets) {
    this.telling = new TellingNames(secrets);
  }

  cleanArray(array: PDFArray): void {
    for (const [index, value] of this.telling.inArray(array)) array.set(index, this.other(value));
  }

  /** A dictionary that stands at a key. */
  cleanDict(dict: PDFDict, key: string): void {
    for (const [entry, value] of this.telling.inDict(dict)) dict.set(entry, this.other(value));
    if (key === 'CharProcs') this.cleanGlyphs(dict);
    if (!BY_NAME.has(key)) return;
    for (const [name, value] of dict.entries()) {
      if (!this.telling.tells(name)) continue;
      dict.delete(name);
      dict.set(this.other(name), value);
    }
  }

  /** Entries under keys of nobody's but the author. */
  dropKeys(dict: PDFDict): void {
    for (const key of dict.keys()) if (this.telling.keyTells(key)) dict.delete(key);
  }

  /**
   * Names of glyphs that are content; a font finds them by its encoding (ISO 32000-2, 9.6.4), an array. In any other
   * font a name that tells is hardly that of a letter; where it is, the proof sees that it is gone.
   */
  private cleanGlyphs(procedures: PDFDict): void {
    for (const [name, value] of procedures.entries()) {
      if (!this.telling.glyphTells(name)) continue;
      procedures.delete(name);
      procedures.set(this.other(name), value);
    }
  }

  private other(name: PDFName): PDFName {
    const known = this.names.get(name) ?? PDFName.of(`LkNaam${this.names.size + 1}`);
    this.names.set(name, known);
    return known;
  }
}
