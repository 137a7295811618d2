import type { Box, PageCharacter, PageGeometry, PageText } from '../../src/core/text/characters.ts';
import { linesOf, type PageLines } from './lines.ts';

/** Pages whose characters with boxes are kept; others are asked for again. */
const KEPT = 60;

/** The text of a page without places: some kilobytes where the whole takes near a megabyte. */
interface Digest {
  readonly geometry: PageGeometry;
  readonly text: string;
  readonly generated: ReadonlySet<number>;
}

const NOWHERE: Box = [0, 0, 0, 0];

/** The text of pages, asked of the host once and kept for those used last. Pages count from 1. */
export class PageTexts {
  readonly #fetch: (page: number) => Promise<PageText>;
  readonly #kept = new Map<number, PageLines>();
  readonly #asked = new Map<number, Promise<PageText>>();
  readonly #digests = new Map<number, Digest>();

  constructor(fetch: (page: number) => Promise<PageText>) {
    this.#fetch = fetch;
  }

  /** The text of a page, where it is at hand. */
  peek(page: number): PageLines | undefined {
    return this.#kept.get(page);
  }

  /** The text of a page with the place of each character. Rejects where the host cannot give it. */
  async get(page: number): Promise<PageLines> {
    const lines = this.#kept.get(page) ?? linesOf(await this.#ask(page));
    // Another caller may have been first while this one waited.
    const kept = this.#kept.get(page) ?? lines;
    this.#keep(page, kept);
    return kept;
  }

  /** The text of a page to search in: places may be missing. Once asked for, it is at hand for good. */
  async searchable(page: number): Promise<PageText> {
    const kept = this.#kept.get(page);
    if (kept !== undefined) {
      return kept.text;
    }
    const digest = this.#digests.get(page);
    return digest === undefined ? this.#ask(page) : undigested(digest);
  }

  #ask(page: number): Promise<PageText> {
    const asked = this.#asked.get(page);
    if (asked !== undefined) {
      return asked;
    }
    const answer = this.#fetch(page)
      .then((text) => {
        this.#digests.set(page, digestOf(text));
        return text;
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

function digestOf({ geometry, characters }: PageText): Digest {
  const generated = new Set<number>();
  for (const [index, character] of characters.entries()) {
    if (character.generated) {
      generated.add(index);
    }
  }
  return { geometry, text: characters.map((character) => character.text).join(''), generated };
}

/** Every character is one code point, so that a string divides into them again. */
function undigested({ geometry, text, generated }: Digest): PageText {
  const characters = Array.from(text, (character, index): PageCharacter => {
    const place = { ink: NOWHERE, loose: NOWHERE, origin: [0, 0] as const, angle: 0 };
    return { text: character, ...place, generated: generated.has(index) };
  });
  return { geometry, characters };
}
