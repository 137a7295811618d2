import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import { unpackGlyphs } from '../../../../src/pdf/content/glyphs-read.ts';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import type { Characters } from '../../../../src/pdf/engine/characters.ts';
import { countLost, readPage, type Outside } from '../../../../src/pdf/verify/reading.ts';
import { MarkedPlaces } from '../../../../src/pdf/verify/place.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { document } from '../../../conformance/hiding/builder.ts';

describe('reading of a page', () => {
  it('takes no account of a letter beside a mark that comes to reach into it, but misses it when it goes', async () => {
    const { engine } = await loadTools(pdfAssets);
    // Letters of Helvetica that are 556 wide: in 20 points 11.12 each.
    const [left, right] = [72 + 4 * 11.12, 72 + 7 * 11.12];
    const quad: Quad = [left, 720, right, 720, left, 690, right, 690];
    const outside = (before: string, after: string, x: number): Outside => {
      const content = `BT /F1 20 Tf 72 700 Td (${before}) Tj ET BT /F1 20 Tf ${x} 700 Td (${after}) Tj ET\n`;
      return engine.withDocument(document([{ content }]), (opened) =>
        opened.withPage(0, (page) => readPage(page.passing(), [[quad]]).outside),
      );
    };
    const { characters, digest } = outside('0123', '789', right);
    assert.equal(characters, 7);
    for (const shift of [-0.02, 0.02]) assert.equal(outside('0123', '789', right + shift).digest, digest);
    assert.notEqual(outside('0123', '089', right).digest, digest, 'another letter beside it');
    assert.notEqual(outside('012', '789', right).digest, digest, 'none');
    assert.notEqual(outside('0123', '789', right + 1).digest, digest, 'moved away');
    assert.notEqual(outside('0123', '798', right).digest, digest, 'another letter farther away');
  });

  it('tells of glyphs about a mark, too: the removal would guess that they reach into it', async () => {
    const { engine } = await loadTools(pdfAssets);
    const content = 'BT /F1 20 Tf 72 700 Td (a) Tj ET';
    const told = (bottom: number): number =>
      engine.withDocument(document([{ content }]), (opened) =>
        opened.withPage(0, (page) => {
          const quad: Quad = [60, bottom + 20, 200, bottom + 20, 60, bottom, 200, bottom];
          return unpackGlyphs(readPage(page.passing(), [[quad]]).near).length;
        }),
      );
    // The loose box ends at about 715.
    assert.deepEqual([told(710), told(720), told(740)], [1, 1, 0]);
  });

  it('takes a space for marked where its box is, not where it begins on the baseline', async () => {
    const { engine } = await loadTools(pdfAssets);
    const held = (top: number): boolean[] =>
      engine.withDocument(document([{ content: 'BT /F1 20 Tf 72 700 Td (a a) Tj ET' }]), (opened) =>
        opened.withPage(0, (page) => {
          const quad: Quad = [60, top, 200, top, 60, 690, 200, 690];
          return unpackGlyphs(readPage(page.passing(), [[quad]]).near).map((glyph) => glyph.held);
        }),
      );
    assert.deepEqual(held(702), [false, false, false]);
    assert.deepEqual(held(712), [true, true, true]);
  });

  it('misses no letters of a shadow that the engine takes for those that cast it', async () => {
    const { engine } = await loadTools(pdfAssets);
    const quad: Quad = [90, 720, 140, 720, 90, 690, 140, 690];
    const lost = (before: string, after: string): number =>
      engine.withDocument(document([{ content: before }]), (one) =>
        engine.withDocument(document([{ content: after }]), (other) =>
          one.withPage(0, (old) =>
            other.withPage(0, (now) => countLost(old.passing(), now.passing(), MarkedPlaces.of([quad]))),
          ),
        ),
      );
    const show = (x: number, y: number, strings: string): string =>
      `BT /F1 1 Tf 20 0 0 20 ${x} ${y} Tm [${strings}] TJ ET `;
    const whole = '(abcdefghi)';
    const cut = '(a) -3000 (hi)';
    // Nearer than 0.07 em, and eight letters away; without those in the mark only three.
    const [x, y] = [73.2, 701.2];
    const before = show(72, 700, whole) + show(x, y, whole);
    assert.equal(lost(before, show(72, 700, cut) + show(x, y, cut)), 0);
    assert.equal(lost(before, show(72, 700, cut)), 0, 'the pixels tell that');
    assert.equal(lost(before, show(72, 700, '(a) -3000 (h)')), 2, 'a letter and its shadow');
    assert.equal(lost(show(300, 700, '(a)'), show(310, 700, '(a)')), 1);
  });

  it('misses no letter without any extent that stands where marks are rounded', () => {
    const at = (x: number): Characters => {
      const place = { ink: [x, 700, x, 700.03], loose: [x, 700, x, 700.03], origin: [x, 700] } as const;
      return {
        forEach: (visit) => visit({ text: 'v', generated: false, ...place }, 0),
        tally: () => assert.fail(),
        fontOf: () => '',
      };
    };
    const none: Characters = { ...at(0), forEach: () => undefined };
    const marked = MarkedPlaces.of([[90, 720, 140, 720, 90, 690, 140, 690]]);
    assert.deepEqual(
      [140.01, 140.1].map((x) => countLost(at(x), none, marked)),
      [0, 1],
    );
  });

  it('misses no hyphen at the end of a line of which the next one lost its first letters', () => {
    const at = (text: string): Characters => {
      const place = { ink: [300, 700, 304, 702], loose: [300, 697, 304, 709], origin: [300, 700] } as const;
      return {
        forEach: (visit) => visit({ text, generated: false, ...place }, 0),
        tally: () => assert.fail(),
        fontOf: () => '',
      };
    };
    const marked = MarkedPlaces.of([[90, 690, 140, 690, 90, 670, 140, 670]]);
    const pairs = ['-\u00ad', '\u00ad-', '--', '-x', '\u00adx'];
    assert.deepEqual(
      pairs.map(([before, after]) => countLost(at(before!), at(after!), marked)),
      [0, 0, 0, 1, 1],
    );
  });

  it('misses no letter beyond the page that the engine puts up to half a letter from where it is', () => {
    const at = (x: number): Characters => {
      const place = { ink: [x, 700, x + 6, 708], loose: [x, 697, x + 6, 709], origin: [x, 700] } as const;
      return {
        forEach: (visit) => visit({ text: 'v', generated: false, ...place }, 0),
        tally: () => assert.fail(),
        fontOf: () => '',
      };
    };
    const none: Characters = { ...at(0), forEach: () => undefined };
    const marked = MarkedPlaces.of([[90, 720, 140, 720, 90, 690, 140, 690]]);
    const may = {
      unseen: [[1_400, 697, 1_406, 709]],
      elsewhere: [],
      beyond: [],
      visible: [0, 0, 612, 792],
    } as const;
    assert.deepEqual(
      [1_397.2, 1_396.8].map((x) => countLost(at(x), none, marked, may)),
      [0, 1],
    );
  });
});
