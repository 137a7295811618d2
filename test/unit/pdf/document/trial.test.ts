import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loadTools } from '../../../../src/pdf/document/assets.ts';
import { redactDocument } from '../../../../src/pdf/document/redact.ts';
import { trialRequest } from '../../../../src/pdf/document/trial.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

describe('trial document', () => {
  for (const isCompact of [true, false]) {
    const kind = isCompact ? 'with object streams' : 'without object streams';
    it(`is redacted and proven like any other ${kind}, and no page becomes a picture`, async () => {
      const tools = await loadTools(pdfAssets);
      const trial = await trialRequest(tools.labelFont(), isCompact);
      const { report } = await redactDocument(trial, tools);
      assert.deepEqual(
        report.pages.map(({ method }) => method),
        [...Array<string>(6).fill('removed'), 'unchanged', 'removed'],
      );
      assert.equal(report.marks.length, 21);
    });
  }
});
