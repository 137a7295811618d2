import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { mergeExternal, resolveConflict, sameRedaction } from '../../../../src/core/model/merge.ts';
import { sortRedactions } from '../../../../src/core/model/order.ts';
import type { Redaction } from '../../../../src/core/model/redaction.ts';
import { redactions } from '../arbitraries.ts';
import { mark } from '../marks.ts';

/** What a side does to each mark: 0 leaves it, 1 deletes it, 2 changes its note. */
function change(base: readonly Redaction[], choices: readonly number[], note: string): readonly Redaction[] {
  return base.flatMap((each, index) => {
    const choice = choices[index] ?? 0;
    return choice === 1 ? [] : [choice === 2 ? { ...each, note } : each];
  });
}
const choices = fc.array(fc.nat(2), { minLength: 6, maxLength: 6 });

describe('changes on disk beside changes in the editor', () => {
  it('merge without conflict where only one side changed something', () => {
    fc.assert(
      fc.property(redactions(), choices, (base, mine) => {
        const changed = change(base, mine, 'mijn');
        const expected = sortRedactions(changed);
        assert.deepEqual(mergeExternal(base, changed, base), { redactions: expected, conflicts: [] });
        assert.deepEqual(mergeExternal(base, base, changed), { redactions: expected, conflicts: [] });
        assert.deepEqual(mergeExternal(base, changed, changed), { redactions: expected, conflicts: [] });
      }),
    );
  });

  it('lose no mark that either side still has, unless the other deleted it untouched', () => {
    fc.assert(
      fc.property(redactions(), choices, choices, (base, mine, theirs) => {
        const [left, right] = [change(base, mine, 'mijn'), change(base, theirs, 'hun')];
        const merged = mergeExternal(base, left, right);
        for (const [index, { id }] of base.entries()) {
          const pair = [mine[index], theirs[index]];
          const kept = merged.redactions.some((each) => each.id === id);
          const conflict = merged.conflicts.find((each) => each.id === id);
          assert.equal(kept, !(pair.includes(1) && !pair.includes(2)));
          assert.equal(conflict !== undefined, pair.includes(2) && pair[0] !== 0 && pair[1] !== 0);
          if (conflict) {
            assert.deepEqual(
              conflict.mine,
              left.find((each) => each.id === id),
            );
            assert.deepEqual(
              conflict.theirs,
              right.find((each) => each.id === id),
            );
          }
        }
      }),
    );
  });

  it('take in what both sides added', () => {
    const merged = mergeExternal([], [mark({ id: 'a' })], [mark({ id: 'b', page: 2 })]);
    assert.deepEqual(
      merged.redactions.map(({ id }) => id),
      ['a', 'b'],
    );
  });

  it('settle a conflict as the person says, and keep both when asked', () => {
    const base = [mark()];
    const merged = mergeExternal(base, [mark({ note: 'mijn' })], [mark({ note: 'hun' })]);
    const [conflict] = merged.conflicts;
    assert.ok(conflict);
    const notes = (choice: 'mine' | 'theirs' | 'both') =>
      resolveConflict(merged.redactions, conflict, choice, 'nieuw').map(
        ({ id, note }) => `${id}:${note ?? ''}`,
      );
    assert.deepEqual(notes('mine'), ['m1:mijn']);
    assert.deepEqual(notes('theirs'), ['m1:hun']);
    assert.deepEqual(notes('both').toSorted(), ['m1:mijn', 'nieuw:hun']);
    const deleted = mergeExternal(base, [], [mark({ note: 'hun' })]).conflicts[0];
    assert.ok(deleted);
    assert.deepEqual(resolveConflict([], deleted, 'mine', 'nieuw'), []);
    assert.deepEqual(
      resolveConflict([], deleted, 'both', 'nieuw').map(({ id }) => id),
      ['m1'],
    );
  });

  it('do not count the order of fields as a difference', () => {
    const { id, ...rest } = mark();
    assert.ok(sameRedaction(mark(), { ...rest, id }));
    assert.ok(!sameRedaction(mark(), mark({ page: 2 })));
    assert.ok(!sameRedaction(mark(), undefined));
  });
});
