import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { Annex, Annexes, InventoryRow } from '../../src/core/decision/types.ts';
import type { StatuteArticle } from '../../src/core/grounds/types.ts';
import { element } from '../ui/dom.ts';

/** A row of an annex: its document's number and the texts of its cells; the second opens the document. */
export interface AnnexRow {
  readonly number: string;
  readonly cells: readonly string[];
}

function annex(about: Annex, key: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element(
    'section',
    { class: 'annex', attributes: { 'data-annex': key } },
    element('h2', {}, `${about.label} – ${about.title}`),
    about.intro !== '' && element('p', {}, about.intro),
    ...content,
  );
}

/** A table without rows. */
function table(label: string, heads: readonly string[]): HTMLElement {
  return element(
    'table',
    { attributes: { 'aria-label': label } },
    element(
      'thead',
      {},
      element('tr', {}, ...heads.map((text) => element('th', { attributes: { scope: 'col' } }, text))),
    ),
    element('tbody'),
  );
}

/** A row of annex 2 or 3. */
export function rowElement(
  { number, cells }: AnnexRow,
  send: (message: PreviewPageMessage) => void,
): HTMLElement {
  const title = (text: string): HTMLElement =>
    element(
      'button',
      {
        class: 'link',
        attributes: { type: 'button', 'data-open': number, dir: 'auto' },
        on: {
          click: () => {
            send({ type: 'open-document', document: number });
          },
        },
      },
      text,
    );
  return element(
    'tr',
    {},
    ...cells.map((text, at) => element('td', { attributes: { dir: 'auto' } }, at === 1 ? title(text) : text)),
  );
}

function articleElements(article: StatuteArticle): HTMLElement[] {
  return [
    element('h3', {}, article.heading),
    ...article.paragraphs.map((paragraph) =>
      element(
        'div',
        {},
        element(
          'p',
          {},
          `${paragraph.number === undefined ? '' : `${paragraph.number}. `}${paragraph.intro}`,
        ),
        ...paragraph.parts.map((part) =>
          element(
            'p',
            { class: 'onderdeel' },
            part.letter === '' ? part.text : `${part.letter}. ${part.text}`,
          ),
        ),
        paragraph.closing !== undefined && element('p', {}, paragraph.closing),
      ),
    ),
  ];
}

/** Annex 1: the articles that were used. */
export function articlesAnnex(about: Annex, articles: readonly StatuteArticle[]): HTMLElement {
  return annex(about, 'articles', ...articles.flatMap(articleElements));
}

/** Annex 2, the inventory, without its rows. */
export function inventoryAnnex(about: NonNullable<Annexes['inventory']>): HTMLElement {
  const { number, title, type, date, judgement, grounds, remark } = about.columns;
  return annex(
    about,
    'inventory',
    table(about.title, [number, title, type, date, judgement, grounds, remark]),
  );
}

/** Annex 3, the documents that go along, without its rows. */
export function disclosedAnnex(about: NonNullable<Annexes['disclosed']>): HTMLElement {
  return annex(about, 'disclosed', table(about.title, about.columns));
}

/** A row of annex 2. */
export function inventoryRow({ document, dateText, judgementText, grounds, remark }: InventoryRow): AnnexRow {
  const { number, title, type } = document;
  return { number, cells: [number, title, type ?? '', dateText, judgementText, grounds.join(', '), remark] };
}

/** A row of annex 3. */
export function disclosedRow({ document, judgementText, pages }: InventoryRow): AnnexRow {
  const { number, title } = document;
  return { number, cells: [number, title, judgementText, pages === undefined ? '' : String(pages)] };
}
