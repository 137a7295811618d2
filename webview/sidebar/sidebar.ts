import type { EditorContext } from '../context.ts';
import { createButton } from '../toolkit.ts';
import { element, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { OutlineTree } from './outline.ts';
import { Thumbnails } from './thumbnails.ts';

/** The bar to the left of the pages: outline or thumbnails. What it shows is made when it is first shown. */
export class Sidebar {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #title: HTMLElement;
  readonly #content: HTMLElement;
  #outline: OutlineTree | undefined;
  #thumbnails: Thumbnails | undefined;

  constructor(context: EditorContext) {
    this.#context = context;
    const { texts, model } = context;
    this.#title = element('h2');
    this.#content = element('div', { class: 'sidebar-content' });
    this.node = element(
      'aside',
      { class: 'sidebar', attributes: { 'data-region': 'sidebar' } },
      element(
        'header',
        { class: 'side-header' },
        this.#title,
        createButton(
          {
            look: 'icon',
            label: texts.close,
            action: 'close-sidebar',
            onPress: () => model.sidebar.set('none'),
          },
          icon('close'),
        ),
      ),
      this.#content,
    );
    model.sidebar.subscribe(() => this.#show());
    this.#show();
  }

  /** The place in view has changed. */
  moved(): void {
    if (this.#context.model.sidebar.value === 'thumbnails') {
      this.#thumbnails?.update();
    }
  }

  /** Puts the keyboard in the bar; tells whether it is shown. */
  focus(): boolean {
    const shown = this.#context.model.sidebar.value !== 'none';
    if (shown) {
      (
        this.#content.querySelector<HTMLElement>('[tabindex="0"]') ??
        this.node.querySelector<HTMLElement>('vscode-button')
      )?.focus();
    }
    return shown;
  }

  #show(): void {
    const { model, texts } = this.#context;
    const which = model.sidebar.value;
    this.node.hidden = which === 'none';
    if (which === 'none') {
      return;
    }
    const title = which === 'outline' ? texts.outline : texts.thumbnails;
    setText(this.#title, title);
    this.node.setAttribute('aria-label', title);
    if (which === 'outline') {
      this.#outline ??= new OutlineTree(this.#context);
      this.#content.replaceChildren(this.#outline.node);
    } else {
      this.#thumbnails ??= new Thumbnails(this.#context);
      this.#content.replaceChildren(this.#thumbnails.node);
      this.#thumbnails.update();
    }
  }
}
