import type { GroundSet, StatuteArticle, StatuteParagraph } from '../grounds/types.ts';

/** Stands for what is left out, as lawyers quote. */
const LEFT_OUT = '…';

/** What of an article is quoted: whole paragraphs, and letters of the others. */
interface Wanted {
  /** By number of the paragraph ('' for an unnumbered one): letters, or `all`. */
  readonly paragraphs: Map<string, Set<string> | 'all'>;
}

/**
 * Annex 1: of each article the paragraphs and parts that the decision rests on, to the letter, with "…" where
 * something is left out. `timeLapse`: article 5.3 of the Woo is relied on.
 */
export function articlesUsed(
  set: GroundSet,
  codes: readonly string[],
  timeLapse: boolean,
): readonly StatuteArticle[] {
  const wanted = new Map<string, Wanted>();
  const want = (article: string, paragraph: string, part?: string): void => {
    const { paragraphs } = wanted.get(article) ?? { paragraphs: new Map<string, Set<string> | 'all'>() };
    wanted.set(article, { paragraphs });
    const before = paragraphs.get(paragraph);
    if (part === undefined) paragraphs.set(paragraph, 'all');
    else if (before !== 'all') paragraphs.set(paragraph, new Set([...(before ?? []), part]));
  };

  const definitions = set.articles[0];
  for (const ground of set.grounds.filter(({ code }) => codes.includes(code))) {
    want(ground.article, ground.paragraph ?? '', ground.part);
    for (const letter of ground.definitions ?? []) if (definitions) want(definitions.id, '', letter);
    // Woo 5.1 lid 3 asks for express reasons where a ground of lid 2 is applied.
    if (set.law === 'woo' && ground.article === '5.1' && ground.paragraph === '2') want('5.1', '3');
  }
  if (timeLapse) want('5.3', '');
  for (const { id, always, alwaysParts, paragraphs } of set.articles) {
    if (!always) continue;
    for (const { number = '' } of paragraphs) {
      if (alwaysParts === undefined) want(id, number);
      else for (const letter of alwaysParts) want(id, number, letter);
    }
  }
  return set.articles.flatMap((article) => {
    const mine = wanted.get(article.id);
    return mine === undefined ? [] : [quote(article, mine)];
  });
}

function quote({ id, heading, paragraphs }: StatuteArticle, { paragraphs: wanted }: Wanted): StatuteArticle {
  const kept: StatuteParagraph[] = [];
  let gap = false;
  for (const paragraph of paragraphs) {
    const parts = wanted.get(paragraph.number ?? '');
    if (parts === undefined) {
      gap = true;
      continue;
    }
    if (gap) kept.push({ intro: LEFT_OUT, parts: [] });
    gap = false;
    kept.push(parts === 'all' ? paragraph : { ...paragraph, parts: quoteParts(paragraph, parts) });
  }
  if (gap) kept.push({ intro: LEFT_OUT, parts: [] });
  return { id, heading, paragraphs: kept };
}

function quoteParts({ parts }: StatuteParagraph, wanted: ReadonlySet<string>): StatuteParagraph['parts'] {
  const kept: { letter: string; text: string }[] = [];
  for (const part of parts) {
    if (wanted.has(part.letter)) kept.push(part);
    else if (kept.at(-1)?.text !== LEFT_OUT) kept.push({ letter: '', text: LEFT_OUT });
  }
  return kept;
}
