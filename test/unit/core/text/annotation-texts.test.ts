import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { seenInBox, withAnnotationTexts } from '../../../../src/core/text/annotation-texts.ts';
import type { Box, PageText } from '../../../../src/core/text/characters.ts';
import { findInPage } from '../../../../src/core/text/find.ts';
import { joinPages, pageOf, textOf } from './pages.ts';

const at = (text: string, x: number, y = 700, angle = 0): PageText =>
  pageOf([text], { origin: [x, y], angle });

function merged(page: PageText, ...texts: readonly PageText[]): PageText {
  const characters = withAnnotationTexts(
    page.characters,
    texts.map((text) => text.characters),
  );
  return { ...page, characters };
}

const linesIn = (page: PageText): readonly string[] =>
  textOf(page, { start: 0, end: page.characters.length })
    .split(/[\r\n]+/)
    .map((line) => line.trim());

describe('texts of annotations and fields', () => {
  it('stand behind their label, also in the middle of a line', () => {
    const page = joinPages(at('Naam:', 72), at('geboren op', 250), at('Utrecht', 72, 650));
    const read = merged(page, at('12 mei 1970', 320), at('Pieter Jansen', 110));
    assert.deepEqual(linesIn(read), ['Naam:', 'Pieter Jansen', 'geboren op', '12 mei 1970', 'Utrecht']);
    assert.equal(findInPage(read, 'naam: pieter jansen').length, 1);
  });

  it('stand before what is right of them, where nothing is at their left', () => {
    const page = joinPages(at('Aanhef', 72, 750), at('ja, ik ga akkoord', 150));
    assert.deepEqual(linesIn(merged(page, at('X', 130))), ['Aanhef', 'X', 'ja, ik ga akkoord']);
  });

  it('stand at the end where they lie over text, or on no line', () => {
    const page = joinPages(at('Een hele lange regel tekst', 72), at('en nog een', 72, 680));
    const read = merged(page, at('Ontvangen', 100), at('onderaan', 72, 100), at('scheef', 300, 700, 0.4));
    assert.deepEqual(linesIn(read), [
      'Een hele lange regel tekst',
      'en nog een',
      'Ontvangen',
      'onderaan',
      'scheef',
    ]);
  });

  it('are no part of a word before or behind them', () => {
    const read = merged(at('Jan', 72), at('sen', 72 + 3 * 5.5));
    assert.equal(findInPage(read, 'jansen').length, 0);
    assert.equal(findInPage(read, 'jan', { wholeWord: true }).length, 1);
  });

  it('are all that a page without text has', () => {
    assert.deepEqual(linesIn(merged(pageOf([]), at('Pieter', 72), at('Jansen', 72, 600))), [
      'Pieter',
      'Jansen',
    ]);
  });

  it('are as much as is seen in their own box', () => {
    const list = pageOf(['Assen', 'Breda', 'Delft', 'Emmen'], { origin: [100, 700] });
    const seen = (...boxes: readonly Box[]): readonly string[] =>
      linesIn({ ...list, characters: seenInBox(list.characters, boxes) }).filter((line) => line !== '');
    const [above, below]: Box[] = [
      [98, 684, 160, 712],
      [98, 650, 160, 680],
    ];
    assert.deepEqual(seen(above!, below!), ['Assen', 'Breda']);
    assert.deepEqual(seen(below!), ['Assen', 'Breda', 'Delft', 'Emmen']);
  });

  it('leave all characters of the page in their order, and are there whole', () => {
    const words = fc.array(
      fc.record({
        text: fc.stringMatching(/^[a-z]{1,8}$/),
        x: fc.integer({ min: 0, max: 500 }),
        y: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 8 },
    );
    const place = ({ text, x, y }: { text: string; x: number; y: number }): PageText =>
      at(text, x, 700 - 15 * y);
    fc.assert(
      fc.property(words, words, (own, added) => {
        const page = joinPages(...own.map(place));
        const texts = added.map(place);
        const read = merged(page, ...texts);
        const ours = new Set(page.characters);
        assert.deepEqual(
          read.characters.filter((character) => ours.has(character)),
          page.characters,
        );
        for (const { characters } of texts) {
          const start = read.characters.indexOf(characters[0]!);
          assert.deepEqual(read.characters.slice(start, start + characters.length), characters);
        }
      }),
    );
  });
});
