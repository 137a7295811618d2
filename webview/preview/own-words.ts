import { element } from '../ui/dom.ts';
import type { PreviewTexts } from './texts.ts';

/** What is written in an editor of own words, and where it goes. */
export interface OwnWordsOptions {
  readonly label: string;
  readonly text: string;
  /** Paragraphs as they were written. */
  readonly save: (paragraphs: readonly string[]) => void;
  readonly closed: () => void;
}

/** A place to write own paragraphs; Ctrl+Enter saves, Escape gives up. */
export function ownWordsEditor(texts: PreviewTexts, options: OwnWordsOptions): HTMLElement {
  const area = element('textarea', {
    attributes: { 'aria-label': options.label, rows: 8, lang: 'nl', dir: 'auto', spellcheck: 'true' },
  });
  area.value = options.text;
  const save = (): void => {
    form.remove();
    options.closed();
    options.save(area.value.split(/\n\s*\n/));
  };
  const cancel = (): void => {
    form.remove();
    options.closed();
  };
  const button = (text: string, action: string, run: () => void, style?: string): HTMLElement =>
    element(
      'button',
      {
        ...(style === undefined ? {} : { class: style }),
        attributes: { type: 'button', 'data-action': action },
        on: { click: run },
      },
      text,
    );
  const form = element(
    'div',
    {
      class: 'editor',
      on: {
        keydown: (event: KeyboardEvent) => {
          if (event.key === 'Escape') cancel();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          else return;
          event.preventDefault();
          event.stopPropagation();
        },
      },
    },
    element('strong', {}, options.label),
    area,
    element(
      'div',
      { class: 'bar' },
      button(texts.save, 'save', save, 'primary'),
      button(texts.cancel, 'cancel', cancel),
      element('small', {}, texts.hint),
    ),
  );
  return form;
}
