import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { encodeG4 } from '../../../src/pdf/images/bilevel/g4.ts';
import { encodeAscii85 } from '../../../src/pdf/images/filters/ascii.ts';
import { AFTER, BEFORE, HELVETICA, SECRET, liberation, utf16, type HidingCase } from './builder.ts';
import { UNSEEN, quoted, unseen } from './unseen.ts';

/** A font program whose names begin with the secret. */
function namedAsSecret(): Buffer {
  const program = Buffer.from(liberation());
  for (const each of [
    (text: string) => Buffer.from(text),
    (text: string) => Buffer.from(text, 'utf16le').swap16(),
  ]) {
    const name = each('LiberationS');
    for (let at = program.indexOf(name); at >= 0; at = program.indexOf(name, at))
      program.set(each(SECRET), at);
  }
  return program;
}

const ESCAPED = [SECRET.replace('v', '#76'), SECRET.replace('v', '\\166')] as const;

const words = `BT /F1 12 Tf 0 0 Td (${UNSEEN}) Tj ET`;
const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 100 100]';
const GREY = '/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8';
const DRAW = 'q 60 0 0 60 300 300 cm /X1 Do Q\n';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));

const SQUARE = Buffer.from('0 0 9 9 re f');

/** A few bytes by LZW: each a code of nine bits, between the marks of start and end. */
function lzw(data: Uint8Array): Buffer {
  const bits = [256, ...data, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

/** Squares of 8 by 1 pixels in two colours, 64 by 48. */
const CHESS = Buffer.from(Array.from({ length: 8 * 48 }, (_, i) => ((i + (i >> 3)) % 2 === 0 ? 0 : 255)));

/** A form that is drawn, with bytes behind the end of its encoded data. */
const behindEncoded = (how: string, filter: string, encoded: Uint8Array): HidingCase =>
  unseen(`bytes behind ${how} data`, (builder) => {
    const data = Buffer.concat([encoded, Buffer.from(` ${UNSEEN}`)]);
    return {
      content: '/X1 Do\n',
      resources: `/XObject<</X1 ${builder.add({ dict: `${FORM}/Filter${filter}`, data })} 0 R>>`,
    };
  });

/** The same where the end is one that a filter within another comes upon. */
const withinHex = (how: string, filter: string, encoded: Uint8Array): HidingCase =>
  unseen(`bytes behind ${how} data within hexadecimal`, (builder) => {
    const data = `${Buffer.concat([encoded, Buffer.from(` ${UNSEEN}`)]).toString('hex')}>`;
    const dict = `${FORM}/Filter[/ASCIIHexDecode${filter}]`;
    return { content: '/X1 Do\n', resources: `/XObject<</X1 ${builder.add({ dict, data })} 0 R>>` };
  });

/** A picture that is drawn, in a file format of its own. */
const picture = (item: string, dict: string, data: Buffer): HidingCase =>
  unseen(item, (builder) => ({
    content: DRAW,
    resources: `/XObject<</X1 ${builder.add({ dict: `/Type/XObject/Subtype/Image${dict}`, data })} 0 R>>`,
  }));

const tail = Buffer.from(` ${UNSEEN}`);
const BILEVEL = '/Width 64/Height 48/ColorSpace/DeviceGray/BitsPerComponent 1';
const fax = (k: number): string =>
  `${BILEVEL}/Filter/CCITTFaxDecode/DecodeParms<</K ${k}/Columns 64/Rows 48${k < 0 ? '/EndOfBlock false' : ''}>>`;
const JBIG2 = `${BILEVEL}/Filter/JBIG2Decode`;

/** Group 4 without its mark of the end, which is 24 bits and what fills the last byte. */
const unended = (): Buffer => Buffer.from(encodeG4(CHESS, 64, 48)).subarray(0, -3);

/**
 * Group 3 in two dimensions: 48 rows, each behind an end of line and a bit that tells of its kind. Of every four the
 * first is coded by itself (32 white, 32 black), the others are as the one above.
 */
const MIXED = ((): Buffer => {
  const flat = '000000000001100011011000001101010';
  const same = '000000000001011';
  const bits = Array.from({ length: 48 }, (_, row) => (row % 4 === 0 ? flat : same)).join('');
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
})();

const END_OF_PAGE = Buffer.from([0, 0, 0, 8, 49, 0, 1, 0, 0, 0, 0]);

/** An extension segment with a comment (ITU-T T.88, 7.4.15). */
function jbig2Comment(): Buffer {
  const text = Buffer.from(`\x20\0\0\0Wie\0${UNSEEN}\0\0`, 'latin1');
  const head = Buffer.from([0, 0, 0, 9, 62, 0, 1, 0, 0, 0, text.length]);
  return Buffer.concat([head, text]);
}

/** Codes of letters. */
const NUMBERS = [...Buffer.from(UNSEEN)].join(' ');

/** A text that no search finds, since it is deflated where samples are. */
function surplus(item: string, dict: string, rows: (samples: Buffer) => Buffer): HidingCase {
  const hidden = deflateSync(Buffer.from(`${UNSEEN} `.repeat(9)));
  return unseen(
    item,
    (builder) => {
      const samples = rows(Buffer.concat([Buffer.alloc(100, 128), hidden]));
      return { content: DRAW, resources: `/XObject<</X1 ${builder.stream(samples, GREY + dict)} 0 R>>` };
    },
    { secrets: [SECRET], secretBytes: hidden },
  );
}

/** A JPEG segment or box of JPEG 2000 codestream: marker, length, content. */
function segment(marker: number, content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function jpeg(item: string, change: (plain: Buffer) => Buffer): HidingCase {
  const dict = '/Width 64/Height 48/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode';
  return picture(`JPEG: ${item}`, dict, change(fixture('grey.jpg')));
}

const inJpeg = (item: string, marker: number, content: string): HidingCase =>
  jpeg(item, (plain) => Buffer.concat([plain.subarray(0, 2), segment(marker, content), plain.subarray(2)]));

const commented = (plain: Buffer): Buffer =>
  Buffer.concat([plain.subarray(0, 2), segment(0xfe, UNSEEN), plain.subarray(2)]);

const GREY_JPEG = `/Type/XObject/Subtype/Image/Width 64/Height 48/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode`;

/** With a comment before the second scan. */
function commentedScans(plain: Buffer): Buffer {
  const scan = Buffer.from([0xff, 0xda]);
  const second = plain.indexOf(scan, plain.indexOf(scan) + 2);
  return Buffer.concat([plain.subarray(0, second), segment(0xfe, UNSEEN), plain.subarray(second)]);
}

/** With a profile that has nothing but a notice (ICC.1:2022, 7.2 and 10.24). */
function profiled(plain: Buffer): Buffer {
  const notice = Buffer.from(`text\0\0\0\0${SECRET}\0`, 'latin1');
  const head = Buffer.alloc(144);
  head.writeUInt32BE(head.length + notice.length);
  head.write('acsp', 36);
  head.writeUInt32BE(1, 128);
  head.write('cprt', 132);
  head.writeUInt32BE(head.length, 136);
  head.writeUInt32BE(notice.length, 140);
  const profile = `ICC_PROFILE\0\x01\x01${Buffer.concat([head, notice]).toString('latin1')}`;
  return Buffer.concat([plain.subarray(0, 2), segment(0xe2, profile), plain.subarray(2)]);
}

/** A function whose samples are followed by a text that no search finds. */
function functionSurplus(): HidingCase {
  const hidden = deflateSync(Buffer.from(`${UNSEEN} `.repeat(9)));
  return unseen(
    'deflated, behind the samples of a function',
    (builder) => {
      const samples = Buffer.concat([Buffer.from([0, 255]), hidden]);
      const tint = builder.stream(samples, '/FunctionType 0/Domain[0 1]/Range[0 1]/Size[2]/BitsPerSample 8');
      return {
        content: 'q 300 300 40 40 re W n /S1 sh Q\n',
        resources: `/Shading<</S1<</ShadingType 2/ColorSpace/DeviceGray/Coords[300 0 340 0]/Function ${tint} 0 R>>>>`,
      };
    },
    { secrets: [SECRET], secretBytes: hidden },
  );
}

/** With a comment in the header of its first tile-part (ITU-T T.800, A.4.2). */
function commentedTile(): Buffer {
  const plain = fixture('rgb.jp2');
  const data = plain.indexOf(Buffer.from([0xff, 0x93]));
  const comment = segment(0x64, `\0\x01${UNSEEN}`);
  const all = Buffer.concat([plain.subarray(0, data), comment, plain.subarray(data)]);
  const tile = all.indexOf(Buffer.from([0xff, 0x90])) + 6;
  if (all.readUInt32BE(tile) !== 0) all.writeUInt32BE(all.readUInt32BE(tile) + comment.length, tile);
  const box = all.indexOf('jp2c', 0, 'latin1') - 4;
  if (all.readUInt32BE(box) !== 0) all.writeUInt32BE(all.readUInt32BE(box) + comment.length, box);
  return all;
}

/** With a comment behind the SIZ segment (ITU-T T.800, A.9.2). */
function commentedJpx(): Buffer {
  const plain = fixture('rgb.jp2');
  const start = plain.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  const cut = start + 4 + plain.readUInt16BE(start + 4);
  const comment = segment(0x64, `\0\x01${UNSEEN}`);
  const data = Buffer.concat([plain.subarray(0, cut), comment, plain.subarray(cut)]);
  const box = data.indexOf('jp2c', 0, 'latin1') - 4;
  const length = data.readUInt32BE(box);
  if (length !== 0) data.writeUInt32BE(length + comment.length, box);
  return data;
}

/** Places that hold what nobody sees. */
export const unseenCases: readonly HidingCase[] = [
  quoted('quote in a comment of content', () => ({
    content: `% van ${SECRET}\n0 g%${SECRET}\r/Span <</E (%a)>> BDC EMC q 60 0 0 60 300 300 cm BI /W 4 /H 1 /BPC 8 /CS /G ID %\xff(\x80 EI Q\n`,
  })),
  quoted('quote in names of resources and tags of content', (builder) => {
    const form = builder.stream(`/${SECRET} BMC 0 0 9 9 re f EMC`, `${FORM}/Resources<<>>`);
    return {
      content: `BT /Letter_${SECRET} 12 Tf 300 400 Td (Tekst) Tj ET /${SECRET} <</${SECRET} 1>> BDC /X_${SECRET} Do EMC\n`,
      fonts: `/Letter_${SECRET} ${builder.add(HELVETICA)} 0 R`,
      resources: `/XObject<</X_${SECRET} ${form} 0 R>>`,
    };
  }),
  unseen(
    'quote in what is to be written over a place',
    () => ({
      extra: `/Annots[<</Type/Annot/Subtype/Redact/Rect[300 300 380 320]/C[1 0 0]/IC[0 0 0]/OverlayText(${SECRET})>>]`,
    }),
    // Poppler draws no frame around it; others do.
    { secrets: [SECRET], looksChange: true },
  ),
  unseen(
    'quote in the value of a field that has no appearance',
    (builder) => {
      const font = builder.add(HELVETICA);
      const field = builder.add(
        `<</Type/Annot/Subtype/Widget/Rect[300 300 480 320]/F 4/FT/Tx/T(veld)/V(Ingevuld: ${SECRET})/DA(0 g /Helv 0 Tf)>>`,
      );
      const form = `/Fields[${field} 0 R]/DR<</Font<</Helv ${font} 0 R>>>>`;
      return { extra: `/Annots[${field} 0 R]`, catalog: `/AcroForm<<${form}>>` };
    },
    // What is seen of it stays, as it does in other text.
    { secrets: [], keep: [BEFORE, AFTER, 'Ankerregel', 'Ingevuld:'], looksChange: true },
  ),
  quoted('quote in the name of a font that fields are typed with', (builder) => {
    const font = builder.add(HELVETICA);
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/Rect[300 300 480 320]/F 4/FT/Tx/T(veld)/V(Ingevuld)/DA(/${SECRET} 10 Tf 0 g)>>`,
    );
    const form = `/Fields[${field} 0 R]/NeedAppearances true/DR<</Font<</${SECRET} ${font} 0 R>>>>`;
    return { extra: `/Annots[${field} 0 R]`, catalog: `/AcroForm<<${form}>>` };
  }),
  quoted('quote in a comment of a function, and in the name of an ink', (builder) => {
    const tint = builder.stream(
      `{ % ${SECRET}\n dup 0.5 mul exch pop 0 exch 0 0 }`,
      '/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]',
    );
    const inks = `[/DeviceN[/${SECRET}]/DeviceCMYK ${tint} 0 R<</Colorants<</${SECRET}[/Separation/${SECRET}/DeviceCMYK ${tint} 0 R]>>>>]`;
    return {
      content: '/C1 cs 1 scn 300 300 40 40 re f /C2 cs 0.5 scn 350 300 40 40 re f 0 g\n',
      resources: `/ColorSpace<</C1[/Separation/${SECRET}/DeviceCMYK ${tint} 0 R]/C2 ${inks}>>`,
    };
  }),
  quoted('quote in names of states of buttons', (builder) => {
    const [on, off] = ['0 0 9 9 re f', '0 0 9 9 re S'].map((look) => builder.stream(look, FORM));
    const looks = `/AP<</N<</${SECRET} ${on} 0 R/Off ${off} 0 R>>>>`;
    const field = builder.reserve();
    const states = [SECRET, 'Off'].map((state, i) =>
      builder.add(
        `<</Type/Annot/Subtype/Widget/Parent ${field} 0 R/Rect[${300 + 40 * i} 300 ${320 + 40 * i} 320]/F 4/AS/${state}${looks}>>`,
      ),
    );
    const kids = states.map((state) => `${state} 0 R`).join(' ');
    builder.set(field, `<</FT/Btn/Ff 32768/T(keus)/V/${SECRET}/Kids[${kids}]>>`);
    return { extra: `/Annots[${kids}]`, catalog: `/AcroForm<</Fields[${field} 0 R]>>` };
  }),
  quoted('quote as a value that is a name', (builder) => {
    const look = builder.stream(
      '0 0 9 9 re f',
      `${FORM}/Group<</S/Transparency/CS/DeviceRGB/${SECRET}/${SECRET}>>`,
    );
    const note = `<</Type/Annot/Subtype/Square/Rect[300 300 320 320]/BS<</W 1/S/${SECRET}>>/LE[/${SECRET} /None]/H/${SECRET}/AP<</N ${look} 0 R>>>>`;
    return {
      content: '/G9 gs\n',
      resources: `/ExtGState<</G9<</RI/${SECRET}/BM[/${SECRET} /Normal]>>>>`,
      extra: `/Annots[${note}]/Tabs/${SECRET}`,
      catalog: `/PageLayout/${SECRET}/ViewerPreferences<</Duplex/${SECRET}>>`,
    };
  }),
  quoted('quote in a colour profile of a JPEG', (builder) => {
    const data = profiled(fixture('grey.jpg'));
    return { content: DRAW, resources: `/XObject<</X1 ${builder.add({ dict: GREY_JPEG, data })} 0 R>>` };
  }),
  unseen(
    'quote in names and texts of a map of codes, spelled with escapes',
    (builder) => {
      const map = `begincmap /CMapName /Kaart-${ESCAPED[0]} def /Ordering (${ESCAPED[1]}) def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <78> <0078> endbfchar endcmap`;
      return {
        content: 'BT /F9 9 Tf 300 400 Td (x) Tj ET\n',
        fonts: `/F9<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode ${builder.stream(map)} 0 R>>`,
      };
    },
    { secrets: [SECRET, ...ESCAPED] },
  ),
  quoted('quote in what content says and does not show', () => ({
    content: `/Figure <</MCID 0/Alt(${SECRET})/Eigen[<</A(${SECRET})>>]>> BDC q 20 0 0 20 300 300 cm BI /W 1 /H 1 /CS /G /BPC 8 /Naam (${SECRET}) ID x EI Q EMC /Span <</ActualText${utf16(SECRET)}>> BDC 300 300 9 9 re f EMC\n`,
  })),
  quoted('quote in keys, and names of glyphs, that mean nothing', (builder) => {
    const keys = `/${SECRET} 1/A${SECRET}/${SECRET}/B${SECRET}(${SECRET})`;
    const root = builder.reserve();
    const element = builder.add(
      `<</Type/StructElem/S/P/P ${root} 0 R/A<</O/Layout/Placement/Block${keys}>>>>`,
    );
    builder.set(
      root,
      `<</Type/StructTreeRoot/K[${element} 0 R]/Namespaces[<</Type/Namespace/NS(x)/RoleMapNS<</${SECRET}/P>>${keys}>>]>>`,
    );
    const layer = builder.add(`<</Type/OCG/Name(Laag)>>`);
    return {
      content:
        '/G9 gs /C9 cs 0 0 0 scn 300 300 9 9 re f 0 g /OC /L9 BDC EMC BT /F9 12 Tf 300 400 Td (Tekst) Tj ET\n',
      resources: `/ExtGState<</G9<</HT<</Type/Halftone/HalftoneType 1/Frequency 60/Angle 45/SpotFunction/Round${keys}>>>>>>/ColorSpace<</C9[/CalRGB<</WhitePoint[0.95 1 1.09]${keys}>>]>>/Properties<</L9<</Type/OCMD/OCGs[${layer} 0 R]${keys}>>>>`,
      fonts: `/F9<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[1/${SECRET}]${keys}>>>>`,
      catalog: `/StructTreeRoot ${root} 0 R/OCProperties<</OCGs[${layer} 0 R]/D<</AS[<</Event/View/Category[/View]/OCGs[${layer} 0 R]${keys}>>]>>>>`,
    };
  }),
  quoted('quote in the name of a glyph that is content', (builder) => {
    const glyph = builder.stream('500 0 d0 0 0 400 400 re f');
    const font = `<</Type/Font/Subtype/Type3/FontBBox[0 0 500 500]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 97/Widths[500]/Encoding<</Differences[97/${SECRET}]>>/CharProcs<</${SECRET} ${glyph} 0 R>>/Resources<<>>>>`;
    return { content: 'BT /T3 10 Tf 300 400 Td (a) Tj ET\n', fonts: `/T3${font}` };
  }),
  unseen('behind the last colour of a palette', (builder) => {
    const indexed = (lookup: string): string =>
      `/Type/XObject/Subtype/Image/Width 8/Height 10/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1 ${lookup}]`;
    const one = builder.stream(Buffer.alloc(10, 0xaa), indexed(`(abcdef${UNSEEN})`));
    const other = builder.stream(Buffer.alloc(10, 0xaa), indexed(`${builder.stream(`abcdef${UNSEEN}`)} 0 R`));
    return { content: `${DRAW}/X2 Do\n`, resources: `/XObject<</X1 ${one} 0 R/X2 ${other} 0 R>>` };
  }),
  functionSurplus(),
  quoted('quote in the names of a font', (builder) => {
    const program = namedAsSecret();
    const file = builder.stream(program, `/Length1 ${program.length}`);
    const descriptor = `<</Type/FontDescriptor/FontName/ABCDEF+${SECRET}-Bold/FontFamily(${SECRET})/Flags 32/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80/FontFile2 ${file} 0 R>>`;
    const widths = '/FirstChar 84/LastChar 84/Widths[611]';
    const font = `<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+${SECRET}-Bold/Encoding/WinAnsiEncoding${widths}/FontDescriptor ${builder.add(descriptor)} 0 R>>`;
    const other = `<</Type/Font/Subtype/Type1/BaseFont/${SECRET}/Encoding/WinAnsiEncoding>>`;
    return {
      content: 'BT /F9 12 Tf 300 400 Td (TTT) Tj /F8 12 Tf 0 20 Td (Tekst) Tj ET\n',
      fonts: `/F9${font}/F8${other}`,
    };
  }),
  quoted('quote in notes of a CMap', (builder) => {
    const map = builder.stream(
      `%!PS\n% ${SECRET}\n/CIDInit /ProcSet findresource begin begincmap /CMapName /${SECRET} def (${SECRET}) pop 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <54> <0054> endbfchar endcmap end`,
    );
    const font = `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode ${map} 0 R>>`;
    return { content: 'BT /F9 12 Tf 300 400 Td (Tekst) Tj ET\n', fonts: `/F9${font}` };
  }),
  unseen('a form that is never drawn', (builder) => ({
    resources: `/XObject<</X9 ${builder.stream(words, FORM)} 0 R>>`,
  })),
  unseen('a form that is never drawn, in the resources of one that is', (builder) => {
    const left = builder.stream(words, FORM);
    const drawn = builder.stream('0 0 9 9 re f', `${FORM}/Resources<</XObject<</X9 ${left} 0 R>>>>`);
    return { content: '/X1 Do\n', resources: `/XObject<</X1 ${drawn} 0 R>>` };
  }),
  unseen('a stream that Do names and nobody draws, by its subtype', (builder) => ({
    content: '/X9 Do\n',
    resources: `/XObject<</X9 ${builder.stream(words, '/Subtype/Eigen')} 0 R>>`,
  })),
  unseen('a pattern that is never used', (builder) => ({
    resources: `/Pattern<</P9 ${builder.stream(words, '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>')} 0 R>>`,
  })),
  unseen('properties and categories that nothing names', () => ({
    resources: `/Properties<</M9<</Naam(${UNSEEN})>>>>/Eigen<</A(${UNSEEN})>>`,
  })),
  unseen('private keys of a form that is drawn', (builder) => ({
    content: '/X1 Do\n',
    resources: `/XObject<</X1 ${builder.stream('0 0 9 9 re f', `${FORM}/Eigen(${UNSEEN})/PieceInfo<</A(${UNSEEN})>>`)} 0 R>>`,
  })),
  unseen('private keys of an image', (builder) => ({
    content: DRAW,
    resources: `/XObject<</X1 ${builder.stream(Buffer.alloc(100, 128), `${GREY}/Eigen(${UNSEEN})/ID(${UNSEEN})/Measure<</R(${UNSEEN})>>`)} 0 R>>`,
  })),
  unseen('private keys of a graphics state and a font', () => ({
    content: `/G9 gs BT /F9 12 Tf 300 400 Td (Tekst) Tj ET\n`,
    resources: `/ExtGState<</G9<</Type/ExtGState/LW 1/Eigen(${UNSEEN})>>>>`,
    fonts: `/F9<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Eigen(${UNSEEN})/Name/${UNSEEN}>>`,
  })),
  behindEncoded('deflated', '/FlateDecode', deflateSync(SQUARE)),
  behindEncoded('hexadecimal', '/ASCIIHexDecode', Buffer.from(`${SQUARE.toString('hex')}>`)),
  behindEncoded('base-85', '/ASCII85Decode', encodeAscii85(SQUARE)),
  behindEncoded('run-length', '/RunLengthDecode', Buffer.from([SQUARE.length - 1, ...SQUARE, 128])),
  behindEncoded(
    'deflated hexadecimal',
    '[/ASCIIHexDecode/FlateDecode]',
    Buffer.from(`${deflateSync(SQUARE).toString('hex')}>`),
  ),
  behindEncoded('LZW', '/LZWDecode', lzw(SQUARE)),
  withinHex('deflated', '/FlateDecode', deflateSync(SQUARE)),
  withinHex('LZW', '/LZWDecode', lzw(SQUARE)),
  picture(
    'bytes behind fax data',
    '/Width 64/Height 48/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64/Rows 48>>',
    Buffer.concat([encodeG4(CHESS, 64, 48), Buffer.from(UNSEEN)]),
  ),
  picture('bytes behind fax data without a mark of the end', fax(-1), Buffer.concat([unended(), tail])),
  picture('bytes behind fax data of one dimension', fax(0), Buffer.concat([fixture('bits.g3'), tail])),
  picture('bytes behind fax data of mixed dimensions', fax(4), Buffer.concat([MIXED, tail])),
  picture('bytes behind JBIG2 data', JBIG2, Buffer.concat([fixture('bits.jb2'), END_OF_PAGE, tail])),
  picture('JBIG2: comment', JBIG2, Buffer.concat([fixture('bits.jb2'), jbig2Comment()])),
  unseen('JBIG2: comment among shared segments', (builder) => {
    const shared = builder.add({ dict: '', data: jbig2Comment() });
    const dict = `/Type/XObject/Subtype/Image${JBIG2}/DecodeParms<</JBIG2Globals ${shared} 0 R>>`;
    return {
      content: DRAW,
      resources: `/XObject<</X1 ${builder.add({ dict, data: fixture('bits.jb2') })} 0 R>>`,
    };
  }),
  surplus('deflated, behind the last row of a picture', '', (rows) => rows),
  surplus(
    'deflated, behind the last row of a picture with predicted rows',
    '/DecodeParms<</Predictor 15/Columns 10>>',
    (samples) => {
      const rows = Array.from({ length: Math.ceil(samples.length / 10) }, (_, y) => y * 10);
      return Buffer.concat(rows.map((at) => Buffer.from([0, ...samples.subarray(at, at + 10)])));
    },
  ),
  unseen(
    'numbers behind those of an array',
    (builder) => {
      const picture = builder.stream(Buffer.alloc(100, 128), `${GREY}/Decode[0 1 ${NUMBERS}]`);
      return { content: DRAW, resources: `/XObject<</X1 ${picture} 0 R>>` };
    },
    { secrets: [SECRET, NUMBERS] },
  ),
  picture(
    'JPEG: comment, within hexadecimal',
    '/Width 64/Height 48/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/ASCIIHexDecode/DCTDecode]',
    Buffer.from(`${commented(fixture('grey.jpg')).toString('hex')}>`),
  ),
  inJpeg('comment', 0xfe, UNSEEN),
  picture(
    'JPEG: comment between scans',
    '/Width 64/Height 48/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
    commentedScans(fixture('rgb-progressive.jpg')),
  ),
  picture('JPX: comment of a tile', '/Width 64/Height 48/Filter/JPXDecode', commentedTile()),
  inJpeg('EXIF', 0xe1, `Exif\0\0${UNSEEN}`),
  inJpeg('Photoshop (APP13)', 0xed, `Photoshop 3.0\0${UNSEEN}`),
  inJpeg('thumbnail (JFXX)', 0xe0, `JFXX\0\x10${UNSEEN}`),
  inJpeg('index of more pictures (MPF)', 0xe2, `MPF\0${UNSEEN}`),
  jpeg('bytes behind the end', (plain) => Buffer.concat([plain, Buffer.from(UNSEEN)])),
  jpeg('another picture behind the end', (plain) =>
    Buffer.concat([plain, plain.subarray(0, 2), segment(0xfe, UNSEEN), plain.subarray(2)]),
  ),
  picture('JPX: comment of the codestream', '/Width 64/Height 48/Filter/JPXDecode', commentedJpx()),
  unseen('what is typed in a password field', (builder) => {
    const look = builder.stream('0 0 9 9 re f', FORM);
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/Rect[300 300 380 320]/F 4/FT/Tx/Ff 8192/T(veld)/V(${UNSEEN})/DA(/Helv 10 Tf 0 g)/AP<</N ${look} 0 R>>>>`,
    );
    return { extra: `/Annots[${field} 0 R]`, catalog: `/AcroForm<</Fields[${field} 0 R]>>` };
  }),
  unseen('what is typed in a password field that viewers draw anew', (builder) => {
    const look = builder.stream('/Tx BMC EMC', FORM);
    const field = builder.add(
      `<</Type/Annot/Subtype/Widget/Rect[300 300 480 320]/F 4/FT/Tx/Ff 8192/T(veld)/V(${UNSEEN})/DA(/Helv 10 Tf 0 g)/AP<</N ${look} 0 R>>>>`,
    );
    const form = `/Fields[${field} 0 R]/NeedAppearances true/DR<</Font<</Helv ${builder.add(HELVETICA)} 0 R>>>>`;
    return { extra: `/Annots[${field} 0 R]`, catalog: `/AcroForm<<${form}>>` };
  }),
  unseen('who made a layer', (builder) => {
    const layer = builder.add(
      `<</Type/OCG/Name(Laag)/Intent/${UNSEEN}/Usage<</CreatorInfo<</Creator(${UNSEEN})/Subtype/Artwork>>/User<</Type/Ind/Name(${UNSEEN})>>>>>>`,
    );
    return {
      content: '/OC /L9 BDC 300 300 5 5 re f EMC\n',
      resources: `/Properties<</L9 ${layer} 0 R>>`,
      catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<</Creator(${UNSEEN})>>/Configs[<</Name(${UNSEEN})>>]>>`,
    };
  }),
  unseen('a page outside the tree', (builder) => {
    const page = builder.add(
      `<</Type/Page/MediaBox[0 0 99 99]/Contents ${builder.stream(words)} 0 R/Resources<<>>>>`,
    );
    return {
      extra: `/Annots[<</Type/Annot/Subtype/Link/Rect[300 300 380 320]/Border[0 0 0]/Dest[${page} 0 R/Fit]>>]`,
      catalog: `/Names<</Templates<</Names[(a) ${page} 0 R]>>>>`,
    };
  }),
  unseen('articles, viewports, web capture, signatures', (builder) => {
    const thread = builder.reserve();
    const bead = builder.add(`<</T ${thread} 0 R/R[0 0 9 9]>>`);
    builder.set(thread, `<</Type/Thread/F ${bead} 0 R/I<</Title(${UNSEEN})>>>>`);
    return {
      extra: `/B[${bead} 0 R]/VP[<</Type/Viewport/BBox[0 0 9 9]/Name(${UNSEEN})>>]/SeparationInfo<</DeviceColorant/${UNSEEN}>>`,
      catalog: `/Threads[${thread} 0 R]/SpiderInfo<</V 1.0/C[<</URL(${UNSEEN})>>]>>/DSS<</Certs[${builder.stream(UNSEEN)} 0 R]>>/Collection<</D(${UNSEEN})>>/Requirements[<</S/${UNSEEN}>>]`,
    };
  }),
];
