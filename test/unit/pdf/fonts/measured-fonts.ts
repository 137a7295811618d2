import fontkit, { type Glyph } from '@pdf-lib/fontkit';
import { PDFName, type PDFDocument } from 'pdf-lib';
import { withNewGlyphs } from '../../../../src/pdf/fonts/renumber.ts';
import { Sfnt, viewOf } from '../../../../src/pdf/fonts/sfnt.ts';
import {
  composite,
  descriptor,
  openSans,
  register,
  streamOf,
  type FontMaker,
  type MadeFont,
} from './made-fonts.ts';

/*
 * Subsets of which more than lists and outlines is made from the letters that are used.
 */

const NAME = 'ABCDEF+Gemeten';

/**
 * Codes are the glyphs of the whole font, as Chromium and WeasyPrint write it: the tables end with the highest that is
 * used, and bounds and limits are measured, as LibreOffice and fontTools do.
 */
export const measuredTrueType: FontMaker = (doc, letters) => {
  const bytes = openSans();
  const whole = fontkit.create(bytes);
  const order = [...new Set(letters)];
  const glyphs = order.map((letter) => whole.glyphForCodePoint(letter.charCodeAt(0)));
  const count = Math.max(...glyphs.map(({ id }) => id)) + 1;
  const boxes = glyphs.map(({ bbox }) => bbox);
  const font = Sfnt.read(bytes)!;
  const edited = (tag: string, edit: (view: DataView) => void): [string, Uint8Array] => {
    const table = Uint8Array.from(font.table(tag)!);
    edit(viewOf(table));
    return [tag, table];
  };
  const wide = viewOf(font.table('head')!).getInt16(50) !== 0;
  const program = font.with(
    new Map([
      edited('head', (view) => {
        view.setInt16(36, Math.min(...boxes.map(({ minX }) => minX)));
        view.setInt16(38, Math.min(...boxes.map(({ minY }) => minY)));
        view.setInt16(40, Math.max(...boxes.map(({ maxX }) => maxX)));
        view.setInt16(42, Math.max(...boxes.map(({ maxY }) => maxY)));
      }),
      edited('hhea', (view) => {
        view.setUint16(10, Math.max(...glyphs.map(({ advanceWidth }) => advanceWidth)));
        view.setInt16(16, Math.max(...boxes.map(({ maxX }) => maxX)));
        view.setUint16(34, Math.min(count, view.getUint16(34)));
      }),
      edited('maxp', (view) => {
        view.setUint16(4, count);
        view.setUint16(8, Math.max(...glyphs.map(({ path }) => path.toSVG().split('Z').length - 1)));
      }),
      edited('OS/2', (view) => {
        view.setInt16(2, glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) / glyphs.length);
        view.setUint32(42, letters.length);
      }),
      ['hmtx', font.table('hmtx')!.subarray(0, 4 * count)],
      ['loca', font.table('loca')!.subarray(0, (wide ? 4 : 2) * (count + 1))],
    ]),
  );
  const widthOf = (id: number): number => whole.getGlyph(id).advanceWidth;
  const rising = glyphs.map(({ id }) => id).sort((a, b) => a - b);
  const descendant = register(doc, {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: PDFName.of(NAME),
    CIDSystemInfo: { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 },
    CIDToGIDMap: 'Identity',
    // As Ghostscript does: the width of one of those that are used.
    DW: widthOf(rising.at(-1)!),
    W: rising.flatMap((id) => (widthOf(id) === widthOf(rising.at(-1)!) ? [] : [id, [widthOf(id)]])),
    FontDescriptor: descriptor(doc, NAME, { FontFile2: streamOf(doc, program) }),
  });
  const code = (letter: string): string =>
    whole.glyphForCodePoint(letter.charCodeAt(0)).id.toString(16).padStart(4, '0');
  return { object: composite(doc, descendant, [...order].sort().join(''), code), code };
};

type Box = [number, number, number, number];
interface Measured {
  readonly glyphs: readonly Glyph[];
  readonly unit: number;
}

/**
 * Codes are the glyphs of the whole font, and a map leads from them to those of a subset, which come in the same order,
 * as Apache PDFBox writes it.
 */
const mapped = (doc: PDFDocument, letters: string, boxOf: (measured: Measured) => Box): MadeFont => {
  const bytes = openSans();
  const whole = fontkit.create(bytes);
  const idOf = (letter: string): number => whole.glyphForCodePoint(letter.charCodeAt(0)).id;
  const order = [...new Set(letters)].sort((a, b) => idOf(a) - idOf(b));
  const ids = order.map(idOf);
  const map = new Uint8Array(2 * (ids.at(-1)! + 1));
  for (const [index, id] of ids.entries()) map[2 * id + 1] = index + 1;
  const program = withNewGlyphs(bytes, new Map(ids.map((id, index) => [id, index + 1])))!;
  const descendant = register(doc, {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: PDFName.of(NAME),
    CIDSystemInfo: { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 },
    CIDToGIDMap: streamOf(doc, map),
    W: ids.flatMap((id) => [id, [whole.getGlyph(id).advanceWidth]]),
    FontDescriptor: descriptor(doc, NAME, {
      FontFile2: streamOf(doc, program),
      FontBBox: doc.context.obj(
        boxOf({ glyphs: [0, ...ids].map((id) => whole.getGlyph(id)), unit: 1000 / whole.unitsPerEm }),
      ),
    }),
  });
  const code = (letter: string): string => idOf(letter).toString(16).padStart(4, '0');
  return { object: composite(doc, descendant, order.join(''), code), code };
};

/** The box is that of all glyphs, as Typst measures it. */
export const mappedSubset: FontMaker = (doc, letters) =>
  mapped(doc, letters, ({ glyphs, unit }) => {
    const boxes = glyphs.map(({ bbox }) => bbox);
    return [
      unit * Math.min(...boxes.map(({ minX }) => minX)),
      unit * Math.min(...boxes.map(({ minY }) => minY)),
      unit * Math.max(...boxes.map(({ maxX }) => maxX)),
      unit * Math.max(...boxes.map(({ maxY }) => maxY)),
    ];
  });

/** The box is as wide as the widest letter, as WeasyPrint has it. */
export const wideSubset: FontMaker = (doc, letters) =>
  mapped(doc, letters, ({ glyphs }) => [
    0,
    -250,
    Math.max(...glyphs.slice(1).map(({ advanceWidth }) => advanceWidth)),
    900,
  ]);

/** Procedures by ASCII, and a width of 600 for every code that is not used, as Matplotlib writes it. */
export const filledType3: FontMaker = (doc, letters) => {
  const order = [...new Set(letters)].sort();
  const widthOf = (letter: string): number => 300 + 10 * (letter.charCodeAt(0) - 60);
  const codes = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  const drawn = order.map((letter) => {
    const outline = `${widthOf(letter)} 0 0 0 500 1000 d1 50 0 ${widthOf(letter) - 100} 600 re f`;
    return [letter, streamOf(doc, Buffer.from(outline))] as const;
  });
  const object = register(doc, {
    Type: 'Font',
    Subtype: 'Type3',
    FontBBox: [0, 0, 1000, 1000],
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: 32,
    LastChar: 126,
    Widths: codes.map((letter) => (order.includes(letter) ? widthOf(letter) : 600)),
    CharProcs: Object.fromEntries(drawn),
    Encoding: {
      Type: 'Encoding',
      Differences: order.flatMap((letter) => [letter.charCodeAt(0), PDFName.of(letter)]),
    },
    Resources: {},
  });
  return { object, code: (letter) => letter.charCodeAt(0).toString(16) };
};
