import type { Texts } from '../texts.ts';
import { createButton } from '../toolkit.ts';
import { element } from './dom.ts';
import { icon } from './icons.ts';

/** The overlay with all keys. */
export class HelpOverlay {
  readonly node: HTMLDialogElement;
  #before: Element | null = null;

  constructor(texts: Texts) {
    this.node = element(
      'dialog',
      { class: 'help', attributes: { 'aria-label': texts.keys, 'data-help': '' } },
      element(
        'header',
        {},
        element('h2', {}, texts.keys),
        createButton(
          { look: 'icon', label: texts.close, action: 'close-help', onPress: () => this.close() },
          icon('close'),
        ),
      ),
      element(
        'div',
        { class: 'help-groups' },
        ...texts.keyGroups.map((group) =>
          element(
            'section',
            {},
            element('h3', {}, group.title),
            element(
              'dl',
              {},
              ...group.keys.map(([keys, meaning]) =>
                element('div', {}, element('dt', {}, ...keyNodes(keys)), element('dd', {}, meaning)),
              ),
            ),
          ),
        ),
      ),
    );
    this.node.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.close();
    });
    this.node.addEventListener('click', (event) => {
      if (event.target === this.node) {
        this.close();
      }
    });
  }

  /** Shows or hides the overlay. */
  toggle(): void {
    if (!this.close()) {
      this.#before = document.activeElement;
      this.node.showModal();
    }
  }

  /** Hides the overlay; tells whether it was shown. */
  close(): boolean {
    const { open } = this.node;
    if (open) {
      this.node.close();
      (this.#before as HTMLElement | null)?.focus?.();
    }
    return open;
  }
}

function keyNodes(keys: string): readonly (Node | string)[] {
  return keys.split(' · ').flatMap((key, index) => [...(index > 0 ? [' '] : []), element('kbd', {}, key)]);
}
