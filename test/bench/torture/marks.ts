import type { Quad } from '../../../src/core/model/redaction.ts';
import type { RedactionMark } from '../../../src/core/ports/pdf.ts';
import type { PageGeometry, PageText } from '../../../src/core/text/characters.ts';
import { quadsForRange } from '../../../src/core/text/quads.ts';
import { fromDisplay, type Picture } from '../pixels.ts';

const CODES = ['10.2.e'] as const;

/** Ranges of characters that form words of at least two letters, on the page as it is shown. */
function wordsOf(page: PageText): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  let start = -1;
  const [left, bottom, right, top] = page.geometry.cropBox;
  page.characters.forEach((c, i) => {
    const [x, y] = c.origin;
    const shown = x >= left && x <= right && y >= bottom && y <= top;
    const word = shown && !c.generated && /[\p{L}\p{N}]/u.test(c.text);
    if (word && start < 0) start = i;
    if ((!word || i === page.characters.length - 1) && start >= 0) {
      const end = word ? i + 1 : i;
      if (end - start >= 2) words.push({ start, end });
      start = -1;
    }
  });
  return words;
}

/** One to four words on each of up to three pages. */
export function wordMarks(pages: readonly PageText[], next: () => number): RedactionMark[] {
  const withWords = pages.filter((p) => wordsOf(p).length > 0);
  const marks: RedactionMark[] = [];
  for (let n = Math.min(withWords.length, 1 + Math.floor(next() * 3)); n > 0; n--) {
    const page = withWords.splice(Math.floor(next() * withWords.length), 1)[0]!;
    const words = wordsOf(page);
    for (let k = 1 + Math.floor(next() * 4); k > 0 && words.length > 0; k--) {
      const word = words.splice(Math.floor(next() * words.length), 1)[0]!;
      const { quads, quote } = quadsForRange(page, word.start, word.end);
      if (quads.length === 0) continue;
      marks.push({
        id: `m${marks.length}`,
        page: page.geometry.page,
        kind: 'text',
        quads,
        codes: CODES,
        quote,
      });
    }
  }
  return marks;
}

/** A mark is at least this large, points; and at most this share of the page. */
const SMALLEST = 8;
const LARGEST = 0.35;

/** An area around a pixel that differs from the corner of the page; undefined for an empty page. */
export function areaMark(
  geometry: PageGeometry,
  picture: Picture,
  dpi: number,
  next: () => number,
): RedactionMark | undefined {
  const { width, height, rgb } = picture;
  const drawn: number[] = [];
  for (let i = 0; i < width * height; i++) {
    const differs = [0, 1, 2].some((c) => Math.abs(rgb[i * 3 + c]! - rgb[c]!) > 32);
    if (differs) drawn.push(i);
  }
  const pixel = drawn[Math.floor(next() * drawn.length)];
  if (pixel === undefined) return undefined;
  const side = (length: number): number => Math.max(SMALLEST, (length * 72 * LARGEST * next()) / dpi) / 2;
  const [x, y] = [((pixel % width) * 72) / dpi, (Math.floor(pixel / width) * 72) / dpi];
  const [dx, dy] = [side(width), side(height)];
  const corners = [
    [x - dx, y - dy],
    [x + dx, y - dy],
    [x - dx, y + dy],
    [x + dx, y + dy],
  ].map(([cx, cy]) => fromDisplay(geometry, cx!, cy!).map((value) => Math.round(value * 100) / 100));
  return {
    id: 'a0',
    page: geometry.page,
    kind: 'area',
    quads: [corners.flat() as unknown as Quad],
    codes: CODES,
  };
}
