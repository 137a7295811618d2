import type { PageText } from './characters.ts';
import { isLineBreak } from './lines.ts';
import { isSoftHyphen, type TextRange } from './quote.ts';

/** RFC 5322 atext plus the dot; quoted local parts do not occur in practice. */
const LOCAL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]$/u;
const DOMAIN = /^[\p{L}\p{N}.-]$/u;

/** An e-mail address in a page's characters. */
export interface MailAddress {
  /** Up to and excluding the `@`. */
  readonly local: TextRange;
  /** From the `@`. */
  readonly domain: TextRange;
}

/** The addresses whose `@` lies in the range, in order; a part may reach outside it. */
export function mailAddressesIn(page: PageText, start: number, end: number): readonly MailAddress[] {
  const { characters } = page;
  const found: MailAddress[] = [];
  for (let at = Math.max(0, start); at < Math.min(end, characters.length); at++) {
    if (characters[at]?.text !== '@') continue;
    const from = walk(page, at, -1, LOCAL);
    const to = walk(page, at, 1, DOMAIN);
    if (from < at && to > at + 1)
      found.push({ local: { start: from, end: at }, domain: { start: at, end: to } });
  }
  return found;
}

/**
 * The local part of the first address in the range: what a mark keeps when it is cut at the `@`. Undefined when
 * the range holds no address.
 */
export function cutAtSign(page: PageText, start: number, end: number): TextRange | undefined {
  const address = mailAddressesIn(page, start, end)[0];
  if (address === undefined) return undefined;
  const from = Math.max(address.local.start, start);
  return from < address.local.end ? { start: from, end: address.local.end } : undefined;
}

/**
 * The range without the domains of its addresses (each from its `@` on): what a mailbox mark covers. All that the
 * person selected besides stays covered; blank and punctuation left over at the ends does not.
 */
export function withoutMailDomains(page: PageText, start: number, end: number): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let from = start;
  for (const { domain } of mailAddressesIn(page, start, end)) {
    ranges.push({ start: from, end: domain.start });
    from = domain.end;
  }
  ranges.push({ start: from, end });
  return ranges.map((range) => trim(page, range)).filter((range) => range.end > range.start);
}

/** Index after the last (or of the first) character of the part; a line break inside an address is stepped over. */
function walk(page: PageText, at: number, step: 1 | -1, allowed: RegExp): number {
  let last = at;
  for (let index = at + step; ; index += step) {
    const character = page.characters[index];
    if (character === undefined) break;
    if (isLineBreak(character) || isSoftHyphen(character.text)) {
      if (!brokenInside(page, index)) break;
      continue;
    }
    if (!allowed.test(character.text)) break;
    last = index;
  }
  if (step === -1) return last;
  // A full stop at the end of a domain ends the sentence, not the address.
  while (last > at && /^[.-]$/u.test(page.characters[last]?.text ?? '')) last--;
  return last + 1;
}

/** An address runs on over a line end only where it was broken at a hyphen, a dot or the `@`. */
function brokenInside(page: PageText, index: number): boolean {
  let before = index;
  while (before >= 0 && isBreak(page, before)) before--;
  const last = page.characters[before]?.text ?? '';
  const soft = page.characters.slice(before + 1, index + 1).some(({ text }) => isSoftHyphen(text));
  return soft || /^[@._-]$/u.test(last);
}

function isBreak(page: PageText, index: number): boolean {
  const character = page.characters[index];
  return character !== undefined && (isLineBreak(character) || isSoftHyphen(character.text));
}

function trim(page: PageText, range: TextRange): TextRange {
  let { start, end } = range;
  const idle = (index: number): boolean => !/[\p{L}\p{N}]/u.test(page.characters[index]?.text ?? '');
  while (start < end && idle(start)) start++;
  while (end > start && idle(end - 1)) end--;
  return { start, end };
}
