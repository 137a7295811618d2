import type { PageText } from '../text/characters.ts';
import { centreOf, hasArea } from '../text/geometry.ts';
import { isLineBreak } from '../text/lines.ts';
import { isSoftHyphen } from '../text/quote.ts';

/**
 * The words of one page, without the weight of its characters: a few dozen bytes a word, so that hundreds of
 * documents can be kept. What belongs to a word stands at the same index in each list.
 */
export interface PageWords {
  /** From 1. */
  readonly page: number;
  /** Letters and digits as they stand on the page; a word broken at a line end is one word. */
  readonly words: readonly string[];
  /** What stands between a word and the next one, or the end of the page. Spaces are one space, a line end is `\n`. */
  readonly gaps: readonly string[];
  /** First character and the one after the last, in the page's characters. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Centres of the ink and of the loose box of a word's middle character: x, y, x, y. */
  readonly centres: Float64Array;
}

/** Where a word stands. */
export interface WordPlace {
  /** In `pages` of the document. */
  readonly page: number;
  /** In `words` of that page. */
  readonly word: number;
}

/** The words of a document and where to find them. */
export interface DocumentWords {
  readonly pages: readonly PageWords[];
  /** By {@link foldWord}. */
  readonly places: ReadonlyMap<string, readonly WordPlace[]>;
  /** Words that occur in lower case throughout: those that are no name by themselves. */
  readonly common: ReadonlySet<string>;
}

/** How words are compared: no case, no accents, no ligatures. */
export function foldWord(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Divides text into words and what stands between them. `gaps` holds one more: what comes before the first word. */
export function splitWords(text: string): {
  readonly words: readonly string[];
  readonly gaps: readonly string[];
} {
  const parts = text.split(/([\p{L}\p{N}\p{M}]+)/u);
  return {
    words: parts.filter((_, index) => index % 2 === 1),
    gaps: parts.filter((_, index) => index % 2 === 0).map(squeeze),
  };
}

/** Makes pages searchable for words. */
export function wordsOfDocument(pages: readonly PageWords[]): DocumentWords {
  const places = new Map<string, WordPlace[]>();
  const common = new Set<string>();
  for (const [page, { words }] of pages.entries()) {
    for (const [word, text] of words.entries()) {
      const folded = foldWord(text);
      const known = places.get(folded);
      if (known) known.push({ page, word });
      else places.set(folded, [{ page, word }]);
      if (/^\p{Ll}+$/u.test(text)) common.add(folded);
    }
  }
  return { pages, places, common };
}

/** The words of a page, in the order of its content. */
export function wordsOfPage({ geometry, characters }: PageText): PageWords {
  const words: string[] = [];
  const gaps: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const centres: number[] = [];
  let gap = '';
  let open: { text: string; readonly start: number; readonly members: number[] } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { text, start, members } = open;
    const last = members.at(-1) ?? start;
    if (words.length > 0) gaps.push(squeeze(gap));
    words.push(text);
    starts.push(start);
    ends.push(last + 1);
    const middle = characters[members[Math.floor(members.length / 2)] ?? start];
    for (const box of [middle?.ink, middle?.loose])
      centres.push(...(box !== undefined && hasArea(box) ? centreOf(box) : [Number.NaN, Number.NaN]));
    open = undefined;
    gap = '';
  };
  for (const [index, character] of characters.entries()) {
    const { text } = character;
    if (/[\p{L}\p{N}\p{M}]/u.test(text)) {
      open ??= { text: '', start: index, members: [] };
      open.text += text;
      open.members.push(index);
    } else if (isSoftHyphen(text) || (open !== undefined && brokenBefore(characters, index))) {
      // Inside a word: its second half follows on the next line.
    } else {
      close();
      gap += isLineBreak(character) ? '\n' : text;
    }
  }
  close();
  if (words.length > 0) gaps.push(squeeze(gap));
  return {
    page: geometry.page,
    words,
    gaps,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    centres: Float64Array.from(centres),
  };
}

/** A line end (of the engine) right after a soft hyphen. */
function brokenBefore(characters: PageText['characters'], index: number): boolean {
  const character = characters[index];
  if (character === undefined || !(isLineBreak(character) || character.generated)) return false;
  let before = index - 1;
  while (
    before >= 0 &&
    characters[before]?.generated === true &&
    !isSoftHyphen(characters[before]?.text ?? '')
  )
    before--;
  return isSoftHyphen(characters[before]?.text ?? '');
}

function squeeze(gap: string): string {
  return gap
    .replaceAll(/\s*[\r\n]\s*/gu, '\n')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2018-\u201B\u2032]/gu, "'");
}
