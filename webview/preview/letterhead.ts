import type { DecisionModel } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import { withGaps } from './gaps.ts';

const lines = (texts: readonly string[]): HTMLElement[] =>
  texts.map((text) => element('span', { class: 'line', attributes: { dir: 'auto' } }, ...withGaps(text)));

/** The head of the letter: who sends it, to whom, the reference block, date and subject. */
export function letterheadElement({ letterhead: head }: DecisionModel): HTMLElement {
  return element(
    'header',
    { class: 'letterhead' },
    element('div', { class: 'ribbon', attributes: { 'aria-hidden': 'true' } }),
    element('div', { class: 'organisation' }, ...withGaps(head.organisation ?? head.authority)),
    element('address', {}, ...lines(head.recipient)),
    element(
      'dl',
      { class: 'references' },
      element('dd', { class: 'sender' }, ...lines(head.senderAddress)),
      ...head.references.flatMap(({ label, lines: texts }) => [
        element('dt', {}, label),
        element('dd', {}, ...lines(texts)),
      ]),
    ),
    element(
      'dl',
      { class: 'about' },
      element('dt', {}, head.words.date),
      element('dd', {}, ...withGaps(head.date)),
      element('dt', {}, head.words.subject),
      element('dd', { attributes: { dir: 'auto' } }, ...withGaps(head.subject)),
    ),
  );
}
