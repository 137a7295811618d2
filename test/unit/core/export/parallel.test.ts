import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inParallel } from '../../../../src/core/export/parallel.ts';

describe('work in parallel', () => {
  const items = [3, 9, 1, 7];

  it('takes items in their order, or the largest first, and gives results in their order', async () => {
    for (const [sizeOf, order] of [
      [undefined, items],
      [(item: number) => item, [9, 7, 3, 1]],
    ] as const) {
      const taken: number[] = [];
      const work = async (item: number, index: number): Promise<string> => {
        taken.push(item);
        return `${index}: ${item}`;
      };
      const results = await inParallel(items, 2, work, sizeOf);
      assert.deepEqual(taken, order);
      assert.deepEqual(results, ['0: 3', '1: 9', '2: 1', '3: 7']);
    }
  });

  it('takes no more after a failure', async () => {
    const taken: number[] = [];
    const work = async (item: number): Promise<void> => {
      taken.push(item);
      if (item === 9) throw new Error('nine');
    };
    await assert.rejects(inParallel(items, 1, work), /nine/);
    assert.deepEqual(taken, [3, 9]);
  });
});
