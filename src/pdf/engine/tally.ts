import { createHash } from 'node:crypto';
import type { Box } from '../../core/text/characters.ts';
import { CharacterReader, type PlacedCharacter } from './characters.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** Characters that count, in their order. */
export interface Tally {
  add(character: PlacedCharacter, telling: Telling): void;
}

/** What the digest tells of a character: what it is and where, what it is, or nothing. */
export type Telling = 'place' | 'name' | 'none';

/** What a tally comes to. */
export interface Tallied {
  /** How many characters. */
  readonly count: number;
  /** Places to a quarter of a point. */
  readonly digest: string;
  readonly text: string;
}

/** Puts a character on the tally if it counts; answers whether it must see the next one, wherever that is. */
export type TallyVisitor = (character: PlacedCharacter, index: number, tally: Tally) => boolean;

/** Bytes of a walk (loops.wat), of a place in it, of a number, and of a character on the tally and in the text. */
const WALK = 128;
const PLACE = 32;
const NUMBER = 4;
const ENTRY = 12;
const UNIT = 2;

/**
 * Tallies the characters of a text page: those that are printable ASCII and more than a point away from all places
 * by the engine's own loops, all others by `visit`, which may see some that are farther away too. A place is given
 * by its bounds.
 */
export function tallyCharacters(
  engine: RawEngine,
  text: Pointer,
  skipped: ReadonlySet<Pointer>,
  places: readonly Box[],
  visit: TallyVisitor,
): Tallied {
  const { loops, calls } = engine;
  const reader = new CharacterReader(engine, text, skipped);
  const { count } = reader;
  const boxes = [around(places), ...places];
  const walk = reserve(
    engine,
    WALK + PLACE * boxes.length + NUMBER * skipped.size + (ENTRY + UNIT) * (count + 1),
  );
  const atBoxes = walk + WALK;
  const atSkipped = atBoxes + PLACE * boxes.length;
  const atEntries = atSkipped + NUMBER * skipped.size;
  const atText = atEntries + ENTRY * (count + 1);
  const head = new Int32Array(engine.bytes.buffer, walk, 8);
  head.set([text, count, atSkipped, skipped.size, atBoxes, boxes.length, atEntries, atText]);
  engine.doubles.set(boxes.flat(), atBoxes >>> 3);
  new Int32Array(engine.bytes.buffer, atSkipped, skipped.size).set([...skipped]);
  let untold = 0;
  const tally: Tally = {
    add: ({ text: own, origin }, telling) => {
      const [x, y] = telling === 'place' ? origin : [0, 0];
      if (telling === 'none') untold++;
      else loops.count(walk, own.codePointAt(0) ?? 0, x, y);
      for (let i = 0; i < own.length; i++) loops.say(walk, own.charCodeAt(i));
    },
  };
  try {
    let mustSee = false;
    const see = (character: PlacedCharacter, index: number): void => {
      mustSee = visit(character, index, tally);
    };
    for (let i = loops.walk(walk, 0); i < count;) {
      i = reader.read(i, see);
      if (!mustSee) i = loops.walk(walk, i);
    }
    const [endOfEntries = 0, endOfText = 0] = new Int32Array(engine.bytes.buffer, walk + 24, 2);
    return {
      count: (endOfEntries - atEntries) / ENTRY + untold,
      digest: createHash('sha1').update(engine.bytes.subarray(atEntries, endOfEntries)).digest('base64'),
      text: Buffer.from(engine.bytes.buffer, atText, endOfText - atText).toString('utf16le'),
    };
  } finally {
    reader.close();
    calls.free(walk);
  }
}

/** A box around others; for none, one that nothing is near to. */
function around(boxes: readonly Box[]): Box {
  return boxes.reduce<Box>(
    ([l, b, r, t], box) => [
      Math.min(l, box[0]),
      Math.min(b, box[1]),
      Math.max(r, box[2]),
      Math.max(t, box[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}
