import type { Box, PageCharacter } from '../../core/text/characters.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

const CARRIAGE_RETURN = 13;
/** PDFium's own sign for a hyphen at the end of a line. */
const LINE_HYPHEN = 2;
const REPLACEMENT = '\uFFFD';

/** The drawing of each character in the list of `readCharacters`; a pair of surrogates counts once. */
export function readOwners(engine: RawEngine, text: Pointer): Pointer[] {
  if (text === 0) return [];
  const { calls } = engine;
  const count = Math.max(0, calls.FPDFText_CountChars(text));
  const owners: Pointer[] = [];
  let high = false;
  for (let i = 0; i < count; i++) {
    const code = calls.FPDFText_GetUnicode(text, i) >>> 0;
    if (code === CARRIAGE_RETURN && calls.FPDFText_IsGenerated(text, i) === 1) continue;
    const second = high && code >= 0xdc00 && code <= 0xdfff;
    high = code >= 0xd800 && code <= 0xdbff;
    if (!second) owners.push(calls.FPDFText_GetTextObject(text, i));
  }
  return owners;
}

/** The characters of a text page; a null pointer gives none. */
export function readCharacters(
  engine: RawEngine,
  text: Pointer,
  skipped: ReadonlySet<Pointer>,
): PageCharacter[] {
  if (text === 0) return [];
  const { calls } = engine;
  const count = Math.max(0, calls.FPDFText_CountChars(text));
  const room = reserve(engine, 64);
  try {
    const found: PageCharacter[] = [];
    for (let i = 0; i < count; i++) {
      const code = calls.FPDFText_GetUnicode(text, i) >>> 0;
      const generated = calls.FPDFText_IsGenerated(text, i) === 1;
      if (code === CARRIAGE_RETURN && generated) continue;
      if (skipped.size > 0 && skipped.has(calls.FPDFText_GetTextObject(text, i))) continue;
      found.push(readCharacter(engine, text, i, code, generated, room));
    }
    return joinSurrogates(found);
  } finally {
    calls.free(room);
  }
}

function readCharacter(
  engine: RawEngine,
  text: Pointer,
  index: number,
  code: number,
  generated: boolean,
  room: Pointer,
): PageCharacter {
  const { calls } = engine;
  // The memory may move between calls, so each result is read before the next call.
  const hasInk = calls.FPDFText_GetCharBox(text, index, room, room + 8, room + 16, room + 24) !== 0;
  const d = engine.doubles;
  const at = room >>> 3;
  const ink: Box = hasInk ? [d[at] ?? 0, d[at + 2] ?? 0, d[at + 1] ?? 0, d[at + 3] ?? 0] : [0, 0, 0, 0];
  const hasLoose = calls.FPDFText_GetLooseCharBox(text, index, room) !== 0;
  const f = engine.floats;
  const slot = room >>> 2;
  const loose: Box = hasLoose
    ? [f[slot] ?? 0, f[slot + 3] ?? 0, f[slot + 2] ?? 0, f[slot + 1] ?? 0]
    : [0, 0, 0, 0];
  const hasOrigin = calls.FPDFText_GetCharOrigin(text, index, room, room + 8) !== 0;
  const o = engine.doubles;
  const origin = hasOrigin ? ([o[at] ?? 0, o[at + 1] ?? 0] as const) : ([ink[0], ink[1]] as const);
  const angle = turn(calls.FPDFText_GetCharAngle(text, index));
  return { text: character(code), ink, loose, origin, angle, generated };
}

/** PDFium counts clockwise from 0 to 2π; here counter-clockwise from -π to π. */
function turn(clockwise: number): number {
  if (!Number.isFinite(clockwise) || clockwise < 0) return 0;
  const angle = -clockwise;
  return angle <= -Math.PI ? angle + 2 * Math.PI : angle === 0 ? 0 : angle;
}

function character(code: number): string {
  if (code === LINE_HYPHEN) return '-';
  if (code === 0 || code > 0x10ffff) return REPLACEMENT;
  return String.fromCodePoint(code);
}

/** A pair of surrogates that came as two characters becomes one. */
function joinSurrogates(characters: PageCharacter[]): PageCharacter[] {
  const isHigh = (c: PageCharacter | undefined): boolean => /^[\uD800-\uDBFF]$/u.test(c?.text ?? '');
  if (!characters.some(isHigh)) return characters;
  const joined: PageCharacter[] = [];
  for (let i = 0; i < characters.length; i++) {
    const here = characters[i]!;
    const next = characters[i + 1];
    if (isHigh(here) && next !== undefined && /^[\uDC00-\uDFFF]$/u.test(next.text)) {
      joined.push({ ...here, text: here.text + next.text });
      i++;
    } else joined.push(here);
  }
  return joined;
}
