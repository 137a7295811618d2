import { PDFName, PDFRawStream, PDFRef, type PDFContext } from 'pdf-lib';
import type { ImageCutter } from '../content/types.ts';
import { nameAt } from '../objects/lookup.ts';
import { filtersOf } from '../objects/stream-bytes.ts';
import { everyObject } from '../verify/file-proof.ts';
import type { Checkpoint } from './tools.ts';

/**
 * Pictures of scanned text that have shapes of letters in common (ISO 32000-2, 7.4.7). Where one of them was cut, or went,
 * the shapes would tell which letters it had that the others have not: those are written anew, each by itself.
 */
export class SharedSymbols {
  private readonly context: PDFContext;
  /** By what they share. */
  private readonly pictures = new Map<PDFRef, PDFRef[]>();

  /** Of a document of which nothing was removed yet. */
  constructor(context: PDFContext) {
    this.context = context;
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      const shared = object instanceof PDFRawStream ? symbolsOf(object) : undefined;
      if (shared) this.pictures.set(shared, [...(this.pictures.get(shared) ?? []), ref]);
    }
    for (const [shared, { length }] of this.pictures) if (length < 2) this.pictures.delete(shared);
  }

  /** Once the document is as it will be. What cannot be written anew stays. */
  async part(images: ImageCutter, root: PDFRef, checkpoint: Checkpoint): Promise<void> {
    if (this.pictures.size === 0) return;
    const { context } = this;
    const left = new Set(everyObject(context, [root]));
    for (const pictures of this.pictures.values()) {
      const kept = pictures.filter((ref) => left.has(context.lookup(ref)!));
      if (kept.length === pictures.length) continue;
      for (const ref of kept) {
        const picture = context.lookup(ref);
        const made = picture instanceof PDFRawStream ? await images.alone(context, picture) : undefined;
        if (made instanceof PDFRawStream) context.assign(ref, made);
        await checkpoint.step(0);
      }
    }
  }
}

function symbolsOf({ dict }: PDFRawStream): PDFRef | undefined {
  if (nameAt(dict, 'Subtype') !== 'Image') return undefined;
  for (const { name, parameters } of filtersOf(dict)) {
    const shared = name === 'JBIG2Decode' ? parameters?.get(SYMBOLS) : undefined;
    if (shared instanceof PDFRef) return shared;
  }
  return undefined;
}

const SYMBOLS = PDFName.of('JBIG2Globals');
