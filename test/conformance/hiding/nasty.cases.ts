import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { CHARSTRING_KEY, EEXEC_KEY, encrypt } from '../../../src/pdf/fonts/type1-cipher.ts';
import { HELVETICA, SECRET, liberation, type HidingCase, type PdfBuilder } from './builder.ts';
import { quoted, unseen } from './unseen.ts';

const hidden = deflateSync(Buffer.from(`${SECRET} `.repeat(9)));
const FORM = '/Type/XObject/Subtype/Form/BBox[0 0 100 20]';
const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));

/** A Type 1 program of one letter, with something more in the part that is encrypted. */
function type1(more: string, subr = ''): { readonly bytes: Buffer; readonly lengths: string } {
  const code = (bytes: readonly number[]): string =>
    Buffer.from(encrypt(Buffer.concat([Buffer.alloc(4), Buffer.from(bytes)]), CHARSTRING_KEY)).toString(
      'latin1',
    );
  const entry = (name: string, bytes: readonly number[]): string => {
    const data = code(bytes);
    return `/${name} ${data.length} RD ${data} ND\n`;
  };
  const block = [139, 248, 236, 13, 189, 139, 21, 248, 36, 7, 248, 36, 6, 252, 36, 7, 9, 14];
  const body =
    `dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def /ND {noaccess def} executeonly def ${more}\n` +
    `/lenIV 4 def /password 5839 def /BlueValues [] def ${subr}2 index /CharStrings 2 dict dup begin\n${entry('.notdef', [139, 248, 236, 13, 14])}${entry('T', block)}end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n`;
  const clear = Buffer.from(
    '%!PS-AdobeFont-1.0: Blok\n11 dict begin /FontName /Blok def /PaintType 0 def /FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n' +
      '/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 84 /T put\nreadonly def /FontBBox {0 0 600 600} readonly def\ncurrentdict end\ncurrentfile eexec\n',
  );
  const cipher = encrypt(Buffer.concat([Buffer.alloc(4), Buffer.from(body, 'latin1')]), EEXEC_KEY);
  const trailer = Buffer.from(`${'0'.repeat(64)}\n`.repeat(8) + 'cleartomark\n');
  return {
    bytes: Buffer.concat([clear, cipher, trailer]),
    lengths: `/Length1 ${clear.length}/Length2 ${cipher.length}/Length3 ${trailer.length}`,
  };
}

const METRICS =
  '/Flags 32/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80';
const SHOW = 'BT /F9 12 Tf 300 400 Td (TTT) Tj ET\n';

/** A simple font that is drawn with; `entries` of its dictionary, `described` of its descriptor. */
function simple(
  builder: PdfBuilder,
  { entries = '', described }: { readonly entries?: string; readonly described?: string } = {},
): { readonly content: string; readonly fonts: string } {
  const program = Buffer.from(liberation());
  const file = described ?? `/FontFile2 ${builder.stream(program, `/Length1 ${program.length}`)} 0 R`;
  const descriptor = builder.add(`<</Type/FontDescriptor/FontName/Letter${METRICS}${file}>>`);
  const kind = file.includes('/FontFile ') ? '/Subtype/Type1' : '/Subtype/TrueType';
  return {
    content: SHOW,
    fonts: `/F9<</Type/Font${kind}/BaseFont/Letter/FirstChar 84/LastChar 84/Widths[611]/FontDescriptor ${descriptor} 0 R${entries || '/Encoding/WinAnsiEncoding'}>>`,
  };
}

function annotation(item: string, make: (builder: PdfBuilder) => string): HidingCase {
  return quoted(item, (builder) => ({
    extra: `/Annots[<</Type/Annot/Rect[400 300 460 320]/F 4${make(builder)}>>]`,
  }));
}

const look = (builder: PdfBuilder, content = '0 0 9 9 re f'): string =>
  `${builder.stream(content, `${FORM}/Resources<</Font<</F1 ${builder.add(HELVETICA)} 0 R>>>>`)} 0 R`;

const told = (builder: PdfBuilder): string => look(builder, `BT /F1 9 Tf 1 1 Td (${SECRET}) Tj ET`);
const letters = [...SECRET].map((letter) => `/${letter}`).join('');

/** Places that one comes upon only if one looks for them. */
export const nastyCases: readonly HidingCase[] = [
  ...[
    ['a string', `/Eigen (${SECRET}) def`],
    ['a comment', `% ${SECRET}\n`],
    ['a name', `/${SECRET} 1 def`],
  ].map(([what, more]) => {
    const { bytes, lengths } = type1(more!);
    return unseen(
      `${what} in the encrypted part of a font`,
      (builder) => simple(builder, { described: `/FontFile ${builder.stream(bytes, lengths)} 0 R` }),
      { secrets: [SECRET], secretBytes: bytes.subarray(-700, -600) },
    );
  }),
  unseen(
    'letters of glyph names that nobody shows',
    (builder) =>
      simple(builder, {
        entries: `/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[180${letters}]>>`,
      }),
    { secrets: [SECRET], secretBytes: Buffer.from([...SECRET].join(`\n${' '.repeat(12)}/`)) },
  ),
  unseen(
    'deflated where a font lists its characters',
    (builder) => {
      const program = Buffer.from(liberation());
      const file = builder.stream(program, `/Length1 ${program.length}`);
      return simple(builder, { described: `/FontFile2 ${file} 0 R/CIDSet ${builder.stream(hidden)} 0 R` });
    },
    { secrets: [SECRET], secretBytes: hidden },
  ),
  quoted('in the style of a font', (builder) => {
    const program = Buffer.from(liberation());
    const file = builder.stream(program, `/Length1 ${program.length}`);
    const bytes = Buffer.from(SECRET.padEnd(12)).toString('hex');
    return simple(builder, { described: `/FontFile2 ${file} 0 R/Style<</Panose<${bytes}>>>/Lang/${SECRET}` });
  }),
  quoted('in a map of characters of a part of a font', (builder) => {
    const program = Buffer.from(liberation());
    const file = builder.stream(program, `/Length1 ${program.length}`);
    return simple(builder, {
      described: `/FontFile2 ${file} 0 R/ToUnicode ${builder.stream(`% ${SECRET}`)} 0 R`,
    });
  }),
  quoted('in a font program that no reader takes', (builder) => {
    const program = Buffer.from(liberation());
    const file = builder.stream(program, `/Length1 ${program.length}`);
    return simple(builder, {
      described: `/FontFile2 ${file} 0 R/FontFile3 ${builder.stream(SECRET, '/Subtype/Type1C')} 0 R`,
    });
  }),
  unseen(
    'comment in the picture of an inline image',
    () => {
      const plain = fixture('grey.jpg');
      const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 2 + SECRET.length]), Buffer.from(SECRET)]);
      const data = Buffer.concat([plain.subarray(0, 2), comment, plain.subarray(2)]).toString('latin1');
      return {
        content: `q 60 0 0 60 300 300 cm BI /W 64 /H 48 /BPC 8 /CS /G /F /DCT ID ${data}\nEI Q\n`,
      };
    },
    { secrets: [SECRET] },
  ),
  quoted('file that a stream names instead of its own data', (builder) => ({
    content: '/X1 Do\n',
    resources: `/XObject<</X1 ${builder.stream('0 0 9 9 re f', `${FORM}/FFilter/${SECRET}/FDecodeParms<</A(${SECRET})>>/DL(${SECRET})`)} 0 R>>`,
  })),
  annotation('captions and icons of a button', (builder) => {
    const at = builder.add(
      `<</CA(${SECRET})/RC(${SECRET})/AC(${SECRET})/I ${told(builder)}/RI ${told(builder)}/IX ${told(builder)}>>`,
    );
    return `/Subtype/Widget/FT/Btn/Ff 65536/T(knop)/AP<</N ${look(builder)}>>/MK ${at} 0 R`;
  }),
  annotation('sound', (builder) => {
    const sound = builder.stream(SECRET.repeat(4), '/Type/Sound/R 8000/C 1/B 8');
    return `/Subtype/Sound/AP<</N ${look(builder)}>>/Sound ${sound} 0 R/Name/${SECRET}`;
  }),
  annotation(
    'film',
    (builder) =>
      `/Subtype/Movie/AP<</N ${look(builder)}>>/Movie<</F(${SECRET}.mpg)/Poster ${told(builder)}>>/A<</T(${SECRET})>>`,
  ),
  annotation('model in three dimensions', (builder) => {
    const model = builder.stream(
      SECRET,
      `/Type/3D/Subtype/U3D/VA[<</Type/3DView/XN(${SECRET})/IN(${SECRET})>>]`,
    );
    return `/Subtype/3D/AP<</N ${look(builder)}>>/3DD ${model} 0 R/3DV<</XN(${SECRET})>>`;
  }),
  annotation('rich media', (builder) => {
    const asset = `<</Type/Filespec/F(${SECRET})/EF<</F ${builder.stream(SECRET)} 0 R>>>>`;
    return `/Subtype/RichMedia/AP<</N ${look(builder)}>>/RichMediaContent<</Assets<</Names[(${SECRET})${asset}]>>/Configurations[<</Name(${SECRET})>>]>>`;
  }),
  annotation(
    'what a redaction would write over itself',
    (builder) =>
      `/Subtype/Redact/AP<</N ${look(builder)}>>/RO ${told(builder)}/OverlayText(${SECRET})/DA(/F1 9 Tf)`,
  ),
  annotation(
    'text between the points of an outline',
    (builder) =>
      `/Subtype/Ink/AP<</N ${look(builder)}>>/InkList[[1 2(${SECRET})3]]/Path[[(${SECRET})]]/LE[/${SECRET}/None]/Cap true/CO[(${SECRET})]`,
  ),
  annotation(
    'mark of a printer',
    (builder) =>
      `/Subtype/PrinterMark/AP<</N ${look(builder)}>>/MN/${SECRET}/Colorants<</${SECRET}[/Separation/${SECRET}/DeviceGray<</FunctionType 2/Domain[0 1]/N 1>>]>>`,
  ),
  annotation(
    'colours of a trap net',
    (builder) =>
      `/Subtype/TrapNet/AP<</N ${look(builder)}>>/LastModified(${SECRET})/AnnotStates[/${SECRET}]/FontFauxing[<</A(${SECRET})>>]`,
  ),
];
