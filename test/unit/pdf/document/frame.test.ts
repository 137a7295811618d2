import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import { packGlyphs } from '../../../../src/pdf/content/glyphs-read.ts';
import {
  at,
  cornersOfFrame,
  frameOf,
  mergeLines,
  turned,
  type Frame,
} from '../../../../src/pdf/document/frame.ts';
import { keepsLetters } from '../../../../src/pdf/document/kept-letters.ts';
import { labelBeside, labelInside, labelText } from '../../../../src/pdf/document/labels.ts';

const box = (l: number, b: number, r: number, t: number): Quad => [l, t, r, t, l, b, r, b];

function rotated(quad: Quad, angle: number): Quad {
  const result: number[] = [];
  for (let i = 0; i < 8; i += 2) {
    const [x, y] = [quad[i]!, quad[i + 1]!];
    result.push(x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle));
  }
  return result as unknown as Quad;
}

describe('frames of marks', () => {
  const size = fc.double({ min: 1, max: 400, noNaN: true });
  const place = fc.double({ min: -500, max: 500, noNaN: true });

  it('cover their quad at every angle, and not much more', () => {
    fc.assert(
      fc.property(
        place,
        place,
        size,
        size,
        fc.double({ min: -3, max: 3, noNaN: true }),
        (x, y, w, h, angle) => {
          const quad = rotated(box(x, y, x + w, y + h), angle);
          const frame = frameOf(quad);
          assert.ok(Math.abs(frame.width * frame.height - w * h) < 1e-6 * (1 + w * h));
          const corners = cornersOfFrame(frame);
          for (let i = 0; i < 8; i += 2) {
            const near = corners.some(
              (c) => Math.hypot(c.x - quad[i]!, c.y - quad[i + 1]!) < 1e-6 * (1000 + w + h),
            );
            assert.ok(near);
          }
        },
      ),
    );
  });

  it('take corners in any order', () => {
    const round: Quad = [100, 100, 200, 100, 200, 120, 100, 120];
    const frame = frameOf(round);
    assert.ok(Math.abs(frame.width * frame.height - 2000) < 1e-6);
  });

  it('merge no words between which a letter stays', () => {
    const words = [box(10, 100, 40, 112), box(45, 100, 80, 112)].map(frameOf);
    const keeps = (left: number, bottom: number, held: boolean): ((frame: Frame) => boolean) => {
      const ink = [left, bottom, left + 2, bottom + 8] as const;
      return keepsLetters({ near: packGlyphs([{ origin: [left, bottom], ink, held }]) });
    };
    assert.equal(mergeLines(words, keeps(42, 102, false)).length, 2);
    assert.equal(mergeLines(words, keeps(42, 102, true)).length, 1);
    assert.equal(mergeLines(words, keeps(42, 110, false)).length, 1);
    assert.equal(mergeLines(words, keeps(82, 102, false)).length, 1);
  });

  it('merge words of a line, not lines of a paragraph', () => {
    const words = [box(10, 100, 40, 112), box(43, 100, 80, 112), box(83, 100.5, 120, 112)].map(frameOf);
    assert.equal(mergeLines(words).length, 1);
    assert.ok(Math.abs(mergeLines(words)[0]!.width - 110) < 1e-6);
    assert.equal(mergeLines([box(10, 100, 40, 112), box(10, 85, 40, 97)].map(frameOf)).length, 2);
    assert.equal(mergeLines([box(10, 100, 40, 112), box(80, 100, 120, 112)].map(frameOf)).length, 2);
  });

  it('turn about themselves', () => {
    const frame = frameOf(box(10, 20, 50, 30));
    const corners = (times: number): string[] =>
      cornersOfFrame(turned(frame, times))
        .map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)
        .toSorted();
    for (const times of [1, 2, 3, 4]) assert.deepEqual(corners(times), corners(0));
    assert.deepEqual(at(frame, 0, 0), { x: 10, y: 20 });
  });
});

describe('labels', () => {
  const upright = { rotate: 0, userUnit: 1, alongText: true };

  it('fit in their box', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 300, noNaN: true }),
        fc.double({ min: 3, max: 300, noNaN: true }),
        fc.constantFrom(0, 90, 180, 270),
        fc.array(fc.constantFrom('10.2.e', '10.1.c', '5.1.2e'), { minLength: 1, maxLength: 4 }),
        (w, h, rotate, codes) => {
          const frame = frameOf(box(0, 0, w, h));
          const label = labelInside(frame, codes, { ...upright, rotate, alongText: false });
          if (!label) return;
          assert.ok(label.size >= 5);
          for (const { x, y } of cornersOfFrame(label.area)) {
            assert.ok(x >= -1e-6 && x <= w + 1e-6 && y >= -1e-6 && y <= h + 1e-6);
          }
          assert.deepEqual(label.lines.map(({ text }) => text).join(' '), codes.join(' '));
        },
      ),
    );
  });

  it('are upright to the reader of a turned page', () => {
    const frame = frameOf(box(0, 0, 200, 200));
    for (const rotate of [0, 90, 180, 270]) {
      const label = labelInside(frame, ['10.2.e'], { rotate, userUnit: 1, alongText: false });
      assert.ok(Math.cos(label!.angle - (rotate * Math.PI) / 180) > 0.999);
    }
  });

  it('follow text that runs upwards', () => {
    const frame = frameOf(rotated(box(0, 0, 100, 12), Math.PI / 2));
    const label = labelInside(frame, ['10.2.e'], upright);
    assert.ok(Math.abs(label!.angle - Math.PI / 2) < 1e-6);
  });

  it('go beside a small box where there is room, and nowhere when there is none', () => {
    const frame = frameOf(box(100, 100, 108, 110));
    assert.equal(labelInside(frame, ['10.2.e'], upright), undefined);
    const right = labelBeside(frame, ['10.2.e'], upright, () => true);
    assert.ok(right!.area.x > 108);
    const left = labelBeside(frame, ['10.2.e'], upright, ({ x }) => x < 100);
    assert.ok(left!.area.x + left!.area.width < 100);
    assert.equal(
      labelBeside(frame, ['10.2.e'], upright, () => false),
      undefined,
    );
  });

  it('say only what their font can', () => {
    assert.equal(labelText('10.2.e § ж'), '10.2.e § ?');
  });
});
