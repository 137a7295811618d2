import type { Annex, DecisionModel } from '../../src/core/decision/types.ts';
import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import { element } from '../dom.ts';

function annexHead(annex: Annex): HTMLElement[] {
  return [
    element('h2', { text: `${annex.label} – ${annex.title}` }),
    ...(annex.intro === '' ? [] : [element('p', { text: annex.intro })]),
  ];
}

function table(heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return element('table', {}, [
    element('thead', {}, [
      element(
        'tr',
        {},
        heads.map((text) => element('th', { attributes: { scope: 'col' }, text })),
      ),
    ]),
    element('tbody', {}, rows),
  ]);
}

/** Annexes 1 to 3 as they are in the model. A title opens its document. */
export function annexElements(
  model: DecisionModel,
  send: (message: PreviewPageMessage) => void,
): HTMLElement[] {
  const { annexes } = model;
  const cells = (number: string, texts: readonly string[]): HTMLElement =>
    element(
      'tr',
      {},
      texts.map((text, i) =>
        element('td', {}, [
          i === 1
            ? element('button', {
                attributes: { type: 'button', class: 'link', 'data-open': number },
                text,
                on: {
                  click: () => {
                    send({ type: 'open-document', document: number });
                  },
                },
              })
            : document.createTextNode(text),
        ]),
      ),
    );
  const parts: HTMLElement[] = [];
  if (annexes.articles) {
    parts.push(
      element('section', { attributes: { class: 'annex' } }, [
        ...annexHead(annexes.articles),
        ...model.articles.flatMap((article) => [
          element('h3', { text: article.heading }),
          ...article.paragraphs.map((p) =>
            element('div', { attributes: { class: 'lid' } }, [
              element('p', { text: `${p.number === undefined ? '' : `${p.number}. `}${p.intro}` }),
              ...p.parts.map((part) =>
                element('p', {
                  attributes: { class: 'onderdeel' },
                  text: part.letter === '' ? part.text : `${part.letter}. ${part.text}`,
                }),
              ),
              ...(p.closing === undefined ? [] : [element('p', { text: p.closing })]),
            ]),
          ),
        ]),
      ]),
    );
  }
  if (annexes.inventory) {
    const { columns } = annexes.inventory;
    parts.push(
      element('section', { attributes: { class: 'annex' } }, [
        ...annexHead(annexes.inventory),
        table(
          [
            columns.number,
            columns.title,
            columns.type,
            columns.date,
            columns.judgement,
            columns.grounds,
            columns.remark,
          ],
          model.inventory.map((row) =>
            cells(row.document.number, [
              row.document.number,
              row.document.title,
              row.document.type ?? '',
              row.dateText,
              row.judgementText,
              row.grounds.join(', '),
              row.remark,
            ]),
          ),
        ),
      ]),
    );
  }
  if (annexes.disclosed) {
    parts.push(
      element('section', { attributes: { class: 'annex' } }, [
        ...annexHead(annexes.disclosed),
        table(
          annexes.disclosed.columns,
          model.disclosed.map((row) =>
            cells(row.document.number, [
              row.document.number,
              row.document.title,
              row.judgementText,
              row.pages === undefined ? '' : String(row.pages),
            ]),
          ),
        ),
      ]),
    );
  }
  return parts;
}
