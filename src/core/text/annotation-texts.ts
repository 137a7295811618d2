import type { Box, PageCharacter } from './characters.ts';
import { centreOf, hasArea } from './geometry.ts';
import type { FrameCharacter } from './line-frame.ts';
import { isLineBreak, linesOf } from './lines.ts';

/** A text along a baseline, in points of its frame. */
interface Extent {
  readonly angle: number;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Where a text goes: before the character at an index of the page, and how far it stands from its neighbour. */
interface Place {
  readonly index: number;
  readonly distance: number;
}

/** Part of its height by which a text may reach over its neighbours on the line. */
const SLACK = 0.3;
/** Radians within which two directions are one. */
const PARALLEL = 0.05;

/**
 * The characters of a page with the texts of its annotations and fields among them: each where it is read, on the line
 * that it fills in, or at the end of the page where it fills in none. A line break is put before it and after it.
 */
export function withAnnotationTexts(
  page: readonly PageCharacter[],
  texts: readonly (readonly PageCharacter[])[],
): readonly PageCharacter[] {
  const lines = linesOf(page).map(({ characters }) => characters.filter(({ visible }) => visible));
  const placed = texts.flatMap((text) => {
    const extent = extentOf(linesOf(text)[0]?.characters.filter(({ visible }) => visible) ?? []);
    if (!extent) return [];
    const places = lines.flatMap((line) => placesOn(line, extent));
    const best = places.toSorted((a, b) => a.distance - b.distance)[0];
    return [{ text, extent, index: best?.index ?? page.length }];
  });
  // What stands on one line in the order of the line; at the end of the page, in that of the annotations.
  placed.sort((a, b) => a.index - b.index || (a.index < page.length ? a.extent.from - b.extent.from : 0));
  const found: PageCharacter[] = [];
  let index = 0;
  for (const { text, index: at } of placed) {
    for (; index < at; index++) found.push(page[index]!);
    found.push(...breakAfter(found.at(-1)), ...trimmed(text));
    const next = page[index];
    if (next && !isLineBreak(next)) found.push(...breakAfter(found.at(-1)));
  }
  return [...found, ...page.slice(index)];
}

/** A line break as the engine makes them up; none after another or at the beginning. */
function breakAfter(last: PageCharacter | undefined): PageCharacter[] {
  if (!last || isLineBreak(last)) return [];
  const { origin, angle } = last;
  const point = [...origin, ...origin] as const;
  return [{ text: '\n', ink: point, loose: point, origin, angle, generated: true }];
}

/**
 * What is seen of a text that an annotation shows: of a list that is longer than its field, or of a line that is wider,
 * only what lies in the annotation's box.
 *
 * @param boxes of the annotations of the page
 */
export function seenInBox(text: readonly PageCharacter[], boxes: readonly Box[]): readonly PageCharacter[] {
  const first = text.find(({ generated }) => !generated);
  const own = first === undefined ? [] : boxes.filter((box) => isIn(box, first));
  const shown = own.map((box) => text.filter((character) => character.generated || isIn(box, character)));
  return shown.toSorted((a, b) => b.length - a.length)[0] ?? text;
}

/** Whether the middle of a character is in a box, or hardly beside it. */
function isIn([left, bottom, right, top]: Box, { ink, loose }: PageCharacter): boolean {
  const [x, y] = centreOf(hasArea(loose) ? loose : ink);
  return x >= left - NEAR && x <= right + NEAR && y >= bottom - NEAR && y <= top + NEAR;
}

/** Points. */
const NEAR = 1;

/** Gaps of a line of the page, its ends included, that hold a text. */
function placesOn(line: readonly FrameCharacter[], text: Extent): Place[] {
  const own = extentOf(line);
  if (!own || !isBeside(own, text)) return [];
  const slack = SLACK * (text.high - text.low);
  const places: Place[] = [];
  for (let i = 0; i <= line.length; i++) {
    const [before, after] = [line[i - 1], line[i]];
    const left = before === undefined ? Infinity : text.from - before.loose.u1;
    const right = after === undefined ? Infinity : after.loose.u0 - text.to;
    // A text belongs to what stands before it: its label.
    if (left >= -slack && right >= -slack)
      places.push({
        index: before === undefined ? after!.index : before.index + 1,
        distance: Math.min(left, 2 * right),
      });
  }
  return places;
}

/** Whether two texts go in one direction, at one height for half of the lower of both. */
function isBeside(a: Extent, b: Extent): boolean {
  const turn = Math.abs(a.angle - b.angle) % (2 * Math.PI);
  if (Math.min(turn, 2 * Math.PI - turn) > PARALLEL) return false;
  const shared = Math.min(a.high, b.high) - Math.max(a.low, b.low);
  return shared >= Math.min(a.high - a.low, b.high - b.low) / 2;
}

function extentOf(characters: readonly FrameCharacter[]): Extent | undefined {
  const [first] = characters;
  if (!first) return undefined;
  const boxes = characters.map(({ loose }) => loose);
  return {
    angle: first.character.angle,
    from: Math.min(...boxes.map(({ u0 }) => u0)),
    to: Math.max(...boxes.map(({ u1 }) => u1)),
    low: Math.min(...boxes.map(({ v0 }) => v0)),
    high: Math.max(...boxes.map(({ v1 }) => v1)),
  };
}

/** Without the white space that the engine makes up at both ends. */
function trimmed(text: readonly PageCharacter[]): readonly PageCharacter[] {
  const isDrawn = ({ generated }: PageCharacter): boolean => !generated;
  return text.slice(text.findIndex(isDrawn), text.findLastIndex(isDrawn) + 1);
}
