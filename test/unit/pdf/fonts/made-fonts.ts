import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { PDFDict, PDFName, type PDFDocument, type PDFObject } from 'pdf-lib';
import { fixedEntry } from '../../../../src/pdf/fonts/cff-data.ts';
import { readCff, TOP } from '../../../../src/pdf/fonts/cff-font.ts';
import { closeOver, glyphFinder } from '../../../../src/pdf/fonts/cff-glyphs.ts';
import { writeCff } from '../../../../src/pdf/fonts/cff-write.ts';
import type { NeededCode } from '../../../../src/pdf/fonts/needs.ts';
import { withGlyphsInOrder } from '../../../../src/pdf/fonts/renumber.ts';
import { literal } from '../content/build.ts';

/** A font in a document, and how a letter is written in it. */
export interface MadeFont {
  readonly object: PDFObject;
  /** The code of a letter as hexadecimal digits. */
  readonly code: (letter: string) => string;
}

export type FontMaker = (doc: PDFDocument, letters: string) => Promise<MadeFont> | MadeFont;

const modules = createRequire(import.meta.url);
const file = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
export const openSans = (): Uint8Array =>
  file(new URL('../../../../media/fonts/OpenSans-Regular.ttf', import.meta.url).pathname);
/** A bare program in the Compact Font Format, for all its name. */
const foxitSerif = (): Uint8Array => file(modules.resolve('pdfjs-dist/standard_fonts/FoxitSerif.pfb'));

const byte = (letter: string): string => letter.charCodeAt(0).toString(16).padStart(2, '0');

export function register(doc: PDFDocument, value: unknown): PDFObject {
  return doc.context.register(doc.context.obj(literal(value)));
}

export function streamOf(doc: PDFDocument, bytes: Uint8Array, dict: Record<string, unknown> = {}): PDFObject {
  return doc.context.register(doc.context.stream(bytes, literal(dict) as never));
}

export function descriptor(doc: PDFDocument, name: string, program: Record<string, PDFObject>): PDFObject {
  const metrics = {
    Flags: 32,
    FontBBox: [0, -200, 1000, 900],
    ItalicAngle: 0,
    Ascent: 800,
    Descent: -200,
    CapHeight: 700,
    StemV: 80,
  };
  return register(doc, { Type: 'FontDescriptor', FontName: PDFName.of(name), ...metrics, ...program });
}

/** The entries of a simple font over ASCII; the widths of letters that are not used are 0, as in subsets. */
function simple(
  name: string,
  subtype: string,
  letters: string,
  width: (letter: string) => number,
): Record<string, unknown> {
  const codes = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  return {
    Type: 'Font',
    Subtype: subtype,
    BaseFont: PDFName.of(name),
    FirstChar: 32,
    LastChar: 126,
    Widths: codes.map((letter) => (letters.includes(letter) ? Math.round(width(letter)) : 0)),
  };
}

export function toUnicode(doc: PDFDocument, letters: string, code: (letter: string) => string): PDFObject {
  const lines = [...new Set(letters)].map((letter) => `<${code(letter)}> <00${byte(letter)}>`);
  const [low, high] = ['0', 'F'].map((digit) => digit.repeat(code(letters[0]!).length));
  const map = `1 begincodespacerange <${low}> <${high}> endcodespacerange\n${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar`;
  return streamOf(doc, Buffer.from(map));
}

/** A subset with glyphs in the order of their use, as pdf-lib makes it. */
export const compositeSubset: FontMaker = async (doc, letters) => {
  doc.registerFontkit(fontkit);
  const font = await doc.embedFont(openSans(), { subset: true });
  font.encodeText(letters);
  return { object: font.ref, code: (letter) => font.encodeText(letter).asString() };
};

/** A whole TrueType file, codes by WinAnsi. */
export const simpleTrueType: FontMaker = (doc, letters) => {
  const bytes = openSans();
  const font = fontkit.create(bytes);
  const width = (letter: string): number => (1000 * font.layout(letter).advanceWidth) / font.unitsPerEm;
  const program = streamOf(doc, bytes, { Length1: bytes.length });
  const name = 'ABCDEF+OpenSans';
  const object = register(doc, {
    ...simple(name, 'TrueType', letters, width),
    Encoding: 'WinAnsiEncoding',
    FontDescriptor: descriptor(doc, name, { FontFile2: program }),
  });
  return { object, code: byte };
};

/** Codes from 1 in the order of use, named by Differences. */
export const namedCff: FontMaker = (doc, letters) => {
  const order = [...new Set(letters)];
  const name = 'ABCDEF+FoxitSerif';
  const object = register(doc, {
    Type: 'Font',
    Subtype: 'Type1',
    BaseFont: PDFName.of(name),
    FirstChar: 1,
    LastChar: order.length,
    Widths: order.map(() => 700),
    Encoding: { Type: 'Encoding', Differences: [1, ...order.map((letter) => PDFName.of(letter))] },
    FontDescriptor: descriptor(doc, name, {
      FontFile3: streamOf(doc, foxitSerif(), { Subtype: 'Type1C' }),
    }),
  });
  return { object, code: (letter) => (1 + order.indexOf(letter)).toString(16).padStart(2, '0') };
};

/** Codes are places in the program: those of a font that starts with the printable characters of ASCII. */
export const indexedCff: FontMaker = (doc, letters) => listed(doc, [...letters].sort().join(''));

/** The same in a program that ends with the highest that is used. */
export const shortCff: FontMaker = (doc, letters) => {
  const font = readCff(foxitSerif());
  const count = Math.max(...[...letters].map((letter) => letter.charCodeAt(0) - 31)) + 1;
  const glyphs = font.charstrings.map((_, glyph) => glyph).slice(0, count);
  const kept = new Set(glyphs);
  const layout = { glyphs, kept, uses: closeOver(font, kept), rename: undefined, encoding: undefined };
  return listed(doc, [...letters].sort().join(''), writeCff(font, layout));
};

/** The same with lists in the order of use, as WeasyPrint and Cairo write them. */
export const listedInOrderOfUse: FontMaker = (doc, letters) => listed(doc, letters);

function listed(doc: PDFDocument, letters: string, program = foxitSerif()): MadeFont {
  const name = 'ABCDEF+FoxitSerif';
  const glyph = (letter: string): number => letter.charCodeAt(0) - 31;
  const descendant = register(doc, {
    Type: 'Font',
    Subtype: 'CIDFontType0',
    BaseFont: PDFName.of(name),
    CIDSystemInfo: { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 },
    DW: 500,
    W: [...new Set(letters)].flatMap((letter) => [glyph(letter), [700]]),
    FontDescriptor: descriptor(doc, name, {
      FontFile3: streamOf(doc, program, { Subtype: 'CIDFontType0C' }),
    }),
  });
  const code = (letter: string): string => glyph(letter).toString(16).padStart(4, '0');
  return { object: composite(doc, descendant, letters, code), code };
}

/** A Type 0 font around a descendant, with its name. */
export function composite(
  doc: PDFDocument,
  descendant: PDFObject,
  letters: string,
  code: (letter: string) => string,
  encoding: string | PDFObject = 'Identity-H',
): PDFObject {
  return register(doc, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: doc.context.lookup(descendant, PDFDict).get(PDFName.of('BaseFont')),
    Encoding: encoding,
    DescendantFonts: [descendant],
    ToUnicode: toUnicode(doc, letters, code),
  });
}

/** A number of a Type 1 charstring (Adobe Type 1 Font Format, 6.2), up to 1131. */
function operand(value: number): number[] {
  if (Math.abs(value) <= 107) return [value + 139];
  const rest = Math.abs(value) - 108;
  return [(value < 0 ? 251 : 247) + (rest >> 8), rest & 255];
}

function encrypted(plain: readonly number[], key: number): Buffer {
  let r = key;
  return Buffer.from(
    [0, 0, 0, 0, ...plain].map((value) => {
      const cipher = value ^ (r >> 8);
      r = ((cipher + r) * 52845 + 22719) & 0xffff;
      return cipher;
    }),
  );
}

/** Draws each letter as a block of its own height, by a subroutine of its own; the program's encoding has the codes. */
function blocks(doc: PDFDocument, letters: string, codeOf: (letter: string) => number): PDFObject {
  const order = [...new Set(letters)];
  const [rlineto, hsbw, closepath, callsubr, endchar, rmoveto] = [5, 13, 9, 10, 14, 21];
  const block = (height: number): number[] => [
    ...[
      [0, height],
      [400, 0],
      [0, -height],
    ].flatMap(([x, y]) => [...operand(x!), ...operand(y!), rlineto]),
    closepath,
    11,
  ];
  const glyph = (index: number): number[] => [
    ...[...operand(0), ...operand(600), hsbw, ...operand(50), ...operand(0), rmoveto],
    ...[...operand(4 + index), callsubr, endchar],
  ];
  const data = (code: number[]): string => encrypted(code, 4330).toString('latin1');
  const entry = (head: string, code: number[], tail: string): string =>
    `${head} ${code.length + 4} RD ${data(code)} ${tail}\n`;
  const subrs = [[11], [11], [11], [11], ...order.map((_, index) => block(200 + 80 * index))];
  const notdef = [...operand(0), ...operand(600), hsbw, endchar];
  const hidden =
    'dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n' +
    '/ND {noaccess def} executeonly def /NP {noaccess put} executeonly def /lenIV 4 def /password 5839 def\n' +
    `/BlueValues [] def /Subrs ${subrs.length} array\n` +
    subrs.map((code, index) => entry(`dup ${index}`, code, 'NP')).join('') +
    `ND\n2 index /CharStrings ${order.length + 1} dict dup begin\n` +
    entry('/.notdef', notdef, 'ND') +
    order.map((letter, index) => entry(`/${letter}`, glyph(index), 'ND')).join('') +
    'end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n';
  const name = 'ABCDEF+Blokken';
  const clear = Buffer.from(
    `%!PS-AdobeFont-1.0: ${name}\n11 dict begin /FontInfo 1 dict dup begin end readonly def\n/FontName /${name} def\n` +
      '/PaintType 0 def /FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n' +
      '/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\n' +
      order.map((letter) => `dup ${codeOf(letter)} /${letter} put\n`).join('') +
      'readonly def /FontBBox {0 0 600 1000} readonly def\ncurrentdict end\ncurrentfile eexec\n',
  );
  const body = encrypted([...Buffer.from(hidden, 'latin1')], 55665);
  const trailer = Buffer.from(`${'0'.repeat(64)}\n`.repeat(8) + 'cleartomark\n');
  const program = streamOf(doc, Buffer.concat([clear, body, trailer]), {
    Length1: clear.length,
    Length2: body.length,
    Length3: trailer.length,
  });
  return descriptor(doc, name, { FontFile: program });
}

export const type1: FontMaker = (doc, letters) => {
  const name = 'ABCDEF+Blokken';
  const object = register(doc, {
    ...simple(name, 'Type1', letters, () => 600),
    FontDescriptor: blocks(doc, letters, (letter) => letter.charCodeAt(0)),
  });
  return { object, code: byte };
};

/** Codes from 1 in the order of use, of simple fonts and of composite ones. */
const numbered = (letters: string, digits: number) => {
  const order = [...new Set(letters)];
  const code = (letter: string): string => (1 + order.indexOf(letter)).toString(16).padStart(digits, '0');
  return { order, code };
};

const neededOf = (letters: readonly string[], codeOf: (letter: string) => number): NeededCode[] =>
  letters.map((letter) => ({
    code: codeOf(letter),
    names: [letter],
    unicodes: [letter.charCodeAt(0)],
    guesses: [],
  }));

/** Glyphs in the order of use, in a program whose own encoding has the codes. */
function cffSubset(letters: readonly string[], codeOf: (letter: string) => number): Uint8Array {
  const font = readCff(foxitSerif());
  const find = glyphFinder(font);
  const glyphs = [0, ...neededOf(letters, codeOf).map((needed) => find(needed)!)];
  const kept = new Set(glyphs);
  const encoding = Uint8Array.of(0, letters.length, ...letters.map(codeOf));
  return writeCff(font, { glyphs, kept, uses: closeOver(font, kept), rename: undefined, encoding });
}

function numberedSimple(
  doc: PDFDocument,
  letters: string,
  subtype: string,
  make: (order: readonly string[], codeOf: (letter: string) => number) => Record<string, unknown>,
): MadeFont {
  const { order, code } = numbered(letters, 2);
  const object = register(doc, {
    Type: 'Font',
    Subtype: subtype,
    BaseFont: PDFName.of('ABCDEF+Genummerd'),
    FirstChar: 1,
    LastChar: order.length,
    Widths: order.map(() => 700),
    ...make(order, (letter) => 1 + order.indexOf(letter)),
  });
  return { object, code };
}

/** As LibreOffice embeds fonts with cubic outlines. */
export const numberedType1: FontMaker = (doc, letters) =>
  numberedSimple(doc, letters, 'Type1', (_, codeOf) => ({
    FontDescriptor: blocks(doc, letters, codeOf),
    ToUnicode: toUnicode(doc, letters, numbered(letters, 2).code),
  }));

const cffFile = (doc: PDFDocument, bytes: Uint8Array, subtype = 'Type1C'): PDFObject =>
  descriptor(doc, 'ABCDEF+Genummerd', { FontFile3: streamOf(doc, bytes, { Subtype: subtype }) });

/** As Ghostscript writes these. */
export const numberedCff: FontMaker = (doc, letters) =>
  numberedSimple(doc, letters, 'Type1', (order, codeOf) => ({
    Encoding: { Type: 'Encoding', Differences: [1, ...order.map((letter) => PDFName.of(letter))] },
    FontDescriptor: cffFile(doc, cffSubset(order, codeOf)),
  }));

export const ownCff: FontMaker = (doc, letters) =>
  numberedSimple(doc, letters, 'Type1', (order, codeOf) => ({
    FontDescriptor: cffFile(doc, cffSubset(order, codeOf)),
    ToUnicode: toUnicode(doc, letters, numbered(letters, 2).code),
  }));

/** As TeX writes them: the map of characters is that of a whole encoding. */
export const texCff: FontMaker = (doc, letters) =>
  numberedSimple(doc, letters, 'Type1', (order, codeOf) => ({
    FontDescriptor: cffFile(doc, cffSubset(order, codeOf)),
    ToUnicode: toUnicode(doc, `${letters}zyxwvutsrqpo`, numbered(`${letters}zyxwvutsrqpo`, 2).code),
  }));

/** Codes that only the program knows, so that readers find other text when they change. */
export const untoldCff: FontMaker = (doc, letters) =>
  numberedSimple(doc, letters, 'Type1', (order, codeOf) => ({
    FontDescriptor: cffFile(doc, cffSubset(order, codeOf)),
  }));

/** As Cairo writes fonts with cubic outlines: codes are known, glyphs are in the order of use. */
export const cairoCff: FontMaker = (doc, letters) => {
  const order = [...new Set(letters)];
  const program = cffSubset(order, (letter) => letter.charCodeAt(0));
  const object = register(doc, {
    ...simple('ABCDEF+Genummerd', 'Type1', letters, () => 700),
    Encoding: 'WinAnsiEncoding',
    FontDescriptor: cffFile(doc, program),
  });
  return { object, code: byte };
};

/** As Cairo writes fonts with quadratic outlines. */
export const cairoTrueType: FontMaker = (doc, letters) => {
  const program = withGlyphsInOrder(
    openSans(),
    neededOf([...new Set(letters)], (letter) => letter.charCodeAt(0)),
  )!;
  const object = register(doc, {
    ...simple('ABCDEF+Genummerd', 'TrueType', letters, () => 700),
    Encoding: 'WinAnsiEncoding',
    FontDescriptor: descriptor(doc, 'ABCDEF+Genummerd', { FontFile2: streamOf(doc, program) }),
  });
  return { object, code: byte };
};

function numberedComposite(
  doc: PDFDocument,
  letters: string,
  subtype: string,
  entries: (order: readonly string[]) => Record<string, unknown>,
  encoding: string | PDFObject = 'Identity-H',
  digits = 4,
): MadeFont {
  const { order, code } = numbered(letters, digits);
  const BaseFont = PDFName.of('ABCDEF+Genummerd');
  const descendant = register(doc, {
    Type: 'Font',
    Subtype: subtype,
    BaseFont,
    CIDSystemInfo: { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 },
    W: [1, order.map(() => 700)],
    ...entries(order),
  });
  return { object: composite(doc, descendant, letters, code, encoding), code };
}

/** As PDFKit and Typst write fonts with cubic outlines: by character id. */
export const numberedCids: FontMaker = (doc, letters) =>
  numberedComposite(doc, letters, 'CIDFontType0', (order) => {
    const font = readCff(cffSubset(order, (letter) => letter.charCodeAt(0)));
    const all = font.charstrings.map((_, glyph) => glyph);
    const keyed = {
      ...font,
      keyedByCid: true,
      top: [fixedEntry(TOP.ros, [0, 0, 0]), fixedEntry(TOP.cidCount, [all.length]), ...font.top],
      charset: all,
      privates: font.privates.map((part) => ({ ...part, font: [] })),
    };
    const program = writeCff(keyed, {
      glyphs: all,
      kept: new Set(all),
      uses: closeOver(font, new Set(all)),
      rename: undefined,
      encoding: undefined,
    });
    return { FontDescriptor: cffFile(doc, program, 'CIDFontType0C') };
  });

/** As fpdf2 writes fonts: by a map of glyphs. */
export const numberedMap: FontMaker = (doc, letters) =>
  numberedComposite(doc, letters, 'CIDFontType2', (order) => mappedGlyphs(doc, order));

/** By a map of codes as well. */
export const numberedCMap: FontMaker = (doc, letters) => byMapOfCodes(doc, letters, 4);
export const shortCMap: FontMaker = (doc, letters) => byMapOfCodes(doc, letters, 2);

function byMapOfCodes(doc: PDFDocument, letters: string, digits: number): MadeFont {
  const [low, high] = ['0', 'f'].map((digit) => `<${digit.repeat(digits)}>`);
  const range = `${low} ${high}`;
  const map = `begincmap 1 begincodespacerange ${range} endcodespacerange 1 begincidrange ${range} 0 endcidrange endcmap`;
  const encoding = streamOf(doc, Buffer.from(map), { Type: 'CMap', CMapName: 'Eigen' });
  const entries = (order: readonly string[]): Record<string, unknown> => mappedGlyphs(doc, order);
  return numberedComposite(doc, letters, 'CIDFontType2', entries, encoding, digits);
}

function mappedGlyphs(doc: PDFDocument, order: readonly string[]): Record<string, unknown> {
  const bytes = openSans();
  const font = fontkit.create(bytes);
  const map = order.flatMap((letter) => {
    const { id } = font.glyphForCodePoint(letter.charCodeAt(0));
    return [id >> 8, id & 255];
  });
  const FontFile2 = streamOf(doc, bytes, { Length1: bytes.length });
  return {
    FontDescriptor: descriptor(doc, 'ABCDEF+Genummerd', { FontFile2 }),
    CIDToGIDMap: streamOf(doc, Uint8Array.from([0, 0, ...map])),
  };
}

/** Each letter a block of its own height, by a procedure. */
export const type3: FontMaker = (doc, letters) => procedures(doc, letters, (letter) => letter);

/** The same with names that are but numbers, as Cairo has them. */
export const numberedType3: FontMaker = (doc, letters) => procedures(doc, letters, (_, index) => `a${index}`);

/** As pdfTeX has pictures of letters: names by the codes of an encoding that nothing tells. */
export const texType3: FontMaker = (doc, letters) => namedByCode(doc, letters, (code) => `a${code}`);

/** The same with names that no list of characters has. */
export const signType3: FontMaker = (doc, letters) =>
  namedByCode(doc, letters, (code) => `sign${String.fromCharCode(code)}`);

function namedByCode(doc: PDFDocument, letters: string, nameOf: (code: number) => string): MadeFont {
  const used = new Set([...letters].map((letter) => letter.charCodeAt(0)));
  const [first, last] = [Math.min(...used), Math.max(...used)];
  const codes = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const drawn = [...used].map((code) => {
    const box = `600 0 0 0 500 1000 d1 50 0 400 ${200 + 8 * (code - first)} re f`;
    return [nameOf(code), streamOf(doc, Buffer.from(box))] as const;
  });
  const object = register(doc, {
    Type: 'Font',
    Subtype: 'Type3',
    FontBBox: [0, 0, 600, 1000],
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: first,
    LastChar: last,
    Widths: codes.map(() => 600),
    CharProcs: Object.fromEntries(drawn),
    Encoding: {
      Differences: [first, ...codes.map((code) => PDFName.of(used.has(code) ? nameOf(code) : '.notdef'))],
    },
    Resources: {},
  });
  return { object, code: (letter) => letter.charCodeAt(0).toString(16) };
}

function procedures(
  doc: PDFDocument,
  letters: string,
  nameOf: (letter: string, index: number) => string,
): MadeFont {
  const order = [...new Set(letters)];
  const drawn = Object.fromEntries(
    order.map((letter, index) => {
      const code = `600 0 0 0 500 1000 d1 50 0 400 ${200 + 80 * index} re f`;
      return [nameOf(letter, index), streamOf(doc, Buffer.from(code))];
    }),
  );
  const code = (letter: string): string => (1 + order.indexOf(letter)).toString(16).padStart(2, '0');
  const object = register(doc, {
    Type: 'Font',
    Subtype: 'Type3',
    FontBBox: [0, 0, 600, 1000],
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: 1,
    LastChar: order.length,
    Widths: order.map(() => 600),
    CharProcs: drawn,
    Encoding: {
      Type: 'Encoding',
      Differences: [1, ...order.map((letter, index) => PDFName.of(nameOf(letter, index)))],
    },
    Resources: {},
    ToUnicode: toUnicode(doc, letters, code),
  });
  return { object, code };
}
