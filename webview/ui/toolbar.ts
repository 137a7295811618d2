import type { EditorContext } from '../context.ts';
import type { Command } from '../input/commands.ts';
import {
  createButton,
  createField,
  focusField,
  setDisabled,
  setPressed,
  setValue,
  valueOf,
} from '../toolkit.ts';
import type { Signal } from '../state/signal.ts';
import { element, setText } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { makeRoving } from './roving.ts';

/** The bar above the pages. */
export class Toolbar {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #pageBox: HTMLElement;
  readonly #zoomLevel: HTMLElement;
  readonly #editing: readonly HTMLElement[];

  constructor(context: EditorContext, commands: Readonly<Record<Command, () => void>>) {
    this.#context = context;
    const { texts, viewer, model } = context;
    const button = (command: Command, name: IconName, label: string): HTMLElement =>
      createButton({ look: 'icon', label, action: command, onPress: () => commands[command]() }, icon(name));
    const toggle = (command: Command, name: IconName, label: string, state: Signal<boolean>): HTMLElement => {
      const node = createButton(
        { look: 'icon', label, action: command, pressed: state.value, onPress: () => commands[command]() },
        icon(name),
      );
      state.subscribe((on) => setPressed(node, on));
      return node;
    };
    const sidebarToggle = (which: 'outline' | 'thumbnails', label: string): HTMLElement => {
      const node = createButton(
        {
          look: 'icon',
          label,
          action: `toggle-${which}`,
          pressed: model.sidebar.value === which,
          onPress: () => commands[`toggle-${which}`](),
        },
        icon(which),
      );
      model.sidebar.subscribe((shown) => setPressed(node, shown === which));
      return node;
    };
    this.#pageBox = createField({ label: texts.pageBox, action: 'page-box', size: 4 });
    this.#pageBox.addEventListener('keydown', (event) => this.#onPageKey(event));
    this.#pageBox.addEventListener('focusin', () => focusField(this.#pageBox));
    this.#pageBox.addEventListener('focusout', () => this.update());
    this.#zoomLevel = createButton({
      look: 'icon',
      label: texts.zoomLevel,
      action: 'zoom-level',
      onPress: () => viewer.setZoom(1),
    });
    const area = toggle('mark-area', 'area', texts.markArea, model.areaMode);
    const page = button('draft-page', 'page', texts.markPage);
    this.#editing = [area, page];
    const group = (...controls: readonly HTMLElement[]): HTMLElement =>
      element('div', { class: 'tool-group' }, ...controls);
    this.node = element(
      'div',
      {
        class: 'toolbar',
        attributes: { role: 'toolbar', 'aria-label': texts.toolbar, 'data-region': 'toolbar' },
      },
      group(sidebarToggle('outline', texts.outline), sidebarToggle('thumbnails', texts.thumbnails)),
      group(
        button('previous-page', 'up', texts.previousPage),
        button('next-page', 'down', texts.nextPage),
        this.#pageBox,
        element(
          'span',
          { class: 'page-count', attributes: { 'data-page-count': '' } },
          texts.pageOf(viewer.count),
        ),
      ),
      group(
        button('zoom-out', 'minus', texts.zoomOut),
        this.#zoomLevel,
        button('zoom-in', 'plus', texts.zoomIn),
        button('fit-width', 'fit-width', texts.fitWidth),
        button('fit-page', 'fit-page', texts.fitPage),
      ),
      group(area, page),
      element('div', { class: 'tool-space' }),
      group(
        button('find', 'find', texts.find),
        toggle('toggle-preview', 'preview', texts.preview, model.preview),
        toggle('toggle-dark-pages', 'dark', texts.darkPages, model.darkPages),
        button('help', 'help', texts.help),
        toggle('toggle-marks-panel', 'panel', texts.marksPanel, model.marksPanel),
      ),
    );
    model.snapshot.subscribe(() => this.#showEditing());
    this.#showEditing();
    makeRoving(this.node);
  }

  /** Shows the page in view and the zoom. */
  update(): void {
    const { viewer, texts } = this.#context;
    if (!this.#pageBox.matches(':focus-within')) {
      setValue(this.#pageBox, String(viewer.page));
    }
    const level = `${Math.round(viewer.zoomFactor * 100)}%`;
    setText(this.#zoomLevel, level);
    this.#zoomLevel.setAttribute('aria-label', `${level} ${texts.zoomLevel}`);
  }

  /** Puts the keyboard in the bar. */
  focus(): boolean {
    this.node.querySelector<HTMLElement>('[data-action][tabindex="0"]')?.focus();
    return true;
  }

  /** Puts the cursor in the page box. */
  focusPageBox(): void {
    if (!this.#pageBox.matches(':focus-within')) {
      focusField(this.#pageBox);
    }
  }

  #onPageKey(event: KeyboardEvent): void {
    const { viewer } = this.#context;
    if (event.key === 'Enter') {
      const page = Number.parseInt(valueOf(this.#pageBox), 10);
      if (Number.isFinite(page)) {
        viewer.scrollTo(page);
      }
    }
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.stopPropagation();
      viewer.node.focus({ preventScroll: true });
      setValue(this.#pageBox, String(viewer.page));
    }
  }

  #showEditing(): void {
    const readOnly = this.#context.model.snapshot.value.readOnly !== undefined;
    for (const control of this.#editing) {
      setDisabled(control, readOnly);
    }
  }
}
