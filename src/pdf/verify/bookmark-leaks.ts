import type { VerificationProblem } from '../../core/ports/pdf.ts';
import type { Bookmark } from '../engine/outline.ts';

/** What must be known of a page to hold bookmarks against it. */
export interface PageWords {
  /** All that can be read, as `compact` makes it. */
  readonly text: string;
  /** Whether something was blacked or crossed out on it. */
  readonly redacted: boolean;
}

const MIN_WORD = 3;
/** A page with less text is a picture of one. */
const MIN_TEXT = 20;

/** Letters and digits only, so that hyphens, spaces and line ends do not count. */
export function compact(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Bookmarks that name what their page does not say, where something was blacked out. */
export function findBookmarkLeaks(
  bookmarks: readonly Bookmark[],
  pages: readonly PageWords[],
): VerificationProblem[] {
  const told = new Set<number>();
  for (const { title, page } of bookmarks) {
    const here = page === undefined ? undefined : pages[page];
    if (page === undefined || !here?.redacted || here.text.length < MIN_TEXT) continue;
    // A heading may have moved to the page before or behind.
    const text = [pages[page - 1], here, pages[page + 1]].map((each) => each?.text ?? '').join(' ');
    if (namesIn(title).some((name) => !text.includes(compact(name)))) told.add(page);
  }
  return [...told].map((page) => ({
    kind: 'bookmark-tells',
    page: page + 1,
    detail: 'a bookmark holds words that its page does not',
  }));
}

/**
 * What may be names in a title: words with a capital. Not the first, which has one anyway, unless a second follows;
 * other words than those of the page are common in a title, other names are not.
 */
function namesIn(title: string): readonly string[] {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const isName = (word: string | undefined): boolean =>
    word !== undefined && word.length >= MIN_WORD && /^\p{Lu}/u.test(word);
  return words.filter((word, index) => isName(word) && (index > 0 || isName(words[1])));
}
