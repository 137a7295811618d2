import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as jpegJs from 'jpeg-js';
import { describe, it } from 'mocha';
import { coverPixels, isCovered } from '../../../../src/pdf/images/coverage.ts';
import { commonTables } from '../../../../src/pdf/images/jpeg/common-tables.ts';
import { encodeSamples } from '../../../../src/pdf/images/jpeg/encode-samples.ts';
import { openSequentialJpeg, readJpeg } from '../../../../src/pdf/images/jpeg/read.ts';
import { repaint } from '../../../../src/pdf/images/jpeg/repaint.ts';
import { spliceJpeg } from '../../../../src/pdf/images/jpeg/splice.ts';
import type { JpegCoefficients, JpegComponent } from '../../../../src/pdf/images/jpeg/types.ts';
import { writeJpeg } from '../../../../src/pdf/images/jpeg/write.ts';
import { DEFAULT_LIMITS, UnsupportedImage } from '../../../../src/pdf/images/limits.ts';
import * as fixtures from './fixtures.ts';
import { pixelRectangle } from './support.ts';

const read = (data: Uint8Array): JpegCoefficients => readJpeg(data, DEFAULT_LIMITS);

/** RGBA by a decoder that has no part in writing. */
function decode(data: Uint8Array): { width: number; height: number; data: Uint8Array } {
  return jpegJs.decode(data, { useTArray: true, tolerantDecoding: false });
}

const KINDS = {
  'baseline 4:2:0': fixtures.jpegBaseline420,
  'progressive 4:2:0': fixtures.jpegProgressive420,
  'progressive 4:2:2': fixtures.jpegProgressive422,
  'restart markers': fixtures.jpegRestart,
  'RGB without transform': fixtures.jpegRgb,
  grey: fixtures.jpegGrey,
  'CMYK of Adobe': fixtures.jpegCmykAdobe,
} as const;

/** Random coefficients, small ones most often, as in a photograph. */
const image: fc.Arbitrary<JpegCoefficients> = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    factors: fc.constantFrom<(readonly (readonly number[])[])[]>(
      [[1, 1]],
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      [
        [2, 2],
        [1, 1],
        [1, 1],
      ],
      [
        [2, 1],
        [1, 1],
        [1, 1],
      ],
      [
        [1, 2],
        [1, 1],
        [1, 2],
      ],
      [
        [2, 2],
        [2, 1],
        [1, 1],
        [2, 2],
      ],
      [
        [4, 2],
        [1, 1],
        [2, 2],
      ],
    ),
    seed: fc.integer(),
    step: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ width, height, factors, seed, step }) => {
    const maxH = Math.max(...factors.map(([h]) => h!));
    const maxV = Math.max(...factors.map(([, v]) => v!));
    const mcus = [Math.ceil(width / (8 * maxH)), Math.ceil(height / (8 * maxV))] as const;
    let state = seed | 1;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 8) / (1 << 24);
    };
    const components = factors.map(([h, v], index): JpegComponent => {
      const coefficients = new Int16Array(mcus[0] * h! * mcus[1] * v! * 64);
      for (let i = 0; i < coefficients.length; i++) {
        if ((i & 63) === 0) coefficients[i] = Math.round((random() - 0.5) * 1000);
        else if (random() < 0.15)
          coefficients[i] = Math.round((random() - 0.5) * 2 ** Math.floor(random() * 11));
      }
      return {
        id: index + 1,
        h: h!,
        v: v!,
        width: Math.ceil((width * h!) / maxH),
        height: Math.ceil((height * v!) / maxV),
        blocksPerLine: mcus[0] * h!,
        blocksPerColumn: mcus[1] * v!,
        coefficients,
        quantisation: new Uint16Array(64).fill(step),
      };
    });
    return {
      width,
      height,
      components,
      maxH,
      maxV,
      jfif: seed % 2 === 0,
      adobeTransform: seed % 3 === 0 ? 1 : undefined,
    };
  });

describe('reading and writing a JPEG', () => {
  for (const [name, data] of Object.entries(KINDS)) {
    it(`${name}: the same pixels come out`, () => {
      const written = writeJpeg(read(data));
      assert.deepEqual(decode(written), decode(data));
      assert.ok(written.length <= data.length * 1.15, `${data.length} bytes became ${written.length}`);
    });
  }

  it('keeps every coefficient of every block', () => {
    fc.assert(
      fc.property(image, (original) => {
        const again = read(writeJpeg(original));
        assert.deepEqual(
          [again.width, again.height, again.jfif, again.adobeTransform],
          [original.width, original.height, original.jfif, original.adobeTransform],
        );
        const interleaved =
          original.components.length > 1 &&
          original.components.reduce((sum, { h, v }) => sum + h * v, 0) <= 10;
        original.components.forEach((component, index) => {
          const other = again.components[index]!;
          assert.deepEqual(other.quantisation, component.quantisation);
          // A scan of one component has no blocks for the padding.
          const columns = interleaved ? component.blocksPerLine : Math.ceil(component.width / 8);
          const rows = interleaved ? component.blocksPerColumn : Math.ceil(component.height / 8);
          for (let y = 0; y < rows; y++) {
            const start = y * component.blocksPerLine * 64;
            assert.deepEqual(
              other.coefficients.subarray(start, start + columns * 64),
              component.coefficients.subarray(start, start + columns * 64),
            );
          }
        });
      }),
      { numRuns: 80 },
    );
  }).timeout(30_000);

  it('carries no thumbnail, comment, profile or trailing data over', () => {
    const segment = (marker: number, text: string): Buffer =>
      Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
    const data = Buffer.concat([
      fixtures.jpegBaseline420.subarray(0, 2),
      segment(0xe1, 'Exif GEHEIM'),
      segment(0xe2, 'ICC_PROFILE GEHEIM'),
      segment(0xed, 'Photoshop GEHEIM'),
      segment(0xfe, 'GEHEIM'),
      fixtures.jpegBaseline420.subarray(2),
      Buffer.from('GEHEIM'),
    ]);
    const written = writeJpeg(read(data));
    assert.ok(!Buffer.from(written).includes('GEHEIM'));
    assert.deepEqual(written, writeJpeg(read(fixtures.jpegBaseline420)));
  });

  it('reads what it can of a file that is cut short, and refuses what it does not know', () => {
    const half = read(fixtures.jpegBaseline420.subarray(0, 1000));
    assert.equal(decode(writeJpeg(half)).width, fixtures.WIDTH);
    const arithmetic = Uint8Array.from(fixtures.jpegBaseline420);
    const frame = arithmetic.findIndex((byte, i) => byte === 0xff && arithmetic[i + 1] === 0xc0);
    arithmetic[frame + 1] = 0xc9;
    assert.throws(() => read(arithmetic), UnsupportedImage);
    assert.throws(() => read(Buffer.from('no picture')), UnsupportedImage);
    const bomb = Uint8Array.from(fixtures.jpegBaseline420);
    bomb.fill(0xff, frame + 5, frame + 9);
    assert.throws(() => readJpeg(bomb, { ...DEFAULT_LIMITS, maxPixels: 1e6 }), UnsupportedImage);
  });

  it('answers for any damage with an image or a refusal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(KINDS)),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        (data, changes) => {
          const damaged = Uint8Array.from(data);
          for (const [at, value] of changes) damaged[at % damaged.length] = value;
          try {
            writeJpeg(readJpeg(damaged, { maxPixels: 1e6, maxBytes: 1e7 }));
          } catch (error) {
            assert.ok(error instanceof UnsupportedImage, String(error));
          }
        },
      ),
      { numRuns: 400 },
    );
  }).timeout(30_000);
});

describe('repainting a JPEG', () => {
  /** Whether the pixels of a block, padding included, are covered by a rectangle of pixels. */
  function touches(
    c: JpegComponent,
    of: JpegCoefficients,
    block: number,
    rectangle: readonly number[],
  ): boolean {
    const [left, top, right, bottom] = rectangle as [number, number, number, number];
    const scaleX = of.maxH / c.h;
    const scaleY = of.maxV / c.v;
    const x = (block % c.blocksPerLine) * 8;
    const y = Math.floor(block / c.blocksPerLine) * 8;
    const last = (at: number, size: number): number => Math.min(at, size - 1);
    return (
      last(x, c.width) * scaleX < right &&
      (last(x + 7, c.width) + 1) * scaleX > left &&
      last(y, c.height) * scaleY < bottom &&
      (last(y + 7, c.height) + 1) * scaleY > top
    );
  }

  it('changes only blocks that are touched, and forgets blocks that are covered', () => {
    const span = fc.tuple(fc.nat(39), fc.nat(39), fc.nat(39), fc.nat(39));
    fc.assert(
      fc.property(image, span, fc.integer(), (original, [a, b, c, d], noise) => {
        const rectangle = [
          Math.min(a, c, original.width - 1),
          Math.min(b, d, original.height - 1),
          Math.min(Math.max(a, c) + 1, original.width),
          Math.min(Math.max(b, d) + 1, original.height),
        ] as const;
        const coverage = coverPixels(original.width, original.height, [
          pixelRectangle(original.width, original.height, rectangle),
        ]);
        const copy = (): JpegCoefficients => structuredClone(original);
        const painted = copy();
        const colour = [0, 128, 128, 0];
        repaint(painted, coverage, colour);
        const twin = copy();
        twin.components.forEach((component) => {
          for (let block = 0; block * 64 < component.coefficients.length; block++) {
            if (isWhollyCovered(component, original, block, rectangle)) {
              component.coefficients.fill(noise % 500, block * 64, block * 64 + 64);
            }
          }
        });
        repaint(twin, coverage, colour);
        assert.deepEqual(writeJpeg(twin), writeJpeg(painted), 'covered blocks have no say');
        original.components.forEach((component, index) => {
          const other = painted.components[index]!;
          for (let block = 0; block * 64 < component.coefficients.length; block++) {
            if (touches(component, original, block, rectangle)) continue;
            assert.deepEqual(
              other.coefficients.subarray(block * 64, block * 64 + 64),
              component.coefficients.subarray(block * 64, block * 64 + 64),
            );
          }
        });
      }),
      { numRuns: 150 },
    );
  }).timeout(30_000);

  function isWhollyCovered(
    c: JpegComponent,
    of: JpegCoefficients,
    block: number,
    [left, top, right, bottom]: readonly [number, number, number, number],
  ): boolean {
    const x = (block % c.blocksPerLine) * 8;
    const y = Math.floor(block / c.blocksPerLine) * 8;
    const scaleX = of.maxH / c.h;
    const scaleY = of.maxV / c.v;
    for (let dy = 0; dy < 8; dy++) {
      for (let dx = 0; dx < 8; dx++) {
        const pixelX = Math.min(x + dx, c.width - 1) * scaleX;
        const pixelY = Math.min(y + dy, c.height - 1) * scaleY;
        if (pixelX < left || pixelX >= right || pixelY < top || pixelY >= bottom) return false;
      }
    }
    return true;
  }

  it('takes the ripple of a covered letter off the paper beside it', () => {
    const width = 48;
    const height = 24;
    const page = (letter: (x: number, y: number) => boolean): JpegCoefficients => {
      const data = new Uint8Array(width * height).fill(236);
      // The letter ends two pixels before the mark does, and the mark ends inside a block.
      for (let y = 4; y < 18; y++) for (let x = 8; x < 18; x++) if (letter(x, y)) data[y * width + x] = 15;
      return encodeSamples({ width, height, components: 1, data }, { quality: 75, halfChroma: false });
    };
    const coverage = coverPixels(width, height, [pixelRectangle(width, height, [6, 2, 20, 20])]);
    const letters = [
      (x: number, y: number) => x === 17 || y === 17,
      (x: number, y: number) => (x + y) % 3 === 0,
      () => false,
    ];
    const originals = letters.map((letter) => page(letter));
    const besideMark = (image: JpegCoefficients): number[] => {
      const { data } = decode(writeJpeg(image));
      return [20, 21, 22, 23].map((x) => data[(10 * width + x) * 4]!);
    };
    assert.notDeepEqual(
      besideMark(originals[0]!),
      besideMark(originals[2]!),
      'there is a ripple to begin with',
    );
    const cut = originals.map((image) => {
      repaint(image, coverage, [0]);
      return Buffer.from(writeJpeg(image)).toString('hex');
    });
    assert.equal(new Set(cut).size, 1, 'whatever the letter was, the result is the same');
  });

  it('paints what is covered in the tone of what is around and keeps what is beside it', () => {
    const before = decode(fixtures.jpegGrey);
    const painted = read(fixtures.jpegGrey);
    const coverage = coverPixels(fixtures.WIDTH, fixtures.HEIGHT, [
      pixelRectangle(fixtures.WIDTH, fixtures.HEIGHT, [18, 14, 50, 29]),
    ]);
    repaint(painted, coverage, [0]);
    const after = decode(writeJpeg(painted));
    let worst = 0;
    const tone = after.data[(20 * fixtures.WIDTH + 34) * 4]!;
    assert.ok(tone > 60 && tone < 190, `neither black nor white: ${tone}`);
    for (let y = 0; y < fixtures.HEIGHT; y++) {
      for (let x = 0; x < fixtures.WIDTH; x++) {
        const at = (y * fixtures.WIDTH + x) * 4;
        if (isCovered(coverage.row(y), x))
          assert.ok(Math.abs(after.data[at]! - tone) < 60, `pixel ${x},${y}: ${after.data[at]}`);
        else worst = Math.max(worst, Math.abs(after.data[at]! - before.data[at]!));
      }
    }
    assert.ok(worst <= 24, `beside the cut samples moved by ${worst}`);
  });
});

describe('repainting a JPEG of few samples', () => {
  it('leaves what is beside it nearly as it was, however coarse it is', () => {
    const [width, height] = [96, 96];
    const data = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return 190 + 40 * Math.sin(x * 1.3) * Math.cos(y * 0.9) + ((x * 7 + y * 13) % 11);
    });
    const image = encodeSamples({ width, height, components: 1, data }, { quality: 30, halfChroma: false });
    const before = decode(writeJpeg(image));
    const coverage = coverPixels(width, height, [pixelRectangle(width, height, [11, 13, 77, 75])]);
    repaint(image, coverage, [0]);
    const after = decode(writeJpeg(image));
    let changed = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4;
        if (!isCovered(coverage.row(y), x) && Math.abs(after.data[at]! - before.data[at]!) > 24) changed++;
      }
    assert.equal(changed, 0);
  });
});

describe('splicing a JPEG', () => {
  const SPLICED = [
    'baseline 4:2:0',
    'restart markers',
    'RGB without transform',
    'grey',
    'CMYK of Adobe',
  ] as const;

  for (const kind of SPLICED) {
    it(`${kind}: gives the coefficients that writing it anew gives, and keeps the other bits`, () => {
      const data = KINDS[kind];
      const { width, height } = read(data);
      fc.assert(
        fc.property(fc.nat(width - 1), fc.nat(height - 1), fc.nat(60), fc.nat(60), (left, top, w, h) => {
          const rectangle = [
            left,
            top,
            Math.min(width, left + w + 1),
            Math.min(height, top + h + 1),
          ] as const;
          const coverage = coverPixels(width, height, [pixelRectangle(width, height, rectangle)]);
          const colour = [0, 128, 128, 0];
          const anew = read(data);
          repaint(anew, coverage, colour);
          const sequential = openSequentialJpeg(data, DEFAULT_LIMITS)!;
          const spliced = spliceJpeg(data, sequential, coverage, () =>
            repaint(sequential.image, coverage, colour),
          );
          assert.ok(spliced);
          const again = read(spliced);
          assert.deepEqual(coefficientsOf(again), coefficientsOf(anew));
          assert.deepEqual({ ...again, components: [] }, { ...anew, components: [] });
          // An independent decoder takes it without a complaint.
          decode(spliced);
        }),
        { numRuns: 40 },
      );
    }).timeout(30_000);
  }

  const coefficientsOf = ({ components }: JpegCoefficients): Int16Array[] =>
    components.map(({ coefficients }) => coefficients);

  const everything = (data: Uint8Array): Uint8Array | undefined => {
    const sequential = openSequentialJpeg(data, DEFAULT_LIMITS);
    if (!sequential) return undefined;
    const { width, height } = sequential.image;
    const coverage = coverPixels(width, height, [pixelRectangle(width, height, [0, 0, 9, 9])]);
    return spliceJpeg(data, sequential, coverage, () => repaint(sequential.image, coverage, [0, 128, 128]));
  };

  it('leaves tables that were made for the picture to those who write it anew', () => {
    const data = writeJpeg(read(fixtures.jpegBaseline420));
    assert.equal(everything(data), undefined);
  });

  for (const kind of ['baseline 4:2:0', 'grey', 'CMYK of Adobe'] as const) {
    it(`takes what was written with common tables: ${kind}`, () => {
      const data = writeJpeg(read(KINDS[kind]), commonTables());
      assert.deepEqual(decode(data), decode(KINDS[kind]));
      assert.ok(everything(data));
    });
  }

  it('leaves what is damaged, cut short or in several scans', () => {
    const data = fixtures.jpegBaseline420;
    assert.ok(everything(data));
    assert.equal(everything(data.subarray(0, data.length >> 1)), undefined);
    assert.equal(everything(fixtures.jpegProgressive420), undefined);
  });

  it('carries nothing along that stands behind the last block', () => {
    const data = fixtures.jpegBaseline420;
    const tail = Buffer.from('Zebravinkqx');
    const behind = Buffer.concat([data.subarray(0, -2), tail, data.subarray(-2), tail]);
    const spliced = everything(behind);
    assert.ok(spliced && !Buffer.from(spliced).includes(tail));
  });
});

describe('encoding samples as a JPEG', () => {
  for (const halfChroma of [false, true]) {
    it(halfChroma ? 'with halved chroma' : 'with all of the chroma', () => {
      const width = 61;
      const height = 45;
      const data = new Uint8Array(width * height * 3);
      for (let i = 0; i < width * height; i++) {
        const x = i % width;
        const y = Math.floor(i / width);
        data.set([60 + 2 * x, 40 + 3 * y, 200 - x - y], i * 3);
      }
      const written = writeJpeg(
        encodeSamples({ width, height, components: 3, data }, { quality: 95, halfChroma }),
      );
      const decoded = decode(written);
      assert.deepEqual([decoded.width, decoded.height], [width, height]);
      for (let i = 0; i < width * height; i++) {
        for (let k = 0; k < 3; k++) {
          const difference = Math.abs(decoded.data[i * 4 + k]! - data[i * 3 + k]!);
          assert.ok(difference <= (halfChroma ? 10 : 6), `pixel ${i}, ${k}: ${difference}`);
        }
      }
    });
  }
});
