import type { Block, DecisionModel, Section } from '../../core/decision/types.ts';

/** What a Typst template reads from `/besluit.json`; described at the top of `media/templates/besluit.typ`. */
export interface LetterView {
  readonly title: string;
  readonly lang: string;
  readonly author: string;
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | null;
  readonly letterhead: Omit<DecisionModel['letterhead'], 'organisation'> & {
    readonly organisation: string | null;
  };
  readonly salutation: string;
  readonly sections: readonly SectionView[];
  readonly closing: DecisionModel['closing'];
  readonly after: readonly SectionView[];
  readonly articles: unknown;
  readonly inventory: TableView | null;
  readonly disclosed: TableView | null;
}

interface SectionView {
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

interface TableView {
  readonly label: string;
  readonly title: string;
  readonly intro: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Longer runs without a place to break get one, or they would run out of their column. */
const RUN = /[^\s\u200B-]{31,}/gu;
const PIECE = 15;
/** Where a long run may break; seen by nobody. */
export const ZERO_WIDTH_SPACE = '\u200B';

/** The model as a template wants it: no undefined, tables as rows of text. */
export function letterView(model: DecisionModel): LetterView {
  const { letterhead, annexes } = model;
  return {
    title: model.title,
    lang: model.language,
    author: letterhead.organisation ?? letterhead.authority,
    date: dateParts(model.isoDate),
    letterhead: { ...letterhead, organisation: letterhead.organisation ?? null },
    salutation: model.salutation,
    sections: model.sections.map(sectionView),
    closing: model.closing,
    after: model.afterSignature.map(sectionView),
    articles: articlesView(model),
    inventory: annexes.inventory
      ? {
          ...annexes.inventory,
          columns: Object.values(annexes.inventory.columns),
          rows: inventoryRows(model),
        }
      : null,
    disclosed: annexes.disclosed ? { ...annexes.disclosed, rows: disclosedRows(model) } : null,
  };
}

function sectionView({ heading, blocks }: Section): SectionView {
  return { heading: heading ?? null, blocks };
}

function articlesView({ annexes, articles }: DecisionModel): unknown {
  if (!annexes.articles) return null;
  const items = articles.map(({ heading, paragraphs }) => ({
    heading,
    paragraphs: paragraphs.map(({ number, intro, parts, closing }) => ({
      number: number ?? null,
      intro,
      parts,
      closing: closing ?? null,
    })),
  }));
  return { ...annexes.articles, items };
}

function inventoryRows({ inventory }: DecisionModel): readonly (readonly string[])[] {
  return inventory.map(({ document, dateText, judgementText, grounds, remark }) => [
    document.number,
    document.title,
    document.type ?? '',
    dateText,
    judgementText,
    grounds.join(', '),
    remark,
  ]);
}

function disclosedRows({ disclosed }: DecisionModel): readonly (readonly string[])[] {
  return disclosed.map(({ document, judgementText, pages }) => [
    document.number,
    document.title,
    judgementText,
    pages === undefined ? '' : String(pages),
  ]);
}

function dateParts(iso: string | undefined): LetterView['date'] {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '');
  return parts ? { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) } : null;
}

/** Applies `change` to every text in a JSON value. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]));
}

/** Gives long runs (URLs, made-up words) places to break that nobody sees. */
export function breakable(text: string): string {
  return text.replace(RUN, (run) => {
    const pieces: string[] = [];
    const characters = [...run];
    for (let at = 0; at < characters.length; at += PIECE) {
      pieces.push(characters.slice(at, at + PIECE).join(''));
    }
    return pieces.join(ZERO_WIDTH_SPACE);
  });
}
