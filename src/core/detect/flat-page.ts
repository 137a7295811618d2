import type { TextPlace } from '../diagnostics/types.ts';
import type { PageWords } from '../same-text/document-words.ts';

/** A page as one string, for patterns: words with what stands between them, lines divided by `\n`. */
export interface FlatPage {
  readonly page: number;
  readonly text: string;
  /** Where each word begins in `text`, then the same for its end. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly words: PageWords;
}

/** Makes a page ready for detectors. */
export function flatPage(words: PageWords): FlatPage {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const [index, word] of words.words.entries()) {
    from.push(text.length);
    text += word;
    to.push(text.length);
    text += words.gaps[index] ?? '';
  }
  return { page: words.page, text, from, to, words };
}

/** The characters of the page that a piece of its flat text stands for; undefined where it holds no word. */
export function placeOn(
  { page, from, to, words }: FlatPage,
  start: number,
  end: number,
): TextPlace | undefined {
  const first = from.findIndex((at) => at >= start);
  const last = to.findLastIndex((at) => at <= end);
  if (first < 0 || last < first) return undefined;
  return { page, start: words.starts[first] ?? 0, end: words.ends[last] ?? 0 };
}
