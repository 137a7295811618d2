import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { DecisionModel, Provenance } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import type { PreviewTexts } from './texts.ts';

/** Shows at most this many documents; a list of 268 helps nobody. */
const MOST = 40;
/** Shows at most this many marks of a document. */
const MOST_MARKS = 6;

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
  const link = (
    text: string,
    data: Readonly<Record<string, string>>,
    message: PreviewPageMessage,
  ): HTMLElement =>
    element(
      'button',
      {
        class: 'link',
        attributes: { type: 'button', dir: 'auto', ...data },
        on: {
          click: () => {
            send(message);
          },
        },
      },
      text,
    );
  const marksOf = new Map<string, string[]>();
  for (const { document: number, redactionId } of from.marks ?? []) {
    const known = marksOf.get(number);
    if (known === undefined) marksOf.set(number, [redactionId]);
    else known.push(redactionId);
  }
  const toDocument = (document: string): HTMLElement => {
    const [first] = marksOf.get(document) ?? [];
    return link(
      `${document}. ${titles.get(document) ?? ''}`,
      { 'data-open': document },
      { type: 'open-document', document, ...(first === undefined ? {} : { redactionId: first }) },
    );
  };
  const toMarks = (document: string): HTMLElement[] =>
    (marksOf.get(document) ?? [])
      .slice(0, MOST_MARKS)
      .map((redactionId, index) =>
        link(
          texts.mark(index + 1),
          { 'data-open': document, 'data-mark': redactionId },
          { type: 'open-document', document, redactionId },
        ),
      );
  const numbers = [...new Set([...(from.documents ?? []), ...marksOf.keys()])];
  const { field, reason } = from;
  return element(
    'aside',
    { class: 'card', attributes: { 'aria-label': texts.from } },
    element('strong', {}, texts.from),
    reason !== undefined && element('p', {}, texts.reason(reasons[reason] ?? reason)),
    field !== undefined &&
      element('p', {}, link(texts.field, { 'data-field': field }, { type: 'open-field', field })),
    numbers.length > 0 &&
      element(
        'p',
        {},
        [
          texts.documents(numbers.length),
          ...(from.marks?.length ? [texts.marks(from.marks.length)] : []),
        ].join(', '),
      ),
    numbers.length > 0 &&
      element(
        'ul',
        {},
        ...numbers.slice(0, MOST).map((number) => {
          const more = (marksOf.get(number)?.length ?? 0) - MOST_MARKS;
          return element(
            'li',
            {},
            toDocument(number),
            ...toMarks(number),
            more > 0 && element('span', {}, texts.more(more)),
          );
        }),
      ),
    numbers.length > MOST && element('p', {}, texts.more(numbers.length - MOST)),
  );
}
