import type { PageText } from './characters.ts';
import { isLineBreak } from './lines.ts';

/** A range of characters of a page, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Marks of a word broken over two lines, as engines and fonts give them; never part of the word. */
const SOFT_HYPHENS = new Set(['\u0002', '\u00AD', '\uFFFE']);

/** Whether a character is a soft hyphen in one of its disguises. */
export function isSoftHyphen(text: string): boolean {
  return SOFT_HYPHENS.has(text);
}

/**
 * The text of a range as a person would copy it: line ends become spaces, a word that a soft hyphen broke is whole
 * again, and a hard hyphen at a line end keeps its word together.
 */
export function quoteOfRange(page: PageText, start: number, end: number): string {
  let quote = '';
  for (const character of page.characters.slice(Math.max(0, start), end)) {
    if (isSoftHyphen(character.text)) quote += '\u00AD';
    else if (isLineBreak(character)) quote += quote.endsWith('\u00AD') || quote.endsWith('-') ? '' : ' ';
    else quote += character.text;
  }
  return quote.replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim();
}
