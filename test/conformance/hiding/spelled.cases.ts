import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { HELVETICA, SECRET, hex16, liberation, trueTypeGlyphs, type HidingCase } from './builder.ts';
import { unseen } from './unseen.ts';

const wide = Buffer.from(SECRET, 'utf16le').swap16();

/** A link with the secret in its address, spelled in a way that no search for letters finds. */
function address(how: string, spelled: string): HidingCase {
  return unseen(
    `address: ${how}`,
    () => ({
      extra: `/Annots[<</Type/Annot/Subtype/Link/Rect[400 300 420 320]/Border[0 0 0]/A<</S/URI/URI(https://voorbeeld.nl/${spelled})>>>>]`,
    }),
    { secrets: [SECRET], secretBytes: Buffer.from(spelled) },
  );
}

const base64 = Buffer.from(`naam=${SECRET}&soort=1`).toString('base64');
const twice = encodeURIComponent([...Buffer.from(SECRET)].map((byte) => `%${byte.toString(16)}`).join(''));

/** Numbers without any pattern: they stay as many when they are deflated. */
function noise(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < length; i++) blocks.push(createHash('sha256').update(String(i)).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

const hidden = deflateSync(Buffer.from(`${SECRET} `.repeat(9)));

/** A composite font of a whole program: `map` behind its entries, `told` in its ToUnicode. */
function composite(item: string, more: Buffer, told: string, secretBytes: Uint8Array): HidingCase {
  return unseen(
    item,
    (builder) => {
      const program = liberation();
      const { gid } = trueTypeGlyphs(program, 'T')[0]!;
      const file = builder.stream(Buffer.from(program), `/Length1 ${program.length}`);
      const descriptor = builder.add(
        `<</Type/FontDescriptor/FontName/Letter/Flags 4/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80/FontFile2 ${file} 0 R>>`,
      );
      const map = builder.stream(Buffer.concat([Buffer.from([0, 0, gid >> 8, gid & 255]), more]));
      const descendant = builder.add(
        `<</Type/Font/Subtype/CIDFontType2/BaseFont/Letter/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 611/FontDescriptor ${descriptor} 0 R/CIDToGIDMap ${map} 0 R>>`,
      );
      const toUnicode = builder.stream(
        `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <0054> endbfchar ${told} endcmap`,
      );
      return {
        content: 'BT /F9 12 Tf 300 400 Td <000100010001> Tj ET\n',
        fonts: `/F9<</Type/Font/Subtype/Type0/BaseFont/Letter/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
      };
    },
    { secrets: [SECRET], secretBytes },
  );
}

const letters = [...SECRET].map((letter, i) => `<${hex16([300 + i])}> <${hex16([letter.charCodeAt(0)])}>`);
const spelledOut = `${letters.length} beginbfchar\n${letters.join('\n')}\nendbfchar`;
const codes = [...SECRET].map((letter) => `<${hex16([letter.charCodeAt(0)])}> <0054>`).join('\n');
const spelledInCodes = `${SECRET.length} beginbfchar\n${codes}\nendbfchar`;

const raw = Buffer.alloc(16, 128);
/** An inline image with more data than samples. */
const inline = (how: string, filter: string, data: Uint8Array, told: Uint8Array): HidingCase =>
  unseen(
    `samples of an inline image that are too many${how}`,
    () => ({
      content: `q 60 0 0 60 300 300 cm BI /W 4 /H 4 /BPC 8 /CS /G ${filter} ID ${Buffer.from(data).toString('latin1')}\nEI Q\n`,
    }),
    { secrets: [SECRET], secretBytes: told },
  );
const text = Buffer.from(`${SECRET} dus`);
/** Rows that are all as the row above, of which the first is what it is. */
const predicted = Buffer.from(
  Array.from({ length: 4 }, (_, row) => [2, ...Array(4).fill(row ? 0 : 128)]).flat(),
);
const rows = deflateSync(Buffer.concat([predicted, hidden]));
const deeper = Buffer.concat([raw, hidden]);
const digits = Buffer.from(`${deflateSync(deeper).toString('hex')}>`);
const tail = Buffer.concat([deflateSync(raw), Buffer.from(' '), hidden]);

/** Data as runs that repeat nothing. */
function runs(data: Uint8Array): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < data.length; at += 128) {
    const piece = data.subarray(at, at + 128);
    pieces.push(Buffer.from([piece.length - 1, ...piece]));
  }
  return Buffer.concat([...pieces, Buffer.from([128])]);
}

/** Data in codes of nine bits; the table is cleared before they grow. */
function lzw(data: Uint8Array): Buffer {
  const codes = [...data].flatMap((byte, i) => (i % 200 === 0 ? [256, byte] : [byte]));
  const bits = [...codes, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from(bits.match(/.{1,8}/g)!.map((octet) => Number.parseInt(octet.padEnd(8, '0'), 2)));
}
const surplus = Buffer.concat([raw, text]);

/** A shading of rows or patches, drawn, with text behind the last one. */
function mesh(what: string, dict: string, data: readonly number[]): HidingCase {
  return unseen(
    `text behind the last ${what} of a shading`,
    (builder) => {
      const numbers = Buffer.concat([Buffer.from(data), text]);
      const shading = builder.stream(
        numbers,
        `/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/Decode[300 400 300 400 0 1]${dict}`,
      );
      return { content: '/S1 sh\n', resources: `/Shading<</S1 ${shading} 0 R>>` };
    },
    { secrets: [SECRET], secretBytes: text },
  );
}
const corners = [
  [0, 0],
  [0, 80],
  [0, 160],
  [0, 255],
  [80, 255],
  [160, 255],
  [255, 255],
  [255, 160],
  [255, 80],
  [255, 0],
  [160, 0],
  [80, 0],
].flat();

/** A font of procedures, one of which is never drawn and tells. */
function undrawn(): HidingCase {
  const told = Buffer.from(`(${SECRET} opgeborgen) Tj`);
  return unseen(
    'text in a glyph that nobody shows',
    (builder) => {
      const box = builder.stream('600 0 0 0 500 500 d1 0 0 500 500 re f');
      const other = builder.stream(`600 0 d0 BT /F1 9 Tf ${told.toString()} ET`);
      return {
        content: 'BT /F9 12 Tf 300 400 Td (AA) Tj ET\n',
        fonts: `/F9<</Type/Font/Subtype/Type3/FontBBox[0 0 600 600]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 66/Widths[600 600]/Resources<</Font<</F1 ${builder.add(HELVETICA)} 0 R>>>>/Encoding<</Type/Encoding/Differences[65/A/B]>>/CharProcs<</A ${box} 0 R/B ${other} 0 R>>>>`,
      };
    },
    { secrets: [SECRET], secretBytes: told },
  );
}

/** The secret of the page, spelled elsewhere in ways that no search for its letters finds. */
export const spelledCases: readonly HidingCase[] = [
  address('base64', `?v=${base64}`),
  address('base64 of two bytes a letter', `?v=${wide.toString('base64url')}`),
  address('UTF-7', `?v=+${wide.toString('base64').replace(/=+$/, '')}-`),
  address('escaped twice', `?v=${twice}`),
  address('hexadecimal digits of two bytes a letter', `?v=${wide.toString('hex').toUpperCase()}`),
  unseen(
    'deflated behind the samples of a large picture',
    (builder) => {
      const samples = deflateSync(Buffer.concat([noise(1200 * 1000), hidden]));
      const picture = builder.add({
        dict: '/Type/XObject/Subtype/Image/Width 1200/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode',
        data: samples,
      });
      return {
        content: 'q 60 0 0 60 300 300 cm /X1 Do Q\n',
        resources: `/XObject<</X1 ${picture} 0 R>>`,
      };
    },
    { secrets: [SECRET], secretBytes: hidden },
  ),
  composite('deflated behind a map of glyphs', hidden, '', hidden),
  composite(
    'letters of characters that a map gives to codes nobody shows',
    Buffer.alloc(0),
    spelledOut,
    Buffer.from(letters.join('\n')),
  ),
  composite(
    'letters of codes that nobody shows in a map of characters',
    Buffer.alloc(0),
    spelledInCodes,
    Buffer.from(codes),
  ),
  inline('', '', surplus, text),
  inline(', deflated', '/F /Fl', deflateSync(surplus), deflateSync(surplus)),
  inline(
    ', in digits',
    '/F /AHx',
    Buffer.from(`${surplus.toString('hex')}>`),
    Buffer.from(text.toString('hex')),
  ),
  inline(', in runs', '/F /RL', runs(deeper), runs(deeper)),
  inline(', by LZW', '/F /LZW', lzw(deeper), lzw(deeper)),
  inline(', with predicted rows', '/F /Fl /DP <</Predictor 12 /Columns 4>>', rows, rows),
  inline(', deflated in digits', '/F [/AHx /Fl]', digits, digits),
  inline(', behind the end of its data', '/F /Fl', tail, hidden),
  undrawn(),
  mesh(
    'row',
    '/ShadingType 5/VerticesPerRow 6',
    [0, 255].flatMap((y) => [0, 51, 102, 153, 204, 255].flatMap((x) => [x, y, 90])),
  ),
  mesh('patch', '/ShadingType 6/BitsPerFlag 8', [0, ...corners, 90, 90, 90, 90]),
];
