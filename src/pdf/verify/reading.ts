import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import { packGlyphs, unpackGlyphs, type ReadGlyph } from '../content/glyphs-read.ts';
import { plainFontName, type Characters, type PlacedCharacter } from '../engine/characters.ts';
import type { SaidText } from '../engine/said-text.ts';
import type { Telling } from '../engine/tally.ts';
import type { Told } from '../engine/tell.ts';
import { MarkedPlaces } from './place.ts';

/** What a page says outside its marks, for comparison. */
export interface Outside {
  /** How many characters. */
  readonly characters: number;
  /** Of those that do not even reach into a mark: what they are, in their order, and where if no mark is beside them. */
  readonly digest: string;
}

/** What is read of a page before anything is removed. */
export interface PageReading {
  readonly outside: Outside;
  /** The text under each mark, a line each. */
  readonly under: readonly (readonly string[])[];
  /** Ink of characters that lie in a mark by their centre and stick out of it. */
  readonly stickingOut: readonly Box[];
  /** Characters in, near or about the marks, packed. */
  readonly near: Float64Array;
  /** Characters in the marks, by the name of their font without the tag of a subset. */
  readonly letters: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is read of a page of the final file. */
export interface FinalReading {
  readonly outside: Outside;
  /** What the page says outside the marks, without white space. */
  readonly text: string;
  /** Characters that may lie in a mark or reach into one. */
  readonly near: readonly PlacedCharacter[];
}

/**
 * Points from a mark within which glyphs are told to the removal: of one that it does not know of it guesses where it is
 * drawn, up to half an em off.
 */
const ABOUT = 6;

/** Characters that the engine makes up, and white space, do not count. */
export function counts({ generated, text }: PlacedCharacter): boolean {
  if (generated) return false;
  const code = text.charCodeAt(0);
  return (code > 32 && code < 127) || text.trim() !== '';
}

/**
 * Reads the original: what must stay, and what must go. `told`: what the page says where its glyphs spell something else.
 */
export function readPage(
  characters: Characters,
  marks: readonly (readonly Quad[])[],
  told: readonly Told[] = [],
): PageReading {
  const all = MarkedPlaces.of(marks.flat());
  const places = marks.map((quads) => MarkedPlaces.of(quads));
  const under = places.map((each) => new LinesUnder(each));
  const stickingOut: Box[] = [];
  const nearby: ReadGlyph[] = [];
  const letters = new Map<string, Set<string>>();
  let reading = false;
  const seen = all.bounds().map(([l, b, r, t]): Box => [l - ABOUT, b - ABOUT, r + ABOUT, t + ABOUT]);
  const { count, digest } = characters.tally(seen, (character, index, tally) => {
    const near = all.isNear(character);
    const held = near && all.holds(character);
    if (near || reading) {
      reading = false;
      for (const lines of under) reading = lines.add(character, near) || reading;
    }
    if (!character.generated && (near || all.isAbout(character, ABOUT))) {
      const accent = /^\p{M}/u.test(character.text);
      nearby.push({ origin: [...character.origin], ink: [...character.ink], held, accent });
    }
    if (!counts(character)) return reading;
    if (held) {
      const font = plainFontName(characters.fontOf(index));
      letters.set(font, (letters.get(font) ?? new Set()).add(character.text));
    }
    if (!held) tally.add(character, near ? tellingOf(all, character) : 'place');
    else if (all.overlaps(character.ink, 0)) {
      const [l, b, r, t] = character.ink;
      const inside = all.has(l, b) && all.has(r, b) && all.has(r, t) && all.has(l, t);
      if (!inside) stickingOut.push([l, b, r, t]);
    }
    return reading;
  });
  return {
    outside: { characters: count, digest },
    under: under.map((lines, i) => [...lines.result(), ...toldIn(places[i]!, told)]),
    stickingOut,
    near: packGlyphs(nearby),
    letters,
  };
}

/** Annotations that show text: FreeText, stamps and fields, as PDFium numbers them (fpdf_annot.h). */
const WITH_TEXT: ReadonlySet<number> = new Set([3, 13, 20]);

/** Whether an annotation is of a kind that shows text on the page. */
export function mayShowText({ subtype }: { readonly subtype: number }): boolean {
  return WITH_TEXT.has(subtype);
}

/** Whether annotations may show text in marks or about them. */
export function showsTextNear(
  annotations: readonly { readonly subtype: number; readonly box: Box }[],
  marks: readonly (readonly Quad[])[],
): boolean {
  const withText = annotations.filter(mayShowText);
  if (withText.length === 0) return false;
  const all = MarkedPlaces.of(marks.flat());
  return withText.some(({ box }) => all.overlaps(box, -ABOUT));
}

/**
 * What was read of a page, with the glyphs that were read when its annotations were part of it: without them the removal
 * would guess where those stand, and take lines that a mark only touches. `shown`: what is seen of each annotation's text;
 * what lies under marks is sought as that of the page is.
 */
export function withGlyphsOf(
  page: PageReading,
  flat: PageReading,
  shown: readonly (readonly PlacedCharacter[])[],
  marks: readonly (readonly Quad[])[],
): PageReading {
  const placeOf = ({ origin, ink }: ReadGlyph): string => [...origin, ...ink].join();
  const own = unpackGlyphs(page.near);
  const known = new Set(own.map(placeOf));
  const sides = new Set(page.stickingOut.map((box) => box.join()));
  return {
    ...page,
    under: page.under.map((lines, i) => [...new Set([...lines, ...linesUnder(shown, marks[i] ?? [])])]),
    near: packGlyphs([...own, ...unpackGlyphs(flat.near).filter((glyph) => !known.has(placeOf(glyph)))]),
    stickingOut: [...page.stickingOut, ...flat.stickingOut.filter((box) => !sides.has(box.join()))],
  };
}

/** What a mark hides of texts. */
function linesUnder(
  texts: readonly (readonly PlacedCharacter[])[],
  quads: readonly Quad[],
): readonly string[] {
  const marked = MarkedPlaces.of(quads);
  return texts.flatMap((text) => {
    const lines = new LinesUnder(marked);
    for (const character of text) lines.add(character, marked.isNear(character));
    return lines.result();
  });
}

/** Words of which a mark hides the place, or so much that none of them stays told. */
function toldIn(marked: MarkedPlaces, told: readonly Told[]): readonly string[] {
  return told
    .filter(({ place: [l, b, r, t] }) => marked.has((l + r) / 2, (b + t) / 2))
    .map(({ text }) => text.trim());
}

/** Reads a page of the final file, its boxes and labels left out. */
export function readFinal(characters: Characters, marked: MarkedPlaces): FinalReading {
  const nearby: PlacedCharacter[] = [];
  const { count, digest, text } = characters.tally(marked.bounds(), (character, _index, tally) => {
    const near = marked.isNear(character);
    if (near) nearby.push(copyOf(character));
    if (counts(character) && !(near && marked.holds(character)))
      tally.add(character, near ? tellingOf(marked, character) : 'place');
    return false;
  });
  return { outside: { characters: count, digest }, text, near: nearby };
}

/**
 * Points by which a character may reach into a mark, or stay out of it, before and not after: many stand right beside
 * one, and the engine rounds.
 */
const BESIDE = 0.3;

/** Those that reach into a mark are counted, but not compared; of those right beside one the place is not compared. */
function tellingOf(marked: MarkedPlaces, { ink, loose }: PlacedCharacter): Telling {
  if (marked.overlaps(ink, BESIDE) || marked.overlaps(loose, BESIDE)) return 'none';
  return marked.overlaps(ink, -BESIDE) || marked.overlaps(loose, -BESIDE) ? 'name' : 'place';
}

/** Such are left to the comparison of pixels. */
function reachesInto(marked: MarkedPlaces, { ink, loose }: PlacedCharacter): boolean {
  if (isPoint(ink) && isPoint(loose)) return marked.overlaps(grown(ink, ROUNDED), 0);
  return marked.overlaps(ink, 0) || marked.overlaps(loose, 0);
}

function isPoint([l, b, r, t]: Box): boolean {
  return r - l < POINT && t - b < POINT;
}

function copyOf({ text, ink, loose, origin, generated }: PlacedCharacter): PlacedCharacter {
  return { text, ink: [...ink], loose: [...loose], origin: [...origin], generated };
}

/** Marks are rounded to this, points. */
const ROUNDED = 0.02;
/** The engine makes the boxes of letters without an extent a little larger than nothing, points. */
const POINT = 0.05;

/** Whether two characters stand at one place, points. */
const SAME_PLACE = 1;

/**
 * Characters outside the marks that are no longer where they were. Those whose box reaches into a mark are left to the
 * comparison of pixels.
 */
export function countLost(
  before: Characters,
  after: Characters,
  marked: MarkedPlaces,
  may?: MayBeGone,
): number {
  const there = new Map<number, { readonly text: string; readonly x: number; readonly y: number }[]>();
  after.forEach(({ text: read, origin: [x, y] }) => {
    const key = cell(x, y);
    const text = asSign(read);
    const known = there.get(key);
    if (known) known.push({ text, x, y });
    else there.set(key, [{ text, x, y }]);
  });
  const isThere = ({ text, origin: [x, y] }: PlacedCharacter): boolean =>
    NEIGHBOURS.some(([dx, dy]) =>
      there
        .get(cell(x + dx, y + dy))
        ?.some((each) => each.text === asSign(text) && Math.hypot(each.x - x, each.y - y) <= SAME_PLACE),
    );
  const isRepeated = (character: PlacedCharacter): boolean =>
    [...there.values()].some((known) => known.some((each) => isRepeat(character, each)));
  let lost = 0;
  before.forEach((character) => {
    if (!counts(character)) return;
    const reaches = marked.isNear(character) && (marked.holds(character) || reachesInto(marked, character));
    if (reaches || isThere(character)) return;
    if (!(may && mayBeGone(character, marked, may)) && !isRepeated(character)) lost++;
  });
  return lost;
}

/** The engine reads a soft hyphen at the end of a line as a hyphen where a word goes on behind it, and as itself elsewhere. */
function asSign(text: string): string {
  return text === '\u00ad' ? '-' : text;
}

/** Letters of a shadow stand no farther from those that cast it, as a part of their height. */
const SHADOW = 0.07;

/**
 * Whether a letter stands so near another of its kind that the engine takes them for one, which it does where no more
 * than seven characters are between them: for that, some may have to go.
 */
function isRepeat(
  { text, origin, loose }: PlacedCharacter,
  other: { readonly text: string; readonly x: number; readonly y: number },
): boolean {
  const apart = Math.max(Math.abs(other.x - origin[0]), Math.abs(other.y - origin[1]));
  return asSign(text) === other.text && apart <= SHADOW * (loose[3] - loose[1]);
}

function mayBeGone(character: PlacedCharacter, marked: MarkedPlaces, may: MayBeGone): boolean {
  return (
    strays(character, marked, may.elsewhere) ||
    isBeyond(character, may) ||
    may.unseen.some((box) => startsAbout(character, box))
  );
}

/** Characters outside the marks that were where some of which nothing is seen may be gone. */
export function countUnseen(before: Characters, marked: MarkedPlaces, unseen: readonly Box[]): number {
  let count = 0;
  before.forEach((character) => {
    if (!counts(character) || (marked.isNear(character) && marked.holds(character))) return;
    if (unseen.some((box) => startsAbout(character, box))) count++;
  });
  return count;
}

function startsIn({ origin: [x, y] }: PlacedCharacter, box: Box): boolean {
  const [l, b, r, t] = grown(box, SAME_PLACE);
  return x >= l && x <= r && y >= b && y <= t;
}

/** The engine rounds widths: towards the end of a long line that leaves the page it puts letters elsewhere than they are. */
function startsAbout(character: PlacedCharacter, box: Box): boolean {
  const side = Math.min(box[2] - box[0], box[3] - box[1]) / 2;
  return startsIn(character, grown(box, Math.max(0, side - SAME_PLACE)));
}

/** Characters that may be gone from beside the marks. */
interface MayBeGone {
  /** Loose boxes of such as some readers find elsewhere. */
  readonly elsewhere: readonly Box[];
  /** Loose boxes of such as nobody sees; that is for the comparison of pixels to tell. */
  readonly unseen: readonly Box[];
  /** Areas beside the page. */
  readonly beyond: readonly Box[];
  /** What is seen of the page. */
  readonly visible: Box;
}

/** Nobody sees any of it, and it was where something was taken away. */
function isBeyond({ ink, loose }: PlacedCharacter, { beyond, visible }: MayBeGone): boolean {
  const touches = (one: Box, [l, b, r, t]: Box): boolean =>
    one[0] < r && l < one[2] && one[1] < t && b < one[3];
  return (
    !touches(ink, visible) &&
    !touches(loose, visible) &&
    beyond.some((area) => touches(loose, grown(area, SAME_PLACE)))
  );
}

/** Of characters that some readers find elsewhere: only right beside a mark, no farther from it than they are large. */
function strays(character: PlacedCharacter, marked: MarkedPlaces, elsewhere: readonly Box[]): boolean {
  const { loose } = character;
  const isOne = elsewhere.some((box) => startsIn(character, box));
  return isOne && marked.overlaps(grown(loose, Math.max(loose[2] - loose[0], loose[3] - loose[1])), 0);
}

function grown([l, b, r, t]: Box, by: number): Box {
  return [l - by, b - by, r + by, t + by];
}

/**
 * Letters of what is said in other words (ActualText) that readers find in a mark: they spread the words over the first
 * drawing that they stand for, or over all of them.
 */
export function countSaidIn(marked: MarkedPlaces, said: Iterable<SaidText>): number {
  let count = 0;
  for (const { text, places } of said) {
    const letters = [...text];
    count += Math.max(
      ...[places[0]!, around(places)].map(([l, b, r, t]) => {
        const step = (r - l) / letters.length;
        return letters.filter(
          (each, i) => each.trim() !== '' && marked.has(l + (i + 0.5) * step, (b + t) / 2),
        ).length;
      }),
    );
  }
  return count;
}

function around(boxes: readonly Box[]): Box {
  return boxes.reduce(([l, b, r, t], box) => [
    Math.min(l, box[0]),
    Math.min(b, box[1]),
    Math.max(r, box[2]),
    Math.max(t, box[3]),
  ]);
}

/** Its own cell first, where it nearly always is. */
const NEIGHBOURS = [0, -1, 1].flatMap((dx) => [0, -1, 1].map((dy) => [dx, dy] as const));

/** A square of a point as one number. */
function cell(x: number, y: number): number {
  return Math.round(x) * 0x4000000 + Math.round(y);
}

/** Text under a mark, cut where the line ends or where characters in between are not marked. */
class LinesUnder {
  private readonly marked: MarkedPlaces;
  private readonly lines: string[] = [];
  private line = '';

  constructor(marked: MarkedPlaces) {
    this.marked = marked;
  }

  /** `near`: it may be in a mark of the page. Answers whether a line has begun, for which the next counts. */
  add(character: PlacedCharacter, near: boolean): boolean {
    const { text, generated } = character;
    if (!near && this.line === '') return false;
    if (generated) {
      if (text === '\n') this.end();
      else if (this.line !== '') this.line += text;
    } else if (near && this.marked.holds(character)) this.line += text;
    else if (text.trim() !== '') this.end();
    return this.line !== '';
  }

  private end(): void {
    if (this.line.trim() !== '') this.lines.push(this.line.trim());
    this.line = '';
  }

  result(): readonly string[] {
    this.end();
    return this.lines;
  }
}
