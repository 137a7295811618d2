import type { Box, PageCharacter, PageText } from '../../../../src/core/text/characters.ts';

/** How lines of text are set on a test page. */
export interface Setting {
  /** Points. */
  readonly size?: number;
  readonly leading?: number;
  /** Radians, counter-clockwise, around `origin`. */
  readonly angle?: number;
  /** Baseline start of the first line. */
  readonly origin?: readonly [number, number];
  /** No ink known, as in an OCR layer. */
  readonly inkless?: boolean;
  /** Of the loose box, in sizes; fonts claim from 0.75 to over 1. */
  readonly ascent?: number;
  readonly descent?: number;
}

const NARROW = new Set("ijlrtf.,:;'|! ");
const TALL = new Set('bdfhkltABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@()');
const DEEP = new Set('gjpqy,;@()');

/**
 * A page whose characters stand where a proportional font would put them: ink of each glyph by its shape. Lines end in the engine's `\r\n`; `\u0002` is a hyphen at a line end.
 */
export function pageOf(lines: readonly string[], setting: Setting = {}): PageText {
  const {
    size = 10,
    leading = size * 1.2,
    angle = 0,
    origin = [72, 700],
    inkless = false,
    ascent = 0.75,
    descent = 0.25,
  } = setting;
  const characters: PageCharacter[] = [];
  const place = (u: number, v: number): readonly [number, number] => [
    origin[0] + u * Math.cos(angle) - v * Math.sin(angle),
    origin[1] + u * Math.sin(angle) + v * Math.cos(angle),
  ];
  const boxOf = (u0: number, v0: number, u1: number, v1: number): Box => {
    const corners = [place(u0, v0), place(u1, v0), place(u0, v1), place(u1, v1)];
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  };
  for (const [number, line] of lines.entries()) {
    const v = -number * leading;
    let u = 0;
    for (const text of line) {
      const width = size * (NARROW.has(text) ? 0.28 : text === 'm' || text === 'w' ? 0.8 : 0.55);
      const top = size * (TALL.has(text) ? 0.72 : 0.5);
      const bottom = DEEP.has(text) ? -size * 0.21 : 0;
      const blank = text === ' ' || inkless;
      characters.push({
        text,
        ink: blank ? [0, 0, 0, 0] : boxOf(u + width * 0.08, v + bottom, u + width * 0.92, v + top),
        loose: boxOf(u, v - size * descent, u + width, v + size * ascent),
        origin: place(u, v),
        angle,
        generated: false,
        ...(inkless ? { unseen: true as const } : {}),
      });
      u += width;
    }
    if (number < lines.length - 1)
      characters.push(...['\r', '\n'].map((text) => generated(text, place(u, v), angle)));
  }
  return page(characters);
}

/** Several settings on one page, with a line end between them. */
export function joinPages(...pages: readonly PageText[]): PageText {
  return page(
    pages.flatMap(({ characters }, index) => [
      ...(index === 0 ? [] : ['\r', '\n'].map((text) => generated(text, [0, 0], 0))),
      ...characters,
    ]),
  );
}

/** Range of the first occurrence of a text. */
export function rangeOf(pageText: PageText, text: string): { start: number; end: number } {
  const whole = pageText.characters.map((character) => character.text);
  const wanted = [...text];
  for (let start = 0; start + wanted.length <= whole.length; start++) {
    if (wanted.every((character, index) => whole[start + index] === character)) {
      return { start, end: start + wanted.length };
    }
  }
  throw new Error(`“${text}” is not on the page`);
}

/** As {@link pageOf}, of a scan: each glyph stands before and below what the picture shows of it. */
export function picturedPage(lines: readonly string[]): PageText {
  const made = pageOf(lines, { inkless: true });
  return {
    ...made,
    characters: made.characters.map((character) => {
      if (character.generated || character.text.trim() === '') return character;
      const [l, b, r, t] = character.loose;
      return { ...character, ink: [l + 2.5, b + 2, r + 2, t - 1], pictured: true };
    }),
  };
}

/** Around the glyphs of a range alone, as if there were no picture. */
export function narrowBox({ characters }: PageText, start: number, end: number): Box {
  const boxes = characters.slice(start, end).map(({ loose }) => loose);
  return [
    Math.min(...boxes.map(([left]) => left)),
    Math.min(...boxes.map(([, bottom]) => bottom)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , top]) => top)),
  ];
}

/** The characters of a range as they are. */
export function textOf(pageText: PageText, range: { start: number; end: number }): string {
  return pageText.characters
    .slice(range.start, range.end)
    .map(({ text }) => text)
    .join('');
}

function generated(text: string, origin: readonly [number, number], angle: number): PageCharacter {
  return { text, ink: [0, 0, 0, 0], loose: [0, 0, 0, 0], origin, angle, generated: true };
}

function page(characters: readonly PageCharacter[]): PageText {
  return {
    geometry: { page: 1, mediaBox: [0, 0, 595, 842], cropBox: [0, 0, 595, 842], rotate: 0, userUnit: 1 },
    characters,
  };
}
