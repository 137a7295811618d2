import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { buildDecision } from '../../../../src/core/decision/build.ts';
import type { DecisionModel } from '../../../../src/core/decision/types.ts';
import type { DossierDecision } from '../../../../src/core/dossier/types.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import { modelCase } from './model-case.ts';

const { dossier, documents } = modelCase();

function decide(decision: Partial<DossierDecision>, count = documents.length): DecisionModel {
  const rows = documents.slice(0, count);
  const changed = {
    ...dossier,
    documents: rows.map(({ document }) => document),
    decision: { ...dossier.decision, ...decision },
  };
  return buildDecision({ dossier: changed, documents: rows, groundSet: groundSetFor('wob') });
}

function section(model: DecisionModel, id: string): DecisionModel['sections'][number] {
  const found = model.sections.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

describe('own words in the letter', () => {
  const basedOn = section(decide({}), 'inventarisatie').generatedHash;

  it('takes the place of the generated text and stays when the rest is regenerated', () => {
    const overrides = { inventarisatie: { paragraphs: ['Mijn eigen tekst.'], basedOn } };
    const model = decide({ overrides });
    assert.deepEqual(section(model, 'inventarisatie').blocks, [
      {
        kind: 'paragraph',
        text: 'Mijn eigen tekst.',
        from: { field: 'decision.overrides.inventarisatie' },
        own: true,
      },
    ]);
    assert.deepEqual(model.ownWords, [{ section: 'inventarisatie', kind: 'override', state: 'current' }]);
  });

  it('shows where it has gone stale, and is kept', () => {
    const overrides = { inventarisatie: { paragraphs: ['Mijn eigen tekst.'], basedOn } };
    const model = decide({ overrides }, 300);
    const [block] = section(model, 'inventarisatie').blocks;
    assert.ok(block?.kind === 'paragraph' && block.stale === true && block.text === 'Mijn eigen tekst.');
    assert.equal(model.ownWords[0]?.state, 'stale');
  });

  it('keeps the heading of a ground', () => {
    const model = decide({ overrides: { 'overwegingen:10.2.d': { paragraphs: ['Kort.'] } } });
    assert.deepEqual(
      section(model, 'overwegingen:10.2.d').blocks.map((block) => (block.kind === 'list' ? '' : block.text)),
      ['Inspectie, controle en toezicht', 'Kort.'],
    );
  });

  it('adds paragraphs behind a section', () => {
    const model = decide({ additions: { besluit: ['Nog iets.'] } });
    const { blocks } = section(model, 'besluit');
    assert.equal(blocks.length, 2);
    assert.equal(blocks[1]?.kind === 'paragraph' && blocks[1].text, 'Nog iets.');
  });

  it('says which words no longer have a place', () => {
    const model = decide({ additions: { 'overwegingen:10.1.a': ['Weg.'] } });
    assert.deepEqual(model.ownWords, [
      { section: 'overwegingen:10.1.a', kind: 'addition', state: 'orphaned' },
    ]);
  });
});
