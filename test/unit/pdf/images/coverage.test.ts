import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Point } from '../../../../src/pdf/content/types.ts';
import { coverPixels, isCovered, joinCoverage, scaleCoverage } from '../../../../src/pdf/images/coverage.ts';
import { pixelRectangle } from './support.ts';

/** Area of a convex polygon within a square, by clipping it to each side in turn (Sutherland and Hodgman). */
function overlap(polygon: readonly Point[], x0: number, y0: number, x1: number, y1: number): number {
  const sides: ((p: Point) => number)[] = [
    (p) => p.x - x0,
    (p) => x1 - p.x,
    (p) => p.y - y0,
    (p) => y1 - p.y,
  ];
  let points = [...polygon];
  for (const inside of sides) {
    const clipped: Point[] = [];
    points.forEach((to, i) => {
      const from = points[(i + points.length - 1) % points.length]!;
      const a = inside(from);
      const b = inside(to);
      if (a >= 0 !== b >= 0) {
        const t = a / (a - b);
        clipped.push({ x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
      }
      if (b >= 0) clipped.push(to);
    });
    points = clipped;
  }
  let area = 0;
  points.forEach((to, i) => {
    const from = points[(i + points.length - 1) % points.length]!;
    area += from.x * to.y - to.x * from.y;
  });
  return Math.abs(area) / 2;
}

describe('coverPixels', () => {
  it('covers only what a polygon holds whole, when that is asked', () => {
    const rectangle = pixelRectangle(8, 6, [1.5, 0.9, 5.1, 4]);
    const coverage = coverPixels(8, 6, [rectangle], 'whole');
    assert.deepEqual([coverage.top, coverage.bottom], [1, 4]);
    for (let y = 1; y < 4; y++) assert.deepEqual(coverage.row(y), [2, 5]);
    assert.equal(coverPixels(8, 6, [pixelRectangle(8, 6, [1.2, 1.2, 2.9, 2.9])], 'whole').bottom, 0);
    const slanted = [
      { x: 0, y: 0.5 },
      { x: 0.5, y: 0 },
      { x: 1, y: 0.5 },
      { x: 0.5, y: 1 },
    ];
    const diamond = coverPixels(4, 4, [slanted], 'whole');
    assert.deepEqual(
      [0, 1, 2, 3].map((y) => diamond.row(y)),
      [[], [1, 3], [1, 3], []],
    );
  });

  it('covers exactly the pixels of a rectangle on the grid', () => {
    const coverage = coverPixels(10, 8, [pixelRectangle(10, 8, [2, 3, 5, 6])]);
    assert.deepEqual([coverage.top, coverage.bottom], [3, 6]);
    for (let y = 3; y < 6; y++) assert.deepEqual(coverage.row(y), [2, 5]);
    assert.deepEqual(coverage.row(2), []);
  });

  it('covers pixels that are only touched at a corner', () => {
    const coverage = coverPixels(10, 10, [pixelRectangle(10, 10, [1.9, 2.9, 3.1, 4.1])]);
    assert.deepEqual([coverage.top, coverage.bottom], [2, 5]);
    assert.deepEqual(coverage.row(2), [1, 4]);
  });

  it('reads rows from the top and ignores what sticks out', () => {
    const coverage = coverPixels(4, 4, [
      [
        { x: -1, y: 0.75 },
        { x: 9, y: 0.75 },
        { x: 9, y: 5 },
        { x: -1, y: 5 },
      ],
    ]);
    assert.deepEqual([coverage.top, coverage.bottom], [0, 1]);
    assert.deepEqual(coverage.row(0), [0, 4]);
  });

  it('leaves the hollow of a polygon that is not convex', () => {
    const at = (x: number, y: number): Point => ({ x: x / 9, y: 1 - y / 9 });
    const horseshoe = [at(0, 0), at(3, 0), at(3, 6), at(6, 6), at(6, 0), at(9, 0), at(9, 9), at(0, 9)];
    assert.deepEqual(coverPixels(9, 9, [horseshoe]).row(2), [0, 3, 6, 9]);
    assert.deepEqual(coverPixels(9, 9, [horseshoe]).row(7), [0, 9]);
  });

  it('covers everything when a coordinate is no number', () => {
    const coverage = coverPixels(3, 2, [
      [
        { x: Number.NaN, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ],
    ]);
    assert.deepEqual(
      [coverage.row(0), coverage.row(1)],
      [
        [0, 3],
        [0, 3],
      ],
    );
  });

  it('covers a pixel when, and only when, a triangle overlaps it', () => {
    const corner = fc.record({
      x: fc.double({ min: -0.3, max: 1.3, noNaN: true }),
      y: fc.double({ min: -0.3, max: 1.3, noNaN: true }),
    });
    fc.assert(
      fc.property(
        corner,
        corner,
        corner,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (a, b, c, width, height) => {
          const coverage = coverPixels(width, height, [[a, b, c]]);
          const polygon = [a, b, c].map((p) => ({ x: p.x * width, y: (1 - p.y) * height }));
          for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) {
              const area = overlap(polygon, x, y, x + 1, y + 1);
              const covered = isCovered(coverage.row(y), x);
              // Below this area the overlap may be a sliver that counts as noise.
              if (area > 3e-4) assert.ok(covered, `pixel ${x},${y} is touched`);
              if (area === 0 && covered) {
                const near = overlap(polygon, x - 1e-6, y - 1e-6, x + 1 + 1e-6, y + 1 + 1e-6);
                assert.ok(
                  near > 0 || overlap(polygon, 0, 0, width, height) < 1e-3,
                  `pixel ${x},${y} is not touched`,
                );
              }
            }
          }
        },
      ),
    );
  });
});

describe('scaleCoverage', () => {
  it('covers a sample that is shared with one covered pixel', () => {
    const coverage = coverPixels(5, 5, [pixelRectangle(5, 5, [1, 1, 3, 2])]);
    const half = scaleCoverage(coverage, 3, 3, 0.5, 0.5);
    assert.deepEqual([half.row(0), half.row(1)], [[0, 2], []]);
    const double = scaleCoverage(coverage, 10, 10);
    assert.deepEqual([double.row(1), double.row(2), double.row(3), double.row(4)], [[], [2, 6], [2, 6], []]);
  });
});

describe('joinCoverage', () => {
  it('covers what either covers', () => {
    const a = coverPixels(6, 2, [pixelRectangle(6, 2, [0, 0, 2, 1])]);
    const b = coverPixels(6, 2, [pixelRectangle(6, 2, [1, 0, 4, 2])]);
    assert.deepEqual(
      [joinCoverage(a, b).row(0), joinCoverage(a, b).row(1)],
      [
        [0, 4],
        [1, 4],
      ],
    );
  });
});
