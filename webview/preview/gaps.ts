import { element } from '../ui/dom.ts';

/** A text in which words between square brackets, which stand for what is missing, are marked. */
export function withGaps(text: string): (Node | string)[] {
  return text
    .split(/(\[[^\]]{2,60}\])/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('[') ? element('mark', { class: 'gap' }, part) : part));
}
