import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  clampRect,
  frameSize,
  type PageFrame,
  quadOnScreen,
  quadsBounds,
  rectToQuad,
  toScreen,
  toUser,
} from '../../webview/geometry.ts';
import { PageLayout } from '../../webview/pages/layout.ts';
import { boundedZoom, scaleOf } from '../../webview/pages/zoom.ts';

const frames = fc.record({
  view: fc
    .tuple(
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: 50, max: 2000 }),
      fc.integer({ min: 50, max: 2000 }),
    )
    .map(([left, bottom, width, height]) => [left, bottom, left + width, bottom + height] as const),
  rotate: fc.constantFrom<PageFrame['rotate']>(0, 90, 180, 270),
  userUnit: fc.constantFrom(1, 2, 0.5),
});
const scales = fc.double({ min: 0.2, max: 6, noNaN: true });
const fractions = fc.double({ min: 0, max: 1, noNaN: true });

describe('geometry of the page', () => {
  it('goes from user space to the screen and back', () => {
    fc.assert(
      fc.property(frames, scales, fractions, fractions, (frame, scale, across, up) => {
        const [left, bottom, right, top] = frame.view;
        const point = [left + across * (right - left), bottom + up * (top - bottom)] as const;
        const screen = toScreen(frame, scale, point);
        const size = frameSize(frame, scale);
        assert.ok(screen.x > -1e-6 && screen.x < size.width + 1e-6);
        assert.ok(screen.y > -1e-6 && screen.y < size.height + 1e-6);
        const [x, y] = toUser(frame, scale, screen);
        assert.ok(Math.hypot(x - point[0], y - point[1]) < 1e-6);
      }),
    );
  });

  it('puts the top left of a page where its rotation says', () => {
    const corner = (rotate: PageFrame['rotate']): unknown =>
      toUser({ view: [10, 20, 110, 220], rotate, userUnit: 1 }, 1, { x: 0, y: 0 });
    assert.deepEqual(
      [corner(0), corner(90), corner(180), corner(270)],
      [
        [10, 220],
        [10, 20],
        [110, 20],
        [110, 220],
      ],
    );
  });

  it('gives a rectangle back that became a quad', () => {
    fc.assert(
      fc.property(frames, scales, fractions, fractions, (frame, scale, a, b) => {
        const size = frameSize(frame, scale);
        const rect = {
          x: a * size.width * 0.5,
          y: b * size.height * 0.5,
          width: size.width * 0.4,
          height: size.height * 0.3,
        };
        const quad = rectToQuad(frame, scale, rect);
        const bounds = quadsBounds(frame, scale, [quad]);
        const turned = quadOnScreen(frame, scale, quad);
        // Quads are kept to 0.01 point.
        const slack = 0.02 * scale * frame.userUnit;
        for (const key of ['x', 'y', 'width', 'height'] as const) {
          assert.ok(Math.abs(bounds[key] - rect[key]) <= slack, `${key}: ${bounds[key]} for ${rect[key]}`);
          assert.ok(Math.abs(turned[key] - rect[key]) <= slack);
        }
        assert.equal(turned.angle, 0);
      }),
    );
  });

  it('turns a slanted quad by its own angle', () => {
    const frame: PageFrame = { view: [0, 0, 100, 100], rotate: 0, userUnit: 1 };
    const turned = quadOnScreen(frame, 1, [10, 50, 30, 70, 20, 40, 40, 60]);
    assert.ok(Math.abs(turned.angle + Math.PI / 4) < 1e-9);
    assert.ok(Math.abs(turned.width - Math.hypot(20, 20)) < 1e-9);
    assert.ok(Math.abs(turned.height - Math.hypot(10, 10)) < 1e-9);
    assert.deepEqual([turned.x, turned.y], [10, 50]);
  });

  it('keeps rectangles on the page', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer(), fc.integer(), fc.nat(5000), fc.nat(5000)),
        ([x, y, width, height]) => {
          const rect = clampRect({ x, y, width, height }, { width: 300, height: 400 });
          assert.ok(rect.x >= 0 && rect.y >= 0 && rect.width >= 0 && rect.height >= 0);
          assert.ok(rect.x + rect.width <= 300 && rect.y + rect.height <= 400);
        },
      ),
    );
  });
});

describe('layout of the pages', () => {
  it('finds the page at every height', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 20, max: 3000 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(sizes, scales, (pages, scale) => {
        const layout = new PageLayout(pages.length, 595, 842);
        for (const [index, [width, height]] of pages.entries()) layout.setSize(index + 1, width, height);
        layout.scale = scale;
        for (let page = 1; page <= pages.length; page += 1) {
          assert.equal(layout.pageAt(layout.top(page)), page);
          assert.equal(layout.pageAt(layout.pageTop(page) + layout.height(page) - 0.001), page);
        }
        assert.equal(layout.pageAt(-100), 1);
        assert.equal(layout.pageAt(layout.totalHeight + 100), pages.length);
        assert.equal(layout.setSize(1, ...(pages[0] ?? [1, 1])), false);
      }),
    );
  });

  it('never asks for more height than browsers can lay out', () => {
    const layout = new PageLayout(20_000, 595, 842);
    layout.scale = Math.min(
      scaleOf(boundedZoom(5), { width: 800, height: 600 }, { width: 595, height: 842 }),
      layout.maxScale,
    );
    assert.ok(layout.totalHeight <= 32_000_001);
  });

  it('fits the width and the page, within limits', () => {
    const room = { width: 656, height: 644 };
    assert.equal(scaleOf('fit-width', room, { width: 600, height: 800 }), 1);
    assert.equal(scaleOf('fit-page', room, { width: 600, height: 800 }), 600 / 800);
    assert.equal(scaleOf(2, room, { width: 600, height: 800 }), (2 * 96) / 72);
    assert.deepEqual([boundedZoom(99), boundedZoom(0.01), boundedZoom('fit-page')], [5, 0.25, 'fit-page']);
  });
});
