import type { PageCharacter } from '../../core/text/characters.ts';
import type { Point } from '../content/types.ts';
import { isInside } from './geometry.ts';

/** A character of the text layer: where it starts on its baseline and how far it reaches, in points. */
export interface LayerCharacter {
  readonly text: string;
  /** Distance from the start of the word, along the baseline. */
  readonly offset: number;
  readonly advance: number;
}

/** Characters that stand together on one baseline, without a space. */
export interface LayerWord {
  readonly x: number;
  readonly y: number;
  /** Radians, counter-clockwise. */
  readonly angle: number;
  /** Height from descent to ascent, points. */
  readonly size: number;
  readonly characters: readonly LayerCharacter[];
}

/** The words that may stay, and how many characters did and did not. */
export interface LayerText {
  readonly words: readonly LayerWord[];
  readonly kept: number;
  readonly dropped: number;
}

/** Gaps and shifts of this part of the type size end a word. */
const WORD_GAP = 0.25;
const BASELINE_SHIFT = 0.2;

/** Whether a character counts as covered: the centre of a box of it, or its origin, lies in a mark. */
export function isMarked(
  character: Pick<PageCharacter, 'ink' | 'loose' | 'origin'>,
  marks: readonly (readonly Point[])[],
): boolean {
  const { ink, loose, origin } = character;
  const points: Point[] = [{ x: origin[0], y: origin[1] }];
  for (const [left, bottom, right, top] of [ink, loose]) {
    if (right > left || top > bottom) points.push({ x: (left + right) / 2, y: (bottom + top) / 2 });
  }
  return marks.some((mark) => points.some((point) => isInside(mark, point)));
}

/** Whether a character's box is less than its height from a mark. */
export function isClose({ ink, loose }: PageCharacter, marks: readonly (readonly Point[])[]): boolean {
  const left = Math.min(ink[0], loose[0]);
  const bottom = Math.min(ink[1], loose[1]);
  const right = Math.max(ink[2], loose[2]);
  const top = Math.max(ink[3], loose[3]);
  const margin = Math.max(right - left, top - bottom);
  return marks.some((mark) => {
    const xs = mark.map(({ x }) => x);
    const ys = mark.map(({ y }) => y);
    return (
      left - margin < Math.max(...xs) &&
      right + margin > Math.min(...xs) &&
      bottom - margin < Math.max(...ys) &&
      top + margin > Math.min(...ys)
    );
  });
}

/** Puts what stays together into words, in the order given. `shown` tells whether a place is on the page. */
export function layerText(
  characters: readonly PageCharacter[],
  stays: (character: PageCharacter) => boolean,
  shown: (point: Point) => boolean,
): LayerText {
  const words: LayerWord[] = [];
  let current: PlacedCharacter[] = [];
  let kept = 0;
  let dropped = 0;
  const finish = (): void => {
    if (current.length > 0) words.push(wordOf(current));
    current = [];
  };
  for (const character of characters) {
    if (character.generated || !isPrinted(character.text)) {
      finish();
      continue;
    }
    if (!stays(character)) {
      dropped++;
      finish();
      continue;
    }
    const placed = place(character);
    if (!placed || !shown(centreOf(character))) {
      finish();
      continue;
    }
    const last = current.at(-1);
    if (last && !continues(last, placed)) finish();
    current.push(placed);
    kept++;
  }
  finish();
  return { words, kept, dropped };
}

/** Not white space, a control or a stray half of a surrogate pair. */
function isPrinted(text: string): boolean {
  return /^[^\s\p{Cc}\p{Cs}\p{Cn}]+$/u.test(text);
}

interface PlacedCharacter {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly size: number;
  readonly advance: number;
}

function centreOf({ loose, origin }: PageCharacter): Point {
  const [left, bottom, right, top] = loose;
  if (right <= left && top <= bottom) return { x: origin[0], y: origin[1] };
  return { x: (left + right) / 2, y: (bottom + top) / 2 };
}

function place(character: PageCharacter): PlacedCharacter | undefined {
  const { text, loose, ink, origin, angle } = character;
  const [x, y] = origin;
  const [left, bottom, right, top] = loose[2] > loose[0] && loose[3] > loose[1] ? loose : ink;
  if (![x, y, angle, left, bottom, right, top].every(Number.isFinite)) return undefined;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const width = right - left;
  const height = top - bottom;
  const size = Math.abs(sin) * width + Math.abs(cos) * height;
  const ahead = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([cornerX, cornerY]) => (cornerX! - x) * cos + (cornerY! - y) * sin);
  return { text, x, y, angle, size: size > 0.1 ? size : 1, advance: Math.max(0.05, ...ahead) };
}

/** Whether a character follows another on the same baseline without a gap. */
function continues(last: PlacedCharacter, next: PlacedCharacter): boolean {
  if (Math.abs(last.angle - next.angle) > 0.02) return false;
  const cos = Math.cos(last.angle);
  const sin = Math.sin(last.angle);
  const along = (next.x - last.x) * cos + (next.y - last.y) * sin;
  const across = (next.y - last.y) * cos - (next.x - last.x) * sin;
  if (along < -0.05 * last.size || Math.abs(across) > BASELINE_SHIFT * last.size) return false;
  return along - last.advance <= WORD_GAP * last.size;
}

function wordOf(characters: readonly PlacedCharacter[]): LayerWord {
  const first = characters[0]!;
  const cos = Math.cos(first.angle);
  const sin = Math.sin(first.angle);
  return {
    x: first.x,
    y: first.y,
    angle: first.angle,
    size: Math.max(...characters.map(({ size }) => size)),
    characters: characters.map(({ text, x, y, advance }) => ({
      text,
      offset: (x - first.x) * cos + (y - first.y) * sin,
      advance,
    })),
  };
}
