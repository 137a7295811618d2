import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { encodeG4 } from '../../../../src/pdf/images/bilevel/g4.ts';
import { encodeJbig2 } from '../../../../src/pdf/images/bilevel/jbig2.ts';
import { endOfFaxRows } from '../../../../src/pdf/images/filters/fax-end.ts';
import * as fixtures from './fixtures.ts';
import { decoders } from './support.ts';

interface Bits {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Rows made of runs, so that short and long codes of both colours come up; padding bits are 1, like white. */
const bits: fc.Arbitrary<Bits> = fc
  .record({
    width: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 2500, max: 6000 })),
    rows: fc.array(fc.array(fc.oneof(fc.nat(6), fc.nat(70), fc.nat(3000)), { maxLength: 40 }), {
      minLength: 1,
      maxLength: 12,
    }),
    repeat: fc.boolean(),
  })
  .map(({ width, rows, repeat }) => {
    const all = repeat ? rows.flatMap((row) => [row, row]) : rows;
    const stride = Math.ceil(width / 8);
    const data = new Uint8Array(stride * all.length).fill(255);
    all.forEach((runs, y) => {
      let x = 0;
      runs.forEach((run, index) => {
        for (let i = 0; i < run && x < width; i++, x++) {
          if (index % 2 === 1) data[y * stride + (x >> 3)]! &= ~(0x80 >> (x & 7));
        }
      });
    });
    return { width, height: all.length, data };
  });

/** The bits of each row that belong to the image. */
function used({ width, data }: Bits): Uint8Array {
  const stride = Math.ceil(width / 8);
  const mask = (0xff00 >> (((width + 7) & 7) + 1)) & 255;
  return data.map((byte, at) => (at % stride === stride - 1 ? byte & mask : byte));
}

const G4 = { k: -1, endOfLine: false, encodedByteAlign: false, rows: 0, blackIs1: false } as const;

describe('coding two colours', () => {
  it('group 4 comes back as it was, by another decoder', async () => {
    await fc.assert(
      fc.asyncProperty(bits, async (image) => {
        const encoded = encodeG4(image.data, image.width, image.height);
        const decoded = await decoders.ccitt(encoded, image.height, { ...G4, columns: image.width });
        assert.equal(Buffer.compare(used({ ...image, data: decoded.data }), used(image)), 0);
      }),
      { numRuns: 150 },
    );
  }).timeout(30_000);

  it('group 4 ends where its rows do, with a mark of the end and without', () => {
    fc.assert(
      fc.property(bits, ({ width, height, data }) => {
        const encoded = encodeG4(data, width, height);
        const layout = { k: -1, columns: width, rows: height, byteAligned: false };
        const more = Buffer.concat([encoded, Buffer.from('Meer')]);
        assert.equal(endOfFaxRows(more, layout), encoded.length);
        const unended = endOfFaxRows(encoded.subarray(0, -3), layout);
        assert.ok(unended === undefined || unended <= encoded.length - 3);
        const end = endOfFaxRows(Buffer.concat([encoded.subarray(0, -3), Buffer.from('mm')]), layout);
        assert.ok(end !== undefined && end <= encoded.length - 2);
      }),
      { numRuns: 150 },
    );
  });

  it('JBIG2 comes back as it was, by another decoder', async () => {
    await fc.assert(
      fc.asyncProperty(bits, async (image) => {
        const encoded = encodeJbig2(image.data, image.width, image.height);
        const decoded = await decoders.jbig2(encoded, undefined, image.width, image.height);
        assert.equal(Buffer.compare(used({ ...image, data: decoded.data }), used(image)), 0);
      }),
      { numRuns: 150 },
    );
  }).timeout(30_000);

  it('every run length has a code of its own', async () => {
    for (let run = 1; run <= 5300; run += run < 130 ? 1 : 61) {
      const width = 2 * run + 9;
      const stride = Math.ceil(width / 8);
      const data = new Uint8Array(stride * 2).fill(255);
      for (let x = run + 1; x < 2 * run + 1; x++) data[stride + (x >> 3)]! &= ~(0x80 >> (x & 7));
      const decoded = await decoders.ccitt(encodeG4(data, width, 2), 2, { ...G4, columns: width });
      assert.equal(
        Buffer.compare(used({ width, height: 2, data: decoded.data }), used({ width, height: 2, data })),
        0,
      );
    }
  }).timeout(30_000);

  it('reads what libtiff writes', async () => {
    const { WIDTH, HEIGHT, bilevelBits } = fixtures;
    const expected = used({ width: WIDTH, height: HEIGHT, data: bilevelBits });
    for (const [data, k] of [
      [fixtures.faxGroup4, -1],
      [fixtures.faxGroup3, 0],
      [fixtures.faxGroup3TwoDimensional, 4],
    ] as const) {
      const decoded = await decoders.ccitt(data, HEIGHT, { ...G4, k, columns: WIDTH, blackIs1: true });
      assert.equal(
        Buffer.compare(used({ width: WIDTH, height: HEIGHT, data: decoded.data }), expected),
        0,
        `K ${k}`,
      );
    }
  });

  it('refuses damaged data instead of breaking down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (data) => {
        for (const work of [
          () => decoders.jbig2(data, data, 40, 40),
          () => decoders.ccitt(data, 40, { ...G4, columns: 40 }),
          () => decoders.jpx(Buffer.concat([fixtures.jpxGrey.subarray(0, 150), data]), { indexed: false }),
        ]) {
          await work().then(
            (image) => assert.ok(image.data.length > 0),
            (error: unknown) => assert.equal(error instanceof Error && error.name, 'UnsupportedImage'),
          );
        }
      }),
      { numRuns: 40 },
    );
  }).timeout(30_000);
});
