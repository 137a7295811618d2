import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { type PDFContext, PDFDocument, PDFRawStream } from 'pdf-lib';
import type { Point } from '../../../../src/pdf/content/types.ts';
import { encodeG4 } from '../../../../src/pdf/images/bilevel/g4.ts';
import { encodeJbig2 } from '../../../../src/pdf/images/bilevel/jbig2.ts';
import { coverPixels, isCovered } from '../../../../src/pdf/images/coverage.ts';
import { decodeFilters } from '../../../../src/pdf/images/filters/chain.ts';
import { applyPredictor } from '../../../../src/pdf/images/filters/predictor.ts';
import { cutter } from './support.ts';

interface Sample {
  readonly width: number;
  readonly height: number;
  readonly components: 1 | 3 | 4;
  readonly bits: 1 | 2 | 4 | 8 | 16;
  readonly predictor: 1 | 2 | 15;
  readonly polygon: readonly Point[];
  readonly bytes: Uint8Array;
  readonly noise: Uint8Array;
}

const point = fc.record({
  x: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
  y: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
});

const sample: fc.Arbitrary<Sample> = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 18 }),
    components: fc.constantFrom(1 as const, 3 as const, 4 as const),
    bits: fc.constantFrom(1 as const, 2 as const, 4 as const, 8 as const, 16 as const),
    predictor: fc.constantFrom(1 as const, 2 as const, 15 as const),
    polygon: fc.array(point, { minLength: 3, maxLength: 5 }),
  })
  .chain((shape) => {
    const size = Math.ceil((shape.width * shape.components * shape.bits) / 8) * shape.height;
    const bytes = fc.uint8Array({ minLength: size, maxLength: size });
    return fc.record({ bytes, noise: bytes }).map((data) => ({ ...shape, ...data }));
  });

/** The samples of `a` with those of the covered pixels taken from `b`. */
function mixed(s: Sample, a: Uint8Array, b: Uint8Array): Uint8Array {
  const coverage = coverPixels(s.width, s.height, [s.polygon]);
  const stride = Math.ceil((s.width * s.components * s.bits) / 8);
  const out = Uint8Array.from(a);
  const perPixel = s.components * s.bits;
  for (let y = 0; y < s.height; y++) {
    for (let x = 0; x < s.width; x++) {
      if (!isCovered(coverage.row(y), x)) continue;
      for (let bit = x * perPixel; bit < (x + 1) * perPixel; bit++) {
        const at = y * stride + (bit >> 3);
        const mask = 0x80 >> (bit & 7);
        out[at] = (out[at]! & ~mask) | (b[at]! & mask);
      }
    }
  }
  return out;
}

function rawImage(context: PDFContext, s: Sample, samples: Uint8Array): PDFRawStream {
  const parameters = {
    predictor: s.predictor,
    colors: s.components,
    bitsPerComponent: s.bits,
    columns: s.width,
  };
  // A writer picks the PNG filter of a row by its content; here the content's first byte stands for that choice.
  const stride = samples.length / s.height;
  const filters = Uint8Array.from({ length: s.height }, (_, y) => samples[y * stride]! % 5);
  return context.stream(deflateSync(applyPredictor(samples, parameters, filters)), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: s.width,
    Height: s.height,
    BitsPerComponent: s.bits,
    ColorSpace: s.components === 1 ? 'DeviceGray' : s.components === 3 ? 'DeviceRGB' : 'DeviceCMYK',
    Filter: 'FlateDecode',
    ...(s.predictor > 1 && {
      DecodeParms: {
        Predictor: s.predictor,
        Colors: s.components,
        BitsPerComponent: s.bits,
        Columns: s.width,
      },
    }),
  });
}

async function cutOf(context: PDFContext, image: PDFRawStream, s: Sample): Promise<PDFRawStream> {
  const result = await cutter.cut(context, image, [s.polygon], undefined);
  assert.ok(result instanceof PDFRawStream, JSON.stringify(result));
  return result;
}

/** Bits after the last sample of a row mean nothing. */
function withoutPadding(s: Sample, data: Uint8Array): Uint8Array {
  const used = s.width * s.components * s.bits;
  const stride = Math.ceil(used / 8);
  const out = Uint8Array.from(data);
  for (let y = 0; y < s.height; y++) out[y * stride + stride - 1]! &= 0xff00 >> (((used + 7) & 7) + 1);
  return out;
}

describe('what is left of the covered pixels', () => {
  it('raw samples: nothing, and every other sample is as it was', async () => {
    const { context } = await PDFDocument.create();
    await fc.assert(
      fc.asyncProperty(sample, async (s) => {
        const one = await cutOf(context, rawImage(context, s, s.bytes), s);
        const decoded = await decodeFilters(context, one.dict, one.contents, 1e6);
        const painted = decoded.data.subarray(0, s.bytes.length);
        assert.deepEqual(
          withoutPadding(s, mixed(s, painted, s.bytes)),
          withoutPadding(s, s.bytes),
          'uncovered samples are untouched',
        );
        const coverage = coverPixels(s.width, s.height, [s.polygon]);
        const twin = mixed(s, s.bytes, s.noise);
        // The first byte of a row decides its PNG filter here; where it is uncovered it is the same in both.
        const other = await cutOf(context, rawImage(context, s, twin), s);
        assert.equal(
          Buffer.compare(one.contents, other.contents),
          0,
          'the result knows only uncovered samples',
        );
        if (coverage.bottom > 0) {
          const flat = mixed(s, new Uint8Array(s.bytes.length), painted);
          const black = mixed(
            s,
            new Uint8Array(s.bytes.length),
            new Uint8Array(s.bytes.length).fill(s.components === 4 ? 255 : 0),
          );
          assert.deepEqual(flat, black, 'covered samples are black');
        }
      }),
      { numRuns: 300 },
    );
  }).timeout(30_000);

  it('bits of fax and JBIG2: nothing', async () => {
    const { context } = await PDFDocument.create();
    const bilevel = sample.map((s) => ({ ...s, components: 1 as const, bits: 1 as const }));
    await fc.assert(
      fc.asyncProperty(bilevel, fc.boolean(), async (s, jbig2) => {
        const size = Math.ceil(s.width / 8) * s.height;
        const image = (data: Uint8Array): PDFRawStream =>
          context.stream(jbig2 ? encodeJbig2(data, s.width, s.height) : encodeG4(data, s.width, s.height), {
            Width: s.width,
            Height: s.height,
            BitsPerComponent: 1,
            ColorSpace: 'DeviceGray',
            Filter: jbig2 ? 'JBIG2Decode' : 'CCITTFaxDecode',
            ...(!jbig2 && { DecodeParms: { K: -1, Columns: s.width } }),
          });
        const bytes = withoutPadding(s, s.bytes.slice(0, size));
        const one = await cutOf(context, image(bytes), s);
        const other = await cutOf(context, image(withoutPadding(s, mixed(s, bytes, s.noise))), s);
        assert.equal(Buffer.compare(one.contents, other.contents), 0);
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);

  it('keeps no data behind the end of a stream', async () => {
    const { context } = await PDFDocument.create();
    const samples = new Uint8Array(16 * 16 + 100).fill(7);
    const image = context.stream(samples, {
      Width: 16,
      Height: 16,
      BitsPerComponent: 8,
      ColorSpace: 'DeviceGray',
    });
    const whole = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ];
    const result = await cutter.cut(context, image, [whole], undefined);
    assert.ok(result instanceof PDFRawStream);
    const { data } = await decodeFilters(context, result.dict, result.contents, 1e6);
    assert.deepEqual([...new Set(data)], [0]);
    assert.equal(data.length, 256);
  });
});
