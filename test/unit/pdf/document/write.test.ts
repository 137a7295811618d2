import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'mocha';
import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import { writeDocument } from '../../../../src/pdf/document/write.ts';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';

const KEYWORD = 'startxref';

describe('writing a document', () => {
  for (const compact of [false, true]) {
    it(`leaves one ${KEYWORD}, whatever the document says${compact ? ', with object streams' : ''}`, async () => {
      const doc = await PDFDocument.create();
      doc.addPage();
      const said = `(${KEYWORD} 12 %%EOF) Tj`;
      const noise = Buffer.concat([randomBytes(3000), Buffer.from(KEYWORD), randomBytes(3000)]);
      const rle = Buffer.concat([
        Buffer.from([KEYWORD.length - 1]),
        Buffer.from(KEYWORD),
        Buffer.from([128]),
      ]);
      const stream = (data: Uint8Array, filter?: string): PDFRawStream => {
        const dict = doc.context.obj(filter === undefined ? {} : { Filter: filter });
        dict.set(PDFName.of(KEYWORD), PDFString.of(`${KEYWORD} (één)`));
        return PDFRawStream.of(dict, data);
      };
      const kept = [stream(Buffer.from(said)), stream(noise), stream(rle, 'RunLengthDecode')];
      const list = doc.context.obj(kept.map((each) => doc.context.register(each)));
      doc.catalog.set(PDFName.of('Kept'), list);
      const root = doc.context.trailerInfo.Root;
      assert.ok(root instanceof PDFRef);

      const bytes = writeDocument(doc.context, { root, compact });

      assert.equal(Buffer.from(bytes).toString('latin1').split(KEYWORD).length, 2);
      const read = await PDFDocument.load(bytes.slice());
      const streams = read.catalog.lookup(PDFName.of('Kept'), PDFArray);
      const data = [0, 1, 2].map((index) => {
        const each = streams.lookup(index);
        assert.ok(each instanceof PDFRawStream);
        const note = each.dict.lookup(PDFName.of(KEYWORD));
        assert.ok(note instanceof PDFString || note instanceof PDFHexString);
        assert.equal(Buffer.from(note.asBytes()).toString('latin1'), `${KEYWORD} (één)`);
        return Buffer.from(streamBytes(each, 1 << 20)).toString('latin1');
      });
      assert.deepEqual(data, [said, noise.toString('latin1'), KEYWORD]);
    });
  }
});
