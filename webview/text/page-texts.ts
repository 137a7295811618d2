import type { PageText } from '../../src/core/text/characters.ts';
import { linesOf, type PageLines } from './lines.ts';

/** Pages whose characters with boxes are kept; others are asked for again. */
const KEPT = 60;

/** The text of pages, asked of the host once and kept for those used last. Pages count from 1. */
export class PageTexts {
  readonly #fetch: (page: number) => Promise<PageText>;
  readonly #kept = new Map<number, PageLines>();
  readonly #asked = new Map<number, Promise<PageLines>>();

  constructor(fetch: (page: number) => Promise<PageText>) {
    this.#fetch = fetch;
  }

  /** The text of a page, where it is at hand. */
  peek(page: number): PageLines | undefined {
    return this.#kept.get(page);
  }

  /** The text of a page. Rejects where the host cannot give it. */
  get(page: number): Promise<PageLines> {
    const kept = this.#kept.get(page);
    if (kept !== undefined) {
      this.#keep(page, kept);
      return Promise.resolve(kept);
    }
    const asked = this.#asked.get(page);
    if (asked !== undefined) {
      return asked;
    }
    const answer = this.#fetch(page)
      .then((text) => {
        const lines = linesOf(text);
        this.#keep(page, lines);
        return lines;
      })
      .finally(() => this.#asked.delete(page));
    this.#asked.set(page, answer);
    return answer;
  }

  #keep(page: number, lines: PageLines): void {
    this.#kept.delete(page);
    this.#kept.set(page, lines);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && oldest.done !== true) {
      this.#kept.delete(oldest.value);
    }
  }
}
