import { PDFContext, PDFName, PDFRawStream } from 'pdf-lib';
import type { InlineImagePlace } from '../content/inline-image.ts';
import { inlineBytes, inlineDict } from '../content/inline-objects.ts';
import { withoutNotes } from './stream-notes.ts';

/** Lengths that may be told; they would be wrong. */
const LENGTHS = ['L', 'Length'].map((key) => PDFName.of(key));
const SUBTYPE = PDFName.of('Subtype');

/**
 * An inline image, from BI to EI, without what no decoder reads (as of any stream), if there is any. What its colours are
 * must be told by itself.
 */
export function withoutInlineNotes(
  bytes: Uint8Array,
  { dict, dataStart, dataEnd }: InlineImagePlace,
): Uint8Array | undefined {
  const entries = inlineDict(PDFContext.create(), dict);
  entries.set(SUBTYPE, PDFName.of('Image'));
  const plain = withoutNotes(PDFRawStream.of(entries, bytes.subarray(dataStart, dataEnd)));
  if (!plain) return undefined;
  for (const key of [SUBTYPE, ...LENGTHS]) plain.dict.delete(key);
  return inlineBytes(plain.dict, plain.contents);
}
