import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { DecisionModel, Provenance } from '../../src/core/decision/types.ts';
import { element } from '../dom.ts';
import type { PreviewTexts } from './texts.ts';

/** Shows at most this many links of a kind; a list of 268 documents helps nobody. */
const MOST = 40;

/** Whether anything is known of where a block comes from. */
export function hasProvenance(from: Provenance): boolean {
  return (
    (from.documents?.length ?? 0) > 0 ||
    (from.marks?.length ?? 0) > 0 ||
    from.reason !== undefined ||
    from.field !== undefined
  );
}

/** The card under a paragraph: its reason, the field to fill in, its documents and marks as links. */
export function provenanceCard(
  from: Provenance,
  model: DecisionModel,
  reasons: Readonly<Record<string, string>>,
  texts: PreviewTexts,
  send: (message: PreviewPageMessage) => void,
): HTMLElement {
  const titles = new Map(model.inventory.map(({ document: d }) => [d.number, d.citation ?? d.title]));
  const link = (text: string, message: PreviewPageMessage, data: string): HTMLElement =>
    element('button', {
      attributes: { type: 'button', class: 'link', 'data-open': data },
      text,
      on: {
        click: () => {
          send(message);
        },
      },
    });
  const marksOf = new Map<string, string[]>();
  for (const { document: number, redactionId } of from.marks ?? []) {
    marksOf.set(number, [...(marksOf.get(number) ?? []), redactionId]);
  }
  const numbers = [...new Set([...(from.documents ?? []), ...marksOf.keys()])];
  const items = numbers.slice(0, MOST).map((number) => {
    const marks = marksOf.get(number) ?? [];
    return element('li', {}, [
      link(
        `${number}. ${titles.get(number) ?? ''}`,
        {
          type: 'open-document',
          document: number,
          ...(marks[0] === undefined ? {} : { redactionId: marks[0] }),
        },
        number,
      ),
      ...(marks.length === 0 ? [] : [document.createTextNode(` (${texts.marks(marks.length)})`)]),
    ]);
  });
  const { field } = from;
  return element('aside', { attributes: { class: 'card', 'aria-label': texts.from } }, [
    element('strong', { text: texts.from }),
    ...(from.reason === undefined
      ? []
      : [element('p', { text: texts.reason(reasons[from.reason] ?? from.reason) })]),
    ...(field === undefined ? [] : [link(texts.field, { type: 'open-field', field }, field)]),
    ...(numbers.length === 0
      ? []
      : [
          element('p', {
            text: [
              texts.documents(numbers.length),
              ...(from.marks?.length ? [texts.marks(from.marks.length)] : []),
            ].join(', '),
          }),
          element('ul', {}, items),
          ...(numbers.length > MOST ? [element('p', { text: '…' })] : []),
        ]),
  ]);
}
