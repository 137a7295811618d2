import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { defaultLook } from '../../../../src/pdf/document/default-look.ts';
import { PdfBuilder, box, document, mark } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

describe('a table of contents', () => {
  it('may have its dots marked without that dots elsewhere are taken for a secret', async () => {
    const builder = new PdfBuilder();
    const root = builder.add('');
    const item = builder.add(`<</Title(Inleiding ........ 3)/Parent ${root} 0 R>>`);
    builder.set(root, `<</Type/Outlines/First ${item} 0 R/Last ${item} 0 R/Count 1>>`);
    const bytes = document([{ content: 'BT /F1 12 Tf 72 700 Td (Inleiding ................ 3) Tj ET' }], {
      builder,
      catalog: `/Outlines ${root} 0 R`,
    });
    const { bytes: redacted } = await createInProcessPdf(pdfAssets).redact({
      bytes,
      marks: [mark([box(125, 690, 143, 715)], 1, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const { context } = await PDFDocument.load(redacted);
    const titles = context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object.get(PDFName.of('Title'))] : []))
      .flatMap((title) => (title instanceof PDFString ? [title.decodeText()] : []));
    assert.deepEqual(titles, ['Inleiding ........ 3']);
  });

  it('has links without the border that an appearance of theirs leaves out', async () => {
    const { context } = await PDFDocument.create();
    const link = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [10, 10, 50, 20], Border: [0, 0, 1] });
    assert.ok(defaultLook(link, () => true));
    link.set(PDFName.of('AP'), context.obj({ N: context.register(context.stream('')) }));
    assert.equal(
      defaultLook(link, () => true),
      undefined,
    );
  });
});
