import { tokensIn, type Token } from '../content/notes.ts';

const PATH: ReadonlySet<string> = new Set(['m', 'l', 'c', 'v', 'y', 're']);
const SHOW = 'TJ';
const NUMBER = /^[-+.\d]+$/;
/** Of as many digits as a page has units: no number of a person or a case. */
const WHOLE = /^[-+]?\d{1,5}$/;
const SPACE = 0x20;

/** The number of a piece of content, by which the structure finds it: counted up (ISO 32000-2, 14.7.5.1). */
const PIECE = '/MCID';

/**
 * Content with whole numbers blanked out that are places on a path, that TJ moves on by between strings, or that pieces
 * of content are numbered with: nobody reads them. Numbers in strings and anywhere else stay.
 */
export function withoutPlaces(content: Uint8Array): Uint8Array {
  const blanked = Uint8Array.from(content);
  let numbers: Token[] = [];
  let hasStrings = false;
  let isPiece = false;
  for (const token of tokensIn(content)) {
    if (token.kind === 'string' || token.kind === 'digits') {
      hasStrings = true;
      continue;
    }
    const text = Buffer.from(content.subarray(token.start, token.end)).toString('latin1');
    if (token.kind === 'word' && NUMBER.test(text)) {
      if (WHOLE.test(text)) numbers.push(token);
      if (isPiece && WHOLE.test(text)) blanked.fill(SPACE, token.start, token.end);
      isPiece = false;
      continue;
    }
    isPiece = text === PIECE;
    if (token.kind === 'word' && (text === SHOW || (PATH.has(text) && !hasStrings)))
      for (const { start, end } of numbers) blanked.fill(SPACE, start, end);
    numbers = [];
    hasStrings = false;
  }
  return blanked;
}
