import { PDFArray, PDFDocument, PDFName, PDFRawStream, decodePDFRawStream, type PDFObject } from 'pdf-lib';

/** Where the boxes begin; they are the last thing that a page draws. */
const BOXES = /(?:q\/Lk\d+ gs\n)?\/Span(?:\/Lk\d+ |<<\/MCID \d+\/ActualText[^\n]*>>)BDC q\n[\s\S]*$/;

/** A redacted file without its boxes: what is left below them shows. */
export async function withoutBoxes(bytes: Uint8Array, pages: Iterable<number>): Promise<Uint8Array> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const page of pages) {
    const { node } = doc.getPage(page - 1);
    const contents = node.lookup(PDFName.of('Contents'));
    const parts: PDFObject[] =
      contents instanceof PDFArray ? contents.asArray() : [node.get(PDFName.of('Contents'))!];
    const last = doc.context.lookup(parts.at(-1));
    if (!(last instanceof PDFRawStream)) throw new Error(`page ${page} has no content`);
    const drawn = Buffer.from(decodePDFRawStream(last).decode()).toString('latin1');
    if (!BOXES.test(drawn)) throw new Error(`page ${page} draws no boxes at its end`);
    const bare = doc.context.stream(Buffer.from(drawn.replace(BOXES, ''), 'latin1'));
    node.set(PDFName.of('Contents'), doc.context.obj([...parts.slice(0, -1), doc.context.register(bare)]));
  }
  return doc.save({ useObjectStreams: false });
}
