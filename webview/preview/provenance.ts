import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { DecisionModel, Provenance } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import type { PreviewTexts } from './texts.ts';

/** Shows at most this many documents; a list of 268 helps nobody. */
const MOST = 40;
/** Shows at most this many marks of a document. */
const MOST_MARKS = 6;

/** A ground of the law, of which the article is in annex 1: `ground.10.2.e`. */
const groundOf = (field: string | undefined): string | undefined =>
  field?.startsWith('ground.') === true ? field.slice('ground.'.length) : undefined;

/** A field that can be filled in elsewhere; own words are changed where they stand. */
const fieldElsewhere = (field: string | undefined): string | undefined =>
  field === undefined || /^(ground|decision\.(overrides|additions))\./.test(field) ? undefined : field;

/** Whether anything can be told of where a block comes from. */
export function hasProvenance({ documents, marks, reason, field }: Provenance): boolean {
  return (
    (documents?.length ?? 0) > 0 ||
    (marks?.length ?? 0) > 0 ||
    reason !== undefined ||
    (groundOf(field) ?? fieldElsewhere(field)) !== undefined
  );
}

function toArticle(texts: PreviewTexts, code: string): HTMLElement {
  return element(
    'button',
    {
      class: 'link',
      attributes: { type: 'button', 'data-ground': code },
      on: {
        click: () => {
          document.querySelector('[data-annex="articles"]')?.scrollIntoView();
        },
      },
    },
    texts.article(code),
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
  const { reason } = from;
  const ground = groundOf(from.field);
  const field = fieldElsewhere(from.field);
  return element(
    'aside',
    { class: 'card', attributes: { 'aria-label': texts.from } },
    element('strong', {}, texts.from),
    reason !== undefined && element('p', {}, texts.reason(reasons[reason] ?? reason)),
    ground !== undefined && element('p', {}, toArticle(texts, ground)),
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
