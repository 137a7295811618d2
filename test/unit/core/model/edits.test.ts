import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { RedactionEdit } from '../../../../src/core/model/edit.ts';
import {
  applyEdit,
  applyReview,
  editAdd,
  editDelete,
  editReview,
  editUpdate,
  invertEdit,
  joinEdits,
} from '../../../../src/core/model/edits.ts';
import { sortRedactions } from '../../../../src/core/model/order.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import { redaction, redactions } from '../arbitraries.ts';
import { mark } from '../marks.ts';

/** An edit that could be made on these marks, chosen by numbers. */
function editOn(marks: readonly Redaction[], kind: number, fresh: Redaction, page: number): RedactionEdit {
  const some = marks.filter((_, index) => index % 2 === kind % 2);
  if (kind % 3 === 0) return editAdd('toevoegen', [{ ...fresh, id: `nieuw-${fresh.id}` }]);
  if (kind % 3 === 1) return editDelete('verwijderen', some);
  return editUpdate(
    'wijzigen',
    some,
    some.map((each) => ({ ...each, page, grounds: ['10.2.d'] })),
  );
}

const steps = fc.array(fc.tuple(fc.nat(5), redaction(), fc.integer({ min: 1, max: 9 })), { maxLength: 8 });

describe('edits of marks', () => {
  it('are taken back exactly by their inverse, one by one and in a row', () => {
    fc.assert(
      fc.property(redactions(), steps, (start, plan) => {
        const history: RedactionEdit[] = [];
        const states = [sortRedactions(start)];
        for (const [kind, fresh, page] of plan) {
          const now = states.at(-1) ?? [];
          const edit = editOn(now, kind, fresh, page);
          history.push(edit);
          states.push(applyEdit(now, edit));
        }
        let now = states.at(-1) ?? [];
        for (const [index, edit] of history.toReversed().entries()) {
          now = applyEdit(now, invertEdit(edit));
          assert.deepEqual(now, states[history.length - 1 - index]);
        }
      }),
    );
  });

  it('come back when the inverse is inverted', () => {
    fc.assert(
      fc.property(redactions(), fc.nat(5), redaction(), (marks, kind, fresh) => {
        const edit = editOn(marks, kind, fresh, 3);
        assert.deepEqual(invertEdit(invertEdit(edit)), edit);
      }),
    );
  });

  it('joined do what they do in a row, and are taken back as one', () => {
    fc.assert(
      fc.property(redactions(), steps, (start, plan) => {
        const edits: RedactionEdit[] = [];
        const begin = sortRedactions(start);
        let now = begin;
        for (const [kind, fresh, page] of plan) {
          const edit = editOn(now, kind, fresh, page);
          edits.push(edit);
          now = applyEdit(now, edit);
        }
        const joined = joinEdits('samen', edits);
        assert.deepEqual(applyEdit(begin, joined), now);
        assert.deepEqual(applyEdit(now, invertEdit(joined)), begin);
      }),
    );
  });

  it('keep reading order when a mark is added in the middle', () => {
    const at = (id: string, y: number) => mark({ id, quads: [[0, y, 9, y, 0, y - 9, 9, y - 9]] });
    const result = applyEdit([at('a', 700), at('c', 100)], editAdd('', [at('b', 400)]));
    assert.deepEqual(
      result.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });

  it('carry the reviewed pages both ways', () => {
    const edit = editReview('nagekeken', [1], [1, 2]);
    assert.deepEqual(applyReview([1], edit), [1, 2]);
    assert.deepEqual(applyReview([1, 2], invertEdit(edit)), [1]);
    assert.deepEqual(applyReview([7], editAdd('', [mark()])), [7]);
  });

  it('refuse an update that pairs different marks', () => {
    assert.throws(() => editUpdate('', [mark()], [mark({ id: 'ander' })]), RangeError);
  });
});
