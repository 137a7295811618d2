import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { groundsUsed, judgementOf } from '../../../../src/core/dossier/judgement.ts';
import { mark } from '../marks.ts';
import { documentRow } from './dossiers.ts';

describe('judgement of a document', () => {
  const page = (number: number, status: 'accepted' | 'suggested' = 'accepted') =>
    mark({ id: `p${number}`, page: number, kind: 'page', status });

  it('follows from its accepted marks', () => {
    const row = documentRow();
    assert.equal(judgementOf(row, [], 3), 'public');
    assert.equal(
      judgementOf(row, [mark({ status: 'suggested' }), mark({ status: 'rejected' })], 3),
      'public',
    );
    assert.equal(judgementOf(row, [mark()], 3), 'partly-public');
    assert.equal(judgementOf(row, [page(1), page(2)], 3), 'partly-public');
    assert.equal(judgementOf(row, [page(1), page(2), page(3, 'suggested')], 3), 'partly-public');
    assert.equal(judgementOf(row, [page(1), page(2), page(3), mark()], 3), 'not-public');
    assert.equal(judgementOf(row, [page(1)]), 'partly-public');
    assert.equal(judgementOf(documentRow({ withheld: { grounds: ['10.2.d'] } }), []), 'not-public');
  });

  it('follows from its status where it was not assessed, whatever its marks', () => {
    const of = (status: 'already-public' | 'no-longer-valid' | 'duplicate' | 'out-of-scope') =>
      judgementOf(documentRow({ status, withheld: { grounds: [] } }), [mark()], 1);
    assert.deepEqual(
      [of('already-public'), of('no-longer-valid'), of('duplicate'), of('out-of-scope')],
      ['already-public', 'not-assessed', 'duplicate', 'out-of-scope'],
    );
  });

  it('names the grounds of accepted marks only', () => {
    const marks = [
      mark(),
      mark({ id: 'b', grounds: ['10.2.g', '10.2.d'] }),
      mark({ id: 'c', grounds: ['11.1'], status: 'suggested' }),
    ];
    assert.deepEqual(groundsUsed(documentRow(), marks), ['10.2.e', '10.2.g', '10.2.d']);
    assert.deepEqual(groundsUsed(documentRow({ status: 'duplicate' }), marks), []);
  });
});
