import type { PageText } from './characters.ts';
import { isLineBreak } from './lines.ts';
import { isSoftHyphen, type TextRange } from './quote.ts';

/** How to look. */
export interface FindOptions {
  readonly caseSensitive?: boolean;
  readonly wholeWord?: boolean;
}

/** One unit of folded text with the characters it stands for. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** May be there or not: a hyphen at a line end, a space after it. */
  readonly optional: boolean;
}

/**
 * Places of a query on a page, in order and without overlap. Line ends count as spaces; a word broken at a line
 * end is found with and without its hyphen; ligatures, diacritics, and the shapes of quotes, dashes and spaces
 * make no difference, nor does case unless asked.
 */
export function findInPage(page: PageText, query: string, options: FindOptions = {}): readonly TextRange[] {
  const wanted = foldQuery(query, options);
  if (wanted.length === 0) return [];
  const tokens = foldPage(page, options);
  const found: TextRange[] = [];
  for (let at = 0; at < tokens.length;) {
    const last = matchAt(tokens, at, wanted);
    if (last === undefined || (options.wholeWord === true && !standsAlone(tokens, at, last))) {
      at++;
      continue;
    }
    const [first, final] = [tokens[at], tokens[last]];
    if (first && final) found.push({ start: first.start, end: final.end });
    // A ligature may end the match half-way: go on with the next character.
    const reached = final?.end ?? 0;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < reached) at++;
  }
  return found;
}

/** Index of the last token of a match that starts at `at`. */
function matchAt(tokens: readonly Token[], at: number, wanted: readonly string[]): number | undefined {
  if (tokens[at]?.optional === true) return undefined;
  let index = at;
  for (const [position, text] of wanted.entries()) {
    while (tokens[index]?.optional === true && tokens[index]?.text !== text) index++;
    if (tokens[index]?.text !== text) return undefined;
    if (position === wanted.length - 1) return index;
    index++;
  }
  return undefined;
}

function foldPage(page: PageText, options: FindOptions): readonly Token[] {
  const { characters } = page;
  const tokens: Token[] = [];
  for (let index = 0; index < characters.length; index++) {
    const text = characters[index]?.text ?? '';
    const breaks = breakLength(page, index);
    if (breaks > 0) {
      const hyphenated = tokens.at(-1)?.text === '-' || isSoftHyphen(characters[index - 1]?.text ?? '');
      const hyphen = tokens.at(-1);
      if (hyphenated && hyphen?.text === '-') tokens[tokens.length - 1] = { ...hyphen, optional: true };
      push(tokens, { text: ' ', start: index, end: index + breaks, optional: hyphenated });
      index += breaks - 1;
    } else if (!isSoftHyphen(text)) {
      for (const unit of fold(text, options))
        push(tokens, { text: unit, start: index, end: index + 1, optional: false });
    }
  }
  return tokens;
}

/** Spaces in a row count as one. */
function push(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  if (token.text === ' ' && last?.text === ' ') {
    tokens[tokens.length - 1] = { ...last, end: token.end, optional: last.optional };
  } else tokens.push(token);
}

/** Number of characters of a line end at `index`, the spaces that the engine put around it included. */
function breakLength(page: PageText, index: number): number {
  let end = index;
  let broken = false;
  for (; ; end++) {
    const character = page.characters[end];
    if (character === undefined) break;
    if (isLineBreak(character)) broken = true;
    else if (!(character.generated && character.text.trim() === '')) break;
  }
  return broken ? end - index : 0;
}

function foldQuery(query: string, options: FindOptions): readonly string[] {
  const units = [...query].filter((text) => !isSoftHyphen(text)).flatMap((text) => fold(text, options));
  const single = units.filter((unit, index) => unit !== ' ' || units[index - 1] !== ' ');
  while (single[0] === ' ') single.shift();
  while (single.at(-1) === ' ') single.pop();
  return single;
}

/** One character as comparable units: `ﬁ` is f and i, `é` is e, all dashes are `-`, all spaces are ` `. */
function fold(text: string, { caseSensitive }: FindOptions): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2018-\u201B\u2032\u00B4`]/gu, "'")
    .replaceAll(/[\u201C-\u201F\u2033\u00AB\u00BB]/gu, '"')
    .replaceAll(/\s/gu, ' ');
  return [...(caseSensitive === true ? plain : plain.toLowerCase())];
}

function standsAlone(tokens: readonly Token[], first: number, last: number): boolean {
  const wordy = (token: Token | undefined): boolean =>
    token !== undefined && /[\p{L}\p{N}]/u.test(token.text);
  let before = first - 1;
  while (tokens[before]?.optional === true) before--;
  let after = last + 1;
  while (tokens[after]?.optional === true) after++;
  return !(wordy(tokens[first]) && wordy(tokens[before])) && !(wordy(tokens[last]) && wordy(tokens[after]));
}
