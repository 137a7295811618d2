import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

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
      found.push({ title: titleOf(engine, bookmark), page: page < 0 ? undefined : page });
      read(bookmark, depth + 1);
      bookmark = calls.FPDFBookmark_GetNextSibling(document, bookmark);
    }
  };
  read(0, 0);
  return found;
}

/** The engine gives UTF-16LE with a zero at the end. */
function titleOf(engine: RawEngine, bookmark: Pointer): string {
  const { calls } = engine;
  const size = calls.FPDFBookmark_GetTitle(bookmark, 0, 0);
  if (size <= 2) return '';
  const room = reserve(engine, size);
  try {
    calls.FPDFBookmark_GetTitle(bookmark, room, size);
    return new TextDecoder('utf-16le').decode(engine.bytes.slice(room, room + size - 2));
  } finally {
    calls.free(room);
  }
}
