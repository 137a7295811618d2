import type { PageCharacter } from '../../src/core/text/characters.ts';
import type { PageLines } from './lines.ts';

/** A gap between characters: the index of the character after it. */
export interface Caret {
  /** From 1. */
  readonly page: number;
  readonly index: number;
}

/** Selected text, from where the selection began to where it is now; either may come first. */
export interface TextSelection {
  readonly anchor: Caret;
  readonly focus: Caret;
}

/** Characters of one page: `end` is one past the last. */
export interface PageRange {
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

/** Negative where `a` comes before `b`. */
export function compareCarets(a: Caret, b: Caret): number {
  return a.page - b.page || a.index - b.index;
}

/** The ends of a selection in reading order. */
export function orderedEnds(selection: TextSelection): readonly [first: Caret, last: Caret] {
  return compareCarets(selection.anchor, selection.focus) <= 0
    ? [selection.anchor, selection.focus]
    : [selection.focus, selection.anchor];
}

/** Whether nothing is selected. */
export function isCollapsed(selection: TextSelection): boolean {
  return compareCarets(selection.anchor, selection.focus) === 0;
}

/** The part of a page that is selected; `length` is its number of characters. */
export function rangeOnPage(selection: TextSelection, page: number, length: number): PageRange | undefined {
  const [first, last] = orderedEnds(selection);
  if (page < first.page || page > last.page) {
    return undefined;
  }
  const start = page === first.page ? first.index : 0;
  const end = page === last.page ? last.index : length;
  return end > start ? { page, start, end } : undefined;
}

const WORD = /[\p{L}\p{N}\p{M}_'’@.-]/u;

/** The next word's edge from a gap, forwards (1) or backwards (-1). */
export function wordEdge(characters: readonly PageCharacter[], index: number, direction: 1 | -1): number {
  const isWord = (at: number): boolean => WORD.test(characters[at]?.text ?? ' ');
  let at = index;
  const ahead = (): number => (direction === 1 ? at : at - 1);
  const inside = (): boolean => ahead() >= 0 && ahead() < characters.length;
  while (inside() && !isWord(ahead())) {
    at += direction;
  }
  while (inside() && isWord(ahead())) {
    at += direction;
  }
  return at;
}

/** The text of a range as it is copied: one line a line, no blanks at line ends. */
export function copyText(page: PageLines, range: PageRange): string {
  return page.text.characters
    .slice(range.start, range.end)
    .map((character) => (character.text === '\r' ? '' : character.text))
    .join('')
    .replace(/[\t\u00a0 ]+$/gmu, '')
    .replace(/\u00ad/gu, '')
    .normalize('NFC');
}
