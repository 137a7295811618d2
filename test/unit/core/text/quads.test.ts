import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Quad } from '../../../../src/core/model/redaction.ts';
import type { Box, PageText } from '../../../../src/core/text/characters.ts';
import {
  boxOfQuad,
  centreOf,
  hasArea,
  intersectBoxes,
  pointInQuad,
} from '../../../../src/core/text/geometry.ts';
import { charactersInQuads, quoteOfQuads } from '../../../../src/core/text/in-quads.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { joinPages, pageOf, rangeOf } from './pages.ts';

const TEXT = [
  'Geachte mevrouw Plantinga,',
  'Uw brief gaf mij gelegenheid (jy) tot nadenken;',
  'pg qyj Dhr. J. de Vries, doorkiesnummer 4512',
  'AFBLIJVEN met bhkl en gjpqy in elke regel',
];

/** Indexes of drawn characters (spaces and line ends left out). */
function drawn(page: PageText): readonly number[] {
  return page.characters.flatMap(({ text, generated }, index) =>
    generated || text.trim() === '' ? [] : [index],
  );
}

function ink(page: PageText, index: number): Box {
  const character = page.characters[index];
  assert.ok(character);
  return hasArea(character.ink) ? character.ink : character.loose;
}

/** Whether a box lies in one of the quads, give or take rounding. */
function hidden([left, bottom, right, top]: Box, quads: readonly Quad[]): boolean {
  return quads.some((quad) => {
    const box = boxOfQuad(quad);
    return (
      box[0] <= left + 0.006 && box[1] <= bottom + 0.006 && box[2] >= right - 0.006 && box[3] >= top - 0.006
    );
  });
}

const angles = fc.constantFrom(0, Math.PI / 2, Math.PI, -Math.PI / 2);
const settings = fc.record({
  size: fc.constantFrom(6, 10, 12, 24),
  leading: fc.constant(0),
  angle: angles,
  origin: fc.constant([300, 400] as const),
  inkless: fc.boolean(),
  tall: fc.boolean(),
});

function set(
  setting: {
    size: number;
    angle: number;
    origin: readonly [number, number];
    inkless: boolean;
    tall: boolean;
  },
  spacing: number,
): PageText {
  // Many fonts claim more than a line's height for ascent and descent together.
  const claim = setting.tall ? { ascent: 1, descent: 0.35 } : {};
  return pageOf(TEXT, { ...setting, ...claim, leading: setting.size * spacing });
}

/** A range of characters with the rest of the words that it begins and ends in. */
function wholeWords({ characters }: PageText, start: number, end: number): readonly [number, number] {
  const isBlank = (at: number): boolean => (characters[at]?.text.trim() ?? '') === '';
  let [first, last] = [start, end];
  while (!isBlank(first - 1)) first--;
  while (!isBlank(last)) last++;
  return [first, last];
}

describe('quads of a range of text', () => {
  it('remove the drawn characters of the range and no others, at every size, turn and spacing', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(1, 1.2, 1.5), fc.nat(), fc.nat(), (setting, spacing, a, b) => {
        const page = set(setting, spacing);
        const [start, end] = [a % page.characters.length, b % page.characters.length].toSorted(
          (x, y) => x - y,
        ) as [number, number];
        const { quads } = quadsForRange(page, start, end);
        const covered = new Set(charactersInQuads(page, quads));
        // Behind a scan nobody knows where in the picture of a word its letters are.
        const [first, last] = setting.inkless ? wholeWords(page, start, end) : [start, end];
        for (const index of drawn(page)) {
          const isMarked = index >= start && index < end;
          if (isMarked || index < first || index >= last)
            assert.equal(covered.has(index), isMarked, `character ${index}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hide all ink of the range and touch no ink of other lines', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(1, 1.2), fc.nat(), fc.nat(), (setting, spacing, a, b) => {
        const page = set({ ...setting, inkless: false }, spacing);
        const [start, end] = [a % page.characters.length, b % page.characters.length].toSorted(
          (x, y) => x - y,
        ) as [number, number];
        const { quads } = quadsForRange(page, start, end);
        for (const index of drawn(page)) {
          if (index >= start && index < end)
            assert.ok(hidden(ink(page, index), quads), `ink of ${index} shows`);
          else {
            for (const quad of quads) {
              const shared = intersectBoxes(ink(page, index), boxOfQuad(quad));
              assert.ok(
                shared === undefined || Math.min(shared[2] - shared[0], shared[3] - shared[1]) < 0.02,
                `ink of ${index} is touched`,
              );
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('cover the whole picture of a word behind which text is stretched with the space that follows it', () => {
    // The picture of the word is from 100 to 180 points, with tails to 694: its text has a box for each letter, and one
    // for the space.
    const letters = [...'Pijpsma'].map((text, index) => {
      const box: Box = [100 + index * 10, 700, 110 + index * 10, 712];
      const origin = [box[0], 700] as const;
      return { text, ink: box, loose: box, origin, angle: 0, generated: false, unseen: true as const };
    });
    const { geometry } = pageOf(['x']);
    const { quads } = quadsForRange({ geometry, characters: letters }, 0, letters.length);
    const [[left, bottom, right, top] = []] = quads.map(boxOfQuad);
    assert.deepEqual([left, right], [100, 180]);
    assert.ok(Number(bottom) < 697 && Number(top) > 712);
    const shown = letters.map(({ text, ink, loose, origin, angle, generated }) => ({
      text,
      ink,
      loose,
      origin,
      angle,
      generated,
    }));
    const plain = quadsForRange({ geometry, characters: shown }, 0, letters.length).quads;
    assert.deepEqual(plain.map(boxOfQuad), [[100, 700, 170, 712]]);
  });

  it('take up the signs at the ends of a word of a scan, and reach into the letter behind a part of one', () => {
    const { characters, geometry } = pageOf(['(Joris, Inktpot)'], { inkless: true, ascent: 1, descent: 0 });
    const edges = (start: number, end: number): readonly number[] =>
      quadsForRange({ geometry, characters }, start, end).quads.flatMap((quad) => {
        const [left, , right] = boxOfQuad(quad);
        return [left, right];
      });
    const [sign, , , , , , comma, , inktpot, , , behind] = characters.map(({ loose }) => loose);
    const [left = 0, right = 0] = edges(1, 6);
    assert.equal(left, sign?.[0]);
    assert.ok(right >= (comma?.[2] ?? Infinity) && right <= (inktpot?.[0] ?? 0));
    const [, part = 0] = edges(8, 11);
    assert.ok(part > (behind?.[0] ?? Infinity), 'reaches into the next letter');
  });

  it('cover what the picture of a scan shows of a word, and the middles of its glyphs, which stand elsewhere', () => {
    const page = pageOf(['van Bergen mw.'], { inkless: true });
    const moved = {
      ...page,
      characters: page.characters.map(({ loose: [l, b, r, t], ...character }) => ({
        ...character,
        loose: [l, b, r, t] as const,
        ink: [l + 1.5, b + 3, r + 1, t - 1] as const,
        pictured: true as const,
      })),
    };
    const { start, end } = rangeOf(moved, 'Bergen');
    const { quads } = quadsForRange(moved, start, end);
    for (const [index, { text, ink: own, loose }] of moved.characters.entries()) {
      if (text.trim() === '') continue;
      const isOwn = index >= start && index < end;
      if (isOwn) assert.ok(hidden(own, quads), text);
      else
        assert.ok(
          quads.every((quad) => intersectBoxes(own, boxOfQuad(quad)) === undefined),
          text,
        );
      if (isOwn)
        assert.ok(
          quads.some((quad) => pointInQuad(centreOf(loose), quad)),
          text,
        );
    }
  });

  it('are of one height on a line of a scan, whether or not a word has tails and capitals', () => {
    const page = pageOf(['nemo Jagtlust']);
    const scan = {
      ...page,
      characters: page.characters.map((each) => ({
        ...each,
        unseen: true as const,
        pictured: true as const,
      })),
    };
    const [low, high] = ['nemo', 'Jagtlust'].map((word) => {
      const { start, end } = rangeOf(scan, word);
      const [, bottom, , top] = boxOfQuad(quadsForRange(scan, start, end).quads[0]!);
      return [bottom, top];
    });
    assert.deepEqual(low, high);
  });

  it('are of one height on a line in a font that does not say how high type is', () => {
    const heights = ['nemo', 'Jagtlust', 'Willem'].map((name) => {
      const known = pageOf([`Aan ${name}`]);
      const characters = known.characters.map((each) => ({
        ...each,
        loose: each.text === ' ' ? each.loose : each.ink,
      }));
      const { start, end } = rangeOf(known, name);
      const [, bottom, , top] = boxOfQuad(quadsForRange({ ...known, characters }, start, end).quads[0]!);
      return [bottom, top];
    });
    assert.deepEqual(heights[0], heights[1]);
    assert.deepEqual(heights[0], heights[2]);
  });

  it('give one quad a line, ordered as the text reads', () => {
    const page = pageOf(TEXT);
    const { quads, quote } = quadsForRange(
      page,
      rangeOf(page, 'brief').start,
      rangeOf(page, 'AFBLIJVEN').end,
    );
    assert.equal(quads.length, 3);
    assert.equal(quote.slice(0, 20), 'brief gaf mij gelege');
    for (const [x1, y1, x2, y2, x3, y3, x4, y4] of quads) {
      assert.ok(x1 < x2 && x3 < x4 && y1 > y3 && y2 > y4 && x1 === x3 && y1 === y2);
    }
  });

  it('keep to their line where the engine made up a space between lines instead of a line end', () => {
    const lines = ['Verkoper verklaart dat ten aanzien', 'voorkeursrecht, optierecht, recht', 'van de zaak'];
    const page = pageOf(lines, { ascent: 1.45, descent: 0.55 });
    const characters = page.characters
      .filter(({ text }) => text !== '\r')
      .map((each) => (each.text === '\n' ? { ...each, text: ' ' } : each));
    const joined = { ...page, characters };
    const { start, end } = rangeOf(joined, 'optierecht');
    const { quads, quote } = quadsForRange(joined, start, end);
    assert.equal(quads.length, 1);
    assert.equal(quote, 'optierecht');
  });

  it('follow text that runs up, down and upside down', () => {
    for (const [angle, along] of [
      [Math.PI / 2, [0, 1]],
      [Math.PI, [-1, 0]],
      [-Math.PI / 2, [0, -1]],
    ] as const) {
      const page = pageOf(TEXT, { angle, origin: [300, 400] });
      const [quad] = quadsForRange(page, 0, 7).quads;
      assert.ok(quad);
      const reading = [quad[2] - quad[0], quad[3] - quad[1]].map((step) => Math.sign(Math.round(step)));
      assert.deepEqual(
        reading.map((step) => step + 0),
        along.map((step) => step + 0),
      );
    }
  });

  it('lie along text at an odd angle, and remove just the word', () => {
    for (const degrees of [10, 30, 45, 60, 120, 200, 315]) {
      const page = pageOf(TEXT, {
        angle: (degrees * Math.PI) / 180,
        origin: [300, 400],
        size: 12,
        leading: 18,
      });
      const { start, end } = rangeOf(page, 'Plantinga');
      const { quads } = quadsForRange(page, start, end);
      const covered = charactersInQuads(page, quads).filter(
        (index) => page.characters[index]?.text.trim() !== '',
      );
      assert.deepEqual(
        covered,
        Array.from({ length: end - start }, (_, index) => start + index),
        `${degrees}°`,
      );
      const [quad] = quads;
      assert.ok(quad);
      const slope = Math.atan2(quad[3] - quad[1], quad[2] - quad[0]);
      assert.ok(Math.abs(Math.sin(slope - (degrees * Math.PI) / 180)) < 0.02, `${degrees}° slope`);
      const height = Math.hypot(quad[4] - quad[0], quad[5] - quad[1]);
      assert.ok(height > 11 && height < 14, `${degrees}° height ${height}`);
    }
  });

  it('lie along the text that they cover where the direction turns behind a space that the engine made up', () => {
    const up = pageOf(['Omhoog'], { angle: Math.PI / 2, origin: [100, 100] });
    const level = pageOf(['vooruit'], { origin: [400, 500] });
    const space = { ...up.characters[0]!, text: ' ', generated: true, angle: 0 };
    const page = { ...up, characters: [space, ...up.characters, space, ...level.characters] };
    for (const word of ['Omhoog', 'vooruit']) {
      const { start, end } = rangeOf(page, word);
      const { quads } = quadsForRange(page, start, end);
      for (let index = start; index < end; index++) assert.ok(hidden(ink(page, index), quads), word);
    }
  });

  it('cover letters of a line of which each has a direction a little of its own', () => {
    const page = pageOf(['mevrouw'], { size: 12, origin: [500, 700] });
    const wavy = {
      ...page,
      characters: page.characters.map((c, i) => ({ ...c, angle: i % 2 === 0 ? 0.02 : -0.02 })),
    };
    const { quads } = quadsForRange(wavy, 0, 7);
    assert.deepEqual(charactersInQuads(wavy, quads), [0, 1, 2, 3, 4, 5, 6]);
    const [left, bottom, right, top] = boxOfQuad(quads[0]!);
    assert.equal(quads.length, 1);
    assert.ok(right - left < 60 && top - bottom < 20);
  });

  it('reach no further than the neighbours on the line, also where glyphs hang over', () => {
    const page = pageOf(['fijn']);
    const [f, i] = [page.characters[0], page.characters[1]];
    assert.ok(f && i);
    // The hook of the f hangs over the i, as in an italic.
    const overhang = { ...f, ink: [f.ink[0], f.ink[1], i.ink[2] - 1, f.ink[3]] as const };
    const italic = { ...page, characters: [overhang, ...page.characters.slice(1)] };
    const covered = charactersInQuads(italic, quadsForRange(italic, 1, 2).quads);
    assert.deepEqual(covered, [1]);
    assert.deepEqual(charactersInQuads(italic, quadsForRange(italic, 0, 1).quads), [0]);
  });

  it('hide their own ink also where lines are set so close that inks touch', () => {
    const page = pageOf(['gjpqy', 'ABCDE'], { size: 20, leading: 15 });
    for (const index of drawn(page)) {
      const { quads } = quadsForRange(page, index, index + 1);
      assert.ok(hidden(ink(page, index), quads));
      assert.deepEqual(charactersInQuads(page, quads), [index]);
    }
  });

  it('stop before the centre of a neighbour that their ink hangs over', () => {
    const page = pageOf(['ij']);
    const [i, j] = [page.characters[0], page.characters[1]];
    assert.ok(i && j);
    const tailed = { ...j, ink: [i.ink[0] + 0.5, j.ink[1], j.ink[2], j.ink[3]] as const };
    const overlapping = { ...page, characters: [i, tailed] };
    assert.deepEqual(charactersInQuads(overlapping, quadsForRange(overlapping, 1, 2).quads), [1]);
  });

  it('cover a glyph that is drawn on top of another', () => {
    const page = pageOf(['AB']);
    const [a] = page.characters;
    assert.ok(a);
    const stacked = {
      ...page,
      characters: [a, { ...a, text: '<', ink: [a.ink[0], a.ink[1] + 0.1, a.ink[2], a.ink[3]] as const }],
    };
    for (const index of [0, 1]) {
      assert.ok(charactersInQuads(stacked, quadsForRange(stacked, index, index + 1).quads).includes(index));
    }
  });

  it('do not believe a font that claims to be ten times as high as it is', () => {
    const page = pageOf(['x = 32', 'y = 45'], { ascent: 4, descent: 4 });
    const { start, end } = rangeOf(page, '45');
    const { quads } = quadsForRange(page, start, end);
    assert.deepEqual(charactersInQuads(page, quads), [start, start + 1]);
    const alone = pageOf(['32'], { ascent: 4, descent: 4 });
    const [quad] = quadsForRange(alone, 0, 2).quads;
    assert.ok(quad && quad[1] - quad[5] < 15);
  });

  it('divide at the gap between cells of a table', () => {
    const [left, right] = [
      pageOf(['Naam'], { origin: [72, 500] }),
      pageOf(['Functie'], { origin: [300, 500] }),
    ];
    const characters = [
      ...left.characters,
      {
        text: ' ',
        ink: [0, 0, 0, 0],
        loose: [0, 0, 0, 0],
        origin: [100, 500],
        angle: 0,
        generated: true,
      } as const,
      ...right.characters,
    ];
    const { quads, quote } = quadsForRange({ ...left, characters }, 0, characters.length);
    assert.equal(quads.length, 2);
    assert.equal(quote, 'Naam Functie');
  });

  it('cover a small note beside large text without cutting its ink', () => {
    const page = joinPages(
      pageOf(['Kop'], { size: 24, origin: [72, 700] }),
      pageOf(['noot gy'], { size: 6, origin: [72, 690] }),
    );
    const { start, end } = rangeOf(page, 'noot');
    const covered = charactersInQuads(page, quadsForRange(page, start, end).quads);
    assert.deepEqual(covered, [start, start + 1, start + 2, start + 3]);
  });

  it('have an area also where text is smaller than what a coordinate is rounded to', () => {
    for (const angle of [0, 0.3, Math.PI / 2]) {
      const page = pageOf(['klein geheim hier'], { size: 0.004, angle });
      const { start, end } = rangeOf(page, 'geheim');
      const { quads } = quadsForRange(page, start, end);
      assert.ok(quads.length > 0 && quads.every((quad) => hasArea(boxOfQuad(quad))), String(quads));
      const covered = new Set(charactersInQuads(page, quads));
      for (let index = start; index < end; index++) assert.ok(covered.has(index));
    }
  });

  it('give nothing for a range without drawn characters', () => {
    const page = pageOf(TEXT);
    assert.deepEqual(quadsForRange(page, 0, 0).quads, []);
    const space = rangeOf(page, ' ');
    assert.deepEqual(quadsForRange(page, space.start, space.end), { quads: [], quote: '' });
    assert.deepEqual(quadsForRange(page, -5, 0).quads, []);
  });

  it('give back the quote that they were made from', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const page = pageOf(TEXT);
        const indexes = drawn(page);
        const [first, last] = [indexes[a % indexes.length] ?? 0, indexes[b % indexes.length] ?? 0].toSorted(
          (x, y) => x - y,
        ) as [number, number];
        const { quads, quote } = quadsForRange(page, first, last + 1);
        assert.equal(quoteOfQuads(page, quads), quote);
      }),
    );
  });
});

describe('quotes', () => {
  it('join a word that a soft hyphen broke and keep a hard hyphen', () => {
    const page = pageOf(['het besluit van de recht\u0002', 'bank over de e-', 'mail is bekend']);
    assert.equal(
      quadsForRange(page, 0, page.characters.length).quote,
      'het besluit van de rechtbank over de e-mail is bekend',
    );
  });

  it('hold what lies in a dragged rectangle', () => {
    const page = pageOf(TEXT);
    const { quads } = quadsForRange(
      page,
      rangeOf(page, 'J. de Vries').start,
      rangeOf(page, 'J. de Vries').end,
    );
    const [left, bottom, right, top] = boxOfQuad(quads[0] as Quad);
    const dragged: Quad = [
      left - 1,
      top + 1,
      right + 1,
      top + 1,
      left - 1,
      bottom - 1,
      right + 1,
      bottom - 1,
    ];
    assert.equal(quoteOfQuads(page, [dragged]), 'J. de Vries');
    assert.ok(pointInQuad([left, bottom], dragged));
    assert.equal(quoteOfQuads(page, []), '');
  });
});
