import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import {
  type DocumentWords,
  foldWord,
  wordsOfDocument,
  wordsOfPage,
} from '../../../../src/core/same-text/document-words.ts';
import { occurrencesOf } from '../../../../src/core/same-text/occurrences.ts';
import { secretTerms, type Term, termOf } from '../../../../src/core/same-text/terms.ts';
import { unmarkedTerms } from '../../../../src/core/same-text/unmarked.ts';
import type { PageText } from '../../../../src/core/text/characters.ts';
import { quadsForRange } from '../../../../src/core/text/quads.ts';
import { mark } from '../marks.ts';
import { pageOf, rangeOf, textOf } from '../text/pages.ts';

const set = groundSetFor('wob');
const wordsOf = (...pages: readonly PageText[]): DocumentWords => wordsOfDocument(pages.map(wordsOfPage));
const terms = (quote: string, changes: Partial<Redaction> = {}): readonly Term[] =>
  secretTerms(mark({ quote, ...changes }), set);
const shown = (found: readonly Term[]): readonly string[] => found.map(({ text }) => text);

/** What a mark with this quote finds on a page of these lines. */
function found(quote: string, lines: readonly string[], changes: Partial<Redaction> = {}): readonly string[] {
  const page = pageOf(lines);
  return unmarkedTerms(wordsOf(page), [], terms(quote, changes)).flatMap(({ places }) =>
    places.map((place) => textOf(page, place)),
  );
}

describe('what a mark keeps secret', () => {
  const table: readonly [quote: string, texts: readonly string[], changes?: Partial<Redaction>][] = [
    ['Joris Inktpot', ['Joris Inktpot', 'Joris', 'Inktpot']],
    ['J. Inktpot', ['J. Inktpot', 'Inktpot']],
    ['mr. A. van den Berg', ['A. van den Berg', 'van den Berg']],
    ['de heer Pieter van Dijk', ['Pieter van Dijk', 'Pieter', 'van Dijk']],
    ['mevrouw Proef-Denkbeeld', ['Proef-Denkbeeld']],
    ['Bo Li', []],
    ['Wessel', ['Wessel']],
    ['070 - 000 00 63', ['070 - 000 00 63']],
    ['otto@papegaai.example', ['otto@papegaai.example']],
    ['31 februari 1991', ['31 februari 1991']],
    ['0000 XX Fictiedam', ['0000 XX Fictiedam']],
    ['V-00.00.17', ['V-00.00.17']],
    ['Advocatenkantoor Voorbeeldsma & Proef', ['Advocatenkantoor Voorbeeldsma & Proef']],
    ['Stichting Vrije Vogel', ['Stichting Vrije Vogel']],
    ['medewerker', []],
    ['de zaak van de familie', []],
    ['Het gaat om de zaak van de familie die ook in de krant stond.', []],
    ['12', []],
    ['vraagbaak-gezin', ['vraagbaak-gezin'], { grounds: ['10.2.g'], reason: 'mailbox' }],
    ['Joris Inktpot', [], { grounds: ['10.2.d'], reason: 'werkwijze' }],
    ['Joris Inktpot', [], { status: 'suggested' }],
    ['Joris Inktpot', [], { kind: 'area' }],
  ];
  for (const [quote, texts, changes] of table) {
    it(`of “${quote}”${changes ? ` with ${JSON.stringify(changes)}` : ''} is ${texts.length === 0 ? 'nothing' : texts.join(', ')}`, () => {
      assert.deepEqual(shown(terms(quote, changes)), texts);
    });
  }

  it('is the same under the Woo, where identification numbers have a ground of their own', () => {
    const woo = groundSetFor('woo');
    const bsn = mark({ quote: '1112.22.333', grounds: ['5.1.1.e'], reason: 'bsn' });
    assert.deepEqual(shown(secretTerms(bsn, woo)), ['1112.22.333']);
  });
});

describe('a text that is marked once', () => {
  it('is found whole, whatever case, accents and line ends do to it', () => {
    assert.deepEqual(found('Zoë de Bruin', ['Aan ZOE DE BRUIN, en', 'aan Zoë', 'de Bruin.']), [
      'ZOE DE BRUIN',
      'Zoë\r\nde Bruin',
    ]);
  });

  it('is found by a given name or surname alone', () => {
    assert.deepEqual(found('Joris Inktpot', ['Joris,', 'Volgens mevrouw Inktpot en J. Inktpot wel.']), [
      'Joris',
      'Inktpot',
      'Inktpot',
    ]);
  });

  it('is not taken for another person or body with half its name', () => {
    assert.deepEqual(
      found('Joris Inktpot', ['Met Joris de Wit en Joris Bakker van de Inktpot Groep en Klaas Inktpot.']),
      [],
    );
  });

  it('is not found by a name that is an ordinary word of the document', () => {
    assert.deepEqual(found('Anneke Papier', ['Papier is geduldig. Wij werken met papier.']), []);
    assert.deepEqual(found('Anneke Papier', ['Papier is geduldig.']), ['Papier']);
  });

  it('is a whole word: no part of a longer one', () => {
    assert.deepEqual(found('Wessel', ['De Wesselstraat en het Wessels.']), []);
  });

  it('is found as a number however its digits are grouped', () => {
    const lines = [
      'Bel 070-0000063, (070) 000 00 63,',
      '+31 70 000 00 63 of +31 (0)70 0000063; niet 070 - 000 00 639.',
    ];
    assert.deepEqual(found('070 - 000 00 63', lines), [
      '070-0000063',
      '070) 000 00 63',
      '31 70 000 00 63',
      '31 (0)70 0000063',
    ]);
  });

  it('is found as a mailbox before its at sign', () => {
    const basis = { grounds: ['10.2.g'], reason: 'mailbox' };
    assert.deepEqual(found('info', ['Meer info via info@voorbeeld.nl.'], basis), ['info']);
    assert.deepEqual(found('id-controle', ['De mailbox id-controle is vol.'], basis), ['id-controle']);
  });

  it('is one word where a line end broke it', () => {
    assert.deepEqual(found('Voorbeeldsma', ['de heer Voor\u0002', 'beeldsma']), ['Voor\u0002\r\nbeeldsma']);
  });

  it('is settled under any mark, and where a longer text was found', () => {
    const page = pageOf(['Joris Inktpot en Joris.']);
    const words = wordsOf(page);
    const whole = rangeOf(page, 'Joris Inktpot');
    const covering = (status: Redaction['status']): Redaction =>
      mark({ status, quote: 'Joris Inktpot', quads: quadsForRange(page, whole.start, whole.end).quads });
    const sought = terms('Joris Inktpot');
    const places = (marks: readonly Redaction[]): readonly string[] =>
      unmarkedTerms(words, marks, sought).flatMap((each) => each.places.map((place) => textOf(page, place)));
    assert.deepEqual(places([]), ['Joris Inktpot', 'Joris']);
    for (const status of ['accepted', 'suggested', 'rejected'] as const)
      assert.deepEqual(places([covering(status)]), ['Joris']);
    assert.deepEqual(places([mark({ kind: 'page' })]), []);
    const half = rangeOf(page, 'Inktpot');
    assert.deepEqual(
      places([mark({ quads: quadsForRange(page, half.start, half.end).quads })]),
      ['Joris Inktpot', 'Joris'],
      'a half-covered name can be read',
    );
  });

  it('is found at each place that a person would see, for any text given by hand', () => {
    const word = fc.stringMatching(/^[a-zé]{3,8}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(word, { maxLength: 6 }),
        (wanted, rest) => {
          const term = termOf(wanted.join(' '));
          assert.ok(term);
          const page = pageOf(
            [rest.join(' '), wanted.join(' '), rest.join(' ')].filter((line) => line !== ''),
          );
          const places = occurrencesOf(wordsOf(page), term);
          assert.ok(places.some((place) => textOf(page, place) === wanted.join(' ')));
          // An accent makes no difference.
          for (const place of places)
            assert.equal(foldWord(textOf(page, place).replaceAll(/\s+/gu, ' ')), foldWord(wanted.join(' ')));
        },
      ),
      { numRuns: 60 },
    );
  });
});
