import assert from 'node:assert/strict';
import { deflateRawSync, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { PDFDocument, PDFRawStream } from 'pdf-lib';
import { encodeG4 } from '../../../../src/pdf/images/bilevel/g4.ts';
import { createImageCutter } from '../../../../src/pdf/images/cutter.ts';
import { decodeAscii85, decodeAsciiHex, encodeAscii85 } from '../../../../src/pdf/images/filters/ascii.ts';
import { decodeFilters } from '../../../../src/pdf/images/filters/chain.ts';
import { decodeFlate } from '../../../../src/pdf/images/filters/flate.ts';
import { decodeLzw } from '../../../../src/pdf/images/filters/lzw.ts';
import { applyPredictor, undoPredictor } from '../../../../src/pdf/images/filters/predictor.ts';
import { decodeRunLength } from '../../../../src/pdf/images/filters/run-length.ts';
import { UnsupportedImage } from '../../../../src/pdf/images/limits.ts';
import { cutter, decoders } from './support.ts';

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('filters', () => {
  it('ASCII85 there and back, without white space', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (data) => {
        const encoded = encodeAscii85(data);
        assert.ok(encoded.every((byte) => byte > 0x20));
        assert.deepEqual(Buffer.from(decodeAscii85(encoded)), Buffer.from(data));
      }),
    );
    assert.equal(Buffer.from(decodeAscii85(latin('<~87cUR\nD]i,"E~>'))).toString(), 'Hello Wo');
  });

  it('ASCII hex with white space and an odd digit', () => {
    assert.deepEqual([...decodeAsciiHex(latin('4a 4B\n7>ff'))], [0x4a, 0x4b, 0x70]);
  });

  it('run length', () => {
    assert.deepEqual(
      [...decodeRunLength(Uint8Array.of(2, 1, 2, 3, 254, 9, 128, 7), 100)],
      [1, 2, 3, 9, 9, 9],
    );
    assert.throws(() => decodeRunLength(Uint8Array.of(129, 1), 100), UnsupportedImage);
  });

  it('LZW as in the standard', () => {
    // ISO 32000-2, 7.4.4.2, example 2.
    const encoded = Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
    assert.deepEqual([...decodeLzw(encoded, 1, 100)], [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    assert.throws(() => decodeLzw(encoded, 1, 4), UnsupportedImage);
  });

  it('Flate that is whole, cut short, without header, or too much', async () => {
    const data = Buffer.from('een twee drie vier '.repeat(400));
    assert.deepEqual(await decodeFlate(deflateSync(data), 1e6), data);
    const half = await decodeFlate(deflateSync(data, { level: 0 }).subarray(0, 4000), 1e6);
    assert.ok(half.length > 3000 && data.subarray(0, half.length).equals(half));
    assert.deepEqual(Buffer.from(await decodeFlate(deflateRawSync(data), 1e6)), data);
    await assert.rejects(decodeFlate(deflateSync(Buffer.alloc(100_000)), 5000), UnsupportedImage);
  });

  it('predictors there and back', () => {
    const shape = fc.record({
      predictor: fc.constantFrom(1, 2, 10, 15),
      colors: fc.integer({ min: 1, max: 4 }),
      bitsPerComponent: fc.constantFrom(1, 2, 4, 8, 16),
      columns: fc.integer({ min: 1, max: 9 }),
      rows: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(shape, fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }), (parameters, filters) => {
        const bits = parameters.colors * parameters.bitsPerComponent * parameters.columns;
        const stride = Math.ceil(bits / 8);
        const padding = stride * 8 - bits;
        const data = Uint8Array.from({ length: stride * parameters.rows }, (_, i) => {
          const value = (i * 37 + parameters.seed * (i + 3)) & 255;
          return i % stride === stride - 1 ? value & (255 << padding) : value;
        });
        const applied = applyPredictor(data, parameters, Uint8Array.from(filters));
        assert.deepEqual(undoPredictor(applied, parameters).data, data);
      }),
    );
  });

  it('a chain that is too long or nonsense is refused', async () => {
    const { context } = await PDFDocument.create();
    const decode = (filter: string | string[]): Promise<unknown> =>
      decodeFilters(context, context.obj({ Filter: filter }), new Uint8Array(4), 100);
    await assert.rejects(decode(Array<string>(20).fill('ASCIIHexDecode')), UnsupportedImage);
    await assert.rejects(decode('Crypt'), UnsupportedImage);
    await assert.rejects(decode(['DCTDecode', 'FlateDecode']), UnsupportedImage);
  });
});

describe('images that cost too much', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
  ];

  it('are refused, not inflated', async () => {
    const { context } = await PDFDocument.create();
    const entries = { ColorSpace: 'DeviceGray', BitsPerComponent: 8, Filter: 'FlateDecode' };
    const data = deflateSync(new Uint8Array(10));
    const huge = context.stream(data, { ...entries, Width: 1_000_000, Height: 1_000_000 });
    assert.deepEqual(await cutter.cut(context, huge, [square], undefined), {
      unsupported: 'image too large',
    });
    const none = context.stream(data, { ...entries, Width: -3, Height: 5 });
    assert.deepEqual(await cutter.cut(context, none, [square], undefined), {
      unsupported: 'image without a size',
    });
  });

  it('and may have eight times as many pixels where each is a bit', async () => {
    const { context } = await PDFDocument.create();
    const limited = createImageCutter({ decoders, limits: { maxPixels: 100, maxBytes: 10_000 } });
    const cut = async (side: number, packed: boolean): Promise<unknown> => {
      const data = packed
        ? encodeG4(new Uint8Array((side * side) / 8).fill(255), side, side)
        : deflateSync(new Uint8Array(side * side));
      const parameters = { K: -1, Columns: side, Rows: side };
      const kind = packed
        ? { BitsPerComponent: 1, Filter: 'CCITTFaxDecode', DecodeParms: parameters }
        : { BitsPerComponent: 8, Filter: 'FlateDecode' };
      const image = context.stream(data, { ColorSpace: 'DeviceGray', Width: side, Height: side, ...kind });
      return limited.cut(context, image, [square], undefined);
    };
    const refusal = { unsupported: 'image too large' };
    assert.ok((await cut(8, false)) instanceof PDFRawStream);
    assert.deepEqual(await cut(24, false), refusal);
    assert.ok((await cut(24, true)) instanceof PDFRawStream);
    assert.deepEqual(await cut(32, true), refusal);
  });

  it('and so is what no decoder knows', async () => {
    const { context } = await PDFDocument.create();
    const size = { Width: 2, Height: 2, BitsPerComponent: 8 };
    for (const entries of [
      { ...size, ColorSpace: 'DeviceGray', Filter: 'Geheimschrift' },
      { ...size, ColorSpace: 'Onbekend' },
      { ...size, ColorSpace: 'DeviceGray', BitsPerComponent: 7 },
      { ...size, Filter: 'JPXDecode' },
      { ...size, ColorSpace: ['Indexed', ['Indexed', 'DeviceGray', 1, 'x'], 1, 'x'] },
    ]) {
      const image = context.stream(new Uint8Array(9), entries);
      assert.ok(
        'unsupported' in (await cutter.cut(context, image, [square], undefined)),
        JSON.stringify(entries),
      );
    }
  });
});
