import type { Box, PageCharacter } from '../../core/text/characters.ts';
import { differencesOf } from './difference.ts';
import type { Pointer } from './raw.ts';
import type { SaidText } from './said-text.ts';

/** A character with the drawing that it belongs to (0 for none). */
export interface OwnedCharacter {
  readonly character: PageCharacter;
  readonly owner: Pointer;
}

/** Words that a reader is told instead of what the glyphs at a place spell. */
export interface Told {
  readonly text: string;
  readonly place: Box;
  /** Indices of the characters that they stand for. */
  readonly indices: readonly number[];
}

/**
 * Where a page says otherwise than its glyphs spell. Letters that are the same keep their own places; those that are
 * not have the place of all glyphs that differ, for nothing tells which of them they stand for.
 */
export function findTold(
  characters: readonly OwnedCharacter[],
  said: ReadonlyMap<Pointer, SaidText>,
): readonly Told[] {
  const glyphs = new Map<SaidText, number[]>();
  for (const [index, { character, owner }] of characters.entries()) {
    const words = character.generated ? undefined : said.get(owner);
    if (!words) continue;
    const known = glyphs.get(words);
    if (known) known.push(index);
    else glyphs.set(words, [index]);
  }
  return [...glyphs].flatMap(([{ text }, indices]): Told[] => {
    const own = indices.map((index) => characters[index]!.character);
    const differences = differencesOf(
      own.map((each) => each.text),
      [...text],
    );
    return differences.map(({ from, to, told }) => ({
      text: told.join(''),
      place: around(own.slice(from, to).flatMap(({ ink, loose }) => [ink, loose])),
      indices: indices.slice(from, to),
    }));
  });
}

/** The characters with what a reader is told instead of some of them. */
export function tellInstead(
  characters: readonly OwnedCharacter[],
  told: readonly Told[],
): readonly OwnedCharacter[] {
  if (told.length === 0) return characters;
  const replaced = new Map<number, readonly OwnedCharacter[]>();
  for (const { text, place, indices } of told) {
    const [first, last] = [Math.min(...indices), Math.max(...indices)];
    const { character, owner } = characters[first]!;
    for (const index of indices) replaced.set(index, []);
    // Spaces that the engine found between glyphs that nobody reads now.
    for (let i = first; i < last; i++) if (characters[i]?.character.generated) replaced.set(i, []);
    const letters = [...text].map((letter) => ({
      character: { ...character, text: letter, ink: place, loose: place },
      owner,
    }));
    replaced.set(first, letters);
  }
  return characters.flatMap((each, index) => replaced.get(index) ?? [each]);
}

function around(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([left]) => left)),
    Math.min(...boxes.map(([, bottom]) => bottom)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , top]) => top)),
  ];
}
