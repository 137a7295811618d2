import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRawStream } from 'pdf-lib';
import * as fixtures from './fixtures.ts';
import { HEIGHT, WIDTH, imageStream, packed } from './formats.ts';
import { type Pixels, cutter, pageOf, pixelAt, pixelRectangle, render } from './support.ts';

const GROUND = [204, 230, 255];
const ramp = (x: number, y: number): number => ((x * 3 + y * 5) % 64) / 63;
const dots = (x: number, y: number): number => ((x * 7 + y * 13) % 5 < 2 ? 1 : 0);

/** A mark whose edges lie on the grid of every mask used here. */
const polygon = pixelRectangle(WIDTH, HEIGHT, [20, 12, 40, 28]);
const isCut = (x: number, y: number): boolean => x >= 20 && x < 40 && y >= 12 && y < 28;

async function cutAndRender(build: (doc: PDFDocument) => PDFRawStream): Promise<{
  readonly before: Pixels;
  readonly after: Pixels;
  readonly result: PDFRawStream;
  readonly doc: PDFDocument;
}> {
  const { doc, image, ref } = await pageOf(build, WIDTH, HEIGHT);
  const before = await render(await doc.save());
  const result = await cutter.cut(doc.context, image, [polygon], undefined);
  assert.ok(result instanceof PDFRawStream, JSON.stringify(result));
  doc.context.assign(ref, result);
  return { before, after: await render(await doc.save()), result, doc };
}

/** Fails unless the cut shows `colour` all over and everything else is as before. */
function assertCut(before: Pixels, after: Pixels, colour: readonly number[]): void {
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const expected = isCut(x, y) ? colour : pixelAt(before, x, y);
      assert.deepEqual(pixelAt(after, x, y), expected, `pixel ${x},${y}`);
    }
  }
}

const greyEntries = { ColorSpace: 'DeviceGray' };

function maskSamples(result: PDFRawStream, key: string): Uint8Array {
  const mask = result.dict.lookup(PDFName.of(key));
  assert.ok(mask instanceof PDFRawStream);
  return inflateSync(mask.contents);
}

describe('masks of a cut image', () => {
  it('an image mask does not paint where it was cut', async () => {
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(1, 1, dots), { ImageMask: true, BitsPerComponent: 1 }),
    );
    assertCut(before, after, GROUND);
  });

  it('nor one with an inverted Decode', async () => {
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(1, 1, dots), { ImageMask: true, BitsPerComponent: 1, Decode: [1, 0] }),
    );
    assertCut(before, after, GROUND);
  });

  it('an explicit mask of another size is cut as well', async () => {
    const { before, after, result } = await cutAndRender((doc) => {
      const mask = imageStream(doc.context, packed(1, 1, dots), { ImageMask: true, BitsPerComponent: 1 });
      const half = mask.clone(doc.context);
      half.dict.set(PDFName.of('Height'), doc.context.obj(HEIGHT / 2));
      return imageStream(doc.context, packed(3, 8, ramp), {
        ColorSpace: 'DeviceRGB',
        Mask: doc.context.register(half),
      });
    });
    const bits = maskSamples(result, 'Mask');
    const stride = Math.ceil(WIDTH / 8);
    for (let y = 6; y < 14; y++) {
      for (let x = 20; x < 40; x++) assert.equal((bits[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1, 1);
    }
    // The viewer smooths a mask that it has to stretch, so the first and last rows hold some of their neighbours.
    for (let y = 14; y < 26; y++) {
      for (let x = 20; x < 40; x++) assert.deepEqual(pixelAt(after, x, y), GROUND, `pixel ${x},${y}`);
    }
    assert.deepEqual(pixelAt(after, 5, 5), pixelAt(before, 5, 5));
  });

  it('a soft mask of the same size is cut as well', async () => {
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(3, 8, ramp), {
        ColorSpace: 'DeviceRGB',
        SMask: doc.context.register(imageStream(doc.context, packed(1, 8, ramp), greyEntries)),
      }),
    );
    assertCut(before, after, GROUND);
  });

  it('a soft mask of another size is cut where the mark touches it', async () => {
    const { result } = await cutAndRender((doc) => {
      const mask = imageStream(
        doc.context,
        packed(1, 8, () => 0.5),
        greyEntries,
      );
      mask.dict.set(PDFName.of('Width'), doc.context.obj(WIDTH / 2));
      return imageStream(doc.context, packed(3, 8, ramp), {
        ColorSpace: 'DeviceRGB',
        SMask: doc.context.register(mask),
      });
    });
    const samples = maskSamples(result, 'SMask');
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH / 2; x++) {
        assert.equal(samples[y * (WIDTH / 2) + x], isCut(2 * x, y) ? 0 : 128, `sample ${x},${y}`);
      }
    }
  });

  it('a soft mask that is a JPEG is cut in its coefficients', async () => {
    const { result } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(3, 8, ramp), {
        ColorSpace: 'DeviceRGB',
        SMask: doc.context.register(
          imageStream(doc.context, fixtures.jpegGrey, { ...greyEntries, Filter: 'DCTDecode' }),
        ),
      }),
    );
    const mask = result.dict.lookup(PDFName.of('SMask'));
    assert.ok(mask instanceof PDFRawStream);
    assert.equal(mask.dict.get(PDFName.of('Filter')), PDFName.of('DCTDecode'));
    assert.notDeepEqual(mask.contents, fixtures.jpegGrey);
  });

  it('a colour key goes on holding', async () => {
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(1, 8, ramp), { ...greyEntries, Mask: [200, 255] }),
    );
    assertCut(before, after, [0, 0, 0]);
  });

  it('a colour key on black leaves the cut open, all of it', async () => {
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, packed(1, 8, ramp), { ...greyEntries, Mask: [0, 40] }),
    );
    assertCut(before, after, GROUND);
  });

  it('opacity inside a JPX becomes a soft mask, cut at the same place', async () => {
    const { result } = await cutAndRender((doc) =>
      imageStream(doc.context, fixtures.jpxRgba, { Filter: 'JPXDecode', SMaskInData: 1 }),
    );
    assert.equal(result.dict.get(PDFName.of('SMaskInData')), undefined);
    const samples = maskSamples(result, 'SMask');
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        assert.equal(samples[y * WIDTH + x], isCut(x, y) ? 0 : (x * 3 + y) % 256, `sample ${x},${y}`);
      }
    }
  });

  it('places in a table of a JPX of fewer than eight bits stay the places that they are', async () => {
    const data = Uint8Array.from(fixtures.jpxGrey);
    const file = Buffer.from(data.buffer);
    // Four bits a sample, as the box of the header and the codestream tell.
    file[file.indexOf('ihdr') + 14] = 3;
    file[file.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51])) + 42] = 3;
    const grounds = Array.from({ length: 16 }, (_, i) => [0, 17 * i, 255 - 17 * i]);
    const table = grounds.flat().map((value) => value.toString(16).padStart(2, '0'));
    const { before, after } = await cutAndRender((doc) =>
      imageStream(doc.context, data, {
        Filter: 'JPXDecode',
        BitsPerComponent: 4,
        ColorSpace: ['Indexed', 'DeviceRGB', 15, PDFHexString.of(table.join(''))],
      }),
    );
    const colours = new Set<number>();
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        if (isCut(x, y)) continue;
        assert.deepEqual(pixelAt(after, x, y), pixelAt(before, x, y), `pixel ${x},${y}`);
        colours.add(pixelAt(after, x, y)[1]!);
      }
    }
    assert.ok(colours.size > 8);
  });

  it('the masks that were there are left alone', async () => {
    const { doc, image } = await pageOf(
      (target) =>
        imageStream(target.context, packed(3, 8, ramp), {
          ColorSpace: 'DeviceRGB',
          SMask: target.context.register(imageStream(target.context, packed(1, 8, ramp), greyEntries)),
        }),
      WIDTH,
      HEIGHT,
    );
    const mask = image.dict.lookup(PDFName.of('SMask'));
    assert.ok(mask instanceof PDFRawStream);
    await cutter.cut(doc.context, image, [polygon], undefined);
    assert.equal(Buffer.compare(mask.contents, packed(1, 8, ramp)), 0);
    assert.equal(image.dict.lookup(PDFName.of('SMask')), mask);
  });
});

describe('cutInline', () => {
  it('writes short keys and data without an EI', async () => {
    const { doc } = await pageOf(
      (target) => imageStream(target.context, packed(1, 8, ramp), greyEntries),
      9,
      9,
    );
    const { context } = doc;
    const dict = context.obj({ W: WIDTH, H: HEIGHT, CS: 'G', BPC: 8, F: 'AHx', I: true });
    const data = Buffer.from(`${Buffer.from(packed(1, 8, ramp)).toString('hex')}>`);
    const result = await cutter.cutInline(context, dict, data, [polygon], undefined);
    assert.ok('dict' in result, JSON.stringify(result));
    assert.equal(String(result.dict.get(PDFName.of('F'))), '[ /A85 /Fl ]');
    assert.deepEqual(
      result.dict.keys().map((key) => key.decodeText()),
      ['W', 'H', 'CS', 'BPC', 'I', 'F'],
    );
    assert.ok(result.data.every((byte) => byte > 0x20 && byte < 0x7f));

    const page = await pageOf(
      (target) => imageStream(target.context, packed(1, 8, ramp), greyEntries),
      WIDTH,
      HEIGHT,
    );
    const node = page.doc.getPage(0).node;
    const text = (image: PDFDict, bytes: Uint8Array): Uint8Array => {
      const entries = image.entries().map(([key, value]) => `${key.toString()} ${value.toString()}`);
      return Buffer.concat([
        Buffer.from(`q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm BI ${entries.join(' ')} ID `),
        bytes,
        Buffer.from('\nEI Q'),
      ]);
    };
    const show = async (image: PDFDict, bytes: Uint8Array): Promise<Pixels> => {
      node.set(
        PDFName.of('Contents'),
        page.doc.context.register(page.doc.context.stream(text(image, bytes))),
      );
      return render(await page.doc.save());
    };
    assertCut(await show(dict, data), await show(result.dict, result.data), [0, 0, 0]);
  });

  it('finds a named colour space in the resources', async () => {
    const { doc } = await pageOf(
      (target) => imageStream(target.context, packed(1, 8, ramp), greyEntries),
      9,
      9,
    );
    const { context } = doc;
    const resources = context.obj({ ColorSpace: { CS0: ['Indexed', 'DeviceGray', 1, context.obj('x')] } });
    const named = context.obj({ ColorSpace: { CS0: ['CalGray', { WhitePoint: [1, 1, 1] }] } });
    const dict = context.obj({ W: WIDTH, H: HEIGHT, CS: 'CS0', BPC: 8 });
    const data = packed(1, 8, ramp);
    assert.ok('dict' in (await cutter.cutInline(context, dict, data, [polygon], named)));
    assert.ok('unsupported' in (await cutter.cutInline(context, dict, data, [polygon], resources)));
    assert.ok('unsupported' in (await cutter.cutInline(context, dict, data, [polygon], undefined)));
  });
});
