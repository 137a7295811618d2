import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFName, PDFNull, PDFRef } from 'pdf-lib';
import { parse } from '../../../../src/pdf/document/load.ts';

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
});
