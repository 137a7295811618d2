import { PDFStream, type PDFDict, type PDFDocument } from 'pdf-lib';
import type { CodesByFont } from '../content/fonts/codes.ts';
import { loadFont } from '../content/fonts/load.ts';
import { Lexer } from '../content/lexer.ts';
import type { Operand } from '../content/operand.ts';
import type { CMapLoader } from '../content/types.ts';
import { codeLength } from './code-length.ts';
import { partsOf } from './font-parts.ts';
import { bytesAt } from './lists.ts';
import { neededCodes } from './needed-codes.ts';
import type { Numbering } from './numbered-fonts.ts';
import { placesOfCodes } from './program-order.ts';
import { renumberFont } from './renumber-font.ts';
import { rewriteCodes } from './rewrite-codes.ts';
import { toldCodes } from './told-codes.ts';
import type { TrimLevel, TrimmedFonts } from './trim.ts';
import { FontUsage, UsageError, type ShowPlace } from './usage.ts';
import { comeInNoOrder } from './use-order.ts';

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
  fonts: ReadonlyMap<PDFDict, Numbering>,
  { lost, level, loadCMap }: NewCodesOptions,
): TrimmedFonts {
  if (fonts.size === 0 || level === 'lists') return { trimmed: 0, left: fonts.size };
  const places = new Map<ShowPlace['source'], Map<number, ShowPlace>>();
  const unclear = new Set<PDFDict>();
  const usage = new FontUsage(doc.context, loadCMap, (place) => {
    // A page is gone through once; other content may show one text in several fonts, and has the codes of none then.
    if (fonts.get(place.font)?.codes !== true && !(place.source instanceof PDFStream)) return;
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
  let [trimmed, left] = [0, 0];
  for (const [font, numbering] of fonts) {
    const shown = usage.shown.get(font);
    const hasNewCodes = numbering.codes && !comeInNoOrder(shown, lost.get(font));
    if (shown.size === 0 || (!hasNewCodes && !numbering.places)) continue;
    const fresh = hasNewCodes ? newCodes(font, shown, lost.get(font), isSpaced) : sameCodes(shown);
    if (!fresh) {
      left++;
      continue;
    }
    const isSame = [...fresh].every(([from, to]) => from === to);
    if (isSame && (!numbering.places || areInOrder(font, shown))) continue;
    const ref = partsOf(font).program?.ref;
    const isShared = ref && used.some((other) => other !== font && partsOf(other).program?.ref === ref);
    const isUnclear = isShared === true || unclear.has(font) || usage.doubtful.has(font);
    const isInexact = loadFont(font, loadCMap).inexact !== undefined;
    if (isUnclear || isInexact || !renumberFont(font, fresh)) left++;
    else {
      trimmed++;
      if (!isSame) codes.set(font, fresh);
    }
  }
  if (codes.size > 0)
    for (const [source, shows] of places) rewriteCodes(doc.context, source, [...shows.values()], codes);
  return { trimmed, left };
}

/** New codes by old ones, in the order of `shown`; undefined where there is no room for them. */
function newCodes(
  font: PDFDict,
  shown: ReadonlySet<number>,
  lost: ReadonlySet<number>,
  isSpaced: boolean,
): ReadonlyMap<number, number> | undefined {
  const isSimple = !partsOf(font).descendant;
  const isShort = codeLength(font) === 1;
  const keeps = (code: number): boolean =>
    (!isSimple && code === 0) || (isShort && isSpaced && code === SPACE);
  const fresh = new Map<number, number>();
  const told = toldCodes(font).map(({ code }) => code);
  let next = isSimple ? Math.min(...shown, ...lost, ...told) : 1;
  for (const code of shown) {
    if (keeps(code)) fresh.set(code, code);
    else {
      if (keeps(next)) next++;
      fresh.set(code, next++);
    }
  }
  return next > (isShort ? MAX_CODE : MAX_GLYPH) + 1 ? undefined : fresh;
}

function sameCodes(shown: ReadonlySet<number>): ReadonlyMap<number, number> {
  return new Map([...shown].map((code) => [code, code]));
}

/** Whether glyphs of a simple font come in its program as they come in the document. */
function areInOrder(font: PDFDict, shown: ReadonlySet<number>): boolean {
  const { program, descriptor } = partsOf(font);
  const bytes = program && descriptor && bytesAt(descriptor, program.key);
  const needed = neededCodes(font, shown);
  const places = bytes && placesOfCodes(bytes, needed);
  if (!places) return true;
  const row = needed.flatMap(({ code }) => places.get(code) ?? []);
  return row.every((place, i) => i === 0 || place >= row[i - 1]!);
}

/**
 * Whether content has an operator that widens spaces (ISO 32000-2, table 103). Content with an inline image counts where
 * the bytes of it, or of a text, could be one.
 */
function setsSpaces(content: Uint8Array): boolean {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (!buffer.includes('Tw') && !buffer.includes('"')) return false;
  const lexer = new Lexer(content);
  let operands: Operand[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    if (kind === 'operand') {
      operands.push(lexer.operand);
      continue;
    }
    if (lexer.operator === 'BI') return true;
    const space = lexer.operator === 'Tw' ? operands.at(-1) : lexer.operator === '"' ? operands.at(-3) : 0;
    if (space !== 0) return true;
    operands = [];
  }
  return false;
}
