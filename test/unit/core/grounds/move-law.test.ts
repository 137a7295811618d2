import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { proposeWoo } from '../../../../src/core/grounds/correspondence.ts';
import {
  combinationKey,
  combinationsOf,
  moveDocument,
  moveRedaction,
} from '../../../../src/core/grounds/move-law.ts';
import { groundSetFor } from '../../../../src/core/grounds/sets.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';

const mark = (id: string, grounds: readonly string[], more: Partial<Redaction> = {}): Redaction => ({
  id,
  page: 1,
  kind: 'area',
  quads: [[0, 10, 10, 10, 0, 0, 10, 0]],
  grounds,
  status: 'accepted',
  origin: 'manual',
  created: '2021-01-01T00:00:00Z',
  modified: '2021-01-01T00:00:00Z',
  ...more,
});
const now = '2022-06-01T12:00:00Z';
const woo = groundSetFor('woo');

describe('moving a dossier from Wob to Woo', () => {
  it('counts the combinations in use, rejected marks left out', () => {
    const marks = [
      mark('a', ['10.2.e']),
      mark('b', ['10.2.g', '10.2.d']),
      mark('c', ['10.2.d', '10.2.g']),
      mark('d', ['10.2.c'], { status: 'rejected' }),
      mark('e', []),
    ];
    const row = { number: '1', title: 'A', status: 'assessed', withheld: { grounds: ['11.1'] } } as const;
    assert.deepEqual(
      combinationsOf(marks, [row]).map(({ grounds, count }) => `${grounds.join('+')} ${count}`),
      ['10.2.g+10.2.d 2', '10.2.e 1', '11.1 1'],
    );
  });

  it('has a proposal for every ground of the Wob, and none that the Woo forbids', () => {
    for (const { code } of groundSetFor('wob').grounds) assert.ok(proposeWoo([code]).length > 0, code);
    for (const { grounds } of proposeWoo(['10.2.g', '10.2.d'])) assert.ok(!grounds.includes('5.1.5'));
  });

  it('changes grounds as chosen and keeps a reason that the new law has for them', () => {
    const choices = new Map([
      [combinationKey(['10.2.e']), ['5.1.2.e']],
      [combinationKey(['10.2.g']), ['5.1.5']],
    ]);
    const moved = moveRedaction(mark('a', ['10.2.e'], { reason: 'ambtenaren' }), choices, woo, now);
    assert.deepEqual([moved.grounds, moved.reason, moved.modified], [['5.1.2.e'], 'ambtenaren', now]);
    const other = moveRedaction(
      mark('b', ['10.2.g'], { reason: 'mailbox', motivation: 'M' }),
      choices,
      woo,
      now,
    );
    assert.deepEqual([other.grounds, other.reason, other.motivation], [['5.1.5'], undefined, 'M']);
    const kept = mark('c', ['10.2.c']);
    assert.equal(moveRedaction(kept, choices, woo, now), kept);
  });

  it('changes the grounds of a document that is withheld as a whole', () => {
    const row = {
      number: '1',
      title: 'A',
      status: 'assessed',
      withheld: { grounds: ['11.1'], reason: 'beleidsopvatting', motivation: 'M' },
    } as const;
    const moved = moveDocument(row, new Map([['11.1', ['5.2.1']]]), woo);
    assert.deepEqual(moved.withheld, { grounds: ['5.2.1'], reason: 'beleidsopvatting', motivation: 'M' });
    assert.equal(moveDocument(row, new Map(), woo), row);
  });
});
