import { PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFDocument, type PDFObject } from 'pdf-lib';
import { writeDocument } from '../document/write.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { EnginePage } from '../engine/page.ts';
import { dictAt, entry, inheritedResources, nameAt } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';
import { leftIn, seenIn, type Seen } from './left-pictures.ts';
import { boxesAre, type ProvenPage } from './page-proof.ts';

/*
 * Pictures that tiling patterns and soft masks draw (ISO 32000-2, 8.7.3 and 11.6.5.2). The engine lists none of them, so
 * they cannot be taken off a page; but the file can be written with all of them black, and with all of them white.
 */

/** What all samples are, of 255. */
const SHADES = [0, 255] as const;
const MAX_DEPTH = 12;
const MAX_CONTENT = 64 << 20;

/** Marks (by index) of a page, in the boxes of which much lies side by side. */
export interface VariedPage {
  readonly page: ProvenPage;
  readonly marks: readonly number[];
}

/** A file before and after, and the objects of what it is now. */
export interface FilesToLookAt {
  readonly engine: Engine;
  readonly original: EngineDocument;
  readonly final: EngineDocument;
  readonly doc: PDFDocument;
}

/**
 * The marks, by page (from 0), in which pictures in patterns and soft masks still show what they did. Changes the objects of
 * the document, which are those of the final file.
 */
export function innerPicturesLeft(
  { engine, original, final, doc }: FilesToLookAt,
  varied: readonly VariedPage[],
): ReadonlyMap<number, readonly number[]> {
  const left = new Map<number, readonly number[]>();
  const drawn = varied.map(({ page: { index } }) => picturesWithin(doc, index));
  const all = new Set(drawn.flatMap((each) => [...each]));
  if (all.size === 0) return left;
  const pages = varied.filter((_, i) => drawn[i]!.size > 0);
  const seen = lookAt(final, pages);
  const bare = SHADES.map((shade) => lookAtShade(engine, doc, all, shade, pages));
  for (const [i, { page, marks }] of pages.entries()) {
    const found = marks.filter((mark, k) => {
      const without = bare.map((each) => each[i]![k]!);
      return leftIn(seen[i]![k]!, without, () =>
        original.withPage(page.index, (before) => boxesIn(before, page, mark)),
      );
    });
    if (found.length > 0) left.set(page.index, found);
  }
  return left;
}

/** By page and mark, what is in its boxes without them. */
type Looks = readonly (readonly (readonly Seen[])[])[];

function lookAt(document: EngineDocument, pages: readonly VariedPage[]): Looks {
  return pages.map(({ page, marks }) =>
    document.withPage(page.index, (after) => {
      for (const own of after.lastObjects(page.drawings)) after.setActive(own, false);
      after.annotated = false;
      return marks.map((mark) => boxesIn(after, page, mark));
    }),
  );
}

function boxesIn(page: EnginePage, { marks }: ProvenPage, mark: number): readonly Seen[] {
  return seenIn((look) => boxesAre(page, marks[mark]!, [], look), []);
}

function lookAtShade(
  engine: Engine,
  doc: PDFDocument,
  pictures: ReadonlySet<PDFRef>,
  shade: number,
  pages: readonly VariedPage[],
): Looks {
  const { context } = doc;
  for (const ref of pictures) context.assign(ref, blank(context.lookup(ref, PDFStream), shade));
  const root = context.trailerInfo.Root as PDFRef;
  const document = engine.open(writeDocument(context, { root, compact: false }));
  try {
    return lookAt(document, pages);
  } finally {
    document.close();
  }
}

/** A picture, or content with pictures of its own in it, without what it shows. */
function blank({ dict }: PDFStream, shade: number): PDFRawStream {
  const { context } = dict;
  if (nameAt(dict, 'Subtype') !== 'Image') return PDFRawStream.of(dict.clone(context), new Uint8Array(0));
  const isStencil = entry(dict, 'ImageMask')?.toString() === 'true';
  const look = isStencil ? { ImageMask: true } : { ColorSpace: 'DeviceGray' };
  const size = { Width: 1, Height: 1, BitsPerComponent: isStencil ? 1 : 8 };
  const made = context.obj({ Type: 'XObject', Subtype: 'Image', ...size, ...look });
  return PDFRawStream.of(made, Uint8Array.of(shade));
}

/** Pictures that patterns and soft masks of a page draw, and of these what has pictures in its own content. */
function picturesWithin(doc: PDFDocument, index: number): ReadonlySet<PDFRef> {
  const finder = new Finder(doc);
  const resources = inheritedResources(doc.getPage(index).node);
  if (resources) finder.search(resources, false, 0);
  return finder.found;
}

class Finder {
  readonly found = new Set<PDFRef>();
  private readonly doc: PDFDocument;
  private readonly seen = { inner: new Set<PDFDict>(), outer: new Set<PDFDict>() };

  constructor(doc: PDFDocument) {
    this.doc = doc;
  }

  /** `isInner`: of a pattern or mask, or of what is drawn there. */
  search(resources: PDFDict, isInner: boolean, depth: number): void {
    const seen = this.seen[isInner ? 'inner' : 'outer'];
    if (seen.has(resources) || depth > MAX_DEPTH) return;
    seen.add(resources);
    const go = (raw: PDFObject | undefined, inner: boolean): void => {
      const stream = raw instanceof PDFRef ? this.doc.context.lookup(raw) : undefined;
      if (!(raw instanceof PDFRef) || !(stream instanceof PDFStream)) return;
      const isPicture = nameAt(stream.dict, 'Subtype') === 'Image';
      if (inner && (isPicture || hasInline(stream))) this.found.add(raw);
      if (!isPicture) this.search(dictAt(stream.dict, 'Resources') ?? resources, inner, depth + 1);
    };
    for (const raw of dictAt(resources, 'XObject')?.values() ?? []) go(raw, isInner);
    for (const raw of dictAt(resources, 'Pattern')?.values() ?? []) go(raw, true);
    const states = dictAt(resources, 'ExtGState');
    for (const [key] of states?.entries() ?? []) {
      const state = states!.lookup(key);
      const mask = state instanceof PDFDict ? entry(state, 'SMask') : undefined;
      if (mask instanceof PDFDict) go(mask.get(GROUP), true);
    }
  }
}

const GROUP = PDFName.of('G');

/** Whether content has a picture in it (ISO 32000-2, 8.9.7), or may have one. */
function hasInline(stream: PDFStream): boolean {
  try {
    return INLINE.test(Buffer.from(streamBytes(stream, MAX_CONTENT)).toString('latin1'));
  } catch {
    return true;
  }
}

const INLINE = /(?:^|[\s\0])BI[\s\0/][^]*[\s\0]ID[\s\0]/;
