import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument } from 'pdf-lib';
import { Destinations } from '../../../../src/pdf/document/destinations.ts';
import { literal } from '../content/build.ts';

describe('destinations near a mark', () => {
  /** What becomes of a destination on a page with a mark from (34, 570) to (170.5, 588.2). */
  async function cleaned(how: string, ...numbers: (number | null)[]): Promise<string> {
    const doc = await PDFDocument.create({ updateMetadata: false });
    const { ref } = doc.addPage([595, 842]);
    const destinations = new Destinations(doc.catalog, new Map([[ref, [[34, 570, 170.5, 588.2]]]]));
    const array = destinations.explicit(doc.context.obj(literal([ref, how, ...numbers])));
    return array!.toString().replace(/\d+ 0 R/, 'page');
  }

  it('do not tell where the ink of the marked text began, nor how high it was', async () => {
    const places = await Promise.all([
      cleaned('XYZ', 34.426758, 587.95605, 0),
      cleaned('XYZ', 33.999756, 587.35181, 0),
      cleaned('XYZ', 33.999756, 601.5, 0),
    ]);
    assert.deepEqual([...new Set(places)], ['[ page /XYZ 34 589 0 ]']);
    assert.equal(await cleaned('FitH', 587.956), '[ page /FitH 589 ]');
    assert.equal(await cleaned('FitV', 34.43), '[ page /FitV 34 ]');
    assert.equal(await cleaned('FitR', 34.43, 571.2, 120.7, 587.9), '[ page /FitR 34 570 171 589 ]');
  });

  it('stay where no mark is near, and as they fit', async () => {
    assert.equal(await cleaned('XYZ', 133.768, 700.25, null), '[ page /XYZ 133.768 700.25 null ]');
    assert.equal(await cleaned('XYZ', 300.5, 700.25, 1.5), '[ page /XYZ 300.5 700.25 1.5 ]');
    assert.equal(await cleaned('Fit'), '[ page /Fit ]');
    assert.equal(await cleaned('FitB'), '[ page /FitB ]');
  });
});
