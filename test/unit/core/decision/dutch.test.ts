import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  documentNoun,
  dutchDate,
  dutchNumber,
  enumerate,
  shortDate,
} from '../../../../src/core/decision/dutch.ts';

describe('Dutch in letters', () => {
  it('writes dates as far as they are known', () => {
    assert.equal(dutchDate('2021-11-30'), '30 november 2021');
    assert.equal(dutchDate('2021-03-05'), '5 maart 2021');
    assert.equal(dutchDate('2021-03'), 'maart 2021');
    assert.equal(dutchDate('2021'), '2021');
    assert.equal(dutchDate('[datum besluit]'), '[datum besluit]');
    assert.equal(dutchDate('2021-13-01'), '2021-13-01');
  });

  it('writes dates short in tables', () => {
    assert.equal(shortDate('2021-11-30'), '30-11-2021');
    assert.equal(shortDate('2021-11'), '11-2021');
    assert.equal(shortDate(undefined), '');
    assert.equal(shortDate('onbekend'), 'onbekend');
  });

  it('writes numbers in words up to twenty, in digits beside a larger one', () => {
    assert.equal(dutchNumber(1), 'één');
    assert.equal(dutchNumber(20), 'twintig');
    assert.equal(dutchNumber(21), '21');
    assert.equal(dutchNumber(5000), '5.000');
    assert.equal(dutchNumber(1_234_567), '1.234.567');
    assert.equal(dutchNumber(3, [68]), '3');
    assert.equal(dutchNumber(3, [8]), 'drie');
  });

  it('enumerates', () => {
    assert.equal(enumerate([]), '');
    assert.equal(enumerate(['a']), 'a');
    assert.equal(enumerate(['a', 'b']), 'a en b');
    assert.equal(enumerate(['a', 'b', 'c']), 'a, b en c');
  });

  it('knows article and plural of kinds of documents, and owns up when it does not', () => {
    const known: readonly (readonly [string, string, string])[] = [
      ['Informatiebericht', 'het', 'informatieberichten'],
      ['Werkinstructie', 'de', 'werkinstructies'],
      ['E-mail', 'de', 'e-mails'],
      ['Brief', 'de', 'brieven'],
      ['Nota', 'de', "nota's"],
      ['Verslag', 'het', 'verslagen'],
      ['Advies', 'het', 'adviezen'],
      ['Rapport', 'het', 'rapporten'],
      ['Besluit', 'het', 'besluiten'],
      ['Handelingskader', 'het', 'handelingskaders'],
      ['Presentatie', 'de', 'presentaties'],
      ['Aantekening', 'de', 'aantekeningen'],
      ['Factuur', 'de', 'facturen'],
      ['Uitspraak', 'de', 'uitspraken'],
      ['Protocol', 'het', 'protocollen'],
      ['Voorstel', 'het', 'voorstellen'],
    ];
    for (const [type, article, plural] of known) {
      assert.deepEqual(documentNoun(type), { article, singular: type.toLowerCase(), plural });
    }
    for (const type of ['', 'WhatsApp-bericht van gisteren', '=cmd|x', 'Xyzzyx']) {
      assert.equal(documentNoun(type), undefined, type);
    }
  });
});
