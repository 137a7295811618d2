import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { PageGeometry } from '../../../../src/core/text/characters.ts';
import type { LiveRendering } from '../../../../src/pdf/engine/page.ts';
import { recall, remember } from '../../../../src/pdf/verify/glance.ts';
import { PixelMask, countChanged } from '../../../../src/pdf/verify/pixels.ts';
import { hashRows } from '../../../fixtures/loops.ts';

const [WIDTH, HEIGHT] = [120, 300];
const geometry: PageGeometry = {
  page: 1,
  mediaBox: [0, 0, WIDTH, HEIGHT],
  cropBox: [0, 0, WIDTH, HEIGHT],
  rotate: 0,
  userUnit: 1,
};
/** Rows 100 to 110 from the top. */
const quad: Quad = [10, 200, 90, 200, 10, 190, 90, 190];

function picture(): LiveRendering & { readonly pixels: Uint8Array } {
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at * 7919) >> 5);
  const hash = (): Int32Array => hashRows(pixels, WIDTH, HEIGHT);
  return { width: WIDTH, height: HEIGHT, channels: 1, stride: WIDTH, pixels, hashRows: hash };
}

const corners = (l: number, t: number, r: number, b: number): { x: number; y: number }[] => [
  { x: l, y: t },
  { x: r, y: t },
  { x: r, y: b },
  { x: l, y: b },
];

describe('glance at a page', () => {
  it('gives the rows at the marks back, and one more on each side, whatever became of them', () => {
    const old = picture();
    const glance = remember(old, geometry, [quad, [10, 298, 90, 298, 10, 290, 90, 290]], 0);
    assert.ok(glance);
    const now = picture();
    now.pixels.fill(0, 97 * WIDTH, 114 * WIDTH).fill(0, 0, 12 * WIDTH);
    const strips = recall(glance, now);
    assert.deepEqual(
      strips?.map(({ top, now: rows }) => [top, top + rows.height]),
      [
        [0, 19],
        [91, 119],
      ],
    );
    for (const strip of strips ?? []) {
      const [from, to] = [strip.top * WIDTH, (strip.top + strip.now.height) * WIDTH];
      assert.deepEqual(strip.old.pixels, old.pixels.slice(from, to));
      assert.deepEqual(strip.now.pixels, now.pixels.slice(from, to));
    }
  });

  it('keeps each row once, from the top down, where marks lie beside one another or in no order', () => {
    const old = picture();
    const within: Quad = [20, 197, 60, 197, 20, 193, 60, 193];
    const lower: Quad = [10, 189, 90, 189, 10, 180, 90, 180];
    const glance = remember(old, geometry, [lower, quad, within, [10, 298, 90, 298, 10, 290, 90, 290]], 0);
    assert.deepEqual(
      [...(glance?.kept ?? [])],
      Array.from({ length: HEIGHT }, (_, row) => row).filter((row) => row < 18 || (row >= 92 && row < 128)),
    );
    const kept = [...(glance?.kept ?? [])].flatMap((row) => [
      ...old.pixels.subarray(row * WIDTH, (row + 1) * WIDTH),
    ]);
    assert.deepEqual([...(glance?.pixels ?? [])], kept);
  });

  it('shows as many changed pixels as the whole picture does', () => {
    const old = picture();
    const glance = remember(old, geometry, [quad], 0);
    assert.ok(glance);
    const now = picture();
    now.pixels.fill(0, 92 * WIDTH, 118 * WIDTH);
    const mask = new PixelMask(WIDTH, HEIGHT);
    mask.add(corners(10, 100, 90, 110), { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, 0);
    const all = countChanged(old, now, mask);
    assert.ok(all > 1000);
    const strips = recall(glance, now) ?? [];
    const inStrips = strips.map((each) =>
      countChanged(each.old, each.now, mask.rows(each.top, each.top + each.now.height)),
    );
    assert.deepEqual(inStrips, [all]);
  });

  it('gives nothing where any other pixel changed, or two rows changed places', () => {
    const glance = remember(picture(), geometry, [quad], 0);
    assert.ok(glance);
    for (let row = 0; row < HEIGHT; row++) {
      if (row > 85 && row < 125) continue;
      const now = picture();
      now.pixels[row * WIDTH + ((row * 31) % WIDTH)]! ^= 1;
      assert.equal(recall(glance, now), undefined, `row ${row}`);
    }
    const turned = picture();
    turned.pixels.copyWithin(20 * WIDTH, 21 * WIDTH, 22 * WIDTH);
    turned.pixels.set(picture().pixels.subarray(20 * WIDTH, 21 * WIDTH), 21 * WIDTH);
    assert.equal(recall(glance, turned), undefined);
    assert.equal(recall(glance, { ...picture(), width: WIDTH - 1 }), undefined);
  });

  it('is not worth it where marks take most of a page', () => {
    const large: Quad[] = [[0, 300, 120, 300, 0, 0, 120, 0]];
    assert.equal(remember(picture(), geometry, large, 0), undefined);
    assert.ok(remember(picture(), geometry, large, WIDTH * HEIGHT), 'with room for all rows');
  });
});
