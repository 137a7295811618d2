import { type DocumentWords, foldWord, type PageWords } from './document-words.ts';
import { isParticle, isTitle, type Term } from './terms.ts';

/** Where a term stands. */
export interface Occurrence {
  /** From 1. */
  readonly page: number;
  /** In the page's characters, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Index in {@link DocumentWords.pages}, and the words in it, end exclusive. */
  readonly at: { readonly page: number; readonly first: number; readonly end: number };
}

/** Found before: documents change far less often than what is sought in them. */
const remembered = new WeakMap<DocumentWords, Map<string, readonly Occurrence[]>>();

/** All places of a term, in order. */
export function occurrencesOf(words: DocumentWords, term: Term): readonly Occurrence[] {
  const known = remembered.get(words) ?? new Map<string, readonly Occurrence[]>();
  remembered.set(words, known);
  const before = known.get(term.key);
  if (before) return before;
  const found = term.kind === 'number' ? placesOfNumber(words, term) : placesOfWords(words, term);
  known.set(term.key, found);
  return found;
}

function placesOfWords(words: DocumentWords, term: Term): readonly Occurrence[] {
  const [head = ''] = term.words;
  // A surname or given name that is an ordinary word of the document as well says nothing.
  if (term.kind === 'name-part' && term.words.length === 1 && words.common.has(head)) return [];
  return (words.places.get(head) ?? []).flatMap(({ page, word }) => {
    const on = words.pages[page];
    if (on === undefined || !matches(on, word, term)) return [];
    const end = word + term.words.length;
    if (term.kind === 'mailbox' && !standsAsMailbox(on, end, term)) return [];
    if (term.kind === 'name-part' && !standsAsName(on, word, end)) return [];
    return [occurrence(on, page, word, end)];
  });
}

function matches({ words, gaps }: PageWords, at: number, term: Term): boolean {
  return term.words.every((wanted, index) => {
    if (foldWord(words[at + index] ?? '') !== wanted) return false;
    return index === 0 || sameGap(gaps[at + index - 1] ?? '', term.gaps[index - 1] ?? '');
  });
}

/** Spaces make no difference, nor does the dot after an initial; a line end is a space. */
function sameGap(found: string, wanted: string): boolean {
  const plain = (gap: string): string => gap.replaceAll(/\s/gu, '').replace(/^\.$/u, '');
  return found !== '' && plain(found) === plain(wanted);
}

/** A single word is a mailbox only before its `@`; with a sign in it the name itself gives it away. */
function standsAsMailbox({ gaps }: PageWords, end: number, { gaps: inside }: Term): boolean {
  return inside.length > 0 || (gaps[end - 1] ?? '').startsWith('@');
}

/**
 * Half a name is taken for the person where it has a capital and no other name beside it: "mevrouw Bakker",
 * "J. Bakker" and "Joris," are; "Joris de Wit" and "Bakker Groep" are not.
 */
function standsAsName({ words, gaps }: PageWords, first: number, end: number): boolean {
  const capital = (word: string): boolean => /^\p{Lu}\p{L}/u.test(word);
  if (!capital(words[end - 1] ?? '')) return false;
  if (gaps[end - 1] === ' ') {
    let next = end;
    while (next - end < 3 && isParticle(words[next] ?? '') && gaps[next] === ' ') next++;
    if (capital(words[next] ?? '')) return false;
  }
  const before = words[first - 1] ?? '';
  if (first === 0 || gaps[first - 1] !== ' ' || !capital(before) || isTitle(before)) return true;
  // The first word of a sentence has its capital from there.
  return first === 1 || /[.!?:;\n"(]/u.test(gaps[first - 2] ?? '');
}

/** Digits may be grouped in any way, with the country's code or without it. */
function placesOfNumber(words: DocumentWords, term: Term): readonly Occurrence[] {
  const [digits = ''] = term.words;
  const spellings = digits.startsWith('0')
    ? [digits, `31${digits.slice(1)}`, `310${digits.slice(1)}`, `0031${digits.slice(1)}`]
    : [digits];
  const found = spellings.flatMap((spelling) => {
    const heads = Array.from({ length: spelling.length }, (_, index) => spelling.slice(0, index + 1));
    return heads.flatMap((head) =>
      (words.places.get(head) ?? []).flatMap(({ page, word }) => {
        const on = words.pages[page];
        const end = on && endOfNumber(on, word, spelling);
        return on === undefined || end === undefined ? [] : [occurrence(on, page, word, end)];
      }),
    );
  });
  const inOrder = found.toSorted((a, b) => a.at.page - b.at.page || a.start - b.start);
  return inOrder.filter((place, index) => index === 0 || !overlaps(place, inOrder[index - 1]));
}

function endOfNumber({ words, gaps }: PageWords, at: number, digits: string): number | undefined {
  let reached = '';
  for (let word = at; word < words.length; word++) {
    if (word > at && !/^[\s().+/-]{1,4}$/u.test(gaps[word - 1] ?? '')) return undefined;
    reached += words[word] ?? '';
    if (!digits.startsWith(reached)) return undefined;
    if (reached.length === digits.length) return word + 1;
  }
  return undefined;
}

function occurrence(on: PageWords, page: number, first: number, end: number): Occurrence {
  return {
    page: on.page,
    start: on.starts[first] ?? 0,
    end: on.ends[end - 1] ?? 0,
    at: { page, first, end },
  };
}

/** Whether two places share a character. */
export function overlaps(a: Occurrence, b: Occurrence | undefined): boolean {
  return b !== undefined && a.at.page === b.at.page && a.start < b.end && b.start < a.end;
}
