import type { Box, PageCharacter } from '../../core/text/characters.ts';
import type { Drawing } from '../engine/drawings.ts';
import { visibleBox } from '../engine/geometry.ts';
import type { EnginePage } from '../engine/page.ts';
import { areaOf, shared, type Cover } from './covers.ts';
import { Look } from './look.ts';
import { counts } from './reading.ts';

/*
 * Text that nobody sees and everybody can copy. The test is the eye's: a letter that may be taken away without any
 * pixel of its place changing is hidden, whatever hides it.
 */

/** Letters of a page that one thing hides. */
export interface HiddenText {
  /** What hides it; undefined for text that nothing covers (colour of the background, out of view, hidden layer). */
  readonly cover: Cover | undefined;
  readonly letters: number;
  readonly box: Box;
}

/** Text modes (ISO 32000-2, table 104). */
const INVISIBLE = 3;
const CLIP = 7;
/** Share of a letter's box that must be covered. */
const COVERED = 0.8;
/** Colours that lie no further apart look like one. */
const PLAIN = 12;
/** On ground that is darker, letters whose colour lies no further from it cannot be read: a black bar that lets a little through. */
const DARK = 70;
const FAINT = 40;
/** Letters of a word where stray ones are usual: in an OCR layer, and where nothing was laid over it. */
const MIN_STRAY = 3;
/** An image that takes this share of a page may be a scan, with its text behind or before it. */
const SCAN = 0.4;
/**
 * A letter that is no larger, points, was never read by anybody: programs sign in invisible type of one point. Both sides
 * count, for letters of some fonts have boxes without height.
 */
const ILLEGIBLE = 1.5;
/** Ink that is no larger is none, points. */
const INKLESS = 0.05;
/** Renderings of single texts at most; a page with more was not redacted by hand. */
const MAX_SINGLE = 400;
/** Words that stand under boxes because someone put them there instead of the secret. */
const PLACEHOLDER =
  /^(redacted|redactions?|privileged?|confidential|weggelakt|gelakt|gelakte|lakken|vertrouwelijk|geheim|[x*#_.\-–—█■]+)$/i;

interface Letter {
  readonly character: PageCharacter;
  readonly box: Box;
  readonly drawing: Drawing | undefined;
  /** Never painted, as in an OCR layer: only its place tells whether a reader sees it. */
  readonly ghost: boolean;
  /** Of an /ActualText, which the engine spreads over its drawing: seen when any of it is. */
  readonly spread: boolean;
  /** What was painted over it. */
  readonly cover: Cover | undefined;
  /** The box that it was painted on. */
  readonly ground: Cover | undefined;
}

/** All text of a page that is there and cannot be seen. */
export function findHiddenText(
  page: EnginePage,
  drawings: readonly Drawing[],
  covers: readonly Cover[],
): HiddenText[] {
  const lines = readLetters(page, drawings, covers);
  const letters = lines.flat();
  if (letters.length === 0) return [];
  const seen = Look.at(page);
  const suspects = new Set(
    letters.filter(
      ({ cover, box }) => cover !== undefined || seen.spread(inner(box)) <= PLAIN || isFaint(seen, box),
    ),
  );
  if (suspects.size === 0) return [];
  const hidden = new Hidden(page, drawings, seen, letters);
  const isHidden = (letter: Letter): boolean => suspects.has(letter) && hidden.has(letter);
  const shown = new Set(
    letters.filter((each) => each.spread && !isHidden(each)).map(({ drawing }) => drawing),
  );
  return runsOf(lines, (letter) => isHidden(letter) && !(letter.spread && shown.has(letter.drawing)))
    .filter(tells)
    .map(toResult);
}

/** The letters by line, as far as they are text and not white space. */
function readLetters(page: EnginePage, drawings: readonly Drawing[], covers: readonly Cover[]): Letter[][] {
  const orders = new Map(drawings.map(({ pointer }, order) => [pointer, order] as const));
  const owners = page.owners();
  const lines: Letter[][] = [[]];
  page.characters().forEach((character, index) => {
    if (!counts(character)) {
      if (character.text === '\n') lines.push([]);
      return;
    }
    const { ink, loose } = character;
    const box = hasInk(ink) ? ink : loose;
    // A font that says nothing of its size: there is no place to look at.
    if (!hasInk(box) || isIllegible(loose)) return;
    const order = orders.get(owners[index] ?? 0);
    const drawing = order === undefined ? undefined : drawings[order];
    const around = order === undefined ? [] : covers.filter((each) => holds(each, box));
    const cover = around.findLast((each) => each.order > order!);
    const ground = around.findLast((each) => each.kind === 'box' && each.order < order!);
    lines.at(-1)?.push({
      character,
      box,
      drawing,
      ghost: drawing?.textMode === INVISIBLE || drawing?.textMode === CLIP,
      spread: ink.every((side, i) => Math.abs(side - loose[i]!) < INKLESS),
      cover,
      ground,
    });
  });
  return lines;
}

function isIllegible([l, b, r, t]: Box): boolean {
  return r - l < ILLEGIBLE && t - b < ILLEGIBLE;
}

/** A font that the engine has not gets boxes of a thousandth of its size. */
function hasInk([l, b, r, t]: Box): boolean {
  return r - l > INKLESS && t - b > INKLESS;
}

function holds(cover: Cover, box: Box): boolean {
  const area = areaOf(box);
  return area > 0 && shared(cover.box, box) / area >= COVERED;
}

/** The middle of a letter's box, where its neighbours do not reach. */
function inner([l, b, r, t]: Box): Box {
  const x = (r - l) * 0.1;
  const y = (t - b) * 0.1;
  return [l + x, b + y, r - x, t - y];
}

/** Whether a letter and what is on either side of it are dark and nearly of one colour. */
function isFaint(seen: Look, [l, b, r, t]: Box): boolean {
  const beside = Math.max(BESIDE, (r - l) * 0.2);
  const place: Box = [l - beside, b, r + beside, t];
  return (seen.brightness(place) ?? 255) <= DARK && seen.spread(place) <= FAINT;
}

/** Points. */
const BESIDE = 1;

/** Tells whether letters can be seen, by taking text away. */
class Hidden {
  private readonly page: EnginePage;
  private readonly seen: Look;
  private readonly view: Box;
  private readonly without: Look;
  private readonly letters: readonly Letter[];
  private single = 0;

  constructor(page: EnginePage, drawings: readonly Drawing[], seen: Look, letters: readonly Letter[]) {
    this.page = page;
    this.seen = seen;
    this.letters = letters;
    this.view = visibleBox(page.geometry);
    this.without = without(
      page,
      drawings.filter(({ type }) => type === 'text'),
      () => Look.at(page),
    );
  }

  has(letter: Letter): boolean {
    const { box, cover, ghost, character, drawing } = letter;
    if (shared(box, this.view) === 0) return true;
    // The engine has no such font: nothing can be said of text that nothing covers.
    if (!ghost && !cover && !hasInk(character.ink)) return false;
    const place = inner(box);
    const plain = this.seen.spread(place) <= PLAIN;
    // A scan shows what its text says: hidden only where the scan shows nothing.
    if (cover?.kind === 'image' && areaOf(cover.box) >= SCAN * areaOf(this.view)) return plain;
    const covered = cover !== undefined && cover.kind !== 'image';
    if (ghost) return plain || (covered && drawing?.textMode === INVISIBLE);
    if (!this.seen.differs(this.without, place) || isFaint(this.seen, box)) return true;
    // Other text may be on top of what hides this one, as a code in a box, or hide it itself.
    return (cover !== undefined || (plain && this.isUnderText(letter))) && !this.differsAlone(letter);
  }

  /** Whether another letter may lie over this one: a block. */
  private isUnderText({ box, character, drawing }: Letter): boolean {
    return this.letters.some(
      (other) =>
        other.drawing !== drawing &&
        other.character.text !== character.text &&
        shared(other.box, box) >= COVERED * areaOf(box),
    );
  }

  private differsAlone({ drawing, box }: Letter): boolean {
    if (!drawing || this.single >= MAX_SINGLE) return true;
    const place = inner(box);
    this.single++;
    // Looks at the same part: edges of letters depend on where a rendering starts.
    const look = (): Look => Look.at(this.page, place);
    return without(this.page, [drawing], look).differs(look(), place);
  }
}

/** Takes drawings away, looks, and puts them back. */
export function without<T>(page: EnginePage, drawings: readonly Drawing[], look: () => T): T {
  for (const drawing of drawings) page.setActive(drawing, false);
  try {
    return look();
  } finally {
    for (const drawing of drawings) page.setActive(drawing, true);
  }
}

interface Run {
  readonly cover: Cover | undefined;
  readonly ghost: boolean;
  words: string[];
  box: Box;
}

/** What is hidden together: all under one cover, or the runs of text that nothing covers. */
function runsOf(lines: readonly (readonly Letter[])[], isHidden: (letter: Letter) => boolean): Run[] {
  const runs: Run[] = [];
  const byCover = new Map<Cover, Run>();
  for (const line of lines) {
    let last: Run | undefined;
    for (const letter of line) {
      if (!isHidden(letter)) {
        last = undefined;
        continue;
      }
      const { box, ghost, character } = letter;
      const cover = letter.cover ?? letter.ground;
      const run =
        (last?.cover === cover ? last : undefined) ??
        (cover && byCover.get(cover)) ??
        start(cover, ghost, box);
      if (!runs.includes(run)) runs.push(run);
      if (cover) byCover.set(cover, run);
      if (run !== last) run.words.push('');
      run.words.push((run.words.pop() ?? '') + character.text);
      run.box = around(run.box, box);
      last = run;
    }
  }
  return runs;
}

function start(cover: Cover | undefined, ghost: boolean, box: Box): Run {
  return { cover, ghost, words: [], box };
}

function around(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Whether what is hidden is more than a placeholder or stray marks. */
function tells({ cover, ghost, words }: Run): boolean {
  const real = words.filter(
    (word) => !PLACEHOLDER.test(word) && /[\p{L}\p{N}]/u.test(word) && !/^(.)\1+$/u.test(word),
  );
  const strays = cover === undefined || ghost || cover.kind === 'image';
  return real.some((word) => !strays || lettersOf(word) >= MIN_STRAY);
}

function lettersOf(text: string): number {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
}

function toResult({ cover, words, box }: Run): HiddenText {
  return { cover, letters: lettersOf(words.join('')), box: cover?.box ?? box };
}
