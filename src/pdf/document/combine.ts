import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFRef,
  type PDFObject,
} from 'pdf-lib';
import { PdfError } from '../../core/ports/pdf.ts';
import type { Engine } from '../engine/engine.ts';
import { arrayAt, dictAt } from '../objects/lookup.ts';
import { loadDocument } from './load.ts';
import { textString } from './text-string.ts';
import type { Checkpoint } from './tools.ts';
import { writeDocument } from './write.ts';

/** One document to be put behind another. */
export interface Part {
  readonly title: string;
  readonly bytes: Uint8Array;
}

/**
 * One PDF out of several, in order, with a bookmark for each. Pages and annotations are copied as they are; tags
 * and forms of the parts are not carried over. Throws PdfError; `no-pages` when there are no parts.
 */
export async function combineDocuments(
  engine: Engine,
  parts: readonly Part[],
  checkpoint: Checkpoint,
): Promise<Uint8Array> {
  if (parts.length === 0) throw new PdfError('no-pages', 'nothing to combine');
  checkpoint.expect(parts.length);
  const context = PDFContext.create();
  const treeRef = context.nextRef();
  const kids: PDFRef[] = [];
  const bookmarks: { readonly title: string; readonly page: PDFRef }[] = [];
  let compact = false;
  let language: PDFObject | undefined;
  for (const part of parts) {
    const opened = engine.open(part.bytes);
    try {
      const loaded = await loadDocument(part.bytes, opened);
      compact ||= loaded.compact;
      const pages = copyPages(loaded.doc.getPages(), context, treeRef);
      const first = pages[0];
      if (first) bookmarks.push({ title: part.title, page: first });
      kids.push(...pages);
      language ??= loaded.doc.catalog.get(PDFName.of('Lang'));
    } finally {
      opened.close();
    }
    await checkpoint.step();
  }
  const array = PDFArray.withContext(context);
  for (const kid of kids) array.push(kid);
  context.assign(
    treeRef,
    dictOf(context, { Type: PDFName.of('Pages'), Kids: array, Count: PDFNumber.of(kids.length) }),
  );
  const catalog = dictOf(context, {
    Type: PDFName.of('Catalog'),
    Pages: treeRef,
    PageMode: PDFName.of('UseOutlines'),
    Outlines: outline(context, bookmarks),
  });
  if (language && !(language instanceof PDFRef)) catalog.set(PDFName.of('Lang'), language);
  return writeDocument(context, { root: context.register(catalog), compact });
}

function copyPages(
  pages: ReturnType<Awaited<ReturnType<typeof loadDocument>>['doc']['getPages']>,
  context: PDFContext,
  tree: PDFRef,
): PDFRef[] {
  const [first] = pages;
  if (!first) return [];
  const source = first.doc.context;
  const refs = new Map(pages.map((page) => [page.ref, context.nextRef()] as const));
  // Links lead from page to page, so a page must not be copied by way of another's link.
  const copier = PDFObjectCopier.for(source, context) as unknown as {
    readonly traversedObjects: Map<PDFObject, PDFObject>;
    copy<T extends PDFObject>(object: T): T;
  };
  for (const [from, to] of refs) copier.traversedObjects.set(from, to);
  for (const page of pages) {
    page.node.delete(PDFName.of('Parent'));
    page.node.delete(PDFName.of('StructParents'));
    withoutTags(page.node);
    const copy = copier.copy(page.node);
    copy.set(PDFName.of('Parent'), tree);
    context.assign(refs.get(page.ref)!, copy);
  }
  return [...refs.values()];
}

function withoutTags(page: PDFDict): void {
  for (const raw of arrayAt(page, 'Annots')?.asArray() ?? []) {
    const annotation = page.context.lookup(raw);
    if (!(annotation instanceof PDFDict)) continue;
    annotation.delete(PDFName.of('StructParent'));
    if (dictAt(annotation, 'Parent')) annotation.delete(PDFName.of('Parent'));
  }
}

function dictOf(context: PDFContext, entries: Readonly<Record<string, PDFObject>>): PDFDict {
  const dict = PDFDict.withContext(context);
  for (const [key, value] of Object.entries(entries)) dict.set(PDFName.of(key), value);
  return dict;
}

function outline(
  context: PDFContext,
  items: readonly { readonly title: string; readonly page: PDFRef }[],
): PDFRef {
  const root = context.nextRef();
  const refs = items.map(() => context.nextRef());
  items.forEach((item, index) => {
    const node = dictOf(context, {
      Title: textString(item.title),
      Parent: root,
      Dest: context.obj([item.page, PDFName.of('Fit')]),
    });
    const before = refs[index - 1];
    const after = refs[index + 1];
    if (before) node.set(PDFName.of('Prev'), before);
    if (after) node.set(PDFName.of('Next'), after);
    context.assign(refs[index]!, node);
  });
  const first = refs[0];
  const last = refs.at(-1);
  const node = dictOf(context, { Type: PDFName.of('Outlines'), Count: PDFNumber.of(items.length) });
  if (first && last) {
    node.set(PDFName.of('First'), first);
    node.set(PDFName.of('Last'), last);
  }
  context.assign(root, node);
  return root;
}
