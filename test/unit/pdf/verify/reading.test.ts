import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import { unpackGlyphs } from '../../../../src/pdf/content/glyphs-read.ts';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import { readPage, type Outside } from '../../../../src/pdf/verify/reading.ts';
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
});
