import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { ANCHOR, PdfBuilder, box, document, mark, type HidingCase } from './builder.ts';

/** All pictures are of this size; the secret is a block of noise at columns 26–38, rows 18–30 (from the top). */
export const IMAGE = { width: 64, height: 48, left: 26, right: 38, top: 18, bottom: 30 } as const;
const { width: W, height: H } = IMAGE;

/** Drawn at 5 points a sample with its corner at (100, 400). */
const PLACE = 'q 320 0 0 240 100 400 cm';
const QUAD = box(230, 490, 290, 550);

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url)));

/** A deterministic bit that looks random. */
const noise = (x: number, y: number): number =>
  ((x * 73856093) ^ (y * 19349663) ^ ((x + 3) * (y + 7) * 83492791)) & 0x40 ? 1 : 0;
const secretAt = (x: number, y: number): boolean =>
  x >= IMAGE.left && x < IMAGE.right && y >= IMAGE.top && y < IMAGE.bottom;

/** Samples of `components` × `bits`, packed in rows; `value` gives 0…1. */
function samples(
  components: number,
  bits: number,
  value: (x: number, y: number, c: number) => number,
): Uint8Array {
  const rowBytes = Math.ceil((W * components * bits) / 8);
  const data = new Uint8Array(rowBytes * H);
  const max = 2 ** bits - 1;
  for (let y = 0; y < H; y++) {
    for (let x = 0; x < W; x++) {
      for (let c = 0; c < components; c++) {
        const sample = Math.round(value(x, y, c) * max);
        const at = (x * components + c) * bits;
        if (bits === 16) {
          data[y * rowBytes + at / 8] = sample >> 8;
          data[y * rowBytes + at / 8 + 1] = sample & 255;
        } else {
          const index = y * rowBytes + (at >> 3);
          data[index] = data[index]! | (sample << (8 - bits - (at & 7)));
        }
      }
    }
  }
  return data;
}

const picture = (x: number, y: number, c: number): number =>
  secretAt(x, y) ? noise(x, y) : (x + y * (c + 1)) / (W + H * 4);
const bilevel = (x: number, y: number): number => (secretAt(x, y) ? noise(x, y) : ((x >> 2) + (y >> 2)) % 2);

const IMAGE_DICT = `/Type/XObject/Subtype/Image/Width ${W}/Height ${H}`;

type Draw = (builder: PdfBuilder) => number;

/** A page with the picture that `draw` makes, marked over its secret block. */
function pictured(
  item: string,
  draw: Draw,
  more: Partial<HidingCase> & { readonly content?: string } = {},
): HidingCase {
  const builder = new PdfBuilder();
  const image = draw(builder);
  const { content, ...rest } = more;
  return {
    item,
    bytes: document(
      [
        {
          content: `${content ?? `0 0.5 0 rg ${PLACE} /Im0 Do Q 0 g`}\n${ANCHOR}`,
          resources: `/XObject<</Im0 ${image} 0 R>>`,
        },
      ],
      { builder },
    ),
    marks: [mark([QUAD], 1, undefined)],
    secrets: [],
    keep: ['Ankerregel'],
    visual: true,
    ...rest,
  };
}

const encoded =
  (name: string, filter: string, dict: string): Draw =>
  (builder) =>
    builder.add({ dict: `${IMAGE_DICT}/Filter/${filter}${dict}`, data: fixture(name) });

const raw =
  (components: number, bits: number, dict: string, value = picture): Draw =>
  (builder) =>
    builder.stream(samples(components, bits, value), `${IMAGE_DICT}/BitsPerComponent ${bits}${dict}`);

const RGB8 = '/ColorSpace/DeviceRGB';
const ccitt = `/ColorSpace/DeviceGray/BitsPerComponent 1`;

function softMask(item: string, own: 'same' | 'other'): HidingCase {
  return pictured(item, (builder) => {
    const scale = own === 'same' ? 1 : 2;
    const mask = new Uint8Array(W * scale * H * scale).map((_, i) => {
      const x = Math.floor((i % (W * scale)) / scale);
      const y = Math.floor(i / (W * scale) / scale);
      return secretAt(x, y) ? noise(x, y) * 255 : 255;
    });
    const number = builder.stream(
      mask,
      `/Type/XObject/Subtype/Image/Width ${W * scale}/Height ${H * scale}/ColorSpace/DeviceGray/BitsPerComponent 8`,
    );
    // The picture itself is even: the secret is in the mask alone.
    return builder.stream(
      samples(3, 8, (x, y) => (x + y) / (W + H)),
      `${IMAGE_DICT}/BitsPerComponent 8${RGB8}/SMask ${number} 0 R`,
    );
  });
}

function stencilMask(): HidingCase {
  return pictured('image with a stencil /Mask', (builder) => {
    const number = builder.stream(samples(1, 1, bilevel), `${IMAGE_DICT}/ImageMask true/BitsPerComponent 1`);
    return builder.stream(
      samples(3, 8, (x, y) => (x + y) / (W + H)),
      `${IMAGE_DICT}/BitsPerComponent 8${RGB8}/Mask ${number} 0 R`,
    );
  });
}

function shared(): HidingCase {
  const builder = new PdfBuilder();
  const image = raw(3, 8, RGB8)(builder);
  const page = (n: number) => ({
    content: `${PLACE} /Im0 Do Q\n${ANCHOR}BT /F1 12 Tf 72 560 Td (Bladzijde${n}) Tj ET`,
    resources: `/XObject<</Im0 ${image} 0 R>>`,
  });
  return {
    item: 'one image on two pages, both marked',
    bytes: document([page(1), page(2)], { builder }),
    marks: [mark([QUAD], 1, undefined), mark([QUAD], 2, undefined)],
    secrets: [],
    keep: ['Bladzijde1', 'Bladzijde2'],
    visual: true,
  };
}

function inForm(): HidingCase {
  const builder = new PdfBuilder();
  const image = raw(3, 8, RGB8)(builder);
  const form = builder.stream(
    `${PLACE} /Im0 Do Q`,
    `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</Im0 ${image} 0 R>>>>`,
  );
  return {
    item: 'image in a form',
    bytes: document([{ content: `/Fm0 Do\n${ANCHOR}`, resources: `/XObject<</Fm0 ${form} 0 R>>` }], {
      builder,
    }),
    marks: [mark([QUAD], 1, undefined)],
    secrets: [],
    keep: ['Ankerregel'],
    visual: true,
  };
}

function inline(item: string, dict: string, data: string): HidingCase {
  return {
    item,
    bytes: document([{ content: `${PLACE} BI /W ${W} /H ${H} ${dict} ID ${data}\nEI Q\n${ANCHOR}` }]),
    marks: [mark([QUAD], 1, undefined)],
    secrets: [],
    keep: ['Ankerregel'],
    visual: true,
  };
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Pixels. */
export const imageCases: readonly HidingCase[] = [
  pictured('DCT in RGB', encoded('rgb.jpg', 'DCTDecode', `/BitsPerComponent 8${RGB8}`)),
  pictured('DCT with subsampled chroma', encoded('rgb-420.jpg', 'DCTDecode', `/BitsPerComponent 8${RGB8}`)),
  pictured('DCT progressive', encoded('rgb-progressive.jpg', 'DCTDecode', `/BitsPerComponent 8${RGB8}`)),
  pictured('DCT in grey', encoded('grey.jpg', 'DCTDecode', '/BitsPerComponent 8/ColorSpace/DeviceGray')),
  pictured(
    'DCT in CMYK',
    encoded('cmyk.jpg', 'DCTDecode', '/BitsPerComponent 8/ColorSpace/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]'),
  ),
  pictured(
    'CCITT G4',
    encoded('bits.g4', 'CCITTFaxDecode', `${ccitt}/DecodeParms<</K -1/Columns ${W}/Rows ${H}>>`),
  ),
  pictured(
    'CCITT G3',
    encoded('bits.g3', 'CCITTFaxDecode', `${ccitt}/DecodeParms<</K 0/Columns ${W}/Rows ${H}>>`),
  ),
  pictured('JBIG2', encoded('bits.jb2', 'JBIG2Decode', ccitt)),
  pictured('JPX', encoded('rgb.jp2', 'JPXDecode', RGB8)),
  pictured('Flate RGB', raw(3, 8, RGB8)),
  pictured('Flate with a PNG predictor', (builder) => {
    const rows = samples(3, 8, picture);
    const filtered = Buffer.concat(
      [...Array(H).keys()].map((y) =>
        Buffer.concat([Buffer.from([0]), rows.subarray(y * W * 3, (y + 1) * W * 3)]),
      ),
    );
    return builder.add({
      dict: `${IMAGE_DICT}/BitsPerComponent 8${RGB8}/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns ${W}>>`,
      data: deflateSync(filtered),
    });
  }),
  pictured('Flate inside ASCIIHex', (builder) =>
    builder.add({
      dict: `${IMAGE_DICT}/BitsPerComponent 8${RGB8}/Filter[/ASCIIHexDecode/FlateDecode]`,
      data: `${deflateSync(samples(3, 8, picture)).toString('hex')}>`,
    }),
  ),
  pictured('indexed', (builder) =>
    builder.stream(
      samples(1, 4, (x, y) => (secretAt(x, y) ? noise(x, y) * (9 / 15) : ((x + y) % 16) / 15)),
      `${IMAGE_DICT}/BitsPerComponent 4/ColorSpace[/Indexed/DeviceRGB 15<${[...Array(16).keys()].map((i) => (i * 0x0f0d11).toString(16).padStart(6, '0')).join('')}>]`,
    ),
  ),
  pictured('1 bit', raw(1, 1, '/ColorSpace/DeviceGray', bilevel)),
  pictured('16 bit', raw(3, 16, RGB8)),
  pictured('ICC based', (builder) => {
    const profile = builder.stream(new Uint8Array(128), '/N 3/Alternate/DeviceRGB');
    return raw(3, 8, `/ColorSpace[/ICCBased ${profile} 0 R]`)(builder);
  }),
  pictured('CMYK', raw(4, 8, '/ColorSpace/DeviceCMYK')),
  pictured(
    'Separation',
    raw(
      1,
      8,
      '/ColorSpace[/Separation/Steunkleur/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 1 0]/N 1>>]',
    ),
  ),
  pictured('inverted by /Decode', raw(1, 8, '/ColorSpace/DeviceGray/Decode[1 0]')),
  softMask('soft mask of the same size', 'same'),
  softMask('soft mask of another size', 'other'),
  stencilMask(),
  pictured('image mask (stencil paint)', raw(1, 1, '/ImageMask true', bilevel)),
  pictured('colour-key mask', raw(3, 8, `${RGB8}/Mask[0 3 0 3 0 3]`)),
  pictured('rotated placement', raw(3, 8, RGB8), {
    content: 'q 0 320 -240 0 400 100 cm /Im0 Do Q',
    marks: [mark([box(250, 230, 310, 290)], 1, undefined)],
  }),
  pictured('one image twice on a page', raw(3, 8, RGB8), {
    content: `${PLACE} /Im0 Do Q q 320 0 0 240 100 100 cm /Im0 Do Q`,
    marks: [mark([QUAD], 1, undefined), mark([box(230, 190, 290, 250)], 1, undefined)],
  }),
  shared(),
  inForm(),
  inline('inline image', '/BPC 8 /CS /RGB', latin1(samples(3, 8, picture))),
  inline(
    'inline image, hex',
    '/BPC 8 /CS /G /F /AHx',
    `${Buffer.from(samples(1, 8, picture)).toString('hex')}>`,
  ),
];
