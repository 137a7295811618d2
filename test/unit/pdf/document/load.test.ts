import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
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
});
