/*
 * Several threads go through the pages of a document. Counters in shared memory tell how many pages are taken in all,
 * how many of them from the first on and how many from the last; so no page is taken twice, and no thread waits for
 * another but for its last page.
 */

const TAKEN = 0;
const FROM_FIRST = 1;
const FROM_LAST = 2;
/** More than any document has pages. */
const ALL = 1 << 30;

/** The end of the list that a thread takes pages from. */
export type End = 'first' | 'last';

/** Counters for a list of which nothing is taken. */
export function newTurns(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(12));
}

/** Takes a place (from 0) in a list of so many; `taken` counts those of all threads. Undefined when nothing is left. */
export function takeTurn(
  turns: Int32Array,
  count: number,
  end: End,
): { readonly place: number; readonly taken: number } | undefined {
  const before = Atomics.add(turns, TAKEN, 1);
  if (before >= count) return undefined;
  const place =
    end === 'first' ? Atomics.add(turns, FROM_FIRST, 1) : count - 1 - Atomics.add(turns, FROM_LAST, 1);
  return { place, taken: before + 1 };
}

/** Makes every thread stop after the page that it has in hand. */
export function endTurns(turns: Int32Array): void {
  Atomics.store(turns, TAKEN, ALL);
}
