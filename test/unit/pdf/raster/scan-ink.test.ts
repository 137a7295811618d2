import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Box, PageCharacter, PageGeometry } from '../../../../src/core/text/characters.ts';
import { applyAffine, toPixels } from '../../../../src/pdf/engine/geometry.ts';
import type { GreyPage } from '../../../../src/pdf/raster/line-ink.ts';
import { withPictureInk } from '../../../../src/pdf/raster/scan-ink.ts';

const SIZE = 12;
const SCALE = 3;
const LEFT = 60;
const BASELINE = 400;
/** Of a letter with the room behind it, and of its ink, points. */
const ADVANCE = 6.4;
const INK = 5.2;
const SPACE = 3.8;
const TOP = 8;
/** A pixel to either side, points. */
const SOFT = 0.7;

type Rotate = PageGeometry['rotate'];

const geometryOf = (rotate: Rotate): PageGeometry => ({
  page: 1,
  mediaBox: [0, 0, 600, 800],
  cropBox: [0, 0, 600, 800],
  rotate,
  userUnit: 1,
});

/** A page on which words of block letters stand side by side on a line, and where the ink of each letter is. */
function pageWith(
  words: readonly number[],
  { rotate = 0, paper = 255, ink = 0 }: { rotate?: Rotate; paper?: number; ink?: number } = {},
): { page: GreyPage; letters: readonly (readonly Box[])[] } {
  const turned = rotate === 90 || rotate === 270;
  const [width, height] = turned ? [800 * SCALE, 600 * SCALE] : [600 * SCALE, 800 * SCALE];
  const map = toPixels(geometryOf(rotate), width, height);
  const pixels = new Uint8Array(width * height).fill(paper);
  let x = LEFT;
  const letters = words.map((count) => {
    const boxes = Array.from({ length: count }, (_, i): Box => [
      x + i * ADVANCE,
      BASELINE,
      x + i * ADVANCE + INK,
      BASELINE + TOP,
    ]);
    x += count * ADVANCE + SPACE;
    return boxes;
  });
  for (const [left, bottom, right, top] of letters.flat()) {
    const [a, b] = [applyAffine(map, left, bottom), applyAffine(map, right, top)];
    for (let py = Math.round(Math.min(a[1], b[1])); py < Math.round(Math.max(a[1], b[1])); py++)
      pixels.fill(
        ink,
        py * width + Math.round(Math.min(a[0], b[0])),
        py * width + Math.round(Math.max(a[0], b[0])),
      );
  }
  return { page: { width, height, stride: width, pixels, toPixels: map }, letters };
}

/** The text behind them: each word narrower than its picture, and moved. */
function behind(
  letters: readonly (readonly Box[])[],
  narrow: (word: number) => number,
  moved: (word: number) => number,
): PageCharacter[] {
  return letters.flatMap((boxes, word): PageCharacter[] => {
    const start = boxes[0]![0] + moved(word);
    const width = boxes.length * ADVANCE * narrow(word);
    const glyph = (text: string, at: number): PageCharacter => {
      const left = start + (width * at) / boxes.length;
      const loose: Box = [left, BASELINE, left + width / boxes.length, BASELINE + SIZE];
      return { text, ink: loose, loose, origin: [left, BASELINE], angle: 0, generated: false, unseen: true };
    };
    return [...boxes.map((_, i) => glyph('n', i)), glyph(' ', boxes.length)];
  });
}

const isAbout = (found: Box, wanted: Box): boolean =>
  found.every((side, i) => Math.abs(side - wanted[i]!) <= SOFT);

describe('the ink of text behind a scan', () => {
  it('is where the picture has it, however the text is stretched and moved, on pages of every turn', () => {
    const rotations = fc.constantFrom<Rotate>(0, 90, 180, 270);
    const words = fc.array(
      fc.record({
        letters: fc.integer({ min: 2, max: 9 }),
        short: fc.double({ min: -0.2, max: 1, noNaN: true }),
        moved: fc.double({ min: -2, max: 2, noNaN: true }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(words, rotations, fc.boolean(), (line, rotate, isDark) => {
        const { page, letters } = pageWith(
          line.map((word) => word.letters),
          isDark ? { rotate, paper: 40, ink: 230 } : { rotate },
        );
        const text = behind(
          letters,
          (word) => 1 - line[word]!.short / line[word]!.letters,
          (word) => line[word]!.moved,
        );
        const found = withPictureInk(text, page).filter((character) => character.text === 'n');
        for (const [i, wanted] of letters.flat().entries()) {
          assert.equal(found[i]?.pictured, true);
          assert.ok(
            isAbout(found[i].ink, wanted),
            `letter ${i}: ${found[i].ink.join(' ')} for ${wanted.join(' ')}`,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays what the text says where the picture shows none', () => {
    const { page, letters } = pageWith([4, 6], { paper: 200, ink: 190 });
    const text = behind(
      letters,
      () => 1,
      () => 0,
    );
    assert.deepEqual(withPictureInk(text, page), text);
  });

  it('is not looked for where text is drawn', () => {
    const { page, letters } = pageWith([4, 6]);
    const text = behind(
      letters,
      () => 0.9,
      () => 0,
    ).map(({ text: own, ink, loose, origin, angle, generated }) => ({
      text: own,
      ink,
      loose,
      origin,
      angle,
      generated,
    }));
    assert.deepEqual(withPictureInk(text, page), text);
  });
});
