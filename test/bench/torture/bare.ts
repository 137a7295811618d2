import { PDFArray, PDFDocument, PDFName } from 'pdf-lib';

/** A redacted file without its boxes, which are the last stream of a page: what is left below them shows. */
export async function withoutBoxes(bytes: Uint8Array, pages: Iterable<number>): Promise<Uint8Array> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const page of pages) {
    const contents = doc.getPage(page - 1).node.lookup(PDFName.of('Contents'), PDFArray);
    contents.remove(contents.size() - 1);
  }
  return doc.save({ useObjectStreams: false });
}
