import { formatNumber } from './operators.ts';

/** A string of a TJ array as it is written, or a number of it; `gap`: in place of glyphs that went, or for those. */
export type Token = string | { readonly value: number; readonly gap: 'none' | 'went' | 'grown' };

/**
 * What is written up to the last string; numbers beside a gap are part of it, for the kerning of a letter that went
 * would tell which it was.
 */
export function summed(tokens: readonly Token[]): Token[] {
  const made = joined(tokens);
  while (typeof made.at(-1) === 'object') made.pop();
  return made;
}

function joined(tokens: readonly Token[]): Token[] {
  const made: Token[] = [];
  for (const token of tokens) {
    const last = made.at(-1);
    if (
      typeof token === 'string' ||
      typeof last !== 'object' ||
      (token.gap === 'none' && last.gap === 'none')
    )
      made.push(token);
    else {
      const gap = token.gap === 'grown' || last.gap === 'grown' ? 'grown' : 'went';
      made[made.length - 1] = { value: last.value + token.value, gap };
    }
  }
  return made;
}

/** Tokens as a TJ array takes them. */
export function arrayOf(tokens: readonly Token[]): string {
  return joined(tokens)
    .map((token) =>
      typeof token === 'string' ? token : formatNumber(token.value, token.gap === 'none' ? 6 : 4),
    )
    .join(' ');
}
