import type { Box, PageCharacter } from '../../core/text/characters.ts';
import { readFontName } from './font-name.ts';
import { mayBeWild, tame } from './loose-box.ts';
import type { Pointer, RawCalls, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';
import type { Tallied, TallyVisitor } from './tally.ts';
import type { OwnedCharacter } from './tell.ts';

const CARRIAGE_RETURN = 13;
const SPACE = 32;
/** PDFium's own sign for a hyphen at the end of a line. */
const LINE_HYPHEN = 2;
/** Points; engines round. */
const FLAT = 0.1;
const REPLACEMENT = '\uFFFD';

/** What is told of a character without its direction. */
export type PlacedCharacter = Omit<PageCharacter, 'angle'>;

/** The characters of a page, to go through. */
export interface Characters {
  forEach(visit: (character: PlacedCharacter, index: number) => void): void;
  /** As `tallyCharacters`. */
  tally(places: readonly Box[], visit: TallyVisitor): Tallied;
  /** BaseFont of the font that a character is shown in, by the index that a visitor is given; '' for one without. */
  fontOf(index: number): string;
}

/** The characters of a text page; a null pointer gives none. */
export function readCharacters(
  engine: RawEngine,
  text: Pointer,
  skipped: ReadonlySet<Pointer>,
): OwnedCharacter[] {
  const found: OwnedCharacter[] = [];
  const matrix = reserve(engine, 24);
  let last: Pointer = 0;
  let isUnseen = false;
  try {
    visitCharacters(engine, text, skipped, ({ text: own, ink, loose, origin, generated }, index) => {
      const angle = baselineAngle(engine, text, index, matrix);
      const owner = engine.calls.FPDFText_GetTextObject(text, index);
      if (owner !== last) {
        last = owner;
        isUnseen = owner !== 0 && engine.calls.FPDFTextObj_GetTextRenderMode(owner) === INVISIBLE;
      }
      const character: PageCharacter = {
        text: own,
        ink: [...ink],
        loose: [...loose],
        origin: [...origin],
        angle,
        generated,
      };
      found.push({ character: isUnseen ? { ...character, unseen: true } : character, owner });
    });
  } finally {
    engine.calls.free(matrix);
  }
  return found;
}

/** Text rendering mode (ISO 32000-2, table 104). */
const INVISIBLE = 3;
/** Invisible, and for clipping only. */
const UNSEEN_MODES: ReadonlySet<number> = new Set([INVISIBLE, 7]);

/** Height of a letter, points, below which nobody sees one, drawn or not. */
const LEAST_READ = 0.1;

/**
 * Letters and digits that a page shows and the engine does not draw: their font is not in the file, and the engine has
 * none for them.
 */
export function readUndrawn(engine: RawEngine, text: Pointer): PlacedCharacter[] {
  const { calls } = engine;
  const found: PlacedCharacter[] = [];
  visitCharacters(engine, text, new Set(), (character, index) => {
    const { ink, loose, origin, generated } = character;
    // Of small text also what is drawn is thin: a glyph that is missing is a thousandth of the letter high.
    const height = loose[3] - loose[1];
    const flat = Math.min(FLAT, height / 100);
    if (generated || height < LEAST_READ || (ink[2] - ink[0] > flat && ink[3] - ink[1] > flat)) return;
    if (!/^[\p{L}\p{N}]/u.test(character.text)) return;
    const object = calls.FPDFText_GetTextObject(text, index);
    if (object === 0 || UNSEEN_MODES.has(calls.FPDFTextObj_GetTextRenderMode(object))) return;
    if (calls.FPDFFont_GetIsEmbedded(calls.FPDFTextObj_GetFont(object)) !== 0) return;
    if (isCollapsed(engine, text, index)) return;
    found.push({ text: character.text, ink: [...ink], loose: [...loose], origin: [...origin], generated });
  });
  return found;
}

/** Whether a character is set so that nothing of it has an area: nobody draws it, whatever the font. */
function isCollapsed(engine: RawEngine, text: Pointer, index: number): boolean {
  const matrix = reserve(engine, 24);
  try {
    if (engine.calls.FPDFText_GetMatrix(text, index, matrix) === 0) return false;
    const at = matrix >>> 2;
    const [a = 0, b = 0, c = 0, d = 0] = engine.floats.subarray(at, at + 4);
    return Math.abs(a * d - b * c) < 1e-6 * (a * a + b * b + c * c + d * d);
  } finally {
    engine.calls.free(matrix);
  }
}

/** Takes letters that are shown in a font from the list of that font. */
export function crossOffLetters(
  engine: RawEngine,
  text: Pointer,
  sought: ReadonlyMap<string, Set<string>>,
): void {
  if (text === 0) return;
  const { calls } = engine;
  const lists = [...sought.values()];
  /** By number: the letters (and what is drawn by them) that are on any list. */
  const known = new Map<number, readonly string[]>();
  const count = Math.max(0, calls.FPDFText_CountChars(text));
  for (let i = 0; i < count; i++) {
    const code = calls.FPDFText_GetUnicode(text, i) >>> 0;
    let parts = known.get(code);
    if (!parts) {
      parts = partsOf(characterOf(code)).filter((part) => lists.some((letters) => letters.has(part)));
      known.set(code, parts);
    }
    if (parts.length === 0 || calls.FPDFText_IsGenerated(text, i) === 1) continue;
    const letters = sought.get(plainFontName(readFontName(engine, text, i)));
    // What is on no list any more need not be looked at again.
    for (const part of parts) if (letters?.delete(part) === true) known.delete(code);
  }
}

/** A letter, and what an accented one is often drawn by. */
function partsOf(letter: string): readonly string[] {
  return letter > '\u00bf' ? [...new Set([letter, ...letter.normalize('NFD')])] : [letter];
}

/** A font's name without the tag of a subset (ISO 32000-2, 9.9.2). */
export function plainFontName(name: string): string {
  return name.replace(/^[A-Z]{6}\+/, '');
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Goes through the characters of a text page in their order; a pair of surrogates comes as one. The character
 * that is handed over is the same object each time: keep a copy, not the object.
 */
export function visitCharacters(
  engine: RawEngine,
  text: Pointer,
  skipped: ReadonlySet<Pointer>,
  visit: (character: PlacedCharacter, index: number) => void,
): void {
  if (text === 0) return;
  const characters = new CharacterReader(engine, text, skipped);
  try {
    for (let i = 0; i < characters.count;) i = characters.read(i, visit);
  } finally {
    characters.close();
  }
}

/** Reads the characters of a text page one by one. Close it. */
export class CharacterReader {
  readonly count: number;
  private readonly calls: RawCalls;
  private readonly text: Pointer;
  private readonly skipped: ReadonlySet<Pointer>;
  private readonly room: Pointer;
  private readonly places: PlaceReader;
  private readonly character = {
    text: '',
    ink: [0, 0, 0, 0] as Mutable<Box>,
    loose: [0, 0, 0, 0] as Mutable<Box>,
    origin: [0, 0] as [number, number],
    generated: false,
  };

  constructor(engine: RawEngine, text: Pointer, skipped: ReadonlySet<Pointer>) {
    this.calls = engine.calls;
    this.text = text;
    this.skipped = skipped;
    this.count = text === 0 ? 0 : Math.max(0, engine.calls.FPDFText_CountChars(text));
    this.room = reserve(engine, PlaceReader.ROOM);
    this.places = new PlaceReader(engine, text, this.room);
  }

  /** Hands over the character at an index, unless it is left out; answers with the index of the next one. */
  read(index: number, visit: (character: PlacedCharacter, index: number) => void): number {
    const { calls, text, skipped, character } = this;
    let next = index + 1;
    let code = calls.FPDFText_GetUnicode(text, index) >>> 0;
    // The engine makes up white space only.
    const generated = code <= SPACE && calls.FPDFText_IsGenerated(text, index) === 1;
    if (code === CARRIAGE_RETURN && generated) return next;
    if (skipped.size > 0 && skipped.has(calls.FPDFText_GetTextObject(text, index))) return next;
    if (code >= 0xd800 && code <= 0xdbff && next < this.count) {
      const low = calls.FPDFText_GetUnicode(text, next) >>> 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = ((code - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
        next++;
      }
    }
    character.text = characterOf(code);
    character.generated = generated;
    this.places.read(index, character);
    // In text from right to left it does not own up to those.
    if (code === SPACE && !generated && isPoint(character.loose)) character.generated = true;
    visit(character, index);
    return next;
  }

  close(): void {
    this.calls.free(this.room);
  }
}

function isPoint([l, b, r, t]: Box): boolean {
  return r === l && t === b;
}

/** Reads where the characters of a text page stand. */
class PlaceReader {
  /** Bytes that it needs. */
  static readonly ROOM = 64;

  private readonly engine: RawEngine;
  private readonly text: Pointer;
  private readonly room: Pointer;
  private readonly getBox: RawCalls['FPDFText_GetCharBox'];
  private readonly getOrigin: RawCalls['FPDFText_GetCharOrigin'];
  private readonly getLooseBox: RawCalls['FPDFText_GetLooseCharBox'];
  private doubles: Float64Array;
  private floats: Float32Array;

  constructor(engine: RawEngine, text: Pointer, room: Pointer) {
    this.engine = engine;
    this.text = text;
    this.room = room;
    this.getBox = engine.calls.FPDFText_GetCharBox;
    this.getOrigin = engine.calls.FPDFText_GetCharOrigin;
    this.getLooseBox = engine.calls.FPDFText_GetLooseCharBox;
    this.doubles = engine.doubles;
    this.floats = engine.floats;
  }

  read(
    index: number,
    into: { readonly ink: Mutable<Box>; readonly loose: Mutable<Box>; readonly origin: [number, number] },
  ): void {
    const { text, room } = this;
    const { ink, loose, origin } = into;
    const hasInk = this.getBox(text, index, room, room + 8, room + 16, room + 24) !== 0;
    const hasOrigin = this.getOrigin(text, index, room + 32, room + 40) !== 0;
    const hasLoose = this.getLooseBox(text, index, room + 48) !== 0;
    // The memory may have moved with any of the calls: views on where it was are empty.
    if (this.doubles.length === 0) {
      this.doubles = this.engine.doubles;
      this.floats = this.engine.floats;
    }
    const { doubles, floats } = this;
    const d = room >>> 3;
    const f = (room + 48) >>> 2;
    ink[0] = hasInk ? doubles[d]! : 0;
    ink[1] = hasInk ? doubles[d + 2]! : 0;
    ink[2] = hasInk ? doubles[d + 1]! : 0;
    ink[3] = hasInk ? doubles[d + 3]! : 0;
    origin[0] = hasOrigin ? doubles[d + 4]! : ink[0];
    origin[1] = hasOrigin ? doubles[d + 5]! : ink[1];
    loose[0] = hasLoose ? floats[f]! : 0;
    loose[1] = hasLoose ? floats[f + 3]! : 0;
    loose[2] = hasLoose ? floats[f + 2]! : 0;
    loose[3] = hasLoose ? floats[f + 1]! : 0;
    // In vertical writing a glyph without an outline gets a flat box an em to the left, and its loose box reaches there.
    const flat = ink[3] - ink[1] < FLAT && Math.abs(ink[2] - origin[0]) < FLAT && ink[0] < origin[0] - FLAT;
    if (flat && loose[0] < origin[0] - FLAT && loose[2] > origin[0] + FLAT) {
      ink[0] = origin[0];
      loose[0] = origin[0];
    }
    if (mayBeWild(loose, ink)) tame(this.engine, text, index, into);
  }
}

/**
 * Direction of a character's baseline, counter-clockwise from -π to π. Not by FPDFText_GetCharAngle: that goes by
 * the upstroke, so that slanted letters would seem turned.
 */
function baselineAngle(engine: RawEngine, text: Pointer, index: number, room: Pointer): number {
  if (engine.calls.FPDFText_GetMatrix(text, index, room) === 0) return 0;
  const at = room >>> 2;
  const angle = Math.atan2(engine.floats[at + 1] ?? 0, engine.floats[at] ?? 0);
  return Number.isFinite(angle) ? angle : 0;
}

function characterOf(code: number): string {
  if (code === LINE_HYPHEN) return '-';
  if (code === 0 || code > 0x10ffff) return REPLACEMENT;
  return String.fromCodePoint(code);
}
