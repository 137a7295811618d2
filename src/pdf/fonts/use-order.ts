import type { ToldCode } from './told-codes.ts';

/** Such a share of glyphs may stand in an order by design, not by chance. */
const ORDERED = 0.8;
/** Of fewer, chance may put all but one in order. */
const SMALL = 10;
/** So many times as high as there are letters are only numbers that glyphs have in a larger font. */
const SPARSE = 2;
const FEW = 8;
/** Such a share of codes may be those of a known encoding by design. */
const KNOWN = 0.8;

/** So many codes stand in an order by design for at least such a share, also where pages were put in another order. */
const MANY = 20;
const UNORDERED = 0.4;

/** Whether the codes of a simple font can be no order of use: those of the alphabet, or of a known encoding. */
export function areKnownCodes(told: readonly ToldCode[]): boolean {
  const sorted = [...told].sort((a, b) => a.code - b.code);
  const texts = sorted.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const standing = sorted.filter(
    ({ code, text }) => text?.length === 1 && text.charCodeAt(0) === code,
  ).length;
  if (sorted.length === 0 || standing >= KNOWN * sorted.length) return true;
  if (isSparse(sorted.at(-1)!.code - sorted[0]!.code + 1, sorted.length)) return true;
  return texts.length > 0 && longestOrder(texts) === texts.length;
}

/** Whether the numbers of glyphs of a composite font can be no order of use: those of the alphabet, or of a larger font. */
export function areKnownGlyphs(told: readonly ToldCode[]): boolean {
  const sorted = [...told].sort((a, b) => a.code - b.code);
  const texts = sorted.flatMap(({ text }) => (text === undefined ? [] : [text]));
  if (sorted.length === 0 || isSparse(sorted.at(-1)!.code, sorted.length)) return true;
  return texts.length > 0 && areOrdered(texts);
}

/** Whether the glyphs of a program can be in no order of use. `places`: of the codes that are known. */
export function areKnownPlaces(told: readonly ToldCode[], places: ReadonlyMap<number, number>): boolean {
  const sorted = told.filter(({ code }) => places.has(code));
  sorted.sort((a, b) => places.get(a.code)! - places.get(b.code)!);
  const last = sorted.at(-1);
  if (!last || isSparse(places.get(last.code)!, sorted.length)) return true;
  return [
    sorted.map(({ code }) => fourDigits(code)),
    sorted.map(({ text }) => text ?? ''),
    sorted.map(({ name }) => name ?? ''),
  ].some((keys) => {
    const known = keys.filter((key) => key !== '');
    if (known.length < sorted.length) return false;
    return areOrdered(known);
  });
}

/**
 * Whether the glyphs of a program stand in the order of their names, capitals and small letters mixed or not. Numbered
 * names would be in order wherever they were counted.
 */
export function areNamesInOrder(names: readonly string[]): boolean {
  const words = names.filter((name) => !/\d/.test(name));
  if (words.length === 0 || words.length < ORDERED * names.length) return false;
  return [words, words.map((name) => name.toLowerCase())].some(areOrdered);
}

/**
 * Whether codes can be no order of use, as they come in none. `shown`: in the order in which a document first shows them;
 * of those that it lost somewhere as well, the first place may be gone.
 */
export function comeInNoOrder(shown: ReadonlySet<number>, lost: ReadonlySet<number>): boolean {
  const codes = [...shown].filter((code) => !lost.has(code));
  if (codes.length < MANY) return false;
  const texts = codes.map(fourDigits);
  return Math.max(longestOrder(texts), longestOrder(texts.reverse())) < UNORDERED * codes.length;
}

function areOrdered(texts: readonly string[]): boolean {
  return longestOrder(texts) >= (texts.length < SMALL ? 1 : ORDERED) * texts.length;
}

function fourDigits(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function isSparse(span: number, count: number): boolean {
  return span > SPARSE * count + FEW;
}

/** How many of some texts, at most, stand in their order. */
function longestOrder(texts: readonly string[]): number {
  /** By length: the least text that so many may end with. */
  const ends: string[] = [];
  for (const text of texts) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > text) high = middle;
      else low = middle + 1;
    }
    ends[low] = text;
  }
  return ends.length;
}
