import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream, PDFString, type PDFContext, type PDFRef } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { RedactRequest, RedactionMark } from '../../core/ports/pdf.ts';
import { encodeSamples } from '../images/jpeg/encode-samples.ts';
import { writeJpeg } from '../images/jpeg/write.ts';
import { standardLabelFont } from './label-font.ts';

const PAGES = 3;
const LINES = 40;
const LEADING = 16;
const TOP = 780;
const LEFT = 72;
const SIDE = 320;

/**
 * A small document to redact for the sake of it: after that the code of engine and chain is compiled. It has what most
 * documents have: text in a font of its own and in one of the reader's, a table, a picture, bookmarks, tags, links.
 * `font` is a TrueType font.
 */
export async function trialRequest(font: Uint8Array): Promise<RedactRequest> {
  const document = await PDFDocument.create();
  const { context, catalog } = document;
  const text = new Glyphs();
  const contents = [...Array(PAGES).keys()].map((index) => contentOf(index, text));
  const resources = context.obj({
    Font: {
      F0: compositeFont(context, font, text),
      F1: standardLabelFont(context).ref,
      F2: boldFont(context),
    },
    XObject: { I0: pictureOf(context) },
  });
  const [tree, outline] = [context.nextRef(), context.nextRef()];
  const elements: PDFRef[] = [];
  const bookmarks: PDFRef[] = [];
  for (let index = 0; index < PAGES; index++) {
    const page = document.addPage([595, 842]);
    const link = { Subtype: 'Link', Rect: [LEFT, 30, 200, 42], Border: [0, 0, 0], Dest: [page.ref, 'Fit'] };
    const content = context.register(context.flateStream(contents[index]!));
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
    bytes: await document.save(),
    marks: [...Array(PAGES).keys()].flatMap(marksOf),
    box: { look: 'black', code: 'inside' },
    widthProtection: 'off',
  };
}

/** Lines of text in turn in both fonts, each fourth in a cell of a table, then the picture. */
function contentOf(page: number, glyphs: Glyphs): string {
  const lines = [...Array(LINES).keys()].map((line) => {
    const y = TOP - LEADING * line;
    const words = `regel ${line + 1} van bladzijde ${page + 1}: woorden om te lezen en te verwijderen`;
    if (line % 2 === 0) return `BT /F0 9.5 Tf 1 0 0 1 ${LEFT} ${y} Tm <${glyphs.of(words)}> Tj ET`;
    const face = line % 8 === 1 ? 'F2' : 'F1';
    const text = `BT 0 0 0 rg /${face} 10 Tf ${LEFT} ${y} Td [(${words}) -20 (, en te bewijzen)] TJ ET`;
    const cell = `q 0.9 0.9 1 rg 0.5 w ${LEFT - 4} ${y - 4} 420 ${LEADING} re B Q`;
    return line % 4 === 1 ? `${cell}\n${text}` : text;
  });
  const picture = `q 96 0 0 96 ${LEFT} 50 cm /I0 Do Q`;
  return `/P << /MCID 0 >> BDC\n${lines.join('\n')}\nEMC\n${picture}\n`;
}

function marksOf(index: number): RedactionMark[] {
  const line = TOP - LEADING * 2 * index;
  const places = [quadOf(150, line - 3, 230, line + 9), quadOf(LEFT + 20, 75, LEFT + 60, 95)];
  return places.map((quad, place) => ({
    id: `${index}-${place}`,
    page: index + 1,
    kind: place === 0 ? 'text' : 'area',
    quads: [quad],
    codes: ['10.2.e'],
  }));
}

function quadOf(left: number, bottom: number, right: number, top: number): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** Characters by numbers of glyphs, in the order of use, as in the subsets of many producers. */
class Glyphs {
  private readonly numbers = new Map<string, number>();

  of(text: string): string {
    return [...text]
      .map((character) => {
        const number = this.numbers.get(character) ?? this.numbers.size + 1;
        this.numbers.set(character, number);
        return hex(number);
      })
      .join('');
  }

  /** The entries of a ToUnicode CMap (ISO 32000-2, 9.10.3). */
  get toUnicode(): string {
    const entries = [...this.numbers].map(([character, number]) => {
      return `<${hex(number)}> <${hex(character.charCodeAt(0))}>`;
    });
    return `${entries.length} beginbfchar ${entries.join('\n')} endbfchar`;
  }
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');

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
  const jpeg = writeJpeg(
    encodeSamples({ width: SIDE, height: SIDE, components: 3, data }, { quality: 80, halfChroma: true }),
  );
  const dict = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: SIDE,
    Height: SIDE,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
  };
  return context.register(PDFRawStream.of(context.obj(dict), jpeg));
}
