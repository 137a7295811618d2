import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import { anonymisedLetter, personalTexts } from '../../../../src/core/export/anonymised.ts';
import { diwooXml } from '../../../../src/core/export/diwoo.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { RedactionMark } from '../../../../src/core/ports/pdf.ts';
import type { PageText } from '../../../../src/core/text/characters.ts';
import { modelCase } from '../decision/model-case.ts';
import { textPdf } from './memory.ts';

const { dossier, documents } = modelCase();

/** A page with one line of text, ten points a character. */
function page(text: string): PageText {
  const characters = [...text].map((character, index) => {
    const box = [index * 10, 100, index * 10 + 10, 112] as const;
    return {
      text: character,
      ink: box,
      loose: box,
      origin: [index * 10, 100] as const,
      angle: 0,
      generated: false,
    };
  });
  const geometry = {
    page: 1,
    mediaBox: [0, 0, 5950, 842],
    cropBox: [0, 0, 5950, 842],
    rotate: 0,
    userUnit: 1,
  } as const;
  return { geometry, characters };
}

describe('anonymised letter', () => {
  it('knows requester, handler and signatory, and leaves the authority', () => {
    const texts = personalTexts(dossier);
    for (const text of [
      'mr. A. Voorbeeld',
      'Postbus 1',
      '1000 AA Fictiestad',
      'C. Fictief',
      '070 000 00 00',
      'drs. B. Bedacht',
    ]) {
      assert.ok(texts.includes(text), text);
    }
    for (const text of ['De Staatssecretaris van Voorbeeldzaken', 'de Dienst Voorbeeld', 'Postbus 20000']) {
      assert.ok(!texts.includes(text), text);
    }
  });

  it('marks them wherever they stand, whole words only, on the ground of privacy', async () => {
    const marks: RedactionMark[] = [];
    const pdf = {
      ...textPdf((request) => marks.push(...request.marks)),
      text: async () => [page('Aan mr. A. Voorbeeld, Postbus 1. Van Postbus 10.')],
    };
    const look = { box: { look: 'black', code: 'inside' }, widthProtection: 'off' } as const;
    await anonymisedLetter(new Uint8Array(), dossier, pdf, look);
    assert.deepEqual(marks.map(({ quote }) => quote).sort(), ['Postbus 1', 'mr. A. Voorbeeld']);
    assert.ok(marks.every(({ codes, page: number }) => codes.join() === '10.2.e' && number === 1));
    assert.equal(new Set(marks.map(({ id }) => id)).size, marks.length);
  });
});

describe('metadata to publish with', () => {
  const model = buildDecision({ dossier, documents, groundSet: groundSetFor('wob') });
  const file = {
    identifier: 'X-1',
    title: '<b>&"',
    kind: 'nota',
    description: 'D',
    decision: false,
  } as const;

  it('has every element that the standard requires', () => {
    const xml = diwooXml(model, { ...file, date: '2021-03-15' });
    for (const name of [
      'publisher',
      'verantwoordelijke',
      'opsteller',
      'officieleTitel',
      'informatiecategorie',
      'documentsoort',
      'thema',
      'trefwoord',
      'creatiedatum',
      'begindatum',
      'language',
      'format',
      'soortHandeling',
      'atTime',
    ]) {
      assert.match(xml, new RegExp(`<diwoo:${name}[ >]`), name);
    }
    assert.match(xml, /kern\/c_3baef532">Woo-verzoeken en -besluiten</);
    assert.match(xml, /<diwoo:officieleTitel>&lt;b&gt;&amp;&quot;</);
  });

  it('makes a day of a month or year, and of no date that of the decision', () => {
    assert.match(diwooXml(model, { ...file, date: '2020' }), /<diwoo:creatiedatum>2020-01-01</);
    assert.match(diwooXml(model, { ...file, date: '2020-07' }), /<diwoo:creatiedatum>2020-07-01</);
    assert.match(diwooXml(model, file), /<diwoo:creatiedatum>2021-11-30</);
    assert.match(diwooXml(model, { ...file, date: 'ooit' }), /<diwoo:creatiedatum>2021-11-30</);
  });
});
