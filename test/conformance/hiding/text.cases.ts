import type { Quad } from '../../../src/core/model/redaction.ts';
import {
  AFTER,
  ANCHOR,
  BEFORE,
  LINE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  box,
  document,
  helvetica,
  hex16,
  liberation,
  linePlaces,
  mark,
  trueTypeGlyphs,
  type HidingCase,
  type PageSpec,
} from './builder.ts';

const KEEP = [BEFORE, AFTER, 'Ankerregel'] as const;
const line = linePlaces();

/** A case whose first page shows the usual line at the usual place. */
function onLine(item: string, page: PageSpec, more: Partial<HidingCase> = {}): HidingCase {
  return {
    item,
    bytes: document([page]),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
    ...more,
  };
}

const simple = (item: string, content: string, more: Partial<HidingCase> = {}): HidingCase =>
  onLine(item, { content: content + ANCHOR }, more);

/** What follows the secret where nobody sees it. */
const UNSEEN = 'Restvannaam';
const CUT_OFF = PLAIN_LINE.replace(`${SECRET} ${AFTER}`, `${SECRET}${UNSEEN}`);

/** A line that is cut off behind the secret. */
const cutOff = (item: string, content: string, right = 0, more: Partial<HidingCase> = {}): HidingCase =>
  simple(item, content, {
    ...more,
    secrets: [SECRET, UNSEEN],
    marks: [mark([line.quad.map((side, i) => (i % 2 === 0 ? side + right : side)) as unknown as Quad])],
    keep: [BEFORE, 'Ankerregel'],
  });

const at = (x: number, y: number = LINE.y): string => `${x.toFixed(3)} ${y}`;
const S = LINE.size;

function plain(): HidingCase[] {
  const gap = (text: string): number => (-helvetica(text, S) / S) * 1000;
  return [
    simple('Tj', PLAIN_LINE),
    simple(
      'TJ with kerning',
      `BT /F1 ${S} Tf ${at(LINE.x)} Td [(${BEFORE}) ${gap(' ')} (Z) 20 (ebra) -20 (vin) 15 (k) -15 (qx) ${gap(' ')} (${AFTER})] TJ ET\n`,
    ),
    simple(
      "' operator",
      `BT /F1 ${S} Tf ${S + 10} TL ${at(LINE.x, LINE.y + S + 10)} Td (Regel erboven) Tj (${BEFORE} ${SECRET} ${AFTER}) ' ET\n`,
      { keep: [...KEEP, 'erboven'] },
    ),
    simple(
      '" operator',
      `BT /F1 ${S} Tf ${S + 10} TL ${at(LINE.x, LINE.y + S + 10)} Td (Regel erboven) Tj 0 0 (${BEFORE} ${SECRET} ${AFTER}) " (Regel eronder) ' ET\n`,
      { keep: [...KEEP, 'erboven', 'eronder'] },
    ),
    simple('Tc', `BT /F1 ${S} Tf 1.5 Tc ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`, {
      marks: [
        mark([
          box(
            LINE.x + helvetica(`${BEFORE} `, S) + 1.5 * (BEFORE.length + 1) - 0.5,
            695,
            LINE.x + helvetica(`${BEFORE} ${SECRET}`, S) + 1.5 * (BEFORE.length + 1 + SECRET.length) - 1,
            716,
          ),
        ]),
      ],
    }),
    simple('Tw', `BT /F1 ${S} Tf 12 Tw ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`, {
      marks: [mark([box(line.secretLeft + 11.5, 695, line.secretRight + 12.5, 716)])],
    }),
    simple('Tz', `BT /F1 ${S} Tf 150 Tz ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`, {
      marks: [
        mark([
          box(
            LINE.x + (line.secretLeft - LINE.x) * 1.5 - 0.5,
            695,
            LINE.x + (line.secretRight - LINE.x) * 1.5 + 0.5,
            716,
          ),
        ]),
      ],
    }),
    simple(
      'Ts',
      `BT /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ) Tj 9 Ts (${SECRET}) Tj 0 Ts ( ${AFTER}) Tj ET\n`,
      { marks: [mark([box(line.secretLeft - 0.5, 704, line.secretRight + 0.5, 725)])] },
    ),
    simple(
      'TL with T*',
      `BT /F1 ${S} Tf ${S + 10} TL ${at(LINE.x, LINE.y + S + 10)} Td (Regel erboven) Tj T* (${BEFORE} ${SECRET} ${AFTER}) Tj T* (Regel eronder) Tj ET\n`,
      { keep: [...KEEP, 'erboven', 'eronder'] },
    ),
    simple(
      'TD sets the leading',
      `BT /F1 ${S} Tf ${at(LINE.x, LINE.y + 30)} Td (Regel erboven) Tj 0 -30 TD (${BEFORE} ${SECRET} ${AFTER}) Tj (Regel eronder) ' ET\n`,
      { keep: [...KEEP, 'erboven', 'eronder'] },
    ),
    simple(
      'scaled text matrix',
      `BT /F1 1 Tf ${S} 0 0 ${S} ${at(LINE.x)} Tm (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`,
    ),
    simple(
      'rotated text matrix',
      `BT /F1 ${S} Tf 0 1 -1 0 300 100 Tm (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`,
      {
        marks: [
          mark([
            [
              300 - 16,
              100 + helvetica(`${BEFORE} `, S) - 0.5,
              300 - 16,
              100 + helvetica(`${BEFORE} ${SECRET}`, S) + 0.5,
              305,
              100 + helvetica(`${BEFORE} `, S) - 0.5,
              305,
              100 + helvetica(`${BEFORE} ${SECRET}`, S) + 0.5,
            ],
          ]),
        ],
      },
    ),
    simple(
      'slanted text matrix under a scaled CTM',
      `q 2 0 0 2 0 0 cm BT /F1 ${S / 2} Tf 1 0 0.2 1 ${LINE.x / 2} ${LINE.y / 2} Tm (${BEFORE} ${SECRET} ${AFTER}) Tj ET Q\n`,
    ),
    simple(
      'many operators for one word',
      `BT /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ) Tj ${[...SECRET].map((c) => `(${c}) Tj`).join(' ')} ( ${AFTER}) Tj ET\n`,
    ),
    simple(
      'letters placed one by one out of order',
      `BT /F1 ${S} Tf 1 0 0 1 ${at(LINE.x)} Tm (${BEFORE}) Tj ${[...SECRET]
        .map((c, i) => ({ c, x: line.secretLeft + helvetica(SECRET.slice(0, i), S) }))
        .reverse()
        .map(({ c, x }) => `1 0 0 1 ${at(x)} Tm (${c}) Tj`)
        .join(' ')} 1 0 0 1 ${at(line.afterLeft)} Tm (${AFTER}) Tj ET\n`,
    ),
    onLine("stream split inside an operator's operands", {
      content: [`BT /F1 ${S} Tf ${LINE.x}`, `${LINE.y} Td (${BEFORE} ${SECRET} ${AFTER})`, `Tj ET ${ANCHOR}`],
    }),
    simple(
      'octal and hex strings',
      `BT /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ) Tj <${Buffer.from(SECRET).toString('hex')}> Tj (\\040${[...AFTER].map((c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}) Tj ET\n`,
    ),
    simple(
      'font set by an ExtGState inside q/Q',
      `q BT /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET Q\n`,
    ),
  ];
}

function inherited(): HidingCase {
  const builder = new PdfBuilder();
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const content = builder.stream(PLAIN_LINE + ANCHOR);
  const tree = builder.reserve();
  const page = builder.add(`<</Type/Page/Parent ${tree} 0 R/Contents ${content} 0 R>>`);
  builder.set(
    tree,
    `<</Type/Pages/Kids[${page} 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>>>`,
  );
  const root = builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`);
  return {
    item: 'inherited resources and MediaBox',
    bytes: builder.build(root),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/**
 * A Type 3 font whose glyphs are squares, with a ToUnicode of the letters. `height` of its bounds: by one that has
 * nothing to do with the glyphs, those that stand far below a mark reach up beyond it.
 */
function type3(item: string, height = 800): HidingCase {
  const builder = new PdfBuilder();
  const letters = [...new Set(SECRET)];
  const procs = letters.map((_, i) =>
    builder.stream(`600 0 0 0 500 ${500 + i * 20} d1 50 0 400 ${400 + i * 20} re f`),
  );
  const toUnicode = builder.stream(
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${letters.length} beginbfchar ${letters
      .map((c, i) => `<${(65 + i).toString(16)}> <${hex16([c.charCodeAt(0)])}>`)
      .join(' ')} endbfchar endcmap end end`,
  );
  const font = builder.add(
    `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 ${height}]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar ${64 + letters.length}/Widths[${letters.map(() => 600).join(' ')}]/Encoding<</Type/Encoding/Differences[65 ${letters.map((_, i) => `/g${i}`).join(' ')}]>>/CharProcs<<${procs.map((n, i) => `/g${i} ${n} 0 R`).join('')}>>/ToUnicode ${toUnicode} 0 R/Resources<<>>>>`,
  );
  const codes = [...SECRET].map((c) => String.fromCharCode(65 + letters.indexOf(c))).join('');
  const width = SECRET.length * 0.6 * S;
  const below =
    height > 1000
      ? `${at(line.secretLeft, 705 - (height * S) / 2000)} Td (${[...codes].reverse().join('')}) Tj`
      : '';
  return {
    item,
    bytes: document(
      [
        {
          content: `BT /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ) Tj /T3 ${S} Tf (${codes}) Tj /F1 ${S} Tf ( ${AFTER}) Tj ET BT /T3 ${S} Tf ${below} ET\n${ANCHOR}`,
          fonts: `/T3 ${font} 0 R`,
        },
      ],
      { builder },
    ),
    marks: [mark([box(line.secretLeft - 0.5, 695, line.secretLeft + width + 0.5, 716)])],
    secrets: [SECRET],
    keep: KEEP,
    lettersOfFont: height <= 1000,
  };
}

/** Type 0 fonts on an embedded TrueType font. */
function composite(
  item: string,
  options: { readonly cmap?: 'embedded'; readonly vertical?: boolean; readonly toUnicode: boolean },
): HidingCase {
  const builder = new PdfBuilder();
  const file = liberation();
  const text = `${BEFORE} ${SECRET} ${AFTER}`;
  const glyphs = trueTypeGlyphs(file, text);
  const fontFile = builder.stream(file, `/Length1 ${file.length}`);
  const descriptor = builder.add(
    `<</Type/FontDescriptor/FontName/AAAAAA+LiberationSans/Flags 4/FontBBox[-544 -303 1302 980]/ItalicAngle 0/Ascent 905/Descent -212/CapHeight 729/StemV 80/FontFile2 ${fontFile} 0 R>>`,
  );
  const widths = glyphs.map(({ gid, width }) => `${gid}[${width.toFixed(1)}]`).join(' ');
  const cid = builder.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+LiberationSans/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 600/W[${widths}]/FontDescriptor ${descriptor} 0 R>>`,
  );
  // The embedded CMap maps one-byte codes 1..n to the glyph ids in the order of the text.
  const codes = options.cmap === 'embedded' ? glyphs.map((_, i) => i + 1) : glyphs.map((g) => g.gid);
  const toHex = (list: readonly number[]): string =>
    options.cmap === 'embedded' ? list.map((c) => c.toString(16).padStart(2, '0')).join('') : hex16(list);
  const space = options.cmap === 'embedded' ? '<00> <ff>' : '<0000> <ffff>';
  const head = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Eigen def 1 begincodespacerange ${space} endcodespacerange`;
  const encoding =
    options.cmap === 'embedded'
      ? `${builder.stream(
          `${head} ${glyphs.length} begincidchar ${glyphs.map((g, i) => `<${toHex([i + 1])}> ${g.gid}`).join('\n')} endcidchar endcmap end end`,
          '/Type/CMap/CMapName/Eigen/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>',
        )} 0 R`
      : options.vertical
        ? '/Identity-V'
        : '/Identity-H';
  const unicode = options.toUnicode
    ? `/ToUnicode ${builder.stream(
        `${head} ${glyphs.length} beginbfchar ${codes.map((c, i) => `<${toHex([c])}> <${hex16([text.charCodeAt(i)])}>`).join('\n')} endbfchar endcmap end end`,
      )} 0 R`
    : '';
  const font = builder.add(
    `<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+LiberationSans/Encoding ${encoding}/DescendantFonts[${cid} 0 R]${unicode}>>`,
  );
  const advance = (from: number, to: number): number =>
    glyphs.slice(from, to).reduce((sum, g) => sum + (g.width * S) / 1000, 0);
  const first = BEFORE.length + 1;
  const last = first + SECRET.length;
  const quad = options.vertical
    ? box(300 - 12, 800 - last * S - 0.5, 300 + 12, 800 - first * S + 0.5)
    : box(LINE.x + advance(0, first) - 0.5, 695, LINE.x + advance(0, last) + 0.5, 716);
  const start = options.vertical ? '300 800' : at(LINE.x);
  return {
    item,
    bytes: document(
      [
        {
          content: `BT /C0 ${S} Tf ${start} Td <${toHex(codes)}> Tj ET\n${ANCHOR}`,
          fonts: `/C0 ${font} 0 R`,
        },
      ],
      { builder },
    ),
    marks: [mark([quad])],
    secrets: options.toUnicode ? [SECRET] : [],
    // Poppler cuts vertical Latin text into letters.
    keep: options.vertical || !options.toUnicode ? ['Ankerregel'] : KEEP,
    ...(options.toUnicode
      ? { lettersOfFont: true }
      : { visual: true, secretBytes: Buffer.from(toHex(codes.slice(first, last)), 'latin1') }),
  };
}

function predefined(): HidingCase {
  const builder = new PdfBuilder();
  const cid = builder.add(
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/W[1[278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278]]/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[-92 -250 1010 922]/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 114>>>>',
  );
  const font = builder.add(
    `<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UCS2-H/DescendantFonts[${cid} 0 R]>>`,
  );
  const secret = '機密文書';
  const text = `公開${secret}公表`;
  const codes = hex16([...text].map((c) => c.charCodeAt(0)));
  return {
    item: 'predefined CMap',
    bytes: document(
      [{ content: `BT /J ${S} Tf ${at(LINE.x)} Td <${codes}> Tj ET\n${ANCHOR}`, fonts: `/J ${font} 0 R` }],
      { builder },
    ),
    marks: [mark([box(LINE.x + 2 * S - 0.5, 695, LINE.x + 6 * S + 0.5, 716)], 1, secret)],
    secrets: [secret],
    keep: ['公開', '公表', 'Ankerregel'],
  };
}

function nonEmbedded(): HidingCase {
  const builder = new PdfBuilder();
  const widths = [...Array(224).keys()].map((i) =>
    Math.round(helvetica(String.fromCharCode(32 + i).replace(/[\x7f-\x9f]/, ' '), 1000)),
  );
  const font = builder.add(
    `<</Type/Font/Subtype/TrueType/BaseFont/OnbekendeLetter/FirstChar 32/LastChar 255/Widths[${widths.join(' ')}]/Encoding/WinAnsiEncoding>>`,
  );
  return {
    item: 'non-embedded font',
    bytes: document([{ content: PLAIN_LINE.replace('/F1', '/NE') + ANCHOR, fonts: `/NE ${font} 0 R` }], {
      builder,
    }),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** A grey picture of `width` × `height` samples, as an image XObject with some texture. */
function scan(builder: PdfBuilder, width: number, height: number): number {
  const pixels = new Uint8Array(width * height).map((_, i) => 200 + ((i * 7919) % 40));
  return builder.stream(
    pixels,
    `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`,
  );
}

function ocr(item: string, dx: number, dy: number): HidingCase {
  const builder = new PdfBuilder();
  const image = scan(builder, 1600, 320);
  return {
    item,
    bytes: document(
      [
        {
          content: `q 400 0 0 80 60 660 cm /Im0 Do Q BT 3 Tr /F1 ${S} Tf ${LINE.x + dx} ${LINE.y + dy} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n${ANCHOR}`,
          resources: `/XObject<</Im0 ${image} 0 R>>`,
        },
      ],
      { builder },
    ),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** OCR text in a font without outlines and with a font box of zero. */
function glyphless(): HidingCase {
  const builder = new PdfBuilder();
  const text = `${BEFORE} ${SECRET} ${AFTER}`;
  const cid = builder.add(
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphLessFont/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 500/FontDescriptor<</Type/FontDescriptor/FontName/GlyphLessFont/Flags 5/FontBBox[0 0 0 0]/ItalicAngle 0/Ascent 0/Descent 0/CapHeight 0/StemV 80>>>>',
  );
  const toUnicode = builder.stream(
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <00ff> <0000> endbfrange endcmap end end',
  );
  const font = builder.add(
    `<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H/DescendantFonts[${cid} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
  );
  const image = scan(builder, 1600, 320);
  const first = BEFORE.length + 1;
  return {
    item: 'glyphless OCR font',
    bytes: document(
      [
        {
          content: `q 400 0 0 80 60 660 cm /Im0 Do Q BT 3 Tr /GL ${S} Tf ${at(LINE.x)} Td <${hex16([...text].map((c) => c.charCodeAt(0)))}> Tj ET\n${ANCHOR}`,
          fonts: `/GL ${font} 0 R`,
          resources: `/XObject<</Im0 ${image} 0 R>>`,
        },
      ],
      { builder },
    ),
    marks: [mark([box(LINE.x + first * 10 - 1, 694, LINE.x + (first + SECRET.length) * 10 + 1, 716)])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

function clipped(): HidingCase[] {
  const builder = new PdfBuilder();
  const image = scan(builder, 100, 20);
  const shadingBuilder = new PdfBuilder();
  const shading = shadingBuilder.add(
    '<</ShadingType 2/ColorSpace/DeviceRGB/Coords[72 0 500 0]/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>/Extend[true true]>>',
  );
  return [
    {
      item: 'Tr 7: text that clips an image',
      bytes: document(
        [
          {
            content: `q BT 7 Tr /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET 500 0 0 40 60 690 cm /Im0 Do Q\n${ANCHOR}`,
            resources: `/XObject<</Im0 ${image} 0 R>>`,
          },
        ],
        { builder },
      ),
      marks: [mark([line.quad])],
      secrets: [SECRET],
      keep: KEEP,
    },
    {
      item: 'a shading through a text clip',
      bytes: document(
        [
          {
            content: `q BT 7 Tr /F1 ${S} Tf ${at(LINE.x)} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET /Sh0 sh Q\n${ANCHOR}`,
            resources: `/Shading<</Sh0 ${shading} 0 R>>`,
          },
        ],
        { builder: shadingBuilder },
      ),
      marks: [mark([line.quad])],
      secrets: [SECRET],
      keep: KEEP,
    },
    simple(
      'text under an opaque rectangle',
      `${PLAIN_LINE}0 g ${line.secretLeft} 695 ${line.secretRight - line.secretLeft} 21 re f\n`,
    ),
    simple('text clipped away', `q 0 0 10 10 re W n ${PLAIN_LINE}Q\n`, { keep: ['Ankerregel'] }),
    cutOff(
      'end of a name that a cell cuts off',
      `q 60 690 ${line.secretRight - 60.5} 30 re W n ${CUT_OFF}Q\n`,
    ),
    cutOff(
      'end of a name in a string of its own that a cell cuts off',
      `q 60 690 ${line.secretRight - 60.5} 30 re W n ${CUT_OFF.replace(UNSEEN, `) Tj (${UNSEEN}`)}Q\n`,
    ),
    cutOff(
      'end of a name behind the edge of the page',
      `q 1 0 0 1 ${595 - line.secretRight} 0 cm ${CUT_OFF}Q\n`,
      595 - line.secretRight,
    ),
    // With spacing, text of size zero moves on by no number that a gap could have: the page becomes a picture.
    cutOff(
      'end of a name that a cell cuts off, on a page that becomes a picture',
      `q 60 690 ${line.secretRight - 60.5} 30 re W n ${CUT_OFF}Q\nBT /F1 0 Tf 1 Tc ${at(line.secretLeft + 9, LINE.y + 4)} Td (x) Tj ET\n`,
      0,
      { mayRasterise: true },
    ),
    simple('white text', `1 g ${PLAIN_LINE}0 g\n`),
  ];
}

function hiddenLayer(): HidingCase {
  const builder = new PdfBuilder();
  const group = builder.add('<</Type/OCG/Name(Verborgen laag)>>');
  return {
    item: 'hidden optional-content layer',
    bytes: document(
      [
        {
          content: `/OC /L0 BDC ${PLAIN_LINE}EMC\n${ANCHOR}`,
          resources: `/Properties<</L0 ${group} 0 R>>`,
        },
      ],
      {
        builder,
        catalog: `/OCProperties<</OCGs[${group} 0 R]/D<</OFF[${group} 0 R]/Order[${group} 0 R]>>>>`,
      },
    ),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: ['Ankerregel'],
  };
}

function layout(): HidingCase[] {
  const left = line.secretLeft;
  const right = line.secretRight;
  return [
    onLine(
      'tight leading',
      {
        content: `BT /F1 ${S} Tf ${S * 0.9} TL ${at(LINE.x, LINE.y + S * 0.9)} Td (jgpq regel erboven gypqj) Tj T* (${BEFORE} ${SECRET} ${AFTER}) Tj T* (ÀÉÎ regel eronder dichtbij) Tj ET\n${ANCHOR}`,
      },
      { keep: [...KEEP, 'erboven', 'eronder', 'dichtbij'] },
    ),
    simple('partly covered glyphs', PLAIN_LINE, {
      marks: [mark([box(left + 2, 697, right - 2, 713)])],
    }),
    simple('several marks on one line', PLAIN_LINE.replace(AFTER, `${AFTER} ${SECRET} Slotwoord`), {
      marks: [
        mark([line.quad]),
        mark([
          box(
            line.afterLeft + helvetica(`${AFTER} `, S) - 0.5,
            695,
            line.afterLeft + helvetica(`${AFTER} ${SECRET}`, S) + 0.5,
            716,
          ),
        ]),
      ],
      keep: [...KEEP, 'Slotwoord'],
    }),
    simple('a mark of several quads', PLAIN_LINE, {
      marks: [
        mark([box(left - 0.5, 695, (left + right) / 2, 716), box((left + right) / 2, 695, right + 0.5, 716)]),
      ],
    }),
    simple('the page whole', PLAIN_LINE, {
      marks: [{ ...mark([box(0, 0, 595, 842)]), kind: 'page' }],
      keep: [],
    }),
  ];
}

/** The usual line inside a form XObject. */
function forms(): HidingCase[] {
  const form = (builder: PdfBuilder, content: string, dict: string, resources = ''): number => {
    const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
    return builder.stream(
      content,
      `/Type/XObject/Subtype/Form/BBox[0 0 595 842]${dict}/Resources<</Font<</F1 ${font} 0 R>>${resources}>>`,
    );
  };
  const cases: HidingCase[] = [];

  const shared = new PdfBuilder();
  const sharedForm = form(shared, PLAIN_LINE, '');
  cases.push({
    item: 'form XObject on two pages, both marked',
    bytes: document(
      [1, 2].map(() => ({ content: `/Fm0 Do\n${ANCHOR}`, resources: `/XObject<</Fm0 ${sharedForm} 0 R>>` })),
      { builder: shared },
    ),
    marks: [mark([line.quad], 1), mark([line.quad], 2)],
    secrets: [SECRET],
    keep: KEEP,
  });

  const nested = new PdfBuilder();
  const inner = form(nested, PLAIN_LINE, '');
  const middle = form(nested, 'q 2 0 0 2 0 0 cm /Fm1 Do Q', '', `/XObject<</Fm1 ${inner} 0 R>>`);
  cases.push({
    item: 'nested and scaled forms',
    bytes: document(
      [{ content: `q 0.5 0 0 0.5 0 0 cm /Fm0 Do Q\n${ANCHOR}`, resources: `/XObject<</Fm0 ${middle} 0 R>>` }],
      { builder: nested },
    ),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  });

  const matrix = new PdfBuilder();
  const moved = form(matrix, PLAIN_LINE, '/Matrix[1 0 0 1 30 -40]');
  cases.push({
    item: 'form with a /Matrix',
    bytes: document([{ content: `/Fm0 Do\n${ANCHOR}`, resources: `/XObject<</Fm0 ${moved} 0 R>>` }], {
      builder: matrix,
    }),
    marks: [mark([box(line.secretLeft + 29.5, 655, line.secretRight + 30.5, 676)])],
    secrets: [SECRET],
    keep: KEEP,
  });

  const twice = new PdfBuilder();
  const both = form(twice, PLAIN_LINE, '');
  cases.push({
    item: 'one form drawn twice on a page',
    bytes: document(
      [
        {
          content: `/Fm0 Do q 1 0 0 1 0 -200 cm /Fm0 Do Q\n${ANCHOR}`,
          resources: `/XObject<</Fm0 ${both} 0 R>>`,
        },
      ],
      { builder: twice },
    ),
    marks: [mark([line.quad]), mark([box(line.secretLeft - 0.5, 495, line.secretRight + 0.5, 516)])],
    secrets: [SECRET],
    keep: KEEP,
  });

  const pattern = new PdfBuilder();
  const font = pattern.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const tile = pattern.stream(
    PLAIN_LINE,
    `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 595 842]/XStep 595/YStep 842/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  cases.push({
    item: 'tiling pattern',
    bytes: document(
      [
        {
          content: `q /Pattern cs /P0 scn 60 650 500 100 re f Q\n${ANCHOR}`,
          resources: `/Pattern<</P0 ${tile} 0 R>>`,
        },
      ],
      { builder: pattern },
    ),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: ['Ankerregel'],
    mayRasterise: true,
  });

  const soft = new PdfBuilder();
  const group = form(soft, `1 g ${PLAIN_LINE}`, '/Group<</S/Transparency/CS/DeviceGray>>');
  const state = soft.add(`<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G ${group} 0 R>>>>`);
  cases.push({
    item: 'soft-mask group',
    bytes: document(
      [
        {
          content: `q /GS0 gs 0 0 1 rg 60 680 500 50 re f Q\n${ANCHOR}`,
          resources: `/ExtGState<</GS0 ${state} 0 R>>`,
        },
      ],
      { builder: soft },
    ),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: ['Ankerregel'],
  });
  return cases;
}

/** Text, in every way ISO 32000 shows it. */
export const textCases: readonly HidingCase[] = [
  ...plain(),
  inherited(),
  type3('Type 3 font'),
  type3('Type 3 font of which the bounds are those of no glyph', 9000),
  composite('Type 0 with Identity-H and ToUnicode', { toUnicode: true }),
  composite('Type 0 with Identity-H without ToUnicode', { toUnicode: false }),
  composite('Type 0 with an embedded CMap', { cmap: 'embedded', toUnicode: true }),
  composite('vertical writing (Identity-V)', { vertical: true, toUnicode: true }),
  predefined(),
  nonEmbedded(),
  ocr('Tr 3 hidden OCR text on a scan', 0, 0),
  ocr('Tr 3 OCR text a little off the scan', 3, 4),
  glyphless(),
  ...clipped(),
  hiddenLayer(),
  ...layout(),
  ...forms(),
];
