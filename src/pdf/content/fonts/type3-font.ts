import { PDFArray, type PDFDict, PDFName, PDFStream } from 'pdf-lib';
import { arrayAt, asNumber, dictAt, elements, numberAt, numbersAt, resolve } from '../../objects/lookup.ts';
import { streamBytes } from '../../objects/stream-bytes.ts';
import { Lexer } from '../lexer.ts';
import { matrixAt, type Matrix } from '../matrix.ts';
import { boundsOf, transformBox, type Bounds } from '../region.ts';
import { USUAL_CENTRE, type LooseCentre } from './extent.ts';
import type { Font, Glyph } from './font.ts';

/** Glyph descriptions say their box first; no more of them is decoded than this. */
const MAX_PROCEDURE = 4_000_000;

/** Type 3 (ISO 32000-2, 9.6.4): glyphs are little content streams in a space of their own. */
export class Type3Font implements Font {
  readonly vertical = false;
  readonly ascent: number;
  readonly descent: number;
  readonly centres: readonly number[];
  readonly looseCentres: readonly LooseCentre[];
  readonly inexact = undefined;
  private readonly matrix: Matrix;
  private readonly widths: Float64Array;
  private readonly procedures: readonly (PDFStream | undefined)[];
  private readonly inks: (Bounds | undefined | null)[] = Array.from({ length: 256 }, () => null);

  constructor(dict: PDFDict) {
    this.matrix = matrixAt(dict, 'FontMatrix');
    this.widths = new Float64Array(256);
    const first = Math.trunc(numberAt(dict, 'FirstChar') ?? 0);
    const widths = arrayAt(dict, 'Widths');
    (widths ? elements(widths) : []).forEach((element, index) => {
      const code = first + index;
      if (code >= 0 && code < 256) this.widths[code] = (asNumber(element) ?? 0) * this.matrix[0];
    });
    this.procedures = proceduresOf(dict);
    const box = numbersAt(dict, 'FontBBox') ?? [];
    const bounds = boxIn(this.matrix, box);
    const tall = bounds !== undefined && bounds.top - bounds.bottom > 0.01 && bounds.top - bounds.bottom < 4;
    this.ascent = tall ? bounds.top : 0.75;
    this.descent = tall ? bounds.bottom : -0.25;
    const centre = (this.ascent + this.descent) / 2;
    this.centres = [centre];
    const guess = USUAL_CENTRE * this.guessedSize(lettersOf(dict));
    this.looseCentres = [
      { level: centre, margin: 0 },
      { level: guess, margin: 0, guessedBy: this.matrix },
    ];
  }

  /** Poppler cannot know the size of an em: it goes by the width of an m, else of another letter. */
  private guessedSize(letters: ReadonlyMap<number, string>): number {
    const widthOf = (code: number | undefined): number =>
      code === undefined ? 0 : Math.abs(this.widths[code]!);
    const find = (accepts: (name: string) => boolean): number =>
      widthOf([...letters].sort(([a], [b]) => a - b).find(([, name]) => accepts(name))?.[0]);
    const size =
      find((name) => name === 'm') / WIDTH_OF_M ||
      find((name) => /^[A-Za-z]$/.test(name)) / WIDTH_OF_LETTER ||
      widthOf([...letters.keys()].sort((a, b) => a - b).find((code) => widthOf(code) > 0)) / WIDTH_OF_LETTER;
    const [a, , , d] = this.matrix;
    return size > 0 && a !== 0 ? size * Math.abs(d / a) : 1;
  }

  read(bytes: Uint8Array, at: number, glyph: Glyph): void {
    const code = bytes[at]!;
    const width = this.widths[code]!;
    glyph.length = 1;
    glyph.code = code;
    glyph.cid = code;
    glyph.doubtful = false;
    glyph.vague = 0;
    glyph.space = code === 32;
    glyph.advance = width;
    glyph.width = width;
    glyph.offsetX = 0;
    glyph.offsetY = 0;
    glyph.level = undefined;
    let ink = this.inks[code];
    if (ink === null) {
      ink = inkOf(this.procedures[code], this.matrix);
      this.inks[code] = ink;
    }
    glyph.ink = ink;
  }
}

/** In em. */
const WIDTH_OF_M = 0.6;
const WIDTH_OF_LETTER = 0.5;

/** Names by code (ISO 32000-2, 9.6.5.3). */
function lettersOf(dict: PDFDict): ReadonlyMap<number, string> {
  const encoding = dictAt(dict, 'Encoding');
  const names = new Map<number, string>();
  let code = 0;
  for (const element of elements(
    (encoding && arrayAt(encoding, 'Differences')) ?? PDFArray.withContext(dict.context),
  )) {
    const number = asNumber(element);
    if (number !== undefined) code = number;
    else if (element instanceof PDFName) {
      if (code >= 0 && code < 256) names.set(code, element.decodeText());
      code++;
    }
  }
  return names;
}

function proceduresOf(dict: PDFDict): (PDFStream | undefined)[] {
  const procedures = Array.from<PDFStream | undefined>({ length: 256 });
  const all = dictAt(dict, 'CharProcs');
  const encoding = dictAt(dict, 'Encoding');
  const differences = encoding && arrayAt(encoding, 'Differences');
  let code = 0;
  for (const element of differences ? elements(differences) : []) {
    const number = asNumber(element);
    if (number !== undefined) code = number;
    else if (element instanceof PDFName) {
      const procedure = all && resolve(dict.context, all.get(element));
      if (code >= 0 && code < 256 && procedure instanceof PDFStream) procedures[code] = procedure;
      code++;
    }
  }
  return procedures;
}

/** The box that `d1` gives (ISO 32000-2, table 111); undefined for `d0`, and for a box without area. */
function inkOf(procedure: PDFStream | undefined, matrix: Matrix): Bounds | undefined {
  if (!procedure) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = streamBytes(procedure, MAX_PROCEDURE);
  } catch {
    return undefined;
  }
  const lexer = new Lexer(bytes);
  const numbers: number[] = [];
  for (let kind = lexer.next(); kind === 'operand'; kind = lexer.next()) {
    if (typeof lexer.operand === 'number') numbers.push(lexer.operand);
    if (numbers.length > 32) return undefined;
  }
  return lexer.operator === 'd1' ? boxIn(matrix, numbers.slice(-4)) : undefined;
}

function boxIn(matrix: Matrix, box: readonly number[]): Bounds | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  if (x1 === x2 || y1 === y2) return undefined;
  const bounds = boundsOf(
    transformBox(
      matrix,
      boundsOf([
        { x: x1, y: y1 },
        { x: x2, y: y2 },
      ]),
    ),
  );
  return Number.isFinite(bounds.left + bounds.right + bounds.top + bounds.bottom) ? bounds : undefined;
}
