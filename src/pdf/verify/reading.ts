import { createHash } from 'node:crypto';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box, PageCharacter } from '../../core/text/characters.ts';
import { MarkedPlaces } from './place.ts';

/** What a page says outside its marks, for comparison: how many characters and a digest of their sequence. */
export interface Outside {
  readonly characters: number;
  readonly digest: string;
}

/** What is read of a page before anything is removed. */
export interface PageReading {
  readonly outside: Outside;
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
    if (!counts(character) || !all.holds(character)) continue;
    const [l, b, r, t] = character.ink;
    const corners = [
      [l, b],
      [r, b],
      [r, t],
      [l, t],
    ] as const;
    if (corners.some(([x, y]) => !all.has(x, y))) stickingOut.push(character.ink);
  }
  return {
    outside: readOutside(characters, all),
    under: marks.map((quads) => linesUnder(characters, MarkedPlaces.of(quads))),
    stickingOut,
  };
}

/** What a page says outside the marks. */
export function readOutside(characters: readonly PageCharacter[], marked: MarkedPlaces): Outside {
  const hash = createHash('sha1');
  let count = 0;
  for (const character of characters) {
    if (!counts(character) || marked.holds(character)) continue;
    count++;
    hash.update(character.text);
  }
  return { characters: count, digest: hash.digest('base64') };
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
