import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from 'pdf-lib';
import type { Point } from '../../../../src/pdf/content/types.ts';
import { type Coverage, coverPixels, isCovered } from '../../../../src/pdf/images/coverage.ts';
import { FORMATS, HEIGHT, WIDTH } from './formats.ts';
import { type Pixels, cutter, pageOf, pixelAt, pixelRectangle, render } from './support.ts';

const straight = pixelRectangle(WIDTH, HEIGHT, [17, 14, 49, 27]);
const slanted: Point[] = [
  { x: 0.2, y: 0.3 },
  { x: 0.75, y: 0.2 },
  { x: 0.85, y: 0.45 },
  { x: 0.3, y: 0.55 },
];

function covered(coverage: Coverage, x: number, y: number): boolean {
  return isCovered(coverage.row(y), x);
}

/** Whether a covered pixel is at most `distance` pixels away. */
function near(coverage: Coverage, x: number, y: number, distance: number): boolean {
  for (let dy = -distance; dy <= distance; dy++) {
    for (let dx = -distance; dx <= distance; dx++) if (covered(coverage, x + dx, y + dy)) return true;
  }
  return false;
}

/** The largest difference of a sample among the pixels that `choose` picks. */
function difference(a: Pixels, b: Pixels, choose: (x: number, y: number) => boolean): number {
  let largest = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      if (!choose(x, y)) continue;
      const other = pixelAt(b, x, y);
      pixelAt(a, x, y).forEach((value, k) => {
        largest = Math.max(largest, Math.abs(value - other[k]!));
      });
    }
  }
  return largest;
}

/** How many colours stand in the pixels that `choose` picks. */
function colours(pixels: Pixels, choose: (x: number, y: number) => boolean): Set<string> {
  const found = new Set<string>();
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) if (choose(x, y)) found.add(pixelAt(pixels, x, y).join(' '));
  }
  return found;
}

/**
 * In whole 16 x 16 blocks (the largest in use here) nothing at all is left of a JPEG; decoders that smooth the
 * colours let the neighbours shine in by two pixels.
 */
function insideWholeBlocks(coverage: Coverage, x: number, y: number): boolean {
  for (const [shiftX, shiftY] of [
    [-2, -2],
    [2, -2],
    [-2, 2],
    [2, 2],
  ] as const) {
    const left = Math.min(WIDTH - 1, Math.max(0, x + shiftX)) & ~15;
    const top = Math.min(HEIGHT - 1, Math.max(0, y + shiftY)) & ~15;
    for (let row = top; row < Math.min(HEIGHT, top + 16); row++) {
      for (let column = left; column < Math.min(WIDTH, left + 16); column++) {
        if (!covered(coverage, column, row)) return false;
      }
    }
  }
  return true;
}

for (const [shape, polygons] of [
  ['a rectangle', [straight]],
  ['a slanted mark', [slanted]],
  ['two marks', [straight, pixelRectangle(WIDTH, HEIGHT, [30, 15.5, 90, 60])]],
] as const) {
  const coverage = coverPixels(WIDTH, HEIGHT, polygons);

  describe(`an image under ${shape}`, () => {
    for (const format of FORMATS) {
      it(format.name, async () => {
        const { doc, image, ref } = await pageOf((target) => format.build(target.context), WIDTH, HEIGHT);
        const before = Uint8Array.from(image.contents);
        const original = await doc.save();
        const shown = await render(original);
        assert.ok(
          colours(shown, (x, y) => covered(coverage, x, y)).size > 1,
          'something to be removed stands there',
        );

        const result = await cutter.cut(doc.context, image, polygons, undefined);
        assert.ok(result instanceof PDFRawStream, JSON.stringify(result));
        assert.equal(Buffer.compare(image.contents, before), 0, 'the input is left alone');
        doc.context.assign(ref, result);
        const cutBytes = await doc.save();
        check(shown, await render(cutBytes));
      }).timeout(30_000);

      const check = (from: Pixels, to: Pixels): void => {
        if (format.exact) {
          assert.equal(colours(to, (x, y) => covered(coverage, x, y)).size, 1, 'the cut is one colour');
          assert.equal(
            difference(from, to, (x, y) => !covered(coverage, x, y)),
            0,
            'the rest is as it was',
          );
          return;
        }
        const whole = colours(to, (x, y) => insideWholeBlocks(coverage, x, y));
        assert.ok(whole.size <= 1, `whole blocks are one colour, not ${[...whole].join(', ')}`);
        const far = difference(from, to, (x, y) => !near(coverage, x, y, 17));
        assert.ok(
          far <= (format.name.startsWith('JPX') ? 12 : 0),
          `blocks that are not touched changed by ${far}`,
        );
        // Next to the cut, pixels share their colour sample with covered ones and may lose their hue.
        const close = difference(from, to, (x, y) => !near(coverage, x, y, 2));
        assert.ok(close <= (format.tolerance ?? 0), `touched blocks changed by ${close}`);
      };
    }
  });
}

describe('an image of large samples', () => {
  const GREY = { Type: 'XObject', Subtype: 'Image', ColorSpace: 'DeviceGray', BitsPerComponent: 8 };

  it('keeps samples that show beside the mark, and gives those it holds whole the look of these', async () => {
    const doc = await PDFDocument.create();
    const samples = Uint8Array.from([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
    const image = doc.context.stream(samples, { ...GREY, Width: 4, Height: 3 });
    // One sample whole and parts of its neighbours.
    const mark = pixelRectangle(4, 3, [0.5, 0.5, 2.5, 2.5]);
    const cut = async (side: number): Promise<number[]> => {
      const result = await cutter.cut(doc.context, image, [mark], undefined, { across: side, along: side });
      assert.ok(result instanceof PDFRawStream);
      return [...decodePDFRawStream(result).decode()];
    };
    assert.deepEqual(await cut(100), [10, 20, 30, 40, 50, 50, 70, 80, 90, 100, 110, 120]);
    assert.deepEqual(await cut(1.5), [0, 0, 0, 40, 0, 0, 0, 80, 0, 0, 0, 120]);
  });

  it('takes the commonest colour beside the mark for what it takes of samples that are blended with the next', async () => {
    const doc = await PDFDocument.create();
    const samples = Uint8Array.from([255, 1, 2, 255, 255, 3, 4, 90, 90, 255, 255, 255]);
    const cut = async (entries: Record<string, unknown>, data = samples): Promise<number[]> => {
      const image = doc.context.stream(data, { ...GREY, Width: 4, Height: 3, ...(entries as typeof GREY) });
      const mark = pixelRectangle(4, 3, [1, 0, 3, 2]);
      const result = await cutter.cut(doc.context, image, [mark], undefined, { across: 4, along: 3 });
      assert.ok(result instanceof PDFRawStream);
      return [...decodePDFRawStream(result).decode()];
    };
    assert.deepEqual(await cut({}), [255, 255, 255, 255, 255, 255, 255, 90, 90, 255, 255, 255]);
    // A stencil leaves the page alone there, whatever is beside it.
    const stencil = { ImageMask: true, BitsPerComponent: 1, ColorSpace: undefined };
    assert.deepEqual(await cut(stencil, Uint8Array.from([0, 0, 0])), [0x60, 0x60, 0]);
  });

  it('stays as it was written when the mark holds no sample whole', async () => {
    const doc = await PDFDocument.create();
    const image = doc.context.stream(Uint8Array.from([10, 20]), { ...GREY, Width: 2, Height: 1 });
    const cutBy = (...place: readonly [number, number, number, number]) =>
      cutter.cut(doc.context, image, [pixelRectangle(2, 1, place)], undefined, { across: 60, along: 30 });
    assert.equal(await cutBy(0.2, 0, 1.8, 0.9), image);
    assert.notEqual(await cutBy(0.2, 0, 2, 1), image);
    // A mask with small samples loses some of them.
    const fine = { ...GREY, Width: 200, Height: 100 };
    const mask = doc.context.register(doc.context.stream(new Uint8Array(20_000), fine));
    image.dict.set(PDFName.of('SMask'), mask);
    assert.notEqual(await cutBy(0.2, 0, 1.8, 0.9), image);
  });

  it('stays short when rows are missing from the file: nothing is drawn of them', async () => {
    const doc = await PDFDocument.create();
    const image = doc.context.stream(Uint8Array.from([10, 20, 30, 40, 50]), {
      ...GREY,
      Width: 4,
      Height: 3,
    });
    const result = await cutter.cut(doc.context, image, [pixelRectangle(4, 3, [0, 0, 1, 1])], undefined);
    assert.ok(result instanceof PDFRawStream);
    assert.deepEqual([...decodePDFRawStream(result).decode()], [0, 20, 30, 40, 50]);
  });
});

describe('the dictionary of a cut image', () => {
  it('keeps what is needed to paint it and nothing that may copy it', async () => {
    const { doc, image } = await pageOf((target) => FORMATS[7]!.build(target.context), WIDTH, HEIGHT);
    const secret = doc.context.register(doc.context.stream('Geheim'));
    for (const key of [
      'Metadata',
      'Alternates',
      'OPI',
      'PieceInfo',
      'Thumb',
      'AF',
      'ID',
      'Name',
      'Measure',
    ]) {
      image.dict.set(PDFName.of(key), secret);
    }
    image.dict.set(PDFName.of('Interpolate'), doc.context.obj(true));
    const result = await cutter.cut(doc.context, image, [straight], undefined);
    assert.ok(result instanceof PDFRawStream);
    const keys = result.dict.keys().map((key) => key.decodeText());
    assert.deepEqual(
      keys.sort(),
      [
        'BitsPerComponent',
        'ColorSpace',
        'Filter',
        'Height',
        'Interpolate',
        'Length',
        'Subtype',
        'Type',
        'Width',
      ].sort(),
    );
  });
});
