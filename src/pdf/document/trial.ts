import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream, PDFString, type PDFContext, type PDFRef } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { RedactRequest, RedactionMark } from '../../core/ports/pdf.ts';
import { commonTables } from '../images/jpeg/common-tables.ts';
import { encodeSamples, type SampleGrid } from '../images/jpeg/encode-samples.ts';
import { writeJpeg } from '../images/jpeg/write.ts';
import { standardLabelFont } from './label-font.ts';
import { Glyphs, contentOf, LEADING, LEFT, scannedPage, TOP } from './trial-content.ts';

/** Pages of text, of which the last has no marks; behind them comes the scan. */
const PAGES = 7;
const SIDE = 320;
/** Pixels of a scan. */
const [WIDE, HIGH] = [744, 1052];

/**
 * A small document to redact for the sake of it: after that the code of engine and chain is compiled. It has what most
 * documents have: text in a font of its own and in one of the reader's, a table, a picture, bookmarks, tags, links; a
 * page without marks, and a scan with text behind it. `font`: TrueType; `isCompact`: with object streams (ISO 32000-2,
 * 7.5.7).
 */
export async function trialRequest(font: Uint8Array, isCompact: boolean): Promise<RedactRequest> {
  const document = await PDFDocument.create();
  document.setTitle('Om gereed te komen');
  const { context, catalog } = document;
  const text = new Glyphs();
  const contents = [...Array(PAGES).keys()].map((index) => contentOf(index, text));
  contents.push(scannedPage(text));
  const resources = context.obj({
    Font: {
      F0: compositeFont(context, font, text),
      F1: standardLabelFont(context).ref,
      F2: boldFont(context),
    },
    ExtGState: { G0: { Type: 'ExtGState', ca: 1, BM: 'Normal' } },
    XObject: { I0: pictureOf(context), I1: scanOf(context) },
  });
  const [tree, outline] = [context.nextRef(), context.nextRef()];
  const elements: PDFRef[] = [];
  const bookmarks: PDFRef[] = [];
  for (const [index, operators] of contents.entries()) {
    const page = document.addPage([595, 842]);
    const link = { Subtype: 'Link', Rect: [LEFT, 30, 200, 42], Border: [0, 0, 0], Dest: [page.ref, 'Fit'] };
    const content = context.register(context.flateStream(operators));
    page.node.set(PDFName.of('Contents'), content);
    page.node.set(PDFName.of('Resources'), resources);
    page.node.set(PDFName.of('Annots'), context.obj([link]));
    page.node.set(PDFName.of('StructParents'), context.obj(index));
    const element = { Type: 'StructElem', S: 'P', P: tree, Pg: page.ref, K: 0 };
    elements.push(context.register(context.obj(element)));
    const bookmark = {
      Title: PDFString.of(`Bladzijde ${index + 1}`),
      Parent: outline,
      Dest: [page.ref, 'Fit'],
      ...(bookmarks.length > 0 ? { Prev: bookmarks.at(-1)! } : {}),
    };
    bookmarks.push(context.register(context.obj(bookmark)));
  }
  const nums = elements.flatMap((element, index) => [index, [element]]);
  context.assign(tree, context.obj({ Type: 'StructTreeRoot', K: elements, ParentTree: { Nums: nums } }));
  const [first] = bookmarks;
  context.assign(outline, context.obj({ Type: 'Outlines', First: first!, Last: bookmarks.at(-1)! }));
  catalog.set(PDFName.of('StructTreeRoot'), tree);
  catalog.set(PDFName.of('Outlines'), outline);
  return {
    bytes: await document.save({ useObjectStreams: isCompact }),
    marks: contents.flatMap((_, index) => (index === PAGES - 1 ? [] : marksOf(index))),
    box: { look: 'black', code: 'inside' },
    widthProtection: 'off',
  };
}

function marksOf(index: number): RedactionMark[] {
  const [even, odd] = [TOP - LEADING * 2 * index, TOP - LEADING * (2 * index + 5)];
  const places = [
    quadOf(LEFT + 20, 75, LEFT + 60, 95),
    quadOf(150, even - 3, 230, even + 9),
    quadOf(180.5, odd - 3, 280.25, odd + 9),
  ];
  return places.map((quad, place) => ({
    id: `${index}-${place}`,
    page: index + 1,
    kind: place === 0 ? 'area' : 'text',
    quads: [quad],
    codes: ['10.2.e'],
  }));
}

function quadOf(left: number, bottom: number, right: number, top: number): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

function boldFont(context: PDFContext): PDFRef {
  const BaseFont = 'Helvetica-Bold';
  return context.register(
    context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont, Encoding: 'WinAnsiEncoding' }),
  );
}

function compositeFont(context: PDFContext, bytes: Uint8Array, glyphs: Glyphs): PDFRef {
  const file = context.obj({ Filter: 'FlateDecode', Length1: bytes.length });
  const BaseFont = 'ABCDEF+Trial';
  const descriptor = {
    Type: 'FontDescriptor',
    FontName: BaseFont,
    Flags: 4,
    FontBBox: [-600, -300, 1300, 1100],
    ItalicAngle: 0,
    Ascent: 1069,
    Descent: -293,
    CapHeight: 714,
    StemV: 120,
    FontFile2: context.register(PDFRawStream.of(file, deflateSync(bytes))),
  };
  const descendant = {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
    CIDToGIDMap: 'Identity',
    DW: 570,
    FontDescriptor: context.register(context.obj(descriptor)),
  };
  const cmap = [
    'begincmap',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    glyphs.toUnicode,
    'endcmap',
  ];
  const font = {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont,
    Encoding: 'Identity-H',
    DescendantFonts: [context.register(context.obj(descendant))],
    ToUnicode: context.register(context.flateStream(cmap.join('\n'))),
  };
  return context.register(context.obj(font));
}

function pictureOf(context: PDFContext): PDFRef {
  const data = new Uint8Array(3 * SIDE * SIDE).map((_, index) => (index * 7 + (index >> 5) * 13) & 0xff);
  const grid: SampleGrid = { width: SIDE, height: SIDE, components: 3, data };
  return register(context, grid, writeJpeg(encodeSamples(grid, { quality: 80, halfChroma: true })));
}

/** Grey strokes on paper that is not quite even, with the tables that scanners use. */
function scanOf(context: PDFContext): PDFRef {
  const data = new Uint8Array(WIDE * HIGH).map((_, index) => {
    const [x, y] = [index % WIDE, Math.floor(index / WIDE)];
    const isInk = y % 20 < 9 && (x * 7 + (y >> 3) * 5) % 11 < 4;
    return (isInk ? 40 : 232) + ((x * 31 + y * 17) & 7);
  });
  const grid: SampleGrid = { width: WIDE, height: HIGH, components: 1, data };
  const coefficients = encodeSamples(grid, { quality: 75, halfChroma: false });
  return register(context, grid, writeJpeg(coefficients, commonTables()));
}

function register(context: PDFContext, grid: SampleGrid, jpeg: Uint8Array): PDFRef {
  const dict = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: grid.width,
    Height: grid.height,
    ColorSpace: grid.components === 1 ? 'DeviceGray' : 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
  };
  return context.register(PDFRawStream.of(context.obj(dict), jpeg));
}
