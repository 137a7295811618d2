import { createHash } from 'node:crypto';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box, PageCharacter } from '../../core/text/characters.ts';
import { MarkedPlaces } from './place.ts';

/** What a page says outside its marks, for comparison: how many characters and a digest of their sequence. */
export interface Outside {
  readonly characters: number;
  readonly digest: string;
  /** Without white space. */
  readonly text: string;
}

/** What is read of a page before anything is removed. */
export interface PageReading {
  readonly outside: Omit<Outside, 'text'>;
  /** The text under each mark, a line each. */
  readonly under: readonly (readonly string[])[];
  /** Ink of characters that lie in a mark by their centre and stick out of it. */
  readonly stickingOut: readonly Box[];
}

/** Characters that the engine makes up, and white space, do not count. */
export function counts(character: PageCharacter): boolean {
  return !character.generated && character.text.trim() !== '';
}

/** Reads the original: what must stay, and what must go. */
export function readPage(
  characters: readonly PageCharacter[],
  marks: readonly (readonly Quad[])[],
): PageReading {
  const all = MarkedPlaces.of(marks.flat());
  const stickingOut: Box[] = [];
  for (const character of characters) {
    if (!all.overlaps(character.ink, 0) || !counts(character) || !all.holds(character)) continue;
    const [l, b, r, t] = character.ink;
    const inside = all.has(l, b) && all.has(r, b) && all.has(r, t) && all.has(l, t);
    if (!inside) stickingOut.push(character.ink);
  }
  const { characters: count, digest } = readOutside(characters, all);
  return {
    outside: { characters: count, digest },
    under: marks.map((quads) => linesUnder(characters, MarkedPlaces.of(quads))),
    stickingOut,
  };
}

/** What a page says outside the marks. */
export function readOutside(characters: readonly PageCharacter[], marked: MarkedPlaces): Outside {
  let count = 0;
  let text = '';
  for (const character of characters) {
    if (!counts(character) || marked.holds(character)) continue;
    count++;
    text += character.text;
  }
  return { characters: count, digest: createHash('sha1').update(text).digest('base64'), text };
}

/** Whether two characters stand at one place, points. */
const SAME_PLACE = 1;

/**
 * Characters outside the marks that are no longer where they were. Those whose box reaches into a mark are left
 * to the comparison of pixels: what a reader is told of them (ActualText) may rightly change.
 */
export function countLost(
  before: readonly PageCharacter[],
  after: readonly PageCharacter[],
  marked: MarkedPlaces,
): number {
  const cell = (x: number, y: number): string => `${Math.round(x)} ${Math.round(y)}`;
  const places = new Map<string, PageCharacter[]>();
  for (const character of after) {
    const key = cell(...character.origin);
    places.set(key, [...(places.get(key) ?? []), character]);
  }
  const isThere = ({ text, origin: [x, y] }: PageCharacter): boolean =>
    [-1, 0, 1].some((dx) =>
      [-1, 0, 1].some((dy) =>
        (places.get(cell(x + dx, y + dy)) ?? []).some(
          (each) => each.text === text && Math.hypot(each.origin[0] - x, each.origin[1] - y) <= SAME_PLACE,
        ),
      ),
    );
  return before.filter(
    (character) =>
      counts(character) &&
      !marked.holds(character) &&
      !marked.overlaps(character.ink, 0) &&
      !marked.overlaps(character.loose, 0) &&
      !isThere(character),
  ).length;
}

/** Text under a mark, cut where the line ends or where characters in between are not marked. */
function linesUnder(characters: readonly PageCharacter[], marked: MarkedPlaces): string[] {
  const lines: string[] = [];
  let line = '';
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  for (const character of characters) {
    if (character.generated) {
      if (character.text === '\n') end();
      else if (line !== '') line += character.text;
    } else if (marked.holds(character)) line += character.text;
    else if (character.text.trim() !== '') end();
  }
  end();
  return lines;
}
