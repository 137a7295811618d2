import type { PDFFont } from 'pdf-lib';

export interface TextFont {
  readonly face: PDFFont;
  /** Points. */
  readonly size: number;
}

/** Part of a text that stands on one line; spaces at a break are on none. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** Advance widths at 1000 points, by font and letter. */
const widths = new WeakMap<PDFFont, Map<string, number>>();

/** Width in points, letter by letter: the fonts are set without kerning. */
export function lineWidth(text: string, { face, size }: TextFont): number {
  let known = widths.get(face);
  if (!known) widths.set(face, (known = new Map()));
  let sum = 0;
  for (const letter of text) {
    let width = known.get(letter);
    if (width === undefined) known.set(letter, (width = face.widthOfTextAtSize(letter, 1000)));
    sum += width;
  }
  return (sum * size) / 1000;
}

/** Breaks a text at spaces into lines of at most `width` points; a longer word gets a line of its own. */
export function wrap(text: string, font: TextFont, width: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let end = 0;
  for (const word of text.matchAll(/\S+/g)) {
    const wordEnd = word.index + word[0].length;
    if (end > start && lineWidth(text.slice(start, wordEnd), font) > width) {
      lines.push({ start, end });
      start = word.index;
    }
    end = wordEnd;
  }
  lines.push({ start, end });
  return lines;
}
