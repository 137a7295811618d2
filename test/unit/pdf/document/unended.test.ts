import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import {
  ANCHOR,
  PLAIN_LINE,
  SECRET,
  document,
  linePlaces,
  mark,
} from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';
import { contents } from './contents.ts';

describe('content that breaks off within a string', () => {
  it('loses the string where a quote stands in it, and stays text', async () => {
    const tail = `[(x (${SECRET}) Tj`;
    const bytes = document([{ content: PLAIN_LINE + ANCHOR }, { content: ANCHOR + tail }]);
    assert.ok((await contents(bytes)).includes(SECRET));
    const result = await createInProcessPdf(pdfAssets).redact({
      bytes,
      marks: [mark([linePlaces().quad])],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const methods = result.report.pages.map(({ method }) => method);
    assert.ok(!methods.includes('rasterised'), methods.join());
    const decoded = await contents(result.bytes);
    assert.ok(!decoded.includes(SECRET));
    assert.ok(decoded.includes('Ankerregel'));
  });
});

describe('content that breaks off within an inline image', () => {
  it('ends it, so that the box behind it is drawn', async () => {
    const tail = 'BI /CS/G/W 1/H 1/BPC 8/F/Fl/DP<</Predictor 15/Columns 1>> ID x';
    const result = await createInProcessPdf(pdfAssets).redact({
      bytes: document([{ content: ANCHOR + PLAIN_LINE + tail }]),
      marks: [mark([linePlaces().quad])],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(
      result.report.pages.map(({ method }) => method),
      ['removed'],
    );
  });
});
