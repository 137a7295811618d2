import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createInProcessPdf } from '../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../fixtures/pdf-port.ts';
import { SECRET } from '../hiding/builder.ts';
import { foreignFiles } from './cases.ts';

/* The bad redactions that others make, each found without a sidecar; and what looks like one and is none. */

describe('bad redactions of others', () => {
  const pdf = createInProcessPdf(pdfAssets);
  for (const { item, bytes, finding } of foreignFiles) {
    it(finding === undefined ? `leaves alone: ${item}` : `finds ${item}`, async () => {
      const report = await pdf.verify(bytes);
      assert.equal(JSON.stringify(report).includes(SECRET), false, 'the report tells the secret');
      assert.equal(report.ok, report.problems.length === 0);
      const kinds = [...new Set(report.problems.map(({ kind }) => kind))];
      assert.deepEqual(kinds, finding === undefined ? [] : [finding]);
    });
  }
});
