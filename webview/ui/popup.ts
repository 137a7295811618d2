import { quadsBounds, type ScreenRect } from '../geometry.ts';
import type { MarkActions } from '../marks/actions.ts';
import type { Viewer } from '../pages/viewer.ts';
import { type Model, placeOf, selectedMarks } from '../state/model.ts';
import { highlightQuads } from '../text/lines.ts';
import type { PageTexts } from '../text/page-texts.ts';
import { isCollapsed, rangeOnPage } from '../text/selection.ts';
import type { Texts } from '../texts.ts';
import { createButton } from '../toolkit.ts';
import { element } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { makeRoving } from './roving.ts';

/** What the floating toolbar works with. */
export interface PopupContext {
  readonly viewer: Viewer;
  readonly model: Model;
  readonly pageTexts: PageTexts;
  readonly actions: MarkActions;
  readonly texts: Texts;
}

/** CSS pixels between the toolbar and what it is about. */
const APART = 8;

/** The small toolbar at the text, area or marks that have been chosen. It scrolls along with the pages. */
export class Popup {
  readonly #context: PopupContext;
  #node: HTMLElement | undefined;

  constructor(context: PopupContext) {
    this.#context = context;
    const { model } = context;
    model.selection.subscribe(() => this.hide());
    model.shape.subscribe((shape) => (shape === undefined ? this.hide() : this.#position()));
    model.selected.subscribe(() => this.hide());
    model.moved.subscribe(() => this.#position());
    model.snapshot.subscribe(() => this.#position());
  }

  /** The toolbar, where it is shown. */
  get node(): HTMLElement | undefined {
    return this.#node;
  }

  /** Shows the toolbar for what is chosen now. */
  show(): void {
    const { actions, model, texts, viewer } = this.#context;
    this.hide();
    if (!actions.editable) {
      return;
    }
    const marks = selectedMarks(model);
    const controls = actions.hasDraft ? this.#draftControls() : marks.length > 0 ? this.#markControls() : [];
    if (controls.length === 0) {
      return;
    }
    this.#node = element(
      'div',
      {
        class: 'popup',
        attributes: {
          role: 'toolbar',
          'aria-label': actions.hasDraft ? texts.markSelection : texts.markActions,
          'data-popup': actions.hasDraft ? 'draft' : 'marks',
        },
      },
      ...controls,
    );
    viewer.column.append(this.#node);
    makeRoving(this.#node);
    this.#position();
  }

  /** Takes the toolbar away; tells whether there was one. */
  hide(): boolean {
    const node = this.#node;
    this.#node = undefined;
    if (node?.contains(document.activeElement) === true) {
      this.#context.viewer.node.focus({ preventScroll: true });
    }
    node?.remove();
    return node !== undefined;
  }

  /** Puts the toolbar where what it is about is now, after a change of zoom. */
  reposition(): void {
    this.#position();
  }

  #usual(): readonly HTMLElement[] {
    const { model, actions, texts } = this.#context;
    return model.snapshot.value.shortcuts.map((shortcut) =>
      createButton(
        {
          look: 'icon',
          label: texts.usual(shortcut.key, shortcut.label),
          action: `usual-${shortcut.key}`,
          onPress: () => actions.usual(shortcut.key),
        },
        element('kbd', {}, shortcut.key.toUpperCase()),
        ' ',
        element('span', { class: 'popup-label' }, shortLabel(shortcut.label)),
      ),
    );
  }

  #sameText(): HTMLElement {
    const { actions, texts } = this.#context;
    return createButton(
      {
        look: 'icon',
        label: texts.sameText,
        action: 'same-text',
        onPress: () => actions.sameText('document'),
      },
      icon('same'),
    );
  }

  #draftControls(): readonly HTMLElement[] {
    const { actions, texts } = this.#context;
    return [
      ...this.#usual(),
      createButton(
        { look: 'icon', label: texts.moreTooltip, action: 'pick', onPress: () => actions.pick() },
        element('span', { class: 'popup-label' }, texts.more),
      ),
      createButton(
        { look: 'icon', label: texts.withoutGround, action: 'bare', onPress: () => actions.bare() },
        element('span', { class: 'popup-label' }, texts.later),
      ),
      ...(this.#context.model.selection.value === undefined ? [] : [this.#sameText()]),
    ];
  }

  #markControls(): readonly HTMLElement[] {
    const { actions, texts } = this.#context;
    const button = (label: string, name: IconName, action: string, onPress: () => void): HTMLElement =>
      createButton({ look: 'icon', label, action, onPress }, icon(name));
    return [
      ...this.#usual(),
      element('span', { class: 'separator' }),
      button(texts.changeGround, 'ground', 'pick', () => actions.pick()),
      button(texts.motivate, 'motivate', 'motivate', () => actions.motivate()),
      ...(selectedMarks(this.#context.model).some(({ kind }) => kind === 'text') ? [this.#sameText()] : []),
      element('span', { class: 'separator' }),
      button(texts.accept, 'accept', 'accept', () => actions.decide('accepted')),
      button(texts.reject, 'reject', 'reject', () => actions.decide('rejected')),
      button(texts.remove, 'remove', 'remove', () => actions.remove()),
    ];
  }

  /** What the toolbar is about: the part of it on the page where it ends. */
  #target(): { readonly page: number; readonly rect: ScreenRect } | undefined {
    const { model, viewer, pageTexts } = this.#context;
    const selection = model.selection.value;
    const shape = model.shape.value;
    const mark = selectedMarks(model).at(-1);
    const page = shape?.page ?? selection?.focus.page ?? mark?.page;
    const view = page === undefined ? undefined : viewer.view(page);
    if (page === undefined || view?.frame === undefined) {
      return undefined;
    }
    const { frame, scale } = view;
    if (shape !== undefined) {
      return { page, rect: quadsBounds(frame, scale, [shape.quad]) };
    }
    if (selection !== undefined && !isCollapsed(selection)) {
      const lines = pageTexts.peek(page);
      const range =
        lines === undefined ? undefined : rangeOnPage(selection, page, lines.text.characters.length);
      const quads =
        lines === undefined || range === undefined ? [] : highlightQuads(lines, range.start, range.end);
      return quads.length === 0 ? undefined : { page, rect: quadsBounds(frame, scale, quads) };
    }
    return mark === undefined ? undefined : { page, rect: quadsBounds(frame, scale, placeOf(model, mark)) };
  }

  #position(): void {
    const node = this.#node;
    const target = node === undefined ? undefined : this.#target();
    if (node === undefined || target === undefined) {
      return;
    }
    const { viewer } = this.#context;
    const { page, rect } = target;
    const origin = viewer.inColumn(page, { x: rect.x, y: rect.y });
    const width = node.offsetWidth;
    const height = node.offsetHeight;
    const [top, left] = [viewer.node.scrollTop, viewer.node.scrollLeft];
    const below = origin.y + rect.height + APART;
    const above = origin.y - height - APART;
    const fitsBelow = below + height < top + viewer.node.clientHeight;
    const y = fitsBelow ? below : Math.max(above, top + APART);
    const middle = origin.x + rect.width / 2 - width / 2;
    const x = Math.max(Math.min(middle, left + viewer.node.clientWidth - width - APART), left + APART);
    node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}

/** The code at the start of a label, or its first words. */
function shortLabel(label: string): string {
  return /^\S*\d\S*/u.exec(label)?.[0].replace(/[:,;]$/u, '') ?? label;
}
