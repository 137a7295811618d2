import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Rendering } from '../../../../src/pdf/engine/page.ts';
import {
  PixelMask,
  countChanged,
  countChangedRoughly,
  countEnclosed,
  isUniform,
} from '../../../../src/pdf/verify/pixels.ts';

const IDENTITY = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const square = (l: number, t: number, r: number, b: number) => [
  { x: l, y: t },
  { x: r, y: t },
  { x: r, y: b },
  { x: l, y: b },
];

function grey(width: number, height: number, paint: (x: number, y: number) => number): Rendering {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = paint(x, y);
  return { width, height, channels: 1, stride: width, pixels };
}

function rgba(width: number, height: number, paint: (x: number, y: number) => number): Rendering {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.fill(paint(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return { width, height, channels: 4, stride: 4 * width, pixels };
}

const all = (width: number, height: number): PixelMask => {
  const mask = new PixelMask(width, height);
  mask.add(square(0, 0, width, height), IDENTITY, 0);
  return mask;
};

describe('comparison of pixels', () => {
  it('compares a page with a picture of it: thick lines may stand a pixel away, a stroke may not go', () => {
    const none = new PixelMask(32, 32);
    const lines = grey(32, 32, (_, y) => (y % 4 === 1 ? 0 : 255));
    const thicker = grey(32, 32, (_, y) => (y % 4 === 1 || y % 4 === 2 ? 0 : 255));
    assert.equal(countChangedRoughly(lines, thicker, none), 0);
    const strokes = grey(32, 32, (x) => (x % 8 === 3 || x % 8 === 4 ? 0 : 255));
    const oneGone = grey(32, 32, (x) => (x !== 11 && x !== 12 && (x % 8 === 3 || x % 8 === 4) ? 0 : 255));
    assert.equal(countChangedRoughly(strokes, oneGone, none), 4 * 64);
  });

  it('masks pixels by their centres, whichever way round the corners go', () => {
    fc.assert(
      fc.property(
        fc.nat(15),
        fc.nat(15),
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 1, max: 16 }),
        (l, t, w, h) => {
          const corners = square(l, t, Math.min(16, l + w), Math.min(16, t + h));
          const one = new PixelMask(16, 16);
          one.add(corners, IDENTITY, 0);
          const two = new PixelMask(16, 16);
          two.add(corners.toReversed(), IDENTITY, 0);
          assert.deepEqual(one.bits, two.bits);
          two.clear();
          assert.equal(two.bits.includes(1), false);
          assert.deepEqual(one.rows(3, 9).bits, one.bits.slice(3 * 16, 9 * 16));
          const expected = (Math.min(16, l + w) - l) * (Math.min(16, t + h) - t);
          assert.equal(
            one.bits.reduce((sum, bit) => sum + bit, 0),
            expected,
          );
        },
      ),
    );
  });

  it('counts what changed outside the mask only', () => {
    const white = grey(40, 40, () => 255);
    const spot = grey(40, 40, (x, y) => (x >= 10 && x < 20 && y >= 10 && y < 20 ? 0 : 255));
    const none = new PixelMask(40, 40);
    assert.equal(countChanged(white, spot, none), 100);
    assert.equal(countChanged(spot, spot, none), 0);
    const mask = new PixelMask(40, 40);
    mask.add(square(10, 10, 20, 20), IDENTITY, 0);
    assert.equal(countChanged(white, spot, mask), 0);
  });

  it('forgives a glyph on the next pixel, not one that went', () => {
    const bars = grey(40, 40, (x) => (x % 8 === 0 ? 0 : 255));
    const moved = grey(40, 40, (x) => (x % 8 === 1 ? 0 : 255));
    const none = new PixelMask(40, 40);
    assert.equal(countChanged(bars, moved, none), 0);
    assert.equal(
      countChanged(
        bars,
        grey(40, 40, () => 255),
        none,
      ),
      200,
    );
  });

  it('finds one shade in a fill', () => {
    assert.equal(
      isUniform(
        rgba(20, 20, () => 0),
        all(20, 20),
      ),
      true,
    );
    assert.equal(
      isUniform(
        rgba(20, 20, (x) => (x === 9 ? 3 : 0)),
        all(20, 20),
      ),
      false,
    );
    assert.equal(
      isUniform(
        rgba(20, 20, (x) => (x === 9 ? 3 : 0)),
        new PixelMask(20, 20),
      ),
      true,
    );
  });

  it('finds what is enclosed, not what reaches the edge', () => {
    const blob = rgba(20, 20, (x, y) => (x > 5 && x < 12 && y > 5 && y < 12 ? 0 : 255));
    assert.equal(countEnclosed(blob, all(20, 20)), 36);
    const rule = rgba(20, 20, (_, y) => (y === 8 ? 0 : 255));
    assert.equal(countEnclosed(rule, all(20, 20)), 0);
    const ramp = rgba(20, 20, (x) => x * 12);
    assert.equal(countEnclosed(ramp, all(20, 20)), 0);
  });

  it('counts a frame of smooth lines that crosses the mask as one surface, whatever the shade of its sides', () => {
    const sides = (x: number, y: number): number => (x === 4 && y >= 3 ? 60 : y === 3 && x >= 4 ? 150 : 255);
    assert.equal(countEnclosed(rgba(20, 20, sides), all(20, 20)), 0);
  });

  it('counts a slanting line without smooth edges as one, and no stroke beside it', () => {
    const line = (x: number, y: number): number => (x === y ? 0 : 255);
    assert.equal(countEnclosed(rgba(20, 20, line), all(20, 20)), 0);
    const stroke = (x: number, y: number): number => (x === y + 4 && y >= 5 && y < 10 ? 0 : line(x, y));
    assert.equal(countEnclosed(rgba(20, 20, stroke), all(20, 20)), 5);
  });

  it('counts no pixel that smooths the edge of a tinted surface with a thin line, but dots beside it', () => {
    const shade = (x: number, y: number): number => {
      const beyond = (x * 1.73 + y - 50) / 2;
      return Math.abs(beyond) < 0.44 ? 0 : beyond < 0 ? 255 : 204;
    };
    const parts = Array.from({ length: 64 }, (_, i) => [(i % 8) / 8, Math.floor(i / 8) / 8] as const);
    const edge = (x: number, y: number): number =>
      Math.round(parts.reduce((sum, [dx, dy]) => sum + shade(x + dx, y + dy), 0) / parts.length);
    assert.equal(countEnclosed(rgba(40, 40, edge), all(40, 40)), 0);
    const dots = (x: number, y: number): number =>
      x % 4 === 1 && y % 4 === 1 && x < 13 && y < 17 ? 120 : 255;
    const dotted = (x: number, y: number): number => Math.min(edge(x, y), dots(x, y));
    assert.ok(countEnclosed(rgba(40, 40, dotted), all(40, 40)) >= 12);
  });

  it('counts a letter on a tinted surface that crosses the mask', () => {
    const letter = (x: number, y: number): boolean => x >= 8 && x < 11 && y >= 6 && y < 14;
    const cell = (x: number, y: number): number => (letter(x, y) ? 0 : y >= 2 && y < 18 ? 180 : 255);
    assert.equal(countEnclosed(rgba(40, 40, cell), all(40, 40)), 24);
  });

  describe('within rules that cross the mask', () => {
    const ruled = (x: number, y: number): number => (x % 15 === 7 || y % 12 === 5 ? 0 : 255);

    it('counts no bare cell of a table', () => {
      assert.equal(countEnclosed(rgba(60, 50, ruled), all(60, 50)), 0);
      const smooth = (x: number, y: number): number => (y % 12 === 6 && x % 15 !== 7 ? 170 : ruled(x, y));
      assert.equal(countEnclosed(rgba(60, 50, smooth), all(60, 50)), 0);
    });

    it('counts what is drawn in a cell, and its ground', () => {
      const letter = (x: number, y: number): number =>
        x >= 26 && x < 28 && y >= 20 && y < 26 ? 90 : ruled(x, y);
      assert.ok(countEnclosed(rgba(60, 50, letter), all(60, 50)) >= 12);
      const filled = (x: number, y: number): number =>
        x > 22 && x < 37 && y > 17 && y < 29 ? 130 : ruled(x, y);
      assert.ok(countEnclosed(rgba(60, 50, filled), all(60, 50)) >= 100);
    });

    it('counts the hole of a letter that reaches the edge, and no cell as large where a table ends', () => {
      const frame =
        (size: number) =>
        (x: number, y: number): number => {
          const isRule = (x === 20 || x === 21 + size) && y <= 21 + size;
          const isEnd = y === 21 + size && x >= 20 && x <= 21 + size;
          return isRule || isEnd || (y === 20 && x >= 20 && x <= 21 + size) ? 0 : 255;
        };
      assert.equal(countEnclosed(rgba(60, 60, frame(9)), all(60, 60)), 81);
      assert.equal(countEnclosed(rgba(60, 60, frame(20)), all(60, 60)), 0);
    });

    it('counts letters of the ground on a bar that crosses the mask', () => {
      const stroke = (x: number, y: number): boolean => x % 5 < 2 && x > 8 && x < 40 && y > 18 && y < 28;
      const bar = (x: number, y: number): number => (y > 15 && y < 31 && !stroke(x, y) ? 0 : 255);
      assert.ok(countEnclosed(rgba(60, 90, bar), all(60, 90)) > 50);
    });
  });
});
