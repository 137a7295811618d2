import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFPageLeaf,
  PDFPageTree,
  PDFRef,
  type PDFObject,
} from 'pdf-lib';
import { arrayAt, nameAt, resolve } from '../objects/lookup.ts';

/** ISO 32000-2, table 31: what a page takes from the nodes above it. */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
/** Deeper trees are damage. */
const MAX_DEPTH = 64;

/**
 * Gives the document a page tree of one level, each page with its inherited attributes. Pages that the tree
 * names twice become two objects, and so does what is something else as well (a font, say); loops are cut.
 */
export function flattenPageTree(catalog: PDFDict, rootRef: PDFRef): void {
  const { context } = catalog;
  const treeRef = context.nextRef();
  const pages: PDFRef[] = [];
  const seen = new Set<PDFObject>();
  const names = INHERITED.map((key) => PDFName.of(key));

  const visit = (
    value: PDFObject | undefined,
    inherited: ReadonlyMap<PDFName, PDFObject>,
    depth: number,
  ): void => {
    const node = resolve(context, value);
    if (!(node instanceof PDFDict) || depth > MAX_DEPTH) return;
    const own = new Map(inherited);
    for (const name of names) {
      const found = node.get(name);
      if (found !== undefined) own.set(name, found);
    }
    const kids = arrayAt(node, 'Kids');
    if (kids !== undefined && nameAt(node, 'Type') !== 'Page') {
      if (seen.has(node)) return;
      seen.add(node);
      for (const kid of kids.asArray()) visit(kid, own, depth + 1);
      return;
    }
    const isPage = (nameAt(node, 'Type') ?? 'Page') === 'Page';
    const entries = new Map(node.asMap());
    // What is a font, say, has no parent by which readers would find what it inherits.
    if (isPage || node.has(PDFName.of('Parent'))) for (const [name, found] of own) entries.set(name, found);
    entries.set(PDFName.of('Type'), PDFName.of('Page'));
    entries.set(PDFName.of('Parent'), treeRef);
    const leaf = PDFPageLeaf.fromMapWithContext(entries, context, false);
    // Destinations and structure refer to the page by its reference, so that is kept.
    const ref = value instanceof PDFRef && isPage && !seen.has(value) ? value : context.nextRef();
    seen.add(ref);
    context.assign(ref, leaf);
    pages.push(ref);
  };
  visit(catalog.get(PDFName.of('Pages')), new Map(), 0);

  const kids = PDFArray.withContext(context);
  for (const page of pages) kids.push(page);
  const tree = PDFPageTree.withContext(context);
  tree.set(PDFName.of('Kids'), kids);
  tree.set(PDFName.of('Count'), PDFNumber.of(pages.length));
  context.assign(treeRef, tree);
  catalog.set(PDFName.of('Pages'), treeRef);
  context.assign(rootRef, catalog);
}
