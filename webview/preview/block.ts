import type { PreviewPageMessage } from '../../src/core/decision/preview-protocol.ts';
import type { Block, DecisionModel } from '../../src/core/decision/types.ts';
import { element } from '../ui/dom.ts';
import { withGaps } from './gaps.ts';
import { hasProvenance, provenanceCard } from './provenance.ts';
import type { PreviewTexts } from './texts.ts';

/** What drawing the letter needs besides its text. */
export interface LetterContext {
  readonly model: DecisionModel;
  /** Titles of reasons by id. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly texts: PreviewTexts;
  readonly readOnly: boolean;
  readonly send: (message: PreviewPageMessage) => void;
  /** Draws what changed while a person was writing. */
  readonly redraw: () => void;
}

let lastId = 0;

/** A paragraph, list or heading; a click on one that comes from something shows what. */
export function blockElement(block: Block, context: LetterContext): HTMLElement {
  if (block.kind === 'heading') return element(block.level === 3 ? 'h4' : 'h3', {}, block.text);
  const { texts } = context;
  const content =
    block.kind === 'paragraph'
      ? element('p', { attributes: { dir: 'auto' } }, ...withGaps(block.text))
      : element('ul', {}, ...block.items.map((item) => element('li', {}, ...withGaps(item))));
  const stale = block.kind === 'paragraph' && block.stale === true;
  const note =
    block.kind === 'paragraph' &&
    block.own === true &&
    element('span', { class: stale ? 'note stale' : 'note' }, stale ? texts.stale : texts.own);
  if (!hasProvenance(block.from)) return element('div', { class: 'block' }, content, note);
  lastId += 1;
  const id = `from-${lastId}`;
  const toggle = (): void => {
    const card = wrapper.querySelector('.card');
    if (card === null) {
      const { model, reasons, send } = context;
      const made = provenanceCard(block.from, model, reasons, texts, send);
      made.id = id;
      wrapper.append(made);
    } else card.remove();
    button.setAttribute('aria-expanded', String(card === null));
  };
  const button = element(
    'button',
    {
      class: 'trace',
      attributes: {
        type: 'button',
        title: texts.from,
        'aria-label': texts.from,
        'aria-expanded': 'false',
        'data-trace': true,
      },
      on: { click: toggle },
    },
    '§',
  );
  const wrapper = element(
    'div',
    {
      class: 'block traced',
      on: {
        click: (event: MouseEvent) => {
          if (event.target instanceof Element && event.target.closest('.card, button') !== null) return;
          if (document.getSelection()?.isCollapsed === false) return;
          toggle();
        },
      },
    },
    button,
    content,
    note,
  );
  return wrapper;
}

/** Opens the cards that were open in a part in the part that takes its place, and keeps the focus. */
export function reopen(from: HTMLElement, to: HTMLElement): void {
  const old = [...from.querySelectorAll<HTMLElement>('[data-trace]')];
  const now = [...to.querySelectorAll<HTMLElement>('[data-trace]')];
  const focused = old.indexOf(document.activeElement as HTMLElement);
  for (const [index, button] of old.entries()) {
    if (button.getAttribute('aria-expanded') === 'true') now[index]?.click();
  }
  if (focused >= 0) queueMicrotask(() => now[focused]?.focus());
}
