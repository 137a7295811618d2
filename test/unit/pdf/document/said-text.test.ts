import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PageOutcome } from '../../../../src/core/ports/pdf.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { box, buildPdf } from '../content/build.ts';
import { charactersOf } from '../content/engine.ts';

const RESOURCES = {
  Font: { F1: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' } },
};
const LINE = 'Wie iets wil weten, vraagt het';

/** A line, the words that readers are told for it, and a mark from one place on it to another. */
async function redact(
  said: string,
  from: number,
  to: number,
): Promise<{ readonly page: PageOutcome | undefined; readonly text: string }> {
  const content = `BT /F1 14 Tf 40 200 Td /Span <</ActualText (${said})>> BDC (${LINE}) Tj EMC ET`;
  const { bytes, report } = await createInProcessPdf(pdfAssets).redact({
    bytes: await buildPdf([{ content, resources: RESOURCES }]),
    marks: [{ id: '1', page: 1, kind: 'area', quads: [box(from, 196, to, 212)], codes: [] }],
    box: { look: 'black', code: 'none' },
    widthProtection: 'off',
  });
  const text = charactersOf(bytes, 0)
    .map((each) => each.text)
    .join('');
  return { page: report.pages[0], text };
}

describe('text that is told in words of its own', () => {
  it('keeps the rest of a line that was partly marked, as its glyphs tell it', async () => {
    const { page, text } = await redact(LINE, 40, 63);
    assert.deepEqual(page, { page: 1, method: 'removed' });
    assert.match(text, /iets wil weten, vraagt het/);
    assert.doesNotMatch(text, /Wie/);
  });

  it('is not told any more where readers find some of it in a mark, though no glyph is there', async () => {
    const doubled = `${LINE} - ${LINE}`;
    // Within the W, away from its middle; there are several letters by the words.
    const { page, text } = await redact(doubled, 41, 43.5);
    assert.deepEqual(page, { page: 1, method: 'removed' });
    assert.equal(text.trim().replace(/weggelakt.*$/s, ''), LINE);
  });

  it('takes no glyph because another one that is told with it lies in a mark', async () => {
    const { text } = await redact(LINE, 150, 170);
    assert.match(text, /^Wie iets/);
  });

  for (const [word, shown] of [
    ['weten', LINE],
    ['Jan Bos', 'Wie iets wil #%&@! @#, vraagt het'],
  ] as const) {
    it(`loses the whole word by a mark on it (${word}), however its glyphs spell`, async () => {
      const said = LINE.replace('weten', word);
      const strings = `(${shown.slice(0, 12)}) Tj (${shown.slice(12)}) Tj`;
      const content = `BT /F1 14 Tf 40 200 Td /Span <</ActualText (${said})>> BDC ${strings} EMC ET`;
      const bytes = await buildPdf([{ content, resources: RESOURCES }]);
      const pdf = createInProcessPdf(pdfAssets);
      const [page] = await pdf.text(bytes);
      const start = page!.characters
        .map(({ text }) => text)
        .join('')
        .indexOf(word);
      const { quads, quote } = quadsForRange(page!, start, start + word.length);
      assert.equal(quote, word);
      const redacted = await pdf.redact({
        bytes,
        marks: [{ id: '1', page: 1, kind: 'text', quads, quote, codes: [] }],
        box: { look: 'black', code: 'none' },
        widthProtection: 'off',
      });
      assert.deepEqual(redacted.report.pages, [{ page: 1, method: 'removed' }]);
      const left = charactersOf(redacted.bytes, 0).filter(({ generated }) => !generated);
      const text = left.map((each) => each.text).join('');
      assert.match(text, /^Wie iets wil /);
      assert.doesNotMatch(text, /[eknt]ten|[#%&@]|Jan|Bos/);
      assert.match(text, /vraagt/);
    });
  }
});
