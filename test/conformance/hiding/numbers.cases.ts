import { readFileSync } from 'node:fs';
import {
  ANCHOR,
  HELVETICA,
  PdfBuilder,
  SECRET,
  box,
  document,
  liberation,
  mark,
  utf16,
  type HidingCase,
} from './builder.ts';
import { quoted, unseen } from './unseen.ts';

const TEXT = Buffer.from(SECRET);
const DIGITS = TEXT.toString('hex');
const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 100 20]';
const DRAW = 'q 60 0 0 60 300 300 cm /X1 Do Q\n';
const PICTURE = '/Type/XObject/Subtype/Image/Width 64/Height 48';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));

/** A font that is drawn with, of a program. */
function drawnWith(
  builder: PdfBuilder,
  program: Buffer,
): { readonly content: string; readonly fonts: string } {
  const file = builder.stream(program, `/Length1 ${program.length}`);
  const descriptor = `<</Type/FontDescriptor/FontName/ABCDEF+Letter/Flags 32/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80/FontFile2 ${file} 0 R>>`;
  return {
    content: 'BT /F9 12 Tf 300 400 Td (TTT) Tj ET\n',
    fonts: `/F9<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Letter/Encoding/WinAnsiEncoding/FirstChar 84/LastChar 84/Widths[611]/FontDescriptor ${builder.add(descriptor)} 0 R>>`,
  };
}

/** A program that has the secret in a table that viewers do not know. */
function inTable(tag: string): Buffer {
  const program = Buffer.from(liberation());
  const entry = program.indexOf(tag, 12, 'latin1');
  TEXT.copy(program, program.readUInt32BE(entry + 8) + 4);
  return program;
}

/** A picture of a file with one more segment or box at a place. */
function pictureWith(
  builder: PdfBuilder,
  dict: string,
  plain: Buffer,
  at: number,
  more: Buffer,
): { readonly content: string; readonly resources: string } {
  const data = Buffer.concat([plain.subarray(0, at), more, plain.subarray(at)]);
  return { content: DRAW, resources: `/XObject<</X1 ${builder.add({ dict: PICTURE + dict, data })} 0 R>>` };
}

/** A map of codes for a font. */
function mapped(builder: PdfBuilder, map: string): { readonly content: string; readonly fonts: string } {
  const stream = builder.stream(map);
  return {
    content: 'BT /F9 9 Tf 300 400 Td (x) Tj ET\n',
    fonts: `/F9<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode ${stream} 0 R>>`,
  };
}

/** A dictionary of no symbols (ITU-T T.88, 7.4.2), and in its place what they look like. */
function symbols(looks: Buffer): Buffer {
  const head = Buffer.from([0, 0, 0, 9, 0, 1, 0, 0, 0, 0, 18 + looks.length]);
  const dictionary = Buffer.from([0, 0, 3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe, 0, 0, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, dictionary, looks]);
}

/** Two scans with letters in common, of which a part of one is marked. */
function sharedSymbols(): HidingCase {
  const builder = new PdfBuilder();
  const looks = Buffer.from(Array.from({ length: 24 }, (_, i) => (i * 89 + 31) & 255));
  const shared = builder.stream(symbols(looks));
  const scans = [1, 2].map(() =>
    builder.add({
      dict: `${PICTURE}/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals ${shared} 0 R>>`,
      data: fixture('bits.jb2'),
    }),
  );
  const pages = scans.map((scan) => ({
    content: `q 320 0 0 240 72 400 cm /X1 Do Q\n${ANCHOR.replace('600', '700')}`,
    resources: `/XObject<</X1 ${scan} 0 R>>`,
  }));
  return {
    item: 'letters that scans have in common',
    bytes: document(pages, { builder }),
    marks: [mark([box(120, 450, 200, 520)], 1, undefined)],
    secrets: [],
    secretBytes: looks,
    keep: ['Ankerregel'],
  };
}

const wide = Buffer.from(SECRET, 'utf16le').swap16().toString('hex');
const DEVICE = '/ColorSpace/DeviceGray/BitsPerComponent 8';

/** Quotes in files of their own and among numbers, where no reader of texts comes. */
export const numberCases: readonly HidingCase[] = [
  quoted('quote in a table of a font', (builder) => drawnWith(builder, inTable('FFTM'))),
  quoted('quote behind a font', (builder) =>
    drawnWith(builder, Buffer.concat([liberation(), Buffer.alloc(2), TEXT])),
  ),
  quoted('quote in a private part of a colour profile', (builder) => {
    const profile = Buffer.concat([Buffer.alloc(144), Buffer.from(`priv\0\0\0\0${SECRET}`, 'latin1')]);
    profile.writeUInt32BE(profile.length, 0);
    profile.write('mntrRGB XYZ ', 12, 'latin1');
    profile.write('acsp', 36, 'latin1');
    profile.writeUInt32BE(1, 128);
    profile.write('priv', 132, 'latin1');
    profile.writeUInt32BE(144, 136);
    profile.writeUInt32BE(8 + TEXT.length, 140);
    return {
      content: '/C1 cs 0.5 0.5 0.5 sc 300 300 20 20 re f 0 g\n',
      resources: `/ColorSpace<</C1[/ICCBased ${builder.stream(profile, '/N 3/Alternate/DeviceRGB')} 0 R]>>`,
    };
  }),
  quoted('quote in a segment that decoders of JPEG need', (builder) => {
    const adobe = Buffer.concat([
      Buffer.from([0xff, 0xee, 0, 14 + TEXT.length]),
      Buffer.from('Adobe\0\x64\0\0\0\0\0', 'latin1'),
      TEXT,
    ]);
    return pictureWith(builder, `${DEVICE}/Filter/DCTDecode`, fixture('grey.jpg'), 2, adobe);
  }),
  quoted('quote in a box of JPEG 2000 that nobody knows', (builder) => {
    const plain = fixture('rgb.jp2');
    const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + TEXT.length]), Buffer.from('eige', 'latin1'), TEXT]);
    return pictureWith(builder, '/Filter/JPXDecode', plain, plain.indexOf('jp2c', 0, 'latin1') - 4, box);
  }),
  quoted('quote behind the numbers of a halftone', (builder) => {
    const numbers = Buffer.concat([Buffer.alloc(16, 9), TEXT]);
    const halftone = builder.stream(numbers, '/Type/Halftone/HalftoneType 6/Width 4/Height 4');
    return { content: '/G1 gs\n', resources: `/ExtGState<</G1<</Type/ExtGState/HT ${halftone} 0 R>>>>` };
  }),
  quoted('quote in bits between the rows of a stencil', (builder) => ({
    content: DRAW,
    resources: `/XObject<</X1 ${builder.stream(TEXT, `/Type/XObject/Subtype/Image/Width 1/Height ${TEXT.length}/ImageMask true/BitsPerComponent 1`)} 0 R>>`,
  })),
  sharedSymbols(),
  quoted('quote in words and digits of a map of codes', (builder) =>
    mapped(
      builder,
      `/Registry <${DIGITS}> def begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <05> <${wide}> <78> <0078> endbfchar endcmap ${SECRET} pop`,
    ),
  ),
  quoted('quote in a program for printers', (builder) => ({
    content: '/X1 Do\n',
    resources: `/XObject<</X1 ${builder.stream(`(${SECRET}) show`, '/Type/XObject/Subtype/PS')} 0 R>>`,
  })),
  unseen(
    'quote with a change of language in it',
    (builder) => {
      const title = utf16(SECRET.replace('a', 'a\u001bnl\u001b'));
      const outlines = builder.reserve();
      const item = builder.add(`<</Title${title}/Parent ${outlines} 0 R/Dest[0/Fit]>>`);
      builder.set(outlines, `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1>>`);
      return {
        content: '/Figure /P1 BDC 300 300 9 9 re f EMC\n',
        resources: `/Properties<</P1<</Alt${title}>>>>`,
        catalog: `/Outlines ${outlines} 0 R`,
      };
    },
    { secrets: [SECRET, SECRET.slice(SECRET.indexOf('a') + 1)] },
  ),
  quoted('quote in the look of a button that is pressed', (builder) => {
    const font = builder.add(HELVETICA);
    const text = builder.stream(
      `BT /F1 9 Tf 1 1 Td (${SECRET}) Tj ET`,
      `${FORM}/Resources<</Font<</F1 ${font} 0 R>>>>`,
    );
    const on = builder.stream('/X1 Do', `${FORM}/Resources<</XObject<</X1 ${text} 0 R>>>>`);
    const off = builder.stream('0 0 9 9 re f', FORM);
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/FT/Btn/T(keus)/Rect[300 300 400 320]/F 4/AS/Off/AP<</N<</Off ${off} 0 R/Aan ${on} 0 R>>>>>>`,
    );
    return { extra: `/Annots[${field} 0 R]`, catalog: `/AcroForm<</Fields[${field} 0 R]>>` };
  }),
];
