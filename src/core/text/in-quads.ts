import type { Quad } from '../model/redaction.ts';
import type { PageCharacter, PageText } from './characters.ts';
import { boxOfQuad, centreOf, hasArea, pointInQuad, unionBox } from './geometry.ts';
import { quoteOfRange } from './quote.ts';

/**
 * Indexes of the characters that a mark removes: the centre of the ink or of the loose box lies in a quad. Spaces
 * and line ends of the engine count when the drawn characters on both sides do.
 */
export function charactersInQuads(page: PageText, quads: readonly Quad[]): readonly number[] {
  const bounds = unionBox(quads.map(boxOfQuad));
  if (bounds === undefined) return [];
  const inside = page.characters.map((character) => !character.generated && covers(quads, character));
  const indexes: number[] = [];
  for (const [index, character] of page.characters.entries()) {
    if (character.generated ? bridged(page, inside, index) : inside[index] === true) indexes.push(index);
  }
  return indexes;
}

/** The text that a mark removes, as {@link quoteOfRange} writes it; parts that do not adjoin are kept apart by a space. */
export function quoteOfQuads(page: PageText, quads: readonly Quad[]): string {
  const parts: string[] = [];
  const indexes = charactersInQuads(page, quads);
  for (let at = 0; at < indexes.length;) {
    const start = indexes[at] ?? 0;
    let end = start + 1;
    at++;
    while (indexes[at] === end) {
      end++;
      at++;
    }
    parts.push(quoteOfRange(page, start, end));
  }
  return parts.filter((part) => part !== '').join(' ');
}

function covers(quads: readonly Quad[], { ink, loose }: PageCharacter): boolean {
  const points = [ink, loose].filter(hasArea).map(centreOf);
  return points.some((point) => quads.some((quad) => pointInQuad(point, quad)));
}

function bridged(page: PageText, inside: readonly boolean[], index: number): boolean {
  let before = index - 1;
  while (page.characters[before]?.generated === true) before--;
  let after = index + 1;
  while (page.characters[after]?.generated === true) after++;
  return inside[before] === true && inside[after] === true;
}
