import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PDFDocument, PDFName, PDFRawStream, type PDFRef } from 'pdf-lib';
import { Needles } from '../../../../src/pdf/document/needles.ts';
import { Secrets } from '../../../../src/pdf/document/secrets.ts';
import { stripHidden } from '../../../../src/pdf/document/strip.ts';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';

describe('what nobody sees', () => {
  it('goes from between the digits of a stream that says something there', async () => {
    const doc = await PDFDocument.create();
    const { context } = doc;
    const data = Buffer.from('30203020 Jansen-zr 392039207265>');
    const ref = context.register(
      PDFRawStream.of(context.obj({ Filter: 'ASCIIHexDecode' }), new Uint8Array(data)),
    );
    doc.catalog.set(PDFName.of('Contents'), ref);
    const streamAt = (): PDFRawStream => context.lookup(ref) as PDFRawStream;
    const before = streamBytes(streamAt(), 100);
    const needles = new Needles(['Jansen-zr']);
    const sought = {
      secrets: new Secrets(['Jansen-zr']),
      inBytes: (bytes: Uint8Array) => needles.foundIn(bytes),
      leftInStreams: new Set<string>(),
    };
    stripHidden(context, context.trailerInfo.Root as PDFRef, sought);
    const clean = streamAt();
    assert.deepEqual(streamBytes(clean, 100), before);
    assert.ok(!needles.foundIn(clean.contents));
  });
});
