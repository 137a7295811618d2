import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib';
import { tokensIn } from '../content/notes.ts';
import { spellingsOf } from '../document/address-spellings.ts';
import { TellingNames } from '../document/authored-names.ts';
import { cmapText } from '../document/content-notes.ts';
import {
  COMMON_NAME,
  KEYS,
  isCMapWord,
  isCollection,
  isFormatName,
  isPattern,
} from '../document/format-names.ts';
import { FONT_NAMES, fontNameTells, isFontWords, isProgramWord } from '../document/font-names.ts';
import { Needles } from '../document/needles.ts';
import { Secrets, comparable } from '../document/secrets.ts';
import { textOf } from '../document/text-string.ts';
import { unicodeOfName } from '../fonts/glyph-names.ts';
import { textsOfProgram, withoutTellingNames } from '../fonts/program-names.ts';
import { privatePart } from '../fonts/type1-private.ts';
import { nameAt, nameText, resolve, stringBytes } from '../objects/lookup.ts';
import { encodedStages, isUndeflated, streamBytes } from '../objects/stream-bytes.ts';
import { isParenthesised, withoutDelimiters } from './delimiters.ts';
import { everyObject } from './file-proof.ts';
import { withoutPlaces } from './whole-numbers.ts';
import { unescaped } from '../objects/unescape.ts';

/** One place where a sought text is; `pages` (from 0) are those that reach it. */
export interface QuoteHit {
  readonly text: string;
  readonly place: 'string' | 'name' | 'content' | 'stream';
  readonly pages: readonly number[];
}

/** Streams beyond this are not decoded for the search but searched as they are. */
const MAX_DECODED = 64 << 20;
/** Of a link (ISO 32000-2, 12.6.4.8). */
const ADDRESS = /^(?:https?|mailto|ftp):/i;
/** In pixels shorter texts turn up by chance. */
const MIN_IN_BINARY = 8;
/**
 * Looks for texts in every string, name and decoded stream that the document reaches. `pageText` gives what the
 * text engine reads on a page (from 0) outside the marks; a text that a reader still finds there stays on
 * purpose, and its spelling in that page's content is no leak.
 */
export function searchQuotes(
  doc: PDFDocument,
  texts: readonly string[],
  pageText: (page: number) => string,
): QuoteHit[] {
  return findQuotes(doc, texts)(pageText);
}

/** As `searchQuotes` for those who search before they know what the pages say; `needles`: of these texts. */
export function findQuotes(
  doc: PDFDocument,
  texts: readonly string[],
  needles = new Needles(texts),
): (pageText: (page: number) => string) => QuoteHit[] {
  const places = new QuoteSearch(doc, texts, needles).run();
  return (pageText) => {
    const read = new Map<number, string>();
    const readOf = (page: number): string => {
      const known = read.get(page) ?? comparable(pageText(page));
      read.set(page, known);
      return known;
    };
    const plain = new Map(texts.map((text) => [text, comparable(text)]));
    return places.flatMap(({ text, place, pages }) => {
      const quote = plain.get(text) ?? comparable(text);
      if (place === 'content' && [...pages].some((page) => readOf(page).includes(quote))) return [];
      return [{ text, place, pages: [...pages] }];
    });
  };
}

/** Where a text is, and the pages that reach it. */
interface QuotePlace extends Pick<QuoteHit, 'text' | 'place'> {
  readonly pages: ReadonlySet<number>;
}

class QuoteSearch {
  private readonly doc: PDFDocument;
  private readonly texts: readonly string[];
  private readonly needles: Needles;
  private readonly secrets: Secrets;
  private readonly tellingNames: TellingNames;
  /** Dictionaries of which the keys were looked at. */
  private readonly maps = new Set<PDFDict>();
  private readonly places: QuotePlace[] = [];
  /** By name, then by text. */
  private readonly met = new Map<string, Map<string, boolean>>();
  private owners: Map<PDFObject, Set<number>> | undefined;

  constructor(doc: PDFDocument, texts: readonly string[], needles: Needles) {
    this.doc = doc;
    this.texts = texts;
    this.needles = needles;
    this.secrets = new Secrets(texts);
    this.tellingNames = new TellingNames(this.secrets);
  }

  run(): readonly QuotePlace[] {
    if (this.needles.empty) return [];
    const { context } = this.doc;
    for (const object of everyObject(context, [context.trailerInfo.Root, context.trailerInfo.Info])) {
      if (object instanceof PDFString || object instanceof PDFHexString) this.string(object);
      else if (object instanceof PDFDict) this.names(object);
      else if (object instanceof PDFArray) this.elements(object);
      else if (object instanceof PDFStream) this.stream(object);
    }
    return this.places;
  }

  private string(object: PDFString | PDFHexString): void {
    const text = textOf(object);
    // Said of fonts, whatever a document is about.
    if (text !== undefined && (isCollection(text) || isFontWords(text))) return;
    if (text !== undefined && ADDRESS.test(text)) this.address(text, object);
    const raw = this.needles.allIn(stringBytes(object) ?? new Uint8Array(0));
    if ((text !== undefined && this.secrets.inText(text)) || raw.size > 0) {
      this.report('string', raw.size > 0 ? raw : this.textsIn(text ?? ''), object);
    }
  }

  /** An address may say it in escapes, or in base64. */
  private address(text: string, object: PDFObject): void {
    for (const spelling of spellingsOf(text)) {
      if (spelling !== text && this.secrets.inText(spelling))
        this.report('string', this.textsIn(spelling), object);
    }
  }

  /** Names that an author chose; the others are words of the format. */
  private names(dict: PDFDict): void {
    const [isMap, isFlat] = [this.maps.has(dict), isPattern(dict)];
    for (const [key, value] of dict.entries()) {
      if (!isMap && this.tellingNames.keyTells(key)) this.report('name', this.textsIn(nameText(key)), dict);
      const isNamed = !isMap && !isFlat && MAPS.has(key);
      const map = isNamed ? resolve(this.doc.context, value) : undefined;
      if (!(map instanceof PDFDict)) continue;
      this.maps.add(map);
      for (const [name, named] of map.entries()) {
        if (key === GLYPHS && !this.tellingNames.glyphTells(name)) continue;
        const text = nameText(name);
        if (COMMON_NAME.test(text) || !this.secrets.inText(text)) continue;
        if (!isFontName(text, resolve(this.doc.context, named))) this.report('name', this.textsIn(text), map);
      }
    }
    for (const key of FONT_NAMES) {
      const font = nameAt(dict, key);
      if (font !== undefined && fontNameTells(font, this.secrets))
        this.report('name', this.textsIn(font), dict);
    }
    for (const [, value] of this.tellingNames.inDict(dict))
      this.report('name', this.textsIn(nameText(value)), dict);
  }

  private elements(array: PDFArray): void {
    for (const [, value] of this.tellingNames.inArray(array))
      this.report('name', this.textsIn(nameText(value)), array);
  }

  private stream(stream: PDFStream): void {
    const bytes = this.bytesOf(stream);
    const kind = kindOf(stream.dict, bytes);
    const found = this.foundIn(bytes, kind);
    // What follows the end of encoded data is in no decoded stream.
    const encoded = stream instanceof PDFRawStream && !isUndeflated(stream);
    const stages = encoded ? [...encodedStages(stream, MAX_DECODED)] : [];
    const behind = stages.flatMap((raw) =>
      raw === bytes ? [] : [...this.needles.allIn(raw)].filter(isLong),
    );
    const meant = [...found].filter((text) => {
      return (kind !== 'image' && kind !== 'binary') || isLong(text);
    });
    if (meant.length > 0) this.report(kind === 'content' ? 'content' : 'stream', new Set(meant), stream);
    if (behind.length > 0) this.report('stream', new Set(behind), stream);
  }

  private foundIn(bytes: Uint8Array, kind: StreamKind): Set<string> {
    if (kind === 'cmap') return new Set([...this.textsIn(...hexStrings(bytes)), ...this.inNotes(bytes)]);
    if (kind === 'font') return this.inProgram(bytes);
    if (kind !== 'content') return this.needles.allIn(bytes);
    const asWritten = this.inContent(bytes, (content) => content);
    const found = unescaped(bytes)
      ? new Set([...asWritten, ...this.inContent(bytes, (content) => unescaped(content) ?? content)])
      : asWritten;
    if (![...found].some(isParenthesised)) return found;
    const read = withUnescaped(withoutDelimiters(bytes), (each) => this.needles.allIn(each));
    return new Set([...found].filter((text) => !isParenthesised(text) || read.has(text)));
  }

  private inProgram(bytes: Uint8Array): Set<string> {
    // Of names that every such font has a part may be under a mark.
    const rest = withoutTellingNames(bytes, isFontWords) ?? bytes;
    const parts = [rest, privatePart(bytes) ?? new Uint8Array(0)];
    const found = new Set(parts.flatMap((part) => [...this.needles.allIn(part)]).filter(tellsInFont));
    for (const { text } of textsOfProgram(bytes)) {
      if (fontNameTells(text, this.secrets)) for (const each of this.textsIn(text)) found.add(each);
    }
    return found;
  }

  private inNotes(bytes: Uint8Array): Set<string> {
    const plain = unescaped(bytes);
    if ([bytes, plain ?? bytes].every((each) => this.needles.allIn(each).size === 0)) return new Set();
    const found = [...tokensIn(bytes)].flatMap(({ kind, start, end }) => {
      const said = cmapText(kind, bytes.subarray(start, end));
      const text = Buffer.from(said).toString('latin1');
      const isWord = kind === 'name' ? isFormatName(text.slice(1)) : kind === 'word' && isCMapWord(text);
      return isWord ? [] : [...this.needles.allIn(said)];
    });
    return new Set(found);
  }

  /**
   * `plain` takes the escapes out of content. Where strings end is told before: a parenthesis that lost its escape would
   * end one too early, or not at all.
   */
  private inContent(bytes: Uint8Array, plain: (content: Uint8Array) => Uint8Array): Set<string> {
    const found = this.needles.allIn(plain(bytes));
    if (found.size === 0) return found;
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const names = new Set(
      [...new Set(content.match(NAME))].map((name) => name.slice(1)).filter(isFormatName),
    );
    const mayBeFormat = [...found].some(
      (text) => /\d/.test(text) || [...names].some((name) => this.meet(text, name)),
    );
    const told = mayBeFormat ? this.needles.allIn(plain(withoutFormat(content, names))) : found;
    if (![...told].some(isShortHex)) return told;
    const read = this.needles.allIn(plain(withStringsRead(content, names)));
    return new Set([...told].filter((text) => !isShortHex(text) || read.has(text)));
  }

  /** As `meet`; most pages have the same names. */
  private meet(text: string, name: string): boolean {
    const texts = this.met.get(name) ?? new Map<string, boolean>();
    this.met.set(name, texts);
    const known = texts.get(text) ?? meet(text, name);
    texts.set(text, known);
    return known;
  }

  private bytesOf(stream: PDFStream): Uint8Array {
    try {
      return streamBytes(stream, MAX_DECODED);
    } catch {
      // An image format, or damage: searched as it is.
      return stream instanceof PDFRawStream ? stream.contents : stream.getContents();
    }
  }

  private textsIn(...texts: readonly string[]): Set<string> {
    const plain = texts.map(comparable);
    if (plain.length === 0) return new Set();
    return new Set(
      this.texts.filter((each) => {
        const quote = comparable(each);
        return quote.length >= 4 && plain.some((text) => text.includes(quote));
      }),
    );
  }

  private report(place: QuoteHit['place'], texts: ReadonlySet<string>, object: PDFObject): void {
    const pages = this.pagesOf(object);
    for (const text of texts) this.places.push({ text, place, pages });
  }

  /** The pages whose content reaches an object; found out when the first hit needs it. */
  private pagesOf(object: PDFObject): ReadonlySet<number> {
    if (!this.owners) {
      this.owners = new Map();
      for (const [index, page] of this.doc.getPages().entries()) {
        for (const each of reachedByPage(this.doc.context, page.node)) {
          const set = this.owners.get(each) ?? new Set<number>();
          set.add(index);
          this.owners.set(each, set);
        }
      }
    }
    return this.owners.get(object) ?? new Set();
  }
}

/** Whether a resource has the name of the font that it is: that is said there anyway. */
function isFontName(name: string, named: PDFObject | undefined): boolean {
  if (!(named instanceof PDFDict) || nameAt(named, 'Type') !== 'Font') return false;
  const font = comparable(nameAt(named, 'BaseFont') ?? '');
  return font !== '' && font.includes(comparable(name.replace(/[_-]?\d*$/, '')));
}

function* reachedByPage(context: PDFContext, page: PDFDict): Generator<PDFObject, void> {
  const roots = ['Contents', 'Resources'].map((key) => page.get(PDFName.of(key)));
  yield* everyObject(context, roots);
}

/** What is found in content as it is written, and without its escapes. */
function withUnescaped(bytes: Uint8Array, find: (bytes: Uint8Array) => Set<string>): Set<string> {
  const plain = unescaped(bytes);
  return plain ? new Set([...find(bytes), ...find(plain)]) : find(bytes);
}

type StreamKind = 'content' | 'image' | 'font' | 'cmap' | 'binary' | 'other';

function kindOf(dict: PDFDict, bytes: Uint8Array): StreamKind {
  const subtype = nameAt(dict, 'Subtype');
  const type = nameAt(dict, 'Type');
  if (subtype === 'Image') return 'image';
  if (subtype === 'Form' || dict.has(PDFName.of('PatternType'))) return 'content';
  if (dict.has(PDFName.of('Length1')) || /^(Type1C|CIDFontType0C|OpenType)$/.test(subtype ?? ''))
    return 'font';
  if (dict.has(PDFName.of('FunctionType')) || dict.has(PDFName.of('ShadingType'))) return 'binary';
  // A colour profile.
  if (dict.has(PDFName.of('N')) && type === undefined) return 'binary';
  if (type === 'CMap' || Buffer.from(bytes.subarray(0, 4096)).includes('begincmap')) return 'cmap';
  return type === undefined ? 'content' : 'other';
}

const isLong = (text: string): boolean => text.length >= MIN_IN_BINARY;

/** The texts that a CMap gives for codes (ISO 32000-2, 9.10.3), each as one string. */
function hexStrings(bytes: Uint8Array): string[] {
  const source = Buffer.from(bytes).toString('latin1');
  return [...source.matchAll(/<([\da-fA-F\s]{16,})>/g)].map(([, digits = '']) => {
    const hex = digits.replace(/\s/g, '');
    const even = Buffer.from(
      hex.length % 4 === 0 ? hex : hex.padEnd(Math.ceil(hex.length / 4) * 4, '0'),
      'hex',
    );
    return even.swap16().toString('utf16le');
  });
}

/**
 * Fonts carry names, keys, notes and the alphabet; a short word of a document turns up in them by chance. A long one,
 * several words in a row, an address or a long number do not.
 */
function tellsInFont(text: string): boolean {
  if (/^(?:0?123456789|abcdefgh)/i.test(text) || isSequence(text)) return false;
  if (isLong(text) && !isProgramWord(text) && !KEYS.has(text) && unicodeOfName(text) === undefined)
    return true;
  // Two short numbers in a row are in every program.
  const isKnown = /^(?:\s*\d){0,5}\s*$/.test(text) || (/^\D*$/.test(text) && isFontWords(text));
  const hasWords = /\S\s+\S/.test(text) && !isKnown;
  return hasWords || text.includes('@') || /\d{6}/.test(text);
}

function isSequence(text: string): boolean {
  return [...text].every((c, i) => i === 0 || c.codePointAt(0) === text.codePointAt(i - 1)! + 1);
}

/** Entries whose dictionaries have keys of the author's choice. */
const MAPS: ReadonlySet<PDFName> = new Set(
  [
    'Font',
    'XObject',
    'ExtGState',
    'ColorSpace',
    'Pattern',
    'Shading',
    'Properties',
    'RoleMap',
    'N',
    'Colorants',
    'CharProcs',
  ].map((name) => PDFName.of(name)),
);

const GLYPHS = PDFName.of('CharProcs');

const NAME = /\/([A-Za-z]\w*)/g;

/** Letters that a text has in a name at least: it goes on behind the name with what is no letter of any text. */
const LEAST_IN_NAME = 3;

/** Whether a text may stand in a name, or begin or end in one. */
function meet(text: string, name: string): boolean {
  const plain = text.replace(/\s/gu, '').toLowerCase();
  const word = name.toLowerCase();
  if (word.includes(plain) || plain.includes(word)) return true;
  for (let length = LEAST_IN_NAME; length < Math.min(plain.length, word.length); length++)
    if (word.endsWith(plain.slice(0, length)) || word.startsWith(plain.slice(-length))) return true;
  return false;
}

/** Content with some of its names, and with digits of places and sizes, blanked out. */
function withoutFormat(content: string, names: ReadonlySet<string>): Uint8Array {
  const blank = (piece: string): string => ' '.repeat(piece.length);
  const plain = Buffer.from(withoutPlaces(Buffer.from(content, 'latin1')))
    .toString('latin1')
    .replace(NAME, (whole, name: string) => (names.has(name) ? blank(whole) : whole))
    .replace(OPERANDS, (operands) => operands.replace(FRACTION, blank));
  return Buffer.from(plain, 'latin1');
}

/** A year, or a word such as "face": the digits of hexadecimal strings spell it by chance. */
const isShortHex = (text: string): boolean => /^[\da-f\s]+$/i.test(text) && !isLong(text.replace(/\s/g, ''));

const HEX_STRING = /<([\da-fA-F\s]+)>/g;

/** What ends a string, or has another meaning in one (ISO 32000-2, 7.3.4.2): no part of a number or a word. */
const DELIMITERS = /[()\\]/g;

/** As `withoutFormat`, with the bytes of hexadecimal strings instead of their digits. */
function withStringsRead(content: string, names: ReadonlySet<string>): Uint8Array {
  const read = content.replace(HEX_STRING, (_, digits: string) => {
    const bytes = Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');
    return `(${bytes.toString('latin1').replaceAll(DELIMITERS, '.')})`;
  });
  return withoutFormat(read, names);
}

/**
 * Numbers before an operator that takes places, sizes or colours: digits of
 * theirs tell nothing.
 */
const NUMBER = String.raw`(?<![^\s\])>])[-+]?(?:\d+(?:\.\d*)?|\.\d+)`;
const OPERANDS = new RegExp(
  String.raw`(?:${NUMBER}\s+){1,6}(?:T[cwzLsdDm]|cm|re|rg|RG|scn|SCN|sc|SC|[wmlcvygGkKiM])(?![\w*])`,
  'g',
);

const FRACTION = /(?<!\d)\d*\.\d+/g;
