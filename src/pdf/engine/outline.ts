import type { Pointer, RawEngine } from './raw.ts';
import { readWideText } from './wide-text.ts';

/** An entry of the outline (ISO 32000-2, 12.3.3). */
export interface Bookmark {
  readonly title: string;
  /** From 0; undefined when it leads elsewhere. */
  readonly page: number | undefined;
}

const MAX_BOOKMARKS = 20_000;
const MAX_DEPTH = 32;

/** All bookmarks of a document, parents before their children; loops are cut. */
export function readOutline(engine: RawEngine, document: Pointer): Bookmark[] {
  const { calls } = engine;
  const found: Bookmark[] = [];
  const seen = new Set<Pointer>();
  const read = (parent: Pointer, depth: number): void => {
    let bookmark = depth > MAX_DEPTH ? 0 : calls.FPDFBookmark_GetFirstChild(document, parent);
    while (bookmark !== 0 && !seen.has(bookmark) && found.length < MAX_BOOKMARKS) {
      seen.add(bookmark);
      const destination = calls.FPDFBookmark_GetDest(document, bookmark);
      const page = destination === 0 ? -1 : calls.FPDFDest_GetDestPageIndex(document, destination);
      found.push({
        title: readWideText(engine, (room, size) => calls.FPDFBookmark_GetTitle(bookmark, room, size)),
        page: page < 0 ? undefined : page,
      });
      read(bookmark, depth + 1);
      bookmark = calls.FPDFBookmark_GetNextSibling(document, bookmark);
    }
  };
  read(0, 0);
  return found;
}
