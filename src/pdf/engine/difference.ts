/** Glyphs `from` up to `to`, instead of which a reader is told other letters. */
export interface Difference {
  readonly from: number;
  readonly to: number;
  readonly told: readonly string[];
}

/** A letter taken apart (ligatures, accents), with the index of the character that it is a part of. */
interface Part {
  readonly part: string;
  readonly at: number;
}

type Stretch = readonly [from: number, to: number];

/** Letters in a row that are the same by more than chance. */
const SURE = 4;
/** Longer texts (one length times the other) are not searched for what they have in common. */
const MOST_COMPARED = 1 << 20;
/** Spaces and hyphens come and go with the lines. */
const NO_LETTER = /[\s\u0002\u00ad\u2010\u2011-]/u;

/** Where words differ from what glyphs spell. Glyphs of which nothing is told are no difference: they can be seen. */
export function differencesOf(glyphs: readonly string[], words: readonly string[]): readonly Difference[] {
  const shown = partsOf(glyphs);
  const said = partsOf(words);
  if (said.length === 0) return [];
  if (shown.length === 0) return [{ from: 0, to: glyphs.length, told: words }];
  return between([0, shown.length], [0, said.length]);

  function between([s0, s1]: Stretch, [t0, t1]: Stretch): readonly Difference[] {
    while (s0 < s1 && t0 < t1 && shown[s0]!.part === said[t0]!.part) [s0, t0] = [s0 + 1, t0 + 1];
    while (s0 < s1 && t0 < t1 && shown[s1 - 1]!.part === said[t1 - 1]!.part) [s1, t1] = [s1 - 1, t1 - 1];
    if (t0 === t1) return [];
    const same = longestSame(shown.slice(s0, s1), said.slice(t0, t1));
    if (same) {
      const [s, t] = [s0 + same.inFirst, t0 + same.inSecond];
      return [...between([s0, s], [t0, t]), ...between([s + same.length, s1], [t + same.length, t1])];
    }
    // Letters that are told and not shown have no place but a neighbour's.
    if (s0 === s1 && s0 > 0) [s0, t0] = [s0 - 1, t0 - 1];
    else if (s0 === s1) [s1, t1] = [s1 + 1, t1 + 1];
    return [
      {
        from: shown[s0]!.at,
        to: shown[s1 - 1]!.at + 1,
        told: words.slice(said[t0]!.at, said[t1 - 1]!.at + 1),
      },
    ];
  }
}

function partsOf(characters: readonly string[]): readonly Part[] {
  return characters.flatMap((character, at) =>
    [...character.normalize('NFKD')].filter((part) => !NO_LETTER.test(part)).map((part) => ({ part, at })),
  );
}

/** The longest run of letters that two texts have in common, if it is long enough to tell. */
function longestSame(
  first: readonly Part[],
  second: readonly Part[],
): { readonly inFirst: number; readonly inSecond: number; readonly length: number } | undefined {
  if (first.length < SURE || second.length < SURE || first.length * second.length > MOST_COMPARED) {
    return undefined;
  }
  let best = { inFirst: 0, inSecond: 0, length: 0 };
  /** How long the run is that ends at each letter of the second text. */
  let ending = new Uint32Array(second.length + 1);
  for (const [i, { part }] of first.entries()) {
    const next = new Uint32Array(second.length + 1);
    for (const [j, other] of second.entries()) {
      if (other.part !== part) continue;
      const length = (next[j + 1] = ending[j]! + 1);
      if (length > best.length) best = { inFirst: i + 1 - length, inSecond: j + 1 - length, length };
    }
    ending = next;
  }
  return best.length < SURE ? undefined : best;
}
