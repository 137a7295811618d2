import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { PageGeometry } from '../../../../src/core/text/characters.ts';
import type { Rendering } from '../../../../src/pdf/engine/page.ts';
import { recall, remember } from '../../../../src/pdf/verify/glance.ts';

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

function picture(): Rendering & { readonly pixels: Uint8Array } {
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at * 7919) >> 5);
  return { width: WIDTH, height: HEIGHT, channels: 1, stride: WIDTH, pixels };
}

describe('glance at a page', () => {
  it('gives the picture back, whatever became of the rows at the mark', () => {
    const old = picture();
    const glance = remember(old, geometry, [quad]);
    assert.ok(glance);
    const now = picture();
    now.pixels.fill(0, 97 * WIDTH, 114 * WIDTH);
    assert.deepEqual(recall(glance, now)?.pixels, old.pixels);
  });

  it('gives nothing where any other pixel changed, or two rows changed places', () => {
    const glance = remember(picture(), geometry, [quad]);
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
    assert.equal(remember(picture(), geometry, [[0, 300, 120, 300, 0, 0, 120, 0]]), undefined);
  });
});
