import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import type { DocumentMarks } from '../../../../src/core/decision/input.ts';
import { decisionText } from './decision-text.ts';
import type { DecisionModel } from '../../../../src/core/decision/types.ts';
import type { Dossier } from '../../../../src/core/dossier/types.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { mark, modelCase } from './model-case.ts';

const base = modelCase().dossier;

function decide(
  marks: readonly Redaction[],
  change: Partial<Dossier> = {},
  date = '2022-05-20',
): DecisionModel {
  const documents: DocumentMarks[] = [
    {
      document: {
        number: '1',
        title: 'Stuk',
        type: 'Brief',
        citation: 'brief 1',
        date,
        file: '1.pdf',
        status: 'assessed',
      },
      redactions: marks,
    },
    { document: { number: '2', title: 'Stuk', file: '2.pdf', status: 'assessed' }, redactions: [] },
  ];
  const dossier: Dossier = {
    ...base,
    law: 'woo',
    request: { ...base.request, date: '2022-06-01', received: '2022-06-02' },
    decision: { ...base.decision, date: '2022-07-01' },
    ...change,
    documents: documents.map(({ document }) => document),
  };
  return buildDecision({ dossier, documents, groundSet: groundSetFor('woo') });
}

describe('decision under the Woo', () => {
  it('speaks of the Woo only', () => {
    const text = decisionText(decide([mark('a', ['5.1.2.e'], { reason: 'ambtenaren' })]));
    assert.match(text, /een beroep op de Wet open overheid \(hierna: Woo\)/);
    assert.doesNotMatch(text, /Wob|openbaarheid van bestuur/);
  });

  it('says why a request made under the Wob is decided under the Woo', () => {
    const text = decisionText(decide([], { request: { ...base.request, date: '2022-04-30' } }));
    assert.match(text, /beroep op de Wet openbaarheid van bestuur \(hierna: Wob\)/);
    assert.match(text, /Op 1 mei 2022 is de Wet open overheid \(hierna: Woo\) in werking getreden/);
  });

  it('quotes 5.1 lid 3 with a ground of lid 2', () => {
    const model = decide([mark('a', ['5.1.2.e'], { reason: 'ambtenaren' })]);
    assert.deepEqual(
      model.articles[0]?.paragraphs.map(({ number, intro }) => number ?? intro),
      ['…', '2', '3', '…'],
    );
  });

  it('tells the term of 5.1 lid 4, or that it is missing', () => {
    const temporary = [
      mark('a', ['5.1.4'], { reason: 'eerste-kennisneming', motivation: 'De Kamer eerst.' }),
    ];
    assert.deepEqual(
      decide(temporary).missing.map(({ field }) => field),
      ['decision.terms.5.1.4'],
    );
    const model = decide(temporary, {
      decision: { ...base.decision, date: '2022-07-01', terms: { '5.1.4': '2022-09-01' } },
    });
    assert.match(decisionText(model), /uiterlijk op 1 september 2022/);
    assert.deepEqual(model.missing, []);
  });

  it('says that 5.1 lid 5 stands alone only where it does', () => {
    const alone = mark('a', ['5.1.5'], { reason: 'benadeling', motivation: 'Bijzonder.' });
    assert.match(
      decisionText(decide([alone])),
      /niet ook geweigerd op een grond uit het eerste of tweede lid/,
    );
    const beside = { ...alone, grounds: ['5.1.5', '5.1.2.e'] };
    assert.doesNotMatch(decisionText(decide([beside])), /niet ook geweigerd op een grond/);
  });

  it('motivates under 5.3 for information older than five years', () => {
    const marks = [mark('a', ['5.1.2.e'], { reason: 'ambtenaren' })];
    const old = decide(marks, {}, '2017-06-01');
    assert.match(decisionText(old), /Brief 1 is op het moment van uw verzoek ouder dan vijf jaar/);
    assert.ok(old.articles.some(({ id }) => id === '5.3'));
    for (const date of ['2017-06-02', '2017-06', '2017', '2022']) {
      const model = decide(marks, {}, date);
      assert.doesNotMatch(decisionText(model), /vijf jaar/, date);
      assert.ok(!model.articles.some(({ id }) => id === '5.3'));
    }
    assert.match(decisionText(decide(marks, {}, '2017-05')), /ouder dan vijf jaar/);
  });

  it('does not motivate under 5.3 for an absolute ground', () => {
    const marks = [mark('a', ['5.1.1.e'], { reason: 'bsn' })];
    assert.doesNotMatch(decisionText(decide(marks, {}, '2001')), /vijf jaar/);
  });

  it('has to say where the decision is published', () => {
    const { publishedAt: _gone, ...decision } = base.decision;
    assert.deepEqual(
      decide([], { decision }).missing.map(({ field }) => field),
      ['decision.publishedAt'],
    );
  });
});
