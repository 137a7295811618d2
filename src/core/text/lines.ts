import type { PageCharacter } from './characters.ts';
import { frameCharacter, toFrame, type FrameCharacter } from './line-frame.ts';

/** Characters that stand on one line, in the order of the content. */
export interface TextLine {
  /** Radians, counter-clockwise. */
  readonly angle: number;
  readonly characters: readonly FrameCharacter[];
}

/**
 * Divides a page's characters into lines: a line ends at a line break of the engine, where the direction turns,
 * where the baseline moves by more than half the height of the text, or where the text jumps back.
 */
export function linesOf(characters: readonly PageCharacter[]): readonly TextLine[] {
  const known = remembered.get(characters);
  if (known !== undefined) return known;
  const lines = divide(characters);
  remembered.set(characters, lines);
  return lines;
}

/** Marking every hit of a search asks for the lines of one page again and again. */
const remembered = new WeakMap<readonly PageCharacter[], readonly TextLine[]>();

function divide(characters: readonly PageCharacter[]): readonly TextLine[] {
  const lines: { angle: number; characters: FrameCharacter[] }[] = [];
  let open: { angle: number; characters: FrameCharacter[] } | undefined;
  for (const [index, character] of characters.entries()) {
    if (isLineBreak(character)) {
      open = undefined;
      continue;
    }
    const advance = advanceOf(characters, index);
    if (open !== undefined && !continues(open, character)) open = undefined;
    // The engine makes up no direction for the white space that it makes up.
    if (open?.characters.every((other) => other.character.generated)) open.angle = character.angle;
    let framed = frameCharacter(character, index, open?.angle ?? character.angle, advance);
    if (open !== undefined && jumps(open.characters.findLast(isDrawn), framed)) {
      open = undefined;
      framed = frameCharacter(character, index, character.angle, advance);
    }
    if (open === undefined) {
      open = { angle: character.angle, characters: [] };
      lines.push(open);
    }
    open.characters.push(framed);
  }
  return lines;
}

/** A line break that the engine put in, not a mark on the page. */
export function isLineBreak(character: PageCharacter): boolean {
  return character.text === '\n' || character.text === '\r';
}

/** In the direction of its line. */
function continues({ angle, characters }: TextLine, { angle: next, generated }: PageCharacter): boolean {
  if (generated || characters.every(({ character }) => character.generated)) return true;
  const turn = Math.abs(next - angle) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn) <= 0.05;
}

/** A space that the engine made up has no reliable place of its own; it stands between lines, too. */
function isDrawn({ character }: FrameCharacter): boolean {
  return !character.generated;
}

/** Off the baseline, or back, from what is drawn before. */
function jumps(previous: FrameCharacter | undefined, next: FrameCharacter): boolean {
  if (previous === undefined || !isDrawn(next)) return false;
  const height = Math.max(heightOf(previous), heightOf(next));
  if (Math.abs(next.baseline - previous.baseline) > height / 2) return true;
  return next.loose.u0 <= previous.loose.u0 - 2 * height;
}

function heightOf({ loose, ink }: FrameCharacter): number {
  return Math.max(loose.v1 - loose.v0, ink.v1 - ink.v0);
}

/** Distance along the baseline to the next drawn character, when it is near. */
function advanceOf(characters: readonly PageCharacter[], index: number): number | undefined {
  const character = characters[index];
  const next = characters[index + 1];
  if (!character || !next || next.generated || isLineBreak(next)) return undefined;
  const from = toFrame(character.origin, character.angle);
  const to = toFrame(next.origin, character.angle);
  const size = character.loose[3] - character.loose[1] + character.loose[2] - character.loose[0];
  return to[0] > from[0] && to[0] - from[0] < size ? to[0] - from[0] : undefined;
}
