import { PDFDocument, PDFStream } from 'pdf-lib';
import { streamBytes } from '../../../../src/pdf/objects/stream-bytes.ts';

/** All decoded streams of a file, as one text. */
export async function contents(bytes: Uint8Array): Promise<string> {
  const { context } = await PDFDocument.load(bytes);
  return context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      object instanceof PDFStream ? Buffer.from(streamBytes(object, 1 << 20)).toString('latin1') : '',
    )
    .join('\n');
}
