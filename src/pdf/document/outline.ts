import type { PDFRef } from 'pdf-lib';
import { PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import { dictAt, entry } from '../objects/lookup.ts';
import { cleanLink, type Destinations } from './destinations.ts';
import type { Secrets } from './secrets.ts';
import { textOf, textString } from './text-string.ts';

const MAX_ITEMS = 20_000;
const MAX_DEPTH = 32;
/** Stands for a title that may repeat a secret; its place in the tree stays. */
export const REDACTED_TITLE = 'weggelakt';

interface Item {
  readonly title: string;
  readonly source: PDFDict;
  readonly kids: readonly Item[];
}

/** Rebuilds the bookmarks with explicit destinations; titles that may repeat a secret are replaced. */
export function cleanOutline(catalog: PDFDict, destinations: Destinations, secrets: Secrets): void {
  const key = PDFName.of('Outlines');
  const old = dictAt(catalog, 'Outlines');
  catalog.delete(key);
  if (!old) return;
  const items = readItems(old, new Set([old]), 0, secrets);
  if (items.length === 0) return;
  const root = PDFDict.withContext(catalog.context);
  const rootRef = catalog.context.register(root);
  writeItems(root, rootRef, items, destinations, secrets);
  root.set(PDFName.of('Count'), PDFNumber.of(items.length));
  catalog.set(key, rootRef);
}

function readItems(parent: PDFDict, seen: Set<PDFDict>, depth: number, secrets: Secrets): Item[] {
  const items: Item[] = [];
  let node = depth > MAX_DEPTH ? undefined : dictAt(parent, 'First');
  while (node && !seen.has(node) && seen.size < MAX_ITEMS) {
    seen.add(node);
    const title = textOf(entry(node, 'Title')) ?? '';
    items.push({
      title: secrets.mayRepeat(title) ? REDACTED_TITLE : title,
      source: node,
      kids: readItems(node, seen, depth + 1, secrets),
    });
    node = dictAt(node, 'Next');
  }
  return items;
}

function writeItems(
  parent: PDFDict,
  parentRef: PDFRef,
  items: readonly Item[],
  destinations: Destinations,
  secrets: Secrets,
): void {
  const { context } = parent;
  const refs = items.map(() => context.nextRef());
  items.forEach((item, index) => {
    const ref = refs[index]!;
    const node = PDFDict.withContext(context);
    node.set(PDFName.of('Title'), textString(item.title));
    node.set(PDFName.of('Parent'), parentRef);
    const before = refs[index - 1];
    const after = refs[index + 1];
    if (before) node.set(PDFName.of('Prev'), before);
    if (after) node.set(PDFName.of('Next'), after);
    for (const key of ['A', 'Dest', 'C', 'F']) {
      const value = item.source.get(PDFName.of(key));
      if (value !== undefined) node.set(PDFName.of(key), value);
    }
    cleanLink(node, destinations, secrets);
    if (item.kids.length > 0) {
      writeItems(node, ref, item.kids, destinations, secrets);
      // Negative: closed, as a reader meets it first.
      const closed =
        (entry(item.source, 'Count') as PDFNumber | undefined)?.toString().startsWith('-') ?? true;
      node.set(PDFName.of('Count'), PDFNumber.of(closed ? -item.kids.length : item.kids.length));
    }
    context.assign(ref, node);
  });
  const first = refs[0];
  const last = refs.at(-1);
  if (first) parent.set(PDFName.of('First'), first);
  if (last) parent.set(PDFName.of('Last'), last);
}
