import {
  AFTER,
  ANCHOR,
  BEFORE,
  HELVETICA,
  PLAIN_LINE,
  PdfBuilder,
  SECRET,
  box,
  document,
  linePlaces,
  mark,
  type HidingCase,
} from './builder.ts';

const W = 64;
const H = 48;

/** Columns 26 to 38 of rows 18 to 30 look random; they are the secret. */
const GREY = Uint8Array.from({ length: W * H }, (_, i) => {
  const x = i % W;
  const y = Math.floor(i / W);
  const isSecret = x >= 26 && x < 38 && y >= 18 && y < 30;
  return isSecret ? (x * 7919 + y * 104729 + ((x * y) % 13) * 57) & 255 : x + y;
});
const SECRET_BYTES = GREY.subarray(20 * W + 26, 20 * W + 38);
const IMAGE = `/Type/XObject/Subtype/Image/Width ${W}/Height ${H}/ColorSpace/DeviceGray/BitsPerComponent 8`;
const DRAW = 'q 320 0 0 240 100 400 cm /Im0 Do Q\n';
/** The secret of the picture, where it is drawn so. */
const PLACE = box(230, 490, 290, 550);
/** What lies to the right of the secret. */
const RIGHT = '300 390 200 260 re W n';
const RIGHT_PAGE = '/CropBox[300 0 595 842]';
const words = (text: string, x = 320): string => `BT /F1 12 Tf ${x} 560 Td (${text}) Tj ET\n`;

interface Halves {
  readonly first?: string;
  /** Entries of the second page. */
  readonly extra?: string;
  /** Whether the second page has a picture of its own with the same data. */
  readonly twin?: boolean;
}

/** A picture that is marked on the first page and of which the second shows the right half. */
function halved(
  item: string,
  second: string | { readonly appearance: 'shown' | 'not shown' },
  { first = DRAW, extra = '', twin = false, ...rest }: Partial<HidingCase> & Halves = {},
): HidingCase {
  const builder = new PdfBuilder();
  const image = builder.stream(GREY, IMAGE);
  const other = twin ? builder.stream(GREY, IMAGE) : image;
  let annotation = '';
  if (typeof second !== 'string') {
    const form = builder.stream(
      `q ${RIGHT} ${DRAW} Q`,
      `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</Im0 ${other} 0 R>>>>`,
    );
    annotation =
      second.appearance === 'shown'
        ? `/Annots[<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/F 4/AP<</N ${form} 0 R>>>>]`
        : `/Annots[<</Type/Annot/Subtype/Widget/FT/Btn/T(knop)/Rect[0 0 595 842]/F 4/AS/Off/AP<</N<</Yes ${form} 0 R>>>>>>]`;
  }
  return {
    item,
    bytes: document(
      [
        { content: first + words('Eerste'), resources: `/XObject<</Im0 ${image} 0 R>>` },
        {
          content: (typeof second === 'string' ? second : '') + words('Tweede'),
          resources: `/XObject<</Im0 ${other} 0 R>>${veils(builder)}`,
          extra: extra + annotation,
        },
      ],
      { builder },
    ),
    marks: [mark([PLACE], 1, undefined)],
    secrets: [],
    secretBytes: SECRET_BYTES,
    keep: ['Eerste', 'Tweede'],
    visual: true,
    ...rest,
  };
}

/** Four rectangles that cover the picture together. */
const TILES = [
  [90, 390],
  [260, 390],
  [90, 520],
  [260, 520],
]
  .map(([x, y]) => `${x} ${y} 170 130 re f`)
  .join(' ');
const PLAIN = 'BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI';

/** States G0, without any opacity, and G1, in which a soft mask lets nothing through. */
function veils(builder: PdfBuilder): string {
  const nothing = builder.stream(
    '',
    '/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>',
  );
  return `/ExtGState<</G0<</ca 0>>/G1<</SMask<</S/Luminosity/G ${nothing} 0 R>>>>>>`;
}

/** A mask of a picture that is marked, of which the second page shows the right half with another picture. */
function masked(item: string, key: 'SMask' | 'Mask'): HidingCase {
  const builder = new PdfBuilder();
  const bits = Uint8Array.from({ length: (W / 8) * H }, (_, i) => GREY[i * 8]!);
  const mask =
    key === 'SMask'
      ? builder.stream(GREY, IMAGE)
      : builder.stream(bits, `/Type/XObject/Subtype/Image/Width ${W}/Height ${H}/ImageMask true`);
  const [first, second] = [60, 200].map((grey) =>
    builder.stream(
      Uint8Array.from({ length: W * H }, () => grey),
      `${IMAGE}/${key} ${mask} 0 R`,
    ),
  );
  return {
    item,
    bytes: document(
      [
        { content: DRAW + words('Eerste'), resources: `/XObject<</Im0 ${first} 0 R>>` },
        {
          content: `q ${RIGHT} ${DRAW} Q\n${words('Tweede')}`,
          resources: `/XObject<</Im0 ${second} 0 R>>`,
        },
      ],
      { builder },
    ),
    marks: [mark([PLACE], 1, undefined)],
    secrets: [],
    secretBytes: key === 'SMask' ? SECRET_BYTES : bits.subarray((W / 8) * 18, (W / 8) * 30),
    keep: ['Eerste', 'Tweede'],
    visual: true,
    mayRasterise: true,
  };
}

/** A picture that is marked, and that the second page draws whole in a layer that is off; the layer goes in by `how`. */
function layered(item: string, how: 'content' | 'form' | 'membership'): HidingCase {
  const builder = new PdfBuilder();
  const image = builder.stream(GREY, IMAGE);
  const layer = builder.add('<</Type/OCG/Name(Laag)>>');
  const member = how === 'membership' ? builder.add(`<</Type/OCMD/OCGs ${layer} 0 R>>`) : layer;
  const images = `/XObject<</Im0 ${image} 0 R>>`;
  const form = builder.stream(
    DRAW,
    `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC ${layer} 0 R/Resources<<${images}>>`,
  );
  const inLayer = how === 'form' ? '/Fm0 Do\n' : `/OC /L0 BDC ${DRAW} EMC\n`;
  return {
    item,
    bytes: document(
      [
        { content: DRAW + words('Eerste'), resources: images },
        {
          content: inLayer + words('Tweede'),
          resources: `/XObject<</Im0 ${image} 0 R/Fm0 ${form} 0 R>>/Properties<</L0 ${member} 0 R>>`,
        },
      ],
      {
        builder,
        catalog: `/OCProperties<</OCGs[${layer} 0 R]/D<</OFF[${layer} 0 R]/Order[${layer} 0 R]>>>>`,
      },
    ),
    marks: [mark([PLACE], 1, undefined)],
    secrets: [],
    secretBytes: SECRET_BYTES,
    keep: ['Eerste', 'Tweede'],
    visual: true,
    mayRasterise: true,
  };
}

/** Two pages with the same content, each of which shows one half of it. */
function spread(): HidingCase {
  const builder = new PdfBuilder();
  const image = builder.stream(GREY, IMAGE);
  const font = builder.add(HELVETICA);
  const content = builder.stream(
    `${PLAIN_LINE.replace(AFTER, '')}${DRAW}${words('Links', 80)}${words('Rechts', 500)}`,
  );
  const tree = builder.reserve();
  const page = (crop: string): number =>
    builder.add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 842 842]/CropBox[${crop}]/Contents ${content} 0 R/Resources<</Font<</F1 ${font} 0 R>>/XObject<</Im0 ${image} 0 R>>>>>>`,
    );
  builder.set(tree, `<</Type/Pages/Kids[${page('0 0 421 842')} 0 R ${page('421 0 842 842')} 0 R]/Count 2>>`);
  return {
    item: 'two halves of a sheet as two pages, by their crop boxes',
    bytes: builder.build(builder.add(`<</Type/Catalog/Pages ${tree} 0 R>>`)),
    marks: [mark([linePlaces().quad]), mark([PLACE], 1, undefined)],
    secrets: [SECRET],
    secretBytes: SECRET_BYTES,
    keep: [BEFORE, 'Links', 'Rechts'],
  };
}

/** A form with the usual line, of which the second page shows the beginning. */
function shortened(): HidingCase {
  const builder = new PdfBuilder();
  const font = builder.add(HELVETICA);
  const form = builder.stream(
    PLAIN_LINE,
    `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  const resources = `/XObject<</Fm0 ${form} 0 R>>`;
  return {
    item: 'a form of which another page shows a part',
    bytes: document(
      [
        { content: `/Fm0 Do\n${ANCHOR}`, resources },
        { content: `q 60 690 120 40 re W n /Fm0 Do Q\n${ANCHOR}`, resources },
      ],
      { builder },
    ),
    marks: [mark([linePlaces().quad])],
    secrets: [SECRET],
    keep: [BEFORE, AFTER, 'Ankerregel'],
    mayRasterise: true,
  };
}

/** A cell with the usual line; `second` paints a part of it on the same page or on one of its own. */
function patterned(item: string, first: string, second?: string): HidingCase {
  const builder = new PdfBuilder();
  const font = builder.add(HELVETICA);
  const cell = builder.stream(
    PLAIN_LINE,
    `/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 595 842]/XStep 595/YStep 842/Resources<</Font<</F1 ${font} 0 R>>>>`,
  );
  const resources = `/Pattern<</P1 ${cell} 0 R>>`;
  const pages = [first, ...(second === undefined ? [] : [second])];
  return {
    item,
    bytes: document(
      pages.map((paths) => ({ content: `/Pattern cs /P1 scn ${paths}\n0 g ${ANCHOR}`, resources })),
      { builder },
    ),
    // Without a quote nothing can be searched for.
    marks: [{ id: 'area', page: 1, kind: 'area', quads: [linePlaces().quad], codes: ['10.2.e'] }],
    secrets: [SECRET],
    keep: ['Ankerregel'],
    mayRasterise: true,
  };
}

/** What one place shows and a mark takes, and another place holds out of sight. */
export const sharedCases: readonly HidingCase[] = [
  halved('a picture that another page clips', `q ${RIGHT} ${DRAW} Q\n`, { mayRasterise: true }),
  halved(
    'a picture that another page clips by a circle',
    `q 300 500 m 400 640 450 500 400 400 c h W n ${DRAW} Q\n`,
    {
      mayRasterise: true,
    },
  ),
  halved('a picture that reaches out of another page', DRAW, { extra: RIGHT_PAGE }),
  halved('a picture with the same data, clipped', `q ${RIGHT} ${DRAW} Q\n`, {
    twin: true,
    mayRasterise: true,
  }),
  halved(
    'a picture that the appearance of an annotation clips',
    { appearance: 'shown' },
    { mayRasterise: true },
  ),
  halved('a picture that the same page clips elsewhere', '', {
    first: `${DRAW} q 1 0 0 1 0 -350 cm ${RIGHT} ${DRAW} Q\n`,
    mayRasterise: true,
  }),
  halved('a picture in an appearance that is not shown', { appearance: 'not shown' }, { mayRasterise: true }),
  layered('a picture in a layer that is off', 'content'),
  layered('a picture in a form whose layer is off', 'form'),
  layered('a picture in a layer that is off by a membership', 'membership'),
  halved('a picture that another page paints over', `${DRAW} q 1 1 0 rg 90 390 340 260 re f Q\n`, {
    mayRasterise: true,
  }),
  halved('a picture that another page paints over bit by bit', `${DRAW} ${TILES} `, { mayRasterise: true }),
  halved('a picture that another page has under another', `${DRAW} q 340 0 0 260 90 390 cm ${PLAIN} Q\n`, {
    mayRasterise: true,
  }),
  halved('a picture that another page has without any opacity', `q /G0 gs ${DRAW} Q\n`, {
    mayRasterise: true,
  }),
  halved('a picture that another page has behind an empty soft mask', `q /G1 gs ${DRAW} Q\n`, {
    mayRasterise: true,
  }),
  masked('a soft mask that another picture has, too', 'SMask'),
  masked('a stencil that another picture has, too', 'Mask'),
  spread(),
  shortened(),
  patterned('a pattern of which another page shows a part', '0 0 595 842 re f', '60 690 120 40 re f'),
  patterned('a pattern of which another painting shows a part', '100 690 495 40 re f 60 300 20 20 re f'),
];
