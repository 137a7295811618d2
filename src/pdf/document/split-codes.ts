import type { PDFContext, PDFDict, PDFDocument } from 'pdf-lib';
import { Edits, splice } from '../content/edits.ts';
import { blankGlyph } from '../content/fonts/font.ts';
import { loadFont } from '../content/fonts/load.ts';
import { standardMetrics } from '../content/fonts/standard.ts';
import { Lexer } from '../content/lexer.ts';
import { StringOperand } from '../content/operand.ts';
import { formatString } from '../content/operators.ts';
import type { CMapLoader } from '../content/types.ts';
import { partsOf } from '../fonts/font-parts.ts';
import { unicodeOfName } from '../fonts/glyph-names.ts';
import { writeContent } from '../fonts/rewrite-codes.ts';
import { toldCodes } from '../fonts/told-codes.ts';
import { FontUsage, UsageError, type ShowPlace } from '../fonts/usage.ts';
import { entry, nameAt } from '../objects/lookup.ts';
import type { Needles } from './needles.ts';
import type { Secrets } from './secrets.ts';

const OPEN_ARRAY = 0x5b;

/** What is looked for in shown strings. */
export interface SplitSought {
  readonly needles: Needles;
  /** Of the same texts. */
  readonly secrets: Secrets;
}

/**
 * Splits shown strings whose codes spell a quote while their font says that they show something else, as where codes are
 * numbers of glyphs, or Greek: nothing is drawn otherwise, and no string of the file is the quote any more. A string
 * of which the font does not tell every character stays.
 */
export function splitTellingCodes(
  doc: PDFDocument,
  sought: SplitSought,
  loadCMap: CMapLoader | undefined,
): void {
  const splitter = new Splitter(sought, loadCMap);
  const places = new Map<ShowPlace['source'], Map<number, Show>>();
  const usage = new FontUsage(doc.context, loadCMap, (place) => {
    const pieces = splitter.at(place);
    const known = places.get(place.source) ?? new Map<number, Show>();
    places.set(place.source, known);
    // Content that is drawn twice may show one text in several fonts.
    if (known.get(place.start)?.pieces.join(' ') !== pieces.join(' ') && known.has(place.start))
      known.set(place.start, { place, pieces: [] });
    else known.set(place.start, { place, pieces });
  });
  try {
    for (const page of doc.getPages()) usage.page(page);
  } catch (error) {
    if (error instanceof UsageError) return;
    throw error;
  }
  for (const [source, shows] of places) rewrite(doc.context, source, [...shows.values()]);
}

/** A shown operand, and what is written instead: nothing where it stays. */
interface Show {
  readonly place: ShowPlace;
  readonly pieces: readonly string[];
}

class Splitter {
  private readonly sought: SplitSought;
  private readonly loadCMap: CMapLoader | undefined;
  private readonly told = new Map<PDFDict, ReadonlyMap<number, string>>();
  private readonly glyph = blankGlyph();

  constructor(sought: SplitSought, loadCMap: CMapLoader | undefined) {
    this.sought = sought;
    this.loadCMap = loadCMap;
  }

  /** The elements of the array that is shown instead; none where the operand stays. */
  at({ font, content, start, end }: ShowPlace): string[] {
    if (!this.sought.needles.foundIn(content.subarray(start, end)) && !mayBeEscaped(content, start, end))
      return [];
    const isArray = content[start] === OPEN_ARRAY;
    const lexer = new Lexer(content, isArray ? start + 1 : start, end);
    const pieces: string[] = [];
    let isSplit = false;
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind !== 'operand') continue;
      const { operand } = lexer;
      const written = Buffer.from(content.subarray(lexer.start, lexer.end)).toString('latin1');
      const split = operand instanceof StringOperand ? this.split(font, operand) : [];
      isSplit ||= split.length > 0;
      pieces.push(...(split.length > 0 ? split : [written]));
    }
    return isSplit ? pieces : [];
  }

  private split(font: PDFDict, { bytes, hex }: StringOperand): string[] {
    const { needles, secrets } = this.sought;
    if (!needles.foundIn(bytes)) return [];
    const reader = loadFont(font, this.loadCMap);
    const told = this.toldOf(font);
    const pieces: number[][] = [[]];
    let said = '';
    for (let at = 0; at < bytes.length; at += this.glyph.length) {
      reader.read(bytes, at, this.glyph);
      const text = told.get(this.glyph.code);
      if (text === undefined) return [];
      said += text;
      const code = [...bytes.subarray(at, at + this.glyph.length)];
      const longer = [...pieces.at(-1)!, ...code];
      if (needles.foundIn(Uint8Array.from(longer))) pieces.push(code);
      else pieces[pieces.length - 1] = longer;
    }
    return secrets.inText(said) ? [] : pieces.map((piece) => formatString(piece, hex));
  }

  private toldOf(font: PDFDict): ReadonlyMap<number, string> {
    const known = this.told.get(font) ?? textsByCode(font);
    this.told.set(font, known);
    return known;
  }
}

/** The characters of codes as far as a font tells them: by itself, or by being Symbol or ZapfDingbats (ISO 32000-2, annex D). */
function textsByCode(font: PDFDict): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const { code, text } of toldCodes(font)) if (text !== undefined) texts.set(code, text);
  const { program, descendant } = partsOf(font);
  if (texts.size > 0 || program || descendant || entry(font, 'Encoding') !== undefined) return texts;
  for (const [code, name] of (standardMetrics(nameAt(font, 'BaseFont') ?? '')?.names ?? []).entries()) {
    const point = unicodeOfName(name);
    if (point !== undefined) texts.set(code, String.fromCodePoint(point));
  }
  return texts;
}

/** Whether a string is spelled otherwise than its bytes. */
function mayBeEscaped(content: Uint8Array, start: number, end: number): boolean {
  const written = content.subarray(start, end);
  return written.includes(0x5c) || written.includes(0x3c);
}

function rewrite(context: PDFContext, source: ShowPlace['source'], shows: readonly Show[]): void {
  const edits = new Edits();
  for (const { place, pieces } of shows) {
    if (pieces.length === 0) continue;
    const lexer = new Lexer(place.content, place.end);
    if (lexer.next() !== 'operator' || (lexer.operator !== 'Tj' && lexer.operator !== 'TJ')) continue;
    edits.replace(place.start, lexer.end, `[${pieces.join(' ')}] TJ`);
  }
  const [first] = shows;
  if (!first || edits.empty) return;
  writeContent(context, source, splice(first.place.content, edits.patches(first.place.content)));
}
