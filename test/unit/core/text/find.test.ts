import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { findInPage, type FindOptions } from '../../../../src/core/text/find.ts';
import { wordAt } from '../../../../src/core/text/words.ts';
import { pageOf, rangeOf, textOf } from './pages.ts';

function found(lines: readonly string[], query: string, options?: FindOptions): readonly string[] {
  const page = pageOf(lines);
  return findInPage(page, query, options).map((range) => textOf(page, range));
}

describe('find on a page', () => {
  it('finds every text that is there, where it is', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/u), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (list, a, b) => {
        const text = list.join(' ');
        const page = pageOf([text]);
        const [start, end] = [a % text.length, (b % text.length) + 1].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const query = text.slice(start, end);
        if (query.trim() !== query || query === '') return;
        const ranges = findInPage(page, query);
        assert.ok(ranges.length > 0);
        for (const range of ranges) assert.equal(textOf(page, range), query);
        for (const [index, range] of ranges.entries())
          assert.ok(index === 0 || range.start >= (ranges[index - 1]?.end ?? 0));
      }),
    );
  });

  it('counts a line end as a space', () => {
    assert.deepEqual(found(['De heer', 'De Vries schrijft'], 'heer de vries'), ['heer\r\nDe Vries']);
    assert.deepEqual(found(['een  twee'], 'een twee'), ['een  twee']);
  });

  it('finds a word broken at a line end with and without its hyphen', () => {
    assert.deepEqual(found(['de recht-', 'bank zegt'], 'rechtbank'), ['recht-\r\nbank']);
    assert.deepEqual(found(['de recht-', 'bank zegt'], 'recht-bank'), ['recht-\r\nbank']);
    assert.deepEqual(found(['de recht\u0002', 'bank zegt'], 'rechtbank'), ['recht\u0002\r\nbank']);
    assert.deepEqual(found(['wet-', 'en regelgeving'], 'wet- en regelgeving'), ['wet-\r\nen regelgeving']);
    assert.deepEqual(found(['de recht', 'bank zegt'], 'rechtbank'), []);
  });

  it('sees through ligatures, diacritics, dashes and quotes', () => {
    assert.deepEqual(found(['oﬃcieel beﬁng'], 'officieel'), ['oﬃcieel']);
    assert.deepEqual(found(['Zoë Ceylân'], 'zoe ceylan'), ['Zoë Ceylân']);
    assert.deepEqual(found(['Zoe'], 'Zoë'), ['Zoe']);
    assert.deepEqual(found(['2020–2021'], '2020-2021'), ['2020–2021']);
    assert.deepEqual(found(['‘t Hart'], "'t hart"), ['‘t Hart']);
    assert.deepEqual(found(['ﬁets'], 'iets'), ['ﬁets']);
  });

  it('minds case and word ends when asked', () => {
    assert.deepEqual(found(['Jan janssen JAN'], 'jan'), ['Jan', 'jan', 'JAN']);
    assert.deepEqual(found(['Jan janssen JAN'], 'Jan', { caseSensitive: true }), ['Jan']);
    assert.deepEqual(found(['Jan janssen JAN'], 'jan', { wholeWord: true }), ['Jan', 'JAN']);
    assert.deepEqual(found(['bijlage-jan.'], 'jan', { wholeWord: true }), ['jan']);
    assert.deepEqual(found(['jan-', 'sen'], 'jan', { wholeWord: true }), []);
  });

  it('finds nothing for nothing, and hits do not overlap', () => {
    assert.deepEqual(found(['aaaa'], ''), []);
    assert.deepEqual(found(['aaaa'], '  '), []);
    assert.deepEqual(found(['aaaa'], 'aa'), ['aa', 'aa']);
  });
});

describe('the word at a place', () => {
  it('is what a double click selects', () => {
    const page = pageOf(["de IND-medewerker, zo'n 3.500 (vijf)"]);
    const at = (text: string): string => {
      const range = wordAt(page, rangeOf(page, text).start);
      return range ? textOf(page, range) : '';
    };
    assert.deepEqual(['ker', 'zo', '500', '(', ' '].map(at), ['IND-medewerker', "zo'n", '3.500', '(', '']);
    assert.equal(wordAt(page, 999), undefined);
  });
});
