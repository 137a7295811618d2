import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { PDFName, PDFNull, PDFRef } from 'pdf-lib';
import { createInProcessPdf } from '../../../../src/pdf/document/in-process.ts';
import { parse } from '../../../../src/pdf/document/load.ts';

import { box, mark } from '../../../conformance/hiding/builder.ts';
import { pdfAssets } from '../../../fixtures/pdf-port.ts';

describe('the objects of a document', () => {
  it('are read where one of them is empty, and one is found by an empty name', async () => {
    const source = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 3 0 R>> endobj
2 0 obj
endobj
3 0 obj <</Type/Pages/Count 1/Kids[4 0 R]>> endobj
4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources<</ExtGState<</ 5 0 R>>>>>> endobj
5 0 obj <</ca 0.5>> endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF`;
    const { doc } = await parse(Buffer.from(source, 'latin1'));
    assert.equal(doc.context.lookup(PDFRef.of(2)), PDFNull);
    const states = doc.getPage(0).node.Resources()?.get(PDFName.of('ExtGState'))?.toString();
    assert.match(states ?? '', /\/ 5 0 R/);
  });

  it('have a catalog that says what it is, as some readers open no other', async () => {
    const source = `%PDF-1.7
1 0 obj <</Pages 3 0 R>> endobj
3 0 obj <</Type/Pages/Count 1/Kids[4 0 R]>> endobj
4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>> endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF`;
    const { doc } = await parse(Buffer.from(source, 'latin1'));
    assert.equal(doc.catalog.get(PDFName.of('Type')), PDFName.of('Catalog'));
  });

  it('are read where numbers are odd: one with a sign within it, or two points, stays one', async () => {
    const objects = '5 0 obj [-30.-1 7 -40.-9 8 1.2.3 0.00-5 -6 9 0 R] endobj';
    const stream = '10 0 [.5.-1 -30.-1 9]';
    const source = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 3 0 R>> endobj
3 0 obj <</Type/Pages/Count 1/Kids[4 0 R]>> endobj
4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>> endobj
${objects}
6 0 obj <</Type/ObjStm/N 1/First 5/Length ${stream.length}>> stream
${stream}
endstream endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF`;
    const { doc } = await parse(Buffer.from(source, 'latin1'));
    const read = (number: number): string | undefined => doc.context.lookup(PDFRef.of(number))?.toString();
    assert.equal(read(5), '[ -30.1 7 -40.9 8 1.2 0.005 -6 9 0 R ]');
    assert.equal(read(10), '[ 0.5 -30.1 9 ]');
  });

  it('are read without the entries of a cross-reference stream, however many it says to have', async () => {
    const entries = deflateSync(Buffer.from([1, 0, 9]));
    const dict = `/Type/XRef/Root 1 0 R/Size 99999999/W[1 1 1]/Filter/FlateDecode/Length ${entries.length}`;
    const source = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 3 0 R>> endobj
3 0 obj <</Type/Pages/Count 1/Kids[4 0 R]>> endobj
4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>> endobj
5 0 obj <<${dict}>> stream
${entries.toString('latin1')}
endstream endobj
startxref
0
%%EOF`;
    const before = process.cpuUsage();
    const { doc } = await parse(Buffer.from(source, 'latin1'));
    assert.equal(doc.getPageCount(), 1);
    assert.ok(process.cpuUsage(before).user < 2e6);
  });

  it('are those of the pages that the engine finds where the page tree counts others', async () => {
    const page = (
      number: number,
      text: string,
    ): string => `${number} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents ${number + 4} 0 R>> endobj
${number + 4} 0 obj <</Length ${text.length}>> stream
${text}
endstream endobj`;
    const source = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 4/Kids[5 0 R 6 0 R]>> endobj
${page(3, 'BT /F1 20 Tf 50 200 Td (Zebravink) Tj ET')}
${page(4, 'BT /F1 20 Tf 50 200 Td (Blijft) Tj ET')}
5 0 obj <</Type/Pages/Parent 2 0 R/Count 2/Kids[3 0 R 3 0 R 3 0 R 3 0 R]>> endobj
6 0 obj <</Type/Pages/Parent 2 0 R/Count 2/Kids[3 0 R 4 0 R]>> endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF`;
    const pdf = createInProcessPdf(pdfAssets);
    const bytes = Buffer.from(source, 'latin1');
    const { bytes: redacted } = await pdf.redact({
      bytes,
      marks: [mark([box(45, 190, 160, 225)], 2, undefined)],
      box: { look: 'black', code: 'none' },
      widthProtection: 'off',
    });
    const written = (await pdf.text(redacted)).map(({ characters }) =>
      characters.map(({ text }) => text).join(''),
    );
    assert.deepEqual(written, ['Zebravink', '', 'Zebravink', 'Zebravink']);
  });
});
