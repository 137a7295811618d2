import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { Box } from '../../../../src/core/text/characters.ts';
import {
  boxArea,
  boxOfQuad,
  centreOf,
  clipQuad,
  intersectBoxes,
  orderedBox,
  pointInQuad,
  quadArea,
  quadOfBox,
  quadOverlap,
} from '../../../../src/core/text/geometry.ts';

const coordinate = fc.integer({ min: -500, max: 1500 });
const boxes: fc.Arbitrary<Box> = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }))
  .map(([x, y, width, height]) => [x, y, x + width, y + height]);

/** A box turned around its centre. */
const turned: fc.Arbitrary<Quad> = fc.tuple(boxes, fc.integer({ min: 0, max: 359 })).map(([box, degrees]) => {
  const [cx, cy] = centreOf(box);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const quad = quadOfBox(box);
  return [0, 2, 4, 6].flatMap((at) => {
    const [x, y] = [(quad[at] ?? 0) - cx, (quad[at + 1] ?? 0) - cy];
    return [cx + x * cos - y * sin, cy + x * sin + y * cos];
  }) as unknown as Quad;
});

const near = (a: number, b: number, scale = 1): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, scale);

describe('quads', () => {
  it('of a box have that box and its area', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        assert.deepEqual(boxOfQuad(quadOfBox(box)), box);
        assert.equal(quadArea(quadOfBox(box)), boxArea(box));
      }),
    );
  });

  it('keep their area when turned, and hold their centre and corners', () => {
    fc.assert(
      fc.property(turned, (quad) => {
        const centre = [0, 2, 4, 6].reduce<[number, number]>(
          ([x, y], at) => [x + (quad[at] ?? 0) / 4, y + (quad[at + 1] ?? 0) / 4],
          [0, 0],
        );
        assert.ok(pointInQuad(centre, quad));
        assert.ok(quadArea(quad) >= 1 - 1e-6);
        assert.ok(!pointInQuad([boxOfQuad(quad)[2] + 1, centre[1]], quad));
      }),
    );
  });

  it('share what their boxes share when upright, as much either way round', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const shared = intersectBoxes(a, b);
        const area = quadOverlap(quadOfBox(a), quadOfBox(b));
        assert.ok(near(area, shared ? boxArea(shared) : 0, area));
        assert.ok(near(area, quadOverlap(quadOfBox(b), quadOfBox(a)), area));
      }),
    );
  });

  it('share no more than the smaller of them, and all with themselves', () => {
    fc.assert(
      fc.property(turned, turned, (a, b) => {
        const shared = quadOverlap(a, b);
        assert.ok(shared <= Math.min(quadArea(a), quadArea(b)) * (1 + 1e-6) + 1e-6);
        assert.ok(near(quadOverlap(a, a), quadArea(a), quadArea(a)));
        assert.ok(near(shared, quadOverlap(b, a), shared));
      }),
    );
  });

  it('clipped to a box lie in it and cover exactly what was inside', () => {
    fc.assert(
      fc.property(turned, boxes, (quad, box) => {
        const clipped = clipQuad(quad, box);
        const inside = quadOverlap(quad, quadOfBox(box));
        const area = clipped.reduce((sum, each) => sum + quadArea(each), 0);
        assert.ok(near(area, inside, Math.max(area, 100)), `${area} ${inside}`);
        for (const each of clipped) {
          const [left, bottom, right, top] = boxOfQuad(each);
          assert.ok(
            left >= box[0] - 1e-6 &&
              bottom >= box[1] - 1e-6 &&
              right <= box[2] + 1e-6 &&
              top <= box[3] + 1e-6,
          );
        }
      }),
    );
  });

  it('without area hold no point', () => {
    assert.ok(!pointInQuad([5, 5], [0, 5, 10, 5, 0, 5, 10, 5]));
    assert.deepEqual(orderedBox([10, 20, 0, 5]), [0, 5, 10, 20]);
  });
});
