import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { RedactionMark } from '../../../../src/core/ports/pdf.ts';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

describe('proof of a document', () => {
  it('takes a letter that falls between two pixels for no damage, however often it comes', async () => {
    const doc = await PDFDocument.create();
    const font = await doc.embedFont(StandardFonts.Helvetica);
    const widthOf = (text: string): number =>
      [...text].reduce((sum, character) => sum + font.widthOfTextAtSize(character, 11), 0);
    const page = doc.addPage([595, 842]);
    const [before, name] = ['Gesproken met ', 'Emma Bakvan'];
    const marks = Array.from({ length: 50 }, (_, line): RedactionMark => {
      const y = 800 - line * 15;
      page.drawText(`${before}${name} over de zaak.`, { x: 60, y, size: 11, font });
      const [left, right] = [60 + widthOf(before), 60 + widthOf(before) + widthOf(name)];
      const quads: Quad[] = [[left, y + 9, right, y + 9, left, y - 3, right, y - 3]];
      return { id: `${line}`, page: 1, kind: 'text', quads, codes: [] };
    });
    const { report } = await createInProcessPdf(pdfAssets).redact({
      bytes: await doc.save(),
      marks,
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    assert.deepEqual(report.pages, [{ page: 1, method: 'removed' }]);
  });
});
