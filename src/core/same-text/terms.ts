import { findReason } from '../grounds/sets.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Redaction } from '../model/redaction.ts';
import { foldWord, splitWords } from './document-words.ts';

/**
 * - `text`: these words in this order;
 * - `name-part`: a given name or surname by itself, which may be another person's: sought in the same document only,
 *   and only where it is not part of another name;
 * - `number`: these digits, however they are grouped;
 * - `mailbox`: the part before an `@`.
 */
export type TermKind = 'text' | 'name-part' | 'number' | 'mailbox';

/** Something to look for in a text. */
export interface Term {
  readonly kind: TermKind;
  /** As a person reads it. */
  readonly text: string;
  /** Folded. For a number: its digits as one. */
  readonly words: readonly string[];
  /** Between the words, without spaces. */
  readonly gaps: readonly string[];
  /** Terms with the same key are found in the same places. */
  readonly key: string;
  /** Whether it says anything in another document: a date or half a name does not. */
  readonly everywhere: boolean;
}

const MOST_WORDS = 6;
const MOST_LETTERS = 60;
const INITIAL = /^\p{Lu}(\.?\p{Lu})*\.?$/u;
/** Folded words between or before the parts of a Dutch name. */
const PARTICLES = new Set([
  'van',
  'de',
  'der',
  'den',
  'het',
  't',
  'ten',
  'ter',
  'te',
  'el',
  'al',
  'ben',
  'la',
  'le',
  'von',
  'in',
  'op',
  'du',
]);
const TITLES = new Set(
  'heer mevrouw meneer dhr mw mevr hr mr mrs drs dr ir ing prof bsc msc ba ma llm'.split(' '),
);
/** First words of what is an organisation, whose words mean nothing by themselves. */
const BODIES = new Set(
  'stichting vereniging gemeente bureau kantoor advocatenkantoor team afdeling directie dienst ministerie school'.split(
    ' ',
  ),
);
const MONTHS =
  /^(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec)$/u;

/** Whether a word may stand before or inside a surname. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(foldWord(word));
}

/** Whether a word goes before a name without being part of it. */
export function isTitle(word: string): boolean {
  return TITLES.has(foldWord(word).replace(/\.$/u, ''));
}

/** What a mark keeps secret and a reader could find elsewhere; empty for passages, areas, and other grounds. */
export function secretTerms(mark: Redaction, set: GroundSet): readonly Term[] {
  const known = remembered.get(mark);
  if (known?.set === set) return known.terms;
  const terms = findSecretTerms(mark, set);
  remembered.set(mark, { set, terms });
  return terms;
}

/** Marks are never changed, only replaced. */
const remembered = new WeakMap<Redaction, { readonly set: GroundSet; readonly terms: readonly Term[] }>();

function findSecretTerms(mark: Redaction, set: GroundSet): readonly Term[] {
  if (mark.status !== 'accepted' || mark.kind !== 'text') return [];
  const quote = (mark.quote ?? '').replaceAll(/\s+/gu, ' ').trim();
  if (findReason(set, mark.reason)?.rules.some(({ kind }) => kind === 'keep-mail-domain') === true)
    return mailboxTerms(quote);
  return isPersonal(mark, set) ? termsOf(quote) : [];
}

/** A text that a person gave, to be found as it is. Undefined where it holds no letter or digit. */
export function termOf(text: string): Term | undefined {
  const digits = digitsOf(text);
  if (digits !== undefined) return digits;
  const term = textTerm('text', text.replaceAll(/\s+/gu, ' ').trim(), true);
  return term.words.length > 0 ? term : undefined;
}

/** A name as it stands, and its halves. */
export function nameTermsOf(name: string): readonly Term[] {
  return nameTerms(name, textTerm('text', name, true));
}

/** Whether a term is among the texts that are to stay readable. */
export function staysReadable(term: Term, readable: readonly Term[]): boolean {
  const content = ({ key }: Term): string => key.slice(key.indexOf(':'));
  return readable.some((other) => content(other) === content(term));
}

/** Grounds on which personal data are withheld: that of key E, and those that name persons' numbers and special data. */
function isPersonal({ grounds }: Redaction, set: GroundSet): boolean {
  const usual = findReason(set, set.shortcuts.e.reason)?.grounds[0];
  const personal = set.law === 'wob' ? ['10.1.d', usual] : ['5.1.1.d', '5.1.1.e', usual];
  return grounds.some((code) => personal.includes(code));
}

function mailboxTerms(quote: string): readonly Term[] {
  const local = quote.split('@', 1)[0]?.trim() ?? '';
  const term = textTerm('mailbox', local, true);
  return local.includes(' ') || term.words.join('').length < 3 ? [] : [term];
}

function termsOf(quote: string): readonly Term[] {
  const number = digitsOf(quote);
  if (number !== undefined) return [number];
  const whole = textTerm('text', quote, true);
  const { words } = splitWords(quote);
  if (words.length === 0 || words.length > MOST_WORDS || quote.length > MOST_LETTERS) return [];
  if (isDate(words)) return [{ ...whole, everywhere: false }];
  if (quote.includes('@')) return [whole];
  if (/\d/u.test(quote)) return words.join('').length >= 6 ? [whole] : [];
  // Words without a capital are ordinary words.
  if (!words.some((word) => /^\p{Lu}/u.test(word) && word.length >= 3)) return [];
  return nameTerms(quote, whole);
}

function nameTerms(quote: string, whole: Term): readonly Term[] {
  const tokens = withoutTitles(quote.split(' ').map((token) => token.replace(/[,;]$/u, '')));
  const bare = textTerm('text', tokens.join(' '), true);
  const isName =
    !BODIES.has(foldWord(tokens[0] ?? '')) &&
    tokens.every(
      (token) => INITIAL.test(token) || isParticle(token) || /^['’]?\p{Lu}[\p{L}'’-]*\.?$/u.test(token),
    );
  if (!isName) return [whole];
  if (tokens.length === 1) return [{ ...bare, kind: 'name-part', everywhere: true }];
  const parts = [givenName(tokens), surname(tokens)].filter((part) => part !== undefined);
  return [bare, ...parts.filter(({ key }) => key !== bare.key)];
}

/** "de heer P. Jansen" without what goes before the name; a title alone stays. */
function withoutTitles(tokens: readonly string[]): readonly string[] {
  const [first = '', second = ''] = tokens;
  const skip = foldWord(first) === 'de' && foldWord(second) === 'heer' ? 2 : isTitle(first) ? 1 : 0;
  return skip === 0 || tokens.length <= skip ? tokens : withoutTitles(tokens.slice(skip));
}

function givenName([first = '']: readonly string[]): Term | undefined {
  return INITIAL.test(first) || isParticle(first) || isTitle(first) || first.length < 3
    ? undefined
    : textTerm('name-part', first, false);
}

/** The last word with the particles before it. */
function surname(tokens: readonly string[]): Term | undefined {
  const last = tokens.at(-1) ?? '';
  if (INITIAL.test(last) || last.length < 3) return undefined;
  let from = tokens.length - 1;
  while (from > 0 && isParticle(tokens[from - 1] ?? '')) from--;
  return textTerm('name-part', tokens.slice(from).join(' '), false);
}

function isDate(words: readonly string[]): boolean {
  const folded = words.map(foldWord);
  return (
    folded.length <= 3 &&
    folded.every((word) => /^\d{1,4}$/u.test(word) || MONTHS.test(word)) &&
    folded.some((word) => /^\d{4}$/u.test(word))
  );
}

/** A number of a person or a telephone: seven digits and more, with nothing but signs between them. */
function digitsOf(text: string): Term | undefined {
  if (!/^[\s()+./:-]*\d[\d\s()+./-]*$/u.test(text) || isDate(splitWords(text).words)) return undefined;
  const digits = text.replaceAll('(0)', '').replaceAll(/\D/gu, '');
  if (digits.length < 7) return undefined;
  const national = digits.replace(/^(?:0031|31(?=\d{9}$))0?/u, '0');
  return {
    kind: 'number',
    text: text.trim(),
    words: [national],
    gaps: [],
    key: `number:${national}`,
    everywhere: true,
  };
}

function textTerm(kind: TermKind, text: string, everywhere: boolean): Term {
  const { words, gaps } = splitWords(text);
  const folded = words.map(foldWord);
  const between = gaps.slice(1, -1).map((gap) => gap.replaceAll(/\s/gu, ''));
  const key = folded.map((word, index) => `${word}${between[index] ?? ''}`).join(' ');
  return { kind, text, words: folded, gaps: between, key: `${kind}:${key}`, everywhere };
}
