import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import type { DocumentMarks } from '../../../../src/core/decision/input.ts';
import { decisionText } from './decision-text.ts';
import type { DecisionModel } from '../../../../src/core/decision/types.ts';
import type { Dossier, DossierDocument } from '../../../../src/core/dossier/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { mark, modelCase } from './model-case.ts';

const { dossier, documents } = modelCase();

function decide(rows: readonly DocumentMarks[], change: Partial<Dossier> = {}): DecisionModel {
  const changed = { ...dossier, ...change, documents: rows.map(({ document }) => document) };
  return buildDecision({ dossier: changed, documents: rows, groundSet: groundSetFor(changed.law) });
}

function row(
  number: string,
  rest: Partial<DossierDocument> = {},
  marks: DocumentMarks['redactions'] = [],
): DocumentMarks {
  const document = {
    number,
    title: `Stuk ${number}`,
    type: 'Brief',
    file: `${number}.pdf`,
    status: 'assessed',
    ...rest,
  } as const;
  return { document, redactions: marks };
}

function words(model: DecisionModel, section: string): string {
  const found = [...model.sections, ...model.afterSignature].find(({ id }) => id === section);
  return (found?.blocks ?? [])
    .map((block) => (block.kind === 'list' ? block.items.join(' ') : block.text))
    .join('\n');
}

describe('decision of a case like the model decision', () => {
  const model = decide(documents);

  it('has its figures', () => {
    assert.deepEqual(model.counts, {
      total: 370,
      public: 68,
      partlyPublic: 200,
      notPublic: 0,
      alreadyPublic: 38,
      noLongerValid: 64,
      duplicate: 0,
      outOfScope: 0,
    });
    assert.equal(model.outcome, 'partly-granted');
    assert.deepEqual(model.missing, []);
  });

  it('has its parts in its order', () => {
    const headings = [...model.sections, ...model.afterSignature].flatMap(({ heading, blocks }) => [
      ...(heading === undefined ? [] : [heading]),
      ...blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])),
    ]);
    assert.deepEqual(headings, [
      'Wettelijk kader',
      'Besluit',
      'Inventarisatie en wijze van anonimiseren',
      'Overwegingen',
      'Bescherming van de persoonlijke levenssfeer',
      'Persoonsgegevens van ambtenaren',
      'Inspectie, controle en toezicht',
      'Onevenredige bevoordeling of benadeling',
      'Wijze van openbaarmaking',
      'Rechtsmiddelen',
    ]);
  });

  it('lists the ten documents under d as the letter does', () => {
    assert.match(
      words(model, 'overwegingen:10.2.d'),
      /de informatieberichten 2021\/82, 2021\/132, 2020\/43, 2019\/26 en 2018\/31, het document ‘handelingskader voor medewerkers’, alsmede de werkinstructies 2021\/7, 2021\/11, 2020\/18 en 2013\/04\./,
    );
  });

  it('quotes only the articles used', () => {
    const [, ten] = model.articles;
    assert.deepEqual(
      model.articles.map(({ id }) => id),
      ['1', '10'],
    );
    const second = ten?.paragraphs.find(({ number }) => number === '2');
    assert.deepEqual(
      second?.parts.map(({ letter }) => letter),
      ['', 'd', 'e', '', 'g'],
    );
  });

  it('reads as it did', async () => {
    const golden = await readFile(join(import.meta.dirname, 'model-case.golden.txt'), 'utf8');
    const text = decisionText(model)
      .split('\n')
      .filter((line) => !/^\d+ \|/.test(line) || /^(1|11|201|269|307) \|/.test(line));
    assert.equal(`${text.join('\n')}\n`, golden);
  });
});

describe('decision', () => {
  it('keeps singular and plural apart', () => {
    const one = decide([row('1')]);
    assert.match(words(one, 'inventarisatie'), /heb ik één document aangetroffen\. Het staat/);
    assert.match(
      words(one, 'inventarisatie'),
      /Ik heb dit document beoordeeld; dat maak ik geheel openbaar\./,
    );
    assert.match(words(one, 'besluit'), /Ik wijs uw verzoek toe\. Het document dat onder uw verzoek valt/);
    const three = decide([
      row('1'),
      row('2', { status: 'no-longer-valid' }),
      row('3', { status: 'out-of-scope' }),
    ]);
    assert.match(words(three, 'inventarisatie'), /was er één op het moment van uw verzoek niet meer geldig/);
    assert.match(words(three, 'inventarisatie'), /valt er één bij nader inzien buiten uw verzoek/);
    assert.match(words(three, 'inventarisatie'), /Het overige document heb ik beoordeeld/);
  });

  it('leaves out what there is nothing of', () => {
    const model = decide([row('1')]);
    const text = decisionText(model);
    assert.doesNotMatch(
      text,
      /al openbaar|niet meer geldig|gelijk aan|buiten uw verzoek|weggelakte|Overwegingen/,
    );
    assert.doesNotMatch(text, /\b0\b|nul documenten/);
  });

  it('refuses when nothing becomes public, with the reason why', () => {
    const withheld = { grounds: ['10.2.e'], motivation: 'Het gaat alleen over één persoon.' };
    const model = decide([row('1', { withheld, citation: 'brief 12' })]);
    assert.equal(model.outcome, 'refused');
    assert.match(
      words(model, 'besluit'),
      /Ik wijs uw verzoek af\. Het document dat ik heb beoordeeld, maak ik niet openbaar/,
    );
    assert.match(words(model, 'overwegingen:10.2.e'), /Brief 12 maak ik in het geheel niet openbaar/);
    assert.match(words(model, 'overwegingen:10.2.e'), /Het gaat alleen over één persoon\./);
    assert.equal(model.annexes.disclosed, undefined);
    assert.doesNotMatch(decisionText(model), /bijlage 3/i);
  });

  it('refuses a request to which there is no document', () => {
    const model = decide([]);
    assert.equal(model.outcome, 'refused');
    assert.match(decisionText(model), /Ik heb geen documenten aangetroffen/);
    assert.equal(model.annexes.inventory, undefined);
  });

  it('speaks no code of a box where a document is withheld whole on a reason', () => {
    const model = decide([row('1', { withheld: { grounds: ['10.2.e'], reason: 'ambtenaren' } })]);
    assert.doesNotMatch(words(model, 'overwegingen:10.2.e'), /code “/);
    assert.doesNotMatch(words(model, 'inventarisatie'), /weggelakte/);
  });

  it('takes a document of which every page is black for a refusal of the whole', () => {
    const black = mark('p', ['10.2.e'], { kind: 'page', motivation: 'Alles is privé.' });
    const model = decide([{ ...row('1', {}, [black]), pages: 1 }]);
    assert.equal(model.counts.notPublic, 1);
    assert.equal(model.inventory[0]?.exportName, undefined);
  });

  it('groups own words by what they say', () => {
    const same = { motivation: 'Dit raakt een lopend onderzoek.' };
    const model = decide([
      row('1', { citation: 'brief 1' }, [mark('a', ['10.2.c'], same), mark('b', ['10.2.c'], same)]),
      row('2', { citation: 'brief 2' }, [mark('c', ['10.2.c'], same)]),
      row('3', { citation: 'brief 3' }, [mark('d', ['10.2.c'], { motivation: 'Iets anders.' })]),
    ]);
    const text = words(model, 'overwegingen:10.2.c');
    assert.equal(text.split('Dit raakt een lopend onderzoek.').length, 2);
    assert.match(text, /de brieven 1 en 2 die ik op deze grond/);
    assert.match(text, /in brief 3 die ik op deze grond/);
  });

  it('counts suggested and rejected marks for nothing', () => {
    const model = decide([
      row('1', {}, [
        mark('a', ['10.2.e'], { status: 'suggested' }),
        mark('b', ['10.2.d'], { status: 'rejected' }),
      ]),
    ]);
    assert.equal(model.outcome, 'granted');
    assert.doesNotMatch(decisionText(model), /10\.2\./);
  });

  it('puts placeholders for what is missing, and says what', () => {
    const { date: _date, signatory: _signatory, ...rest } = dossier.decision;
    const model = decide([row('1')], { decision: rest });
    assert.equal(model.letterhead.date, '[datum besluit]');
    assert.ok(model.closing.signatory.includes('[naam ondertekenaar]'));
    assert.deepEqual(model.missing.map(({ field }) => field).sort(), [
      'decision.date',
      'decision.signatory.name',
    ]);
    assert.equal(model.isoDate, undefined);
  });

  it('asks for reasons where a ground has none', () => {
    const model = decide([row('1', {}, [mark('a', ['10.2.b'])])]);
    assert.deepEqual(
      model.missing.map(({ field }) => field),
      ['motivering.10.2.b'],
    );
  });

  it('lets a dossier put its own words over a reason', () => {
    const reasons = {
      ambtenaren: { boilerplate: ['Namen van {bestuursorgaan} in {documenten}: {wet} {onbekend}.'] },
    };
    const model = decide(
      [row('7', { citation: 'brief 7' }, [mark('a', ['10.2.e'], { reason: 'ambtenaren' })])],
      { reasons },
    );
    assert.match(
      words(model, 'overwegingen:10.2.e'),
      /Namen van de Dienst Voorbeeld in brief 7: Wob \{onbekend\}\./,
    );
  });

  it('does not read what it fills in for placeholders', () => {
    const model = decide([
      row('7', { citation: 'brief {code} {wet}' }, [mark('a', ['10.2.d'], { reason: 'werkwijze' })]),
    ]);
    assert.match(words(model, 'overwegingen:10.2.d'), /brief \{code\} \{wet\}/);
  });

  it('takes out characters that turn a line around', () => {
    const model = decide([row('1', { title: 'factuur\u202Egpj.exe' })]);
    assert.equal(model.inventory[0]?.document.title, 'factuurgpj.exe');
  });
});
