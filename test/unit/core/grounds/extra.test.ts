import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeGroundSet, parseExtraGrounds, type ExtraGrounds } from '../../../../src/core/grounds/extra.ts';
import { findReason, groundSetFor, usualReason } from '../../../../src/core/grounds/sets.ts';

const reason = (id: string, grounds: readonly string[]) => ({
  id,
  grounds,
  title: 'Eigen reden',
  boilerplate: ['Eigen tekst.'],
  rules: [{ kind: 'needs-motivation' }],
});

function extra(content: object): ExtraGrounds {
  const parsed = parseExtraGrounds(JSON.stringify({ version: 1, law: 'wob', ...content }));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

describe('grounds and reasons of a workspace', () => {
  it('are added, and a reason takes the place of a built-in one', () => {
    const added = extra({
      reasons: [reason('huisstijl', ['10.2.e']), reason('ambtenaren', ['10.2.e'])],
      shortcuts: { d: { reason: 'huisstijl' } },
    });
    const { set, problems } = mergeGroundSet(groundSetFor('wob'), added);
    assert.deepEqual(problems, []);
    assert.equal(findReason(set, 'ambtenaren')?.title, 'Eigen reden');
    assert.equal(usualReason(set, 'd')?.id, 'huisstijl');
    assert.equal(usualReason(set, 'e')?.id, 'ambtenaren');
    assert.equal(set.reasons.length, groundSetFor('wob').reasons.length + 1);
  });

  it('cannot replace a ground of the law, use one that is not there, or name a reason that is not there', () => {
    const ground = { code: '10.2.e', kind: 'relative', title: 'x', citation: 'x', text: 'x' };
    const added = extra({
      grounds: [ground, { ...ground, code: 'H-1' }],
      reasons: [reason('a', ['H-1']), reason('b', ['H-2']), reason('a', ['H-1'])],
      shortcuts: { g: { reason: 'weg' } },
    });
    const { set, problems } = mergeGroundSet(groundSetFor('wob'), added);
    assert.deepEqual(problems, [
      { kind: 'ground-exists', subject: '10.2.e' },
      { kind: 'unknown-ground', subject: 'b: H-2' },
      { kind: 'duplicate', subject: 'a' },
      { kind: 'unknown-reason', subject: 'weg' },
    ]);
    assert.equal(set.grounds.at(-1)?.code, 'H-1');
    assert.equal(usualReason(set, 'g')?.id, 'aanvragen');
    assert.deepEqual(mergeGroundSet(groundSetFor('woo'), added).problems, [
      { kind: 'other-law', subject: 'wob' },
    ]);
  });

  it('are refused with a place when they are not sound', () => {
    const refused = (content: object) => {
      const parsed = parseExtraGrounds(JSON.stringify({ version: 1, law: 'wob', ...content }));
      assert.ok(!parsed.ok);
      return `${parsed.reason ?? ''} ${(parsed.path ?? []).join('.')}`;
    };
    assert.equal(refused({ law: 'awb' }), 'unknown-value law');
    assert.equal(refused({ reasons: [reason('a', [])] }), 'empty reasons.0.grounds');
    assert.equal(
      refused({ reasons: [{ ...reason('a', ['10.2.e']), rules: [{ kind: 'magic' }] }] }),
      'unknown-value reasons.0.rules.0.kind',
    );
    assert.equal(refused({ grounds: [{ code: '' }] }), 'empty grounds.0.code');
  });
});
