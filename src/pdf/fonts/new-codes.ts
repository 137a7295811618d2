import { PDFArray, PDFName, PDFNumber, PDFStream, type PDFContext, PDFDict, type PDFDocument } from 'pdf-lib';
import { splice, Edits } from '../content/edits.ts';
import type { CodesByFont } from '../content/fonts/codes.ts';
import { readTable } from '../content/fonts/composite-font.ts';
import { loadFont } from '../content/fonts/load.ts';
import { Lexer } from '../content/lexer.ts';
import { StringOperand } from '../content/operand.ts';
import { formatString } from '../content/operators.ts';
import type { CMapLoader } from '../content/types.ts';
import { arrayAt, entry, nameAt, numberAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { readCMapText, writeToUnicode, type CMapText } from './cmap-text.ts';
import { partsOf, tagOf, typedFonts } from './font-parts.ts';
import { bytesAt, ownCopy, setStream } from './lists.ts';
import { withNewCodes, withNewGlyphs } from './renumber.ts';
import type { TrimLevel, TrimmedFonts } from './trim.ts';
import { FontUsage, UsageError, type ShowPlace } from './usage.ts';

/** Numbers of glyphs have two bytes. */
const MAX_GLYPH = 0xffff;
/** A single byte with this value is widened by word spacing (ISO 32000-2, 9.3.3): it stays what it is. */
const SPACE = 32;
const MAX_CODE = 255;

interface NewCodesOptions {
  /** Codes of glyphs that were removed. */
  readonly lost: CodesByFont;
  readonly level: TrimLevel;
  readonly loadCMap: CMapLoader | undefined;
}

/**
 * Some producers number the letters of a subset in the order in which the document first shows them. Where text was
 * removed, the numbers still tell that order, and with it what stood there first: a name at the head of a letter can be
 * read from them. In such a font the letters that are left get the numbers that they would have if the document had
 * always been as it is now, in the font and in all content. `fonts`: of `numberedFonts`.
 */
export function giveNewCodes(
  doc: PDFDocument,
  fonts: ReadonlySet<PDFDict>,
  { lost, level, loadCMap }: NewCodesOptions,
): TrimmedFonts {
  if (fonts.size === 0 || level === 'lists') return { trimmed: 0, left: fonts.size };
  const places = new Map<ShowPlace['source'], Map<number, ShowPlace>>();
  const unclear = new Set<PDFDict>();
  const usage = new FontUsage(doc.context, loadCMap, (place) => {
    // A page is gone through once; other content may show one text in several fonts, and has the codes of none then.
    if (!fonts.has(place.font) && !(place.source instanceof PDFStream)) return;
    const known = places.get(place.source) ?? new Map<number, ShowPlace>();
    places.set(place.source, known);
    const other = known.get(place.start);
    if (other && other.font !== place.font) unclear.add(other.font).add(place.font);
    known.set(place.start, place);
  });
  try {
    for (const page of doc.getPages()) usage.page(page);
  } catch (error) {
    if (error instanceof UsageError) return { trimmed: 0, left: fonts.size };
    throw error;
  }
  const used = [...usage.shown.fonts];
  const isSpaced = [...places.values()].some((shows) => setsSpaces([...shows.values()][0]!.content));
  const codes = new Map<PDFDict, ReadonlyMap<number, number>>();
  let left = 0;
  for (const font of fonts) {
    const fresh = newCodes(font, usage.shown.of(font), lost.of(font), isSpaced);
    if (!fresh) continue;
    const { ref } = partsOf(font).program!;
    const isShared = used.some((other) => other !== font && partsOf(other).program?.ref === ref);
    const isUnclear = isShared || unclear.has(font) || usage.doubtful.has(font);
    const isInexact = loadFont(font, loadCMap).inexact !== undefined;
    if (!isUnclear && !isInexact && renumber(font, fresh)) codes.set(font, fresh);
    else left++;
  }
  if (codes.size > 0)
    for (const [source, shows] of places) rewrite(doc.context, source, [...shows.values()], codes);
  return { trimmed: codes.size, left };
}

/**
 * Fonts that lost letters and number them in the order of use, and their copies in other parts of a document; to be
 * found while they have their names.
 */
export function numberedFonts(doc: PDFDocument, lost: CodesByFont): ReadonlySet<PDFDict> {
  const typed = typedFonts(doc);
  const fits = (font: PDFDict): boolean => isNumbered(font) && !typed.has(font) && !isOrdered(font);
  const fonts = new Set([...lost.fonts].filter((font) => lost.of(font).size > 0 && fits(font)));
  const names = new Set([...fonts].map((font) => nameAt(font, 'BaseFont')));
  for (const [, object] of fonts.size > 0 ? doc.context.enumerateIndirectObjects() : []) {
    if (!(object instanceof PDFDict) || nameAt(object, 'Type') !== 'Font') continue;
    if (!fonts.has(object) && names.has(nameAt(object, 'BaseFont')) && fits(object)) fonts.add(object);
  }
  return fonts;
}

/** A TrueType font that is shown by the numbers of its own table, or of its glyphs. */
function isNumbered(font: PDFDict): boolean {
  const { descendant, program } = partsOf(font);
  if (program?.key !== 'FontFile2') return false;
  if (!descendant) {
    const isTrueType = nameAt(font, 'Subtype') === 'TrueType' && tagOf(font) !== undefined;
    return isTrueType && entry(font, 'Encoding') === undefined;
  }
  // Not all libraries give subsets a tag.
  const map = entry(descendant, 'CIDToGIDMap');
  return (
    nameAt(font, 'Encoding') === 'Identity-H' &&
    nameAt(descendant, 'Subtype') === 'CIDFontType2' &&
    (map === undefined || nameAt(descendant, 'CIDToGIDMap') === 'Identity')
  );
}

/** Such a share of glyphs may stand in the order of the alphabet by design, not by chance. */
const ALPHABETICAL = 0.8;
/** So many times as high as there are letters are only numbers that glyphs have in a larger font. */
const SPARSE = 2;
const FEW = 8;

/** Whether codes, as far as they are known, are those of the alphabet, of a known encoding or of a larger font. */
function isOrdered(font: PDFDict): boolean {
  const entries = [...toldBy(font)].sort(([a], [b]) => a - b);
  const last = entries.at(-1);
  if (!last) return true;
  const letters = entries.flatMap(([, { target }]) =>
    target instanceof Uint8Array ? [Buffer.from(target).toString('hex')] : [],
  );
  const ordered = longestOrder(letters);
  if (!partsOf(font).descendant) return ordered === letters.length;
  return last[0] > SPARSE * entries.length + FEW || ordered >= ALPHABETICAL * letters.length;
}

/** What ToUnicode says of any code. */
function toldBy(font: PDFDict): CMapText['entries'] {
  const bytes = bytesAt(font, 'ToUnicode');
  if (!bytes) return new Map();
  return readCMapText(bytes, (every ??= new Set(Array(MAX_GLYPH + 1).keys()))).entries;
}

let every: ReadonlySet<number> | undefined;

/** How many of some texts, at most, stand in their order. */
function longestOrder(texts: readonly string[]): number {
  /** By length: the least text that so many may end with. */
  const ends: string[] = [];
  for (const text of texts) {
    const at = ends.findIndex((end) => end > text);
    ends[at < 0 ? ends.length : at] = text;
  }
  return ends.length;
}

/** New codes by old ones, in the order of `shown`; undefined where the old ones tell nothing. */
function newCodes(
  font: PDFDict,
  shown: ReadonlySet<number>,
  lost: ReadonlySet<number>,
  isSpaced: boolean,
): ReadonlyMap<number, number> | undefined {
  if (shown.size === 0) return undefined;
  const isSimple = !partsOf(font).descendant;
  const keeps = (code: number): boolean => (isSimple ? isSpaced && code === SPACE : code === 0);
  const fresh = new Map<number, number>();
  let next = isSimple ? Math.min(...shown, ...lost, ...toldBy(font).keys()) : 1;
  for (const code of shown) {
    if (keeps(code)) fresh.set(code, code);
    else {
      if (keeps(next)) next++;
      fresh.set(code, next++);
    }
  }
  if (next > (isSimple ? MAX_CODE : MAX_GLYPH) + 1 || [...fresh].every(([from, to]) => from === to))
    return undefined;
  return fresh;
}

/** Whether content has an operator that widens spaces (ISO 32000-2, table 103); text that says so counts, too. */
function setsSpaces(content: Uint8Array): boolean {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.length);
  return buffer.includes('Tw') || buffer.includes('"');
}

/** Writes a font anew; false, and nothing done, where its program is not understood. */
function renumber(font: PDFDict, codes: ReadonlyMap<number, number>): boolean {
  const { context } = font;
  const { program, descriptor, descendant } = partsOf(font);
  const bytes = descriptor && bytesAt(descriptor, 'FontFile2');
  const renumbered = bytes && (descendant ? withNewGlyphs : withNewCodes)(bytes, codes);
  const map = bytesAt(font, 'ToUnicode');
  if (!program || !renumbered || !map) return false;
  const dict = program.stream.dict.clone(context);
  dict.set(PDFName.of('Length1'), PDFNumber.of(renumbered.length));
  context.assign(program.ref, deflatedStream(context, renumbered, dict));
  const text = readCMapText(map, new Set(codes.keys()));
  const entries = new Map([...text.entries].map(([code, value]) => [codes.get(code)!, value] as const));
  setStream(font, PDFName.of('ToUnicode'), writeToUnicode({ ...text, entries }));
  const widths = arrayAt(font, 'Widths');
  if (widths) setWidths(font, widths, codes);
  if (descendant) setOwnDescendant(font, descendant, codes);
  return true;
}

function setOwnDescendant(font: PDFDict, descendant: PDFDict, codes: ReadonlyMap<number, number>): void {
  const { context } = font;
  const { ref, copy } = ownCopy(context, descendant);
  const widths = new Map<number, number>();
  readTable(arrayAt(descendant, 'W'), 1, (cid, [width]) => widths.set(cid, width!));
  const table = [...codes]
    .sort(([, a], [, b]) => a - b)
    .flatMap(([from, to]) => (widths.has(from) ? [to, [widths.get(from)!]] : []));
  copy.set(PDFName.of('W'), context.obj(table));
  for (const key of ['W2', 'CIDToGIDMap']) copy.delete(PDFName.of(key));
  copy.set(PDFName.of('CIDToGIDMap'), PDFName.of('Identity'));
  font.set(PDFName.of('DescendantFonts'), context.obj([ref]));
}

function setWidths(font: PDFDict, widths: PDFArray, codes: ReadonlyMap<number, number>): void {
  const first = Math.trunc(numberAt(font, 'FirstChar') ?? 0);
  const oldOf = new Map([...codes].map(([from, to]) => [to, from] as const));
  const [low, high] = [Math.min(...oldOf.keys()), Math.max(...oldOf.keys())];
  const fresh = PDFArray.withContext(font.context);
  for (let code = low; code <= high; code++) {
    const at = (oldOf.get(code) ?? -1) - first;
    fresh.push(at >= 0 && at < widths.size() ? widths.get(at) : PDFNumber.of(0));
  }
  font.set(PDFName.of('FirstChar'), PDFNumber.of(low));
  font.set(PDFName.of('LastChar'), PDFNumber.of(high));
  font.set(PDFName.of('Widths'), fresh);
}

/** Content with the new codes in its strings; all else stays byte for byte. */
function rewrite(
  context: PDFContext,
  source: ShowPlace['source'],
  places: readonly ShowPlace[],
  codes: ReadonlyMap<PDFDict, ReadonlyMap<number, number>>,
): void {
  const edits = new Edits();
  for (const { font, content, start, end } of places) {
    const fresh = codes.get(font);
    if (fresh)
      for (const string of stringsIn(content, start, end)) {
        const bytes = partsOf(font).descendant ? pairs(string.bytes, fresh) : singles(string.bytes, fresh);
        edits.replace(string.start, string.end, formatString(bytes, string.hex));
      }
  }
  const [first] = places;
  if (!first || edits.empty) return;
  const bytes = splice(first.content, edits.patches());
  if (source instanceof PDFStream) {
    const ref = context.getObjectRef(source);
    if (ref) context.assign(ref, deflatedStream(context, bytes, source.dict));
  } else source.node.set(PDFName.of('Contents'), context.register(deflatedStream(context, bytes)));
}

function singles(bytes: Uint8Array, codes: ReadonlyMap<number, number>): number[] {
  return [...bytes].map((code) => codes.get(code) ?? code);
}

/** A code that is cut short is as good as none. */
function pairs(bytes: Uint8Array, codes: ReadonlyMap<number, number>): number[] {
  const fresh: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const code = bytes[at]! * 256 + bytes[at + 1]!;
    const other = codes.get(code) ?? code;
    fresh.push(other >> 8, other & 255);
  }
  return fresh;
}

interface PlacedString {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly hex: boolean;
}

/** The strings of an operand: itself, or the elements of an array. */
function stringsIn(content: Uint8Array, start: number, end: number): PlacedString[] {
  const isArray = content[start] === 0x5b;
  const lexer = new Lexer(content, isArray ? start + 1 : start, end);
  const strings: PlacedString[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    const { operand } = lexer;
    if (kind !== 'operand' || !(operand instanceof StringOperand)) continue;
    strings.push({ start: lexer.start, end: lexer.end, bytes: operand.bytes, hex: operand.hex });
  }
  return strings;
}
