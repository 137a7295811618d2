import type { Ground, GroundKind, StatuteArticle, StatuteParagraph } from './types.ts';

/** What a ground is, before its words and citation are looked up in the statute. */
export interface GroundOutline {
  readonly kind: GroundKind;
  readonly title: string;
  readonly heading?: string;
  readonly aliases?: readonly string[];
  readonly article: string;
  readonly paragraph?: string;
  readonly part?: string;
  readonly definitions?: readonly string[];
}

const ORDINALS = ['nulde', 'eerste', 'tweede', 'derde', 'vierde', 'vijfde', 'zesde', 'zevende', 'achtste'];

/**
 * A ground whose text is taken from the article itself, so that quick pick and annex can never differ.
 * Throws where the article has no such paragraph or part: a fault in the data.
 */
export function groundOf(
  law: 'Wob' | 'Woo',
  articles: readonly StatuteArticle[],
  outline: GroundOutline,
): Ground {
  const { article, paragraph, part, aliases = [], ...rest } = outline;
  const text = statuteText(articles, article, paragraph, part);
  if (text === undefined) throw new Error(`No text for ${article}.${paragraph ?? ''}.${part ?? ''}`);
  return {
    code: [article, paragraph, part].filter((step) => step !== undefined).join('.'),
    aliases,
    citation: citationOf(law, article, paragraph, part),
    text,
    article,
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(part === undefined ? {} : { part }),
    ...rest,
  };
}

/** "artikel 10, tweede lid, aanhef en onder e, van de Wob". */
function citationOf(law: string, article: string, paragraph?: string, part?: string): string {
  if (paragraph === undefined) return `artikel ${article} van de ${law}`;
  const ordinal = `${ORDINALS[Number(paragraph)] ?? paragraph} lid`;
  const letter = part === undefined ? '' : `, aanhef en onder ${part}`;
  return `artikel ${article}, ${ordinal}${letter}, van de ${law}`;
}

/** The statute's words for a part (without the mark that ends it in the list) or a whole paragraph. */
export function statuteText(
  articles: readonly StatuteArticle[],
  article: string,
  paragraph?: string,
  part?: string,
): string | undefined {
  const found = articles
    .find(({ id }) => id === article)
    ?.paragraphs.find(({ number }) => paragraph === undefined || number === paragraph);
  if (part === undefined) return found?.intro;
  return found?.parts.find(({ letter }) => letter === part)?.text.replace(/[;.]$/u, '');
}

/** A numbered paragraph; parts are lettered from a. */
export function paragraph(
  number: string | undefined,
  intro: string,
  ...parts: readonly string[]
): StatuteParagraph {
  return {
    ...(number === undefined ? {} : { number }),
    intro,
    parts: parts.map((text, index) => ({ letter: 'abcdefghi'.charAt(index), text })),
  };
}
