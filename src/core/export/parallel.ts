/**
 * Runs `work` over all items, at most `limit` at a time, and gives the results in the order of the items. They are
 * taken in that order too, or by `sizeOf` the largest first, so that the last to end is a small one. The first rejection
 * stops the taking of further items and rejects when those under way have ended.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
  sizeOf: (item: Item) => number = () => 0,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const places = items.map((item, index) => ({ index, size: sizeOf(item) })).sort((a, b) => b.size - a.size);
  let next = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (!stopped && next < items.length) {
      const { index } = places[next++]!;
      try {
        results[index] = await work(items[index] as Item, index);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const lanes = Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, lane);
  const settled = await Promise.allSettled(lanes);
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  return results;
}
