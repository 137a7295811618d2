import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { Annex, DecisionModel } from '../../src/core/decision/types.ts';
import type { StatuteArticle } from '../../src/core/grounds/types.ts';
import { element } from '../ui/dom.ts';

/** A row of an annex: its document's number and the texts of its cells; the second opens the document. */
interface AnnexRow {
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

function table(
  label: string,
  heads: readonly string[],
  rows: readonly AnnexRow[],
  send: (message: PreviewPageMessage) => void,
): HTMLElement {
  const title = (text: string, number: string): HTMLElement =>
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
    'table',
    { attributes: { 'aria-label': label } },
    element(
      'thead',
      {},
      element('tr', {}, ...heads.map((text) => element('th', { attributes: { scope: 'col' } }, text))),
    ),
    element(
      'tbody',
      {},
      ...rows.map(({ number, cells }) =>
        element(
          'tr',
          {},
          ...cells.map((text, at) =>
            element('td', { attributes: { dir: 'auto' } }, at === 1 ? title(text, number) : text),
          ),
        ),
      ),
    ),
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
export function articlesAnnex(model: DecisionModel): HTMLElement | undefined {
  const about = model.annexes.articles;
  return about && annex(about, 'articles', ...model.articles.flatMap(articleElements));
}

/** Annex 2: the inventory. A title opens its document. */
export function inventoryAnnex(
  model: DecisionModel,
  send: (message: PreviewPageMessage) => void,
): HTMLElement | undefined {
  const about = model.annexes.inventory;
  if (about === undefined) return undefined;
  const { number, title, type, date, judgement, grounds, remark } = about.columns;
  const rows = model.inventory.map((row) => ({
    number: row.document.number,
    cells: [
      row.document.number,
      row.document.title,
      row.document.type ?? '',
      row.dateText,
      row.judgementText,
      row.grounds.join(', '),
      row.remark,
    ],
  }));
  const heads = [number, title, type, date, judgement, grounds, remark];
  return annex(about, 'inventory', table(about.title, heads, rows, send));
}

/** Annex 3: the documents that go along. */
export function disclosedAnnex(
  model: DecisionModel,
  send: (message: PreviewPageMessage) => void,
): HTMLElement | undefined {
  const about = model.annexes.disclosed;
  if (about === undefined) return undefined;
  const rows = model.disclosed.map((row) => ({
    number: row.document.number,
    cells: [
      row.document.number,
      row.document.title,
      row.judgementText,
      row.pages === undefined ? '' : String(row.pages),
    ],
  }));
  return annex(about, 'disclosed', table(about.title, about.columns, rows, send));
}
