import type { TextPlace } from '../diagnostics/types.ts';
import type { Redaction } from '../model/redaction.ts';
import { boxOfQuad, pointInQuad } from '../text/geometry.ts';
import type { DocumentWords, PageWords } from './document-words.ts';
import { type Occurrence, occurrencesOf, overlaps } from './occurrences.ts';
import type { Term } from './terms.ts';

/** Places of a term that no mark lies on. */
export interface UnmarkedTerm<T extends Term> {
  readonly term: T;
  readonly places: readonly Occurrence[];
}

/**
 * The terms that still stand readable. A place under a mark is settled, also under a suggestion (which has its own
 * finding) and under a rejected mark (somebody decided that it stays). Where terms overlap, the longest counts.
 */
export function unmarkedTerms<T extends Term>(
  words: DocumentWords,
  marks: readonly Redaction[],
  terms: readonly T[],
): readonly UnmarkedTerm<T>[] {
  const byPage = new Map<number, Redaction[]>();
  for (const mark of marks) {
    const onPage = byPage.get(mark.page);
    if (onPage) onPage.push(mark);
    else byPage.set(mark.page, [mark]);
  }
  const taken: Occurrence[] = [];
  const found = new Map<string, UnmarkedTerm<T>>();
  const byLength = terms.toSorted((a, b) => b.words.length - a.words.length || b.key.length - a.key.length);
  for (const term of byLength) {
    if (found.has(term.key)) continue;
    const places = occurrencesOf(words, term).filter(
      (place) =>
        !isCovered(words.pages[place.at.page], place, byPage.get(place.page) ?? []) &&
        !taken.some((other) => overlaps(place, other)),
    );
    if (places.length === 0) continue;
    taken.push(...places);
    found.set(term.key, { term, places });
  }
  return terms.flatMap(({ key }) => {
    const entry = found.get(key);
    found.delete(key);
    return entry ?? [];
  });
}

/** Whether marks, in whatever state, lie on all words of a place. */
export function isMarked(words: DocumentWords, marks: readonly Redaction[], place: TextPlace): boolean {
  const index = words.pages.findIndex(({ page }) => page === place.page);
  const page = words.pages[index];
  if (page === undefined) return false;
  const first = page.starts.findIndex((start) => start >= place.start);
  const last = page.ends.findLastIndex((end) => end <= place.end);
  const onPage = marks.filter((mark) => mark.page === place.page);
  return isCovered(page, { ...place, at: { page: index, first, end: last + 1 } }, onPage);
}

/** Every word of more than one letter lies under a mark. */
function isCovered(page: PageWords | undefined, { at }: Occurrence, marks: readonly Redaction[]): boolean {
  if (page === undefined) return true;
  if (marks.some(({ kind }) => kind === 'page')) return true;
  for (let word = at.first; word < at.end; word++) {
    if ((page.words[word] ?? '').length > 1 && !isWordCovered(page, word, marks)) return false;
  }
  return true;
}

function isWordCovered({ centres }: PageWords, word: number, marks: readonly Redaction[]): boolean {
  const at = (offset: number): number => centres[word * 4 + offset] ?? Number.NaN;
  const points = [
    [at(0), at(1)],
    [at(2), at(3)],
  ] as const;
  return points.some(([x, y]) =>
    marks.some(({ quads }) =>
      quads.some((quad) => {
        const [left, bottom, right, top] = boxOfQuad(quad);
        return x >= left && x <= right && y >= bottom && y <= top && pointInQuad([x, y], quad);
      }),
    ),
  );
}
