import { findInPage, type FindOptions } from '../../src/core/text/find.ts';
import type { PageRange } from '../text/selection.ts';
import type { PageTexts } from '../text/page-texts.ts';

/** Pages asked for at the same time: enough to keep the host busy, few enough to be let go at once. */
const AT_ONCE = 3;

/** Milliseconds between reports. */
const REPORT_EVERY = 60;

/** Where a search stands. */
export interface SearchProgress {
  /** Hits so far, in reading order. */
  readonly hits: readonly PageRange[];
  readonly done: number;
  readonly count: number;
  /** Pages whose text could not be had. */
  readonly failed: number;
}

/**
 * Looks through all pages, from `first` on and then from the start, and tells how far it is. Returns the
 * function that stops it. A failed page is counted, not fatal.
 */
export function search(
  pageTexts: PageTexts,
  count: number,
  first: number,
  query: string,
  options: FindOptions,
  onProgress: (progress: SearchProgress) => void,
): () => void {
  const byPage: (readonly PageRange[] | undefined)[] = [];
  const stop = new AbortController();
  let [started, done, failed] = [0, 0, 0];
  let reported = Number.NEGATIVE_INFINITY;
  let found = false;
  const report = (): void => {
    const now = performance.now();
    const hits = byPage.flatMap((onPage) => onPage ?? []);
    // The first hit is told at once; after that a report now and then is enough.
    if (done === count || now - reported > REPORT_EVERY || (!found && hits.length > 0)) {
      reported = now;
      found = hits.length > 0;
      onProgress({ hits, done, count, failed });
    }
  };
  const next = async (): Promise<void> => {
    while (started < count && !stop.signal.aborted) {
      const page = ((first - 1 + started) % count) + 1;
      started += 1;
      try {
        const text = await pageTexts.searchable(page);
        byPage[page] = findInPage(text, query, options).map(({ start, end }) => ({ page, start, end }));
      } catch {
        failed += 1;
      }
      done += 1;
      if (!stop.signal.aborted) {
        report();
      }
    }
  };
  for (let worker = 0; worker < Math.min(AT_ONCE, count); worker += 1) {
    void next();
  }
  return () => stop.abort();
}
