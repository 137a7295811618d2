import type { PageCharacter } from '../../core/text/characters.ts';
import { boxOfQuad } from '../../core/text/geometry.ts';
import { quadOfFrame, type FrameCharacter } from '../../core/text/line-frame.ts';
import { linesOf, type TextLine } from '../../core/text/lines.ts';
import { LineInk, usualWidth, type Gap, type GreyPage } from './line-ink.ts';

/** A word of a line of a scan, in columns of the line's picture. */
interface ScanWord {
  readonly characters: readonly FrameCharacter[];
  /** Where the text says that it is. */
  readonly start: number;
  readonly end: number;
  /** Mean width of a letter, as far as it is believed. */
  readonly letter: number;
  /** Where the picture has it, as far as that was found. */
  left: number | undefined;
  right: number | undefined;
}

/** How far from where the text says that it is, in letters, the picture of a word may end. */
const FARTHEST = 1.5;
/** The same for the end of a line, where no other word is. */
const FARTHEST_AT_END = 2.5;
/** Mean width of a letter at the least, in the height of the text. */
const LETTER = 0.35;
/** Of a distance from where an end should be, what counts against the width of a gap. */
const DISTANCE = 0.08;
/** The same where the stops between words are left out, which are gaps as well then. */
const UPPER_DISTANCE = 0.6;
/** Width of a gap behind the last word of a line at the least: in the height of the text, and in gaps between its words. */
const LAST_GAP = 0.2;
const LAST_OF_GAPS = 0.8;

/**
 * The characters of a page of which those behind a scan have for ink what the picture shows of them. Programs for text
 * recognition (OCR) place that text to be found and not to be measured: a letter of the end of a word may stand beside
 * it, and what marks the word must hide its picture. Where nothing is found, a character stays as it is.
 */
export function withPictureInk(characters: readonly PageCharacter[], page: GreyPage): PageCharacter[] {
  const placed = [...characters];
  for (const line of linesOf(characters)) {
    const words = wordsOf(line);
    const first = words[0]?.characters[0];
    if (first === undefined) continue;
    const ink = LineInk.read(
      words.flatMap((word) => word.characters),
      line.angle,
      page,
    );
    if (ink === undefined) continue;
    for (const each of placeWords(
      words.map((word) => measured(word.characters, ink)),
      ink,
    )) {
      const character = characters[each.index];
      if (character) placed[each.index] = { ...character, ink: each.box, pictured: true };
    }
  }
  return placed;
}

interface Placed {
  readonly index: number;
  readonly box: PageCharacter['ink'];
}

function wordsOf(line: TextLine): { readonly characters: readonly FrameCharacter[] }[] {
  const words: { characters: FrameCharacter[] }[] = [];
  let open: FrameCharacter[] | undefined;
  for (const each of line.characters) {
    if (!each.visible || each.character.unseen !== true) {
      open = undefined;
      continue;
    }
    if (open === undefined) words.push({ characters: (open = []) });
    open.push(each);
  }
  return words.toSorted((a, b) => (a.characters[0]?.loose.u0 ?? 0) - (b.characters[0]?.loose.u0 ?? 0));
}

function measured(characters: readonly FrameCharacter[], ink: LineInk): ScanWord {
  const start = ink.column(Math.min(...characters.map(({ loose }) => loose.u0)));
  const end = ink.column(Math.max(...characters.map(({ loose }) => loose.u1)));
  const letter = Math.max((end - start) / characters.length, LETTER * ink.height);
  return { characters, start, end, letter, left: undefined, right: undefined };
}

function placeWords(words: readonly ScanWord[], ink: LineInk): Placed[] {
  const widths: number[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (next === undefined) continue;
    const gap = gapBetween(word, next, ink);
    if (gap === undefined) continue;
    [word.right, next.left] = gap;
    widths.push(gap[1] - gap[0]);
  }
  const [first, last] = [words[0], words.at(-1)];
  const usual = widths.toSorted((a, b) => a - b)[widths.length >> 1] ?? 1.5 * widestWithin(first, ink);
  const least = Math.max(LAST_GAP * ink.height, LAST_OF_GAPS * usual);
  if (first)
    first.left = ink.gaps.findLast(([from, to]) => isEnd(from, to, first.start, -1, first, least))?.[1];
  if (last) last.right = ink.gaps.find(([from, to]) => isEnd(from, to, last.end, 1, last, least))?.[0];
  return words.flatMap((word) => lettersOf(word, ink));
}

/** The widest gap between letters of a word, as of typewriters. */
function widestWithin(word: ScanWord | undefined, { gaps }: LineInk): number {
  if (word === undefined) return 0;
  const within = gaps.filter(([from, to]) => from > word.start && to < word.end);
  return Math.max(0, ...within.map(([from, to]) => to - from));
}

/** Whether a gap is the end of a line, before (-1) or behind (1) its outermost word. */
function isEnd(
  from: number,
  to: number,
  expected: number,
  side: -1 | 1,
  { letter }: ScanWord,
  least: number,
): boolean {
  if (to - from < least) return false;
  // What lies behind the middle of the last letter, and what of it starts near where the word should end.
  return side > 0
    ? to > expected - 0.7 * letter && from <= expected + FARTHEST_AT_END * letter
    : from < expected + 0.7 * letter && to >= expected - FARTHEST_AT_END * letter;
}

/** Width of a gap, in the height of the text, that is one between words. Of a narrower one a tail may be what hides it. */
const WORD_GAP = 0.2;

/** The gap that parts two words: the widest near where they should end. */
function gapBetween(one: ScanWord, next: ScanWord, ink: LineInk): Gap | undefined {
  const from = Math.max((one.start + one.end) / 2, one.end - FARTHEST * one.letter);
  const to = Math.min((next.start + next.end) / 2, next.start + FARTHEST * next.letter);
  const expected = (one.end + next.start) / 2;
  const best = widest(ink.gaps, from, to, expected, DISTANCE);
  if (best && best[1] - best[0] >= WORD_GAP * ink.height) return best;
  const upper = widest(ink.upperGaps, from, to, expected, UPPER_DISTANCE);
  if (upper === undefined || upper[1] - upper[0] < WORD_GAP * ink.height) return best;
  // The tail is of the next word: it goes with that.
  const free = ink.gaps.find(([start, end]) => end > upper[0] && start < upper[1]);
  return [upper[0], Math.min(upper[1], Math.max(upper[0], free?.[1] ?? upper[0]))];
}

function widest(
  gaps: readonly Gap[],
  from: number,
  to: number,
  expected: number,
  distance: number,
): Gap | undefined {
  let best: Gap | undefined;
  let most = -Infinity;
  for (const gap of gaps) {
    if (gap[1] < from || gap[0] > to) continue;
    const score = gap[1] - gap[0] - distance * Math.abs((gap[0] + gap[1]) / 2 - expected);
    if (score > most) [best, most] = [gap, score];
  }
  return best;
}

/**
 * A word's picture, in words as the text has them: less is a part of it, more is a neighbour with it. A letter is at most
 * as wide as the text is high.
 */
const LEAST_OF_WORD = 0.4;
const MOST_OF_WORD = 2;

function lettersOf(word: ScanWord, ink: LineInk): Placed[] {
  const { left, right, letter } = word;
  if (left === undefined || right === undefined || right <= left) return [];
  const long = word.end - word.start;
  const most = Math.max(MOST_OF_WORD * long + letter, word.characters.length * ink.height);
  if (right - left < LEAST_OF_WORD * long || right - left > most) return [];
  const ends = letterEnds(word.characters, left, right, ink);
  const boxes = word.characters.map(({ character: { text } }, i) => ink.boxOf(ends[i]!, ends[i + 1]!, text));
  const found = boxes.filter((box) => box !== undefined);
  if (found.length === 0) return [];
  const [v0, v1] = [Math.min(...found.map((box) => box.v0)), Math.max(...found.map((box) => box.v1))];
  return word.characters.map(({ index }, i) => {
    // A letter without ink of its own is hidden by those beside it, or told wrong.
    const box = boxes[i] ?? { u0: ink.along(ends[i]!), u1: ink.along(ends[i + 1]!), v0, v1 };
    return { index, box: boxOfQuad(quadOfFrame(box, ink.angle)) };
  });
}

/** Part of a mean letter by which its end may differ from what is expected. */
const LETTER_SHIFT = 0.5;

/** Columns between letters: gaps in the picture, near where the widths of letters in usual fonts have them. */
function letterEnds(
  characters: readonly FrameCharacter[],
  left: number,
  right: number,
  ink: LineInk,
): number[] {
  const widths = characters.map(({ character: { text } }) => usualWidth(text));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const reach = (LETTER_SHIFT * (right - left)) / characters.length;
  const ends = [left];
  let sum = 0;
  for (const width of widths.slice(0, -1)) {
    sum += width;
    const expected = left + ((right - left) * sum) / whole;
    const before = ends.at(-1) ?? left;
    let best = expected;
    let nearest = reach;
    for (const [from, to] of ink.gaps) {
      if (from <= before || to >= right) continue;
      const distance = Math.max(from - expected, expected - to, 0);
      if (distance < nearest) [best, nearest] = [Math.min(Math.max(expected, from), to), distance];
    }
    ends.push(Math.max(best, before));
  }
  return [...ends, right];
}
