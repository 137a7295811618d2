import { tokensIn } from '../content/notes.ts';

/** Of no text. */
const NOTHING = 0;

/** Whether a text begins or ends as a literal string does. */
export function isParenthesised(text: string): boolean {
  return text.startsWith('(') || text.endsWith(')');
}

/**
 * Content without the parentheses that delimit its literal strings (ISO 32000-2, 7.3.4.2): a string that begins with a
 * word is no parenthesis before that word. Parentheses within strings stay.
 */
export function withoutDelimiters(content: Uint8Array): Uint8Array {
  const plain = Uint8Array.from(content);
  for (const { kind, start, end } of tokensIn(content)) {
    if (kind !== 'string') continue;
    plain[start] = NOTHING;
    plain[end - 1] = NOTHING;
  }
  return plain;
}
