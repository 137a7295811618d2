import {
  AFTER,
  ANCHOR,
  BEFORE,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  box,
  document,
  linePlaces,
  mark,
  type HidingCase,
} from './builder.ts';

const KEEP = [BEFORE, AFTER, 'Ankerregel'] as const;
const line = linePlaces();

const page = (item: string, extra: string, mediaBox?: string): HidingCase => ({
  item,
  bytes: document([{ content: PLAIN_LINE + ANCHOR, extra, ...(mediaBox === undefined ? {} : { mediaBox }) }]),
  marks: [mark([line.quad])],
  secrets: [SECRET],
  keep: KEEP,
});

/** One form on two pages of which the second is not marked: there the text must stay. */
function sharedForm(): HidingCase {
  const builder = new PdfBuilder();
  const font = builder.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const form = builder.stream(
    PLAIN_LINE.replace(SECRET, 'Gedeeldwoord'),
    `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  return {
    item: 'form XObject on two pages, one of which is marked',
    bytes: document(
      [1, 2].map((n) => ({
        content: `/Fm0 Do\n${ANCHOR}BT /F1 12 Tf 72 560 Td (Bladzijde${n}) Tj ET`,
        resources: `/XObject<</Fm0 ${form} 0 R>>`,
      })),
      { builder },
    ),
    marks: [mark([box(line.secretLeft - 0.5, 695, line.secretLeft + 200, 716)], 1, 'Gedeeldwoord')],
    secrets: [],
    keep: ['Bladzijde1', 'Bladzijde2', 'Gedeeldwoord'],
    visual: true,
  };
}

/** Letters drawn as outlines: little closed paths, in one path object or in several. */
function paths(): HidingCase[] {
  const letter = (x: number): string =>
    `${x} 700 m ${x + 8} 714 l ${x + 10} 714 l ${x + 4} 700 l h ${x + 3} 705 4 3 re `;
  const inside = [250, 265, 280].map(letter).join('');
  const outside = [100, 115, 400, 415].map(letter).join('');
  const mixed = (item: string, content: string): HidingCase => ({
    item,
    bytes: document([{ content: `${content}\n${ANCHOR}` }]),
    marks: [mark([box(245, 695, 298, 718)], 1, undefined)],
    secrets: [],
    keep: ['Ankerregel'],
    visual: true,
    secretBytes: Buffer.from('265 700 m', 'latin1'),
  });
  return [
    mixed('letters drawn as paths', `${inside}f ${outside}f`),
    mixed('one path object with parts inside and outside the mark', `${outside}${inside}f*`),
    mixed(
      'paths that cross the mark',
      `1 w 50 706 m 550 706 l S 0.9 g 40 690 520 40 re f 0 g ${inside}f ${outside}f 270 640 m 270 760 l S`,
    ),
  ];
}

/** Page geometry and vector drawing. */
/** Content that takes back one state too many and leaves a translucent one: the box over a rule is opaque all the same. */
function leftTranslucent(): HidingCase {
  return {
    item: 'content that leaves a translucent state behind',
    bytes: document([
      {
        content: `1 0 0 RG 4 w 72 707 m 500 707 l S ${PLAIN_LINE}${ANCHOR} Q /Half gs`,
        resources: '/ExtGState<</Half<</ca 0.4/CA 0.4/BM/Multiply>>>>',
      },
    ]),
    marks: [mark([line.quad])],
    secrets: [SECRET],
    keep: KEEP,
  };
}

/** A shading, or a pattern of one, of which a table says what shade is where: as good as a picture. */
function tableOfShades(item: string, content: string, resources: (shading: string) => string): HidingCase {
  const builder = new PdfBuilder();
  const table = Uint8Array.from({ length: 64 * 48 }, (_, i) => (i * 7 + (i >> 6) * 31) % 251);
  const shades = builder.stream(
    table,
    '/FunctionType 0/Domain[0 1 0 1]/Range[0 1]/Size[64 48]/BitsPerSample 8',
  );
  const shading = `<</ShadingType 1/ColorSpace/DeviceGray/Matrix[320 0 0 240 100 300]/Function ${shades} 0 R>>`;
  return {
    item,
    bytes: document([{ content: `${content}\n0 g ${ANCHOR}`, resources: resources(shading) }], { builder }),
    marks: [mark([box(195, 345, 255, 405)], 1, undefined)],
    secrets: [],
    // Row 15 from the bottom, in the middle of the mark.
    secretBytes: table.slice(15 * 64 + 21, 15 * 64 + 29),
    keep: ['Ankerregel'],
    visual: true,
    mayRasterise: true,
  };
}

export const pageCases: readonly HidingCase[] = [
  page('/Rotate 90', '/Rotate 90'),
  page('/Rotate 180', '/Rotate 180'),
  page('/Rotate 270', '/Rotate 270'),
  page('/Rotate -90', '/Rotate -90'),
  page('CropBox away from the origin', '/CropBox[50 500 545 800]'),
  page('MediaBox away from the origin', '', '-100 -50 595 842'),
  page('CropBox and /Rotate 90', '/CropBox[50 500 545 800]/Rotate 90'),
  page('UserUnit', '/UserUnit 2'),
  sharedForm(),
  leftTranslucent(),
  ...paths(),
  tableOfShades(
    'shading that is a table',
    'q 100 300 320 240 re W n /S sh Q',
    (shading) => `/Shading<</S ${shading}>>`,
  ),
  tableOfShades(
    'pattern that is a table',
    '/Pattern cs /P scn 100 300 320 240 re f',
    (shading) => `/Pattern<</P<</PatternType 2/Shading ${shading}>>>>`,
  ),
];
