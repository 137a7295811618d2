import type { Box, PageCharacter } from '../../core/text/characters.ts';
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
    const difference = differenceOf(
      own.map((each) => each.text),
      [...text],
    );
    if (!difference) return [];
    const { from, to, told } = difference;
    const place = around(own.slice(from, to).flatMap(({ ink, loose }) => [ink, loose]));
    return [{ text: told.join(''), place, indices: indices.slice(from, to) }];
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

/** Glyphs `from` up to `to`, instead of which a reader is told other letters. */
interface Difference {
  readonly from: number;
  readonly to: number;
  readonly told: readonly string[];
}

function differenceOf(glyphs: readonly string[], words: readonly string[]): Difference | undefined {
  const shown = partsOf(glyphs);
  const said = partsOf(words);
  if (said.length === 0) return undefined;
  if (shown.length === 0) return { from: 0, to: glyphs.length, told: words };
  const most = Math.min(shown.length, said.length);
  let head = 0;
  while (head < most && shown[head]!.part === said[head]!.part) head++;
  let tail = 0;
  while (tail < most - head && shown.at(-1 - tail)!.part === said.at(-1 - tail)!.part) tail++;
  // Letters that are told and not shown have no place but a neighbour's; glyphs that are not told can be seen.
  if (head + tail === said.length) return undefined;
  if (head + tail === shown.length) {
    if (head > 0) head--;
    else tail--;
  }
  const last = shown[shown.length - tail - 1]!.at;
  return {
    from: shown[head]!.at,
    to: last + 1,
    told: words.slice(said[head]!.at, said[said.length - tail - 1]!.at + 1),
  };
}

/** Spaces and hyphens come and go with the lines. */
const NO_LETTER = /[\s\u0002\u00ad\u2010\u2011-]/u;

/** Letters taken apart (ligatures, accents), with the index of the character that each is a part of. */
function partsOf(characters: readonly string[]): { readonly part: string; readonly at: number }[] {
  return characters.flatMap((character, at) =>
    [...character.normalize('NFKD')].filter((part) => !NO_LETTER.test(part)).map((part) => ({ part, at })),
  );
}

function around(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([left]) => left)),
    Math.min(...boxes.map(([, bottom]) => bottom)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , top]) => top)),
  ];
}
