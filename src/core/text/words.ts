import type { PageText } from './characters.ts';
import type { TextRange } from './quote.ts';

/**
 * The word at a character, as a double click selects it: letters and digits, with apostrophes, hyphens and dots
 * between them. Undefined on a space or a line end; a lone sign is a word by itself.
 */
export function wordAt(page: PageText, index: number): TextRange | undefined {
  const text = page.characters[index]?.text;
  if (text === undefined || text.trim() === '') return undefined;
  if (!part(page, index)) return { start: index, end: index + 1 };
  let start = index;
  while (part(page, start - 1)) start--;
  let end = index + 1;
  while (part(page, end)) end++;
  return { start, end };
}

function part(page: PageText, index: number): boolean {
  const letter = (at: number): boolean => /[\p{L}\p{N}\p{M}]/u.test(page.characters[at]?.text ?? '');
  if (letter(index)) return true;
  return /^['’.‐-]$/u.test(page.characters[index]?.text ?? '') && letter(index - 1) && letter(index + 1);
}
