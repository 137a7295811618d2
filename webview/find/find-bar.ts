import type { EditorContext } from '../context.ts';
import { quadOnScreen, quadsBounds } from '../geometry.ts';
import type { PageView } from '../pages/page-view.ts';
import { highlightQuads } from '../text/lines.ts';
import type { PageRange } from '../text/selection.ts';
import {
  createButton,
  createField,
  focusField,
  setDisabled,
  setPressed,
  setValue,
  valueOf,
} from '../toolkit.ts';
import { element, place, setText } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { search, type SearchProgress } from './search.ts';

/** Milliseconds after the last letter at which the search begins. */
const TYPING_PAUSE = 150;

/** Finding text in the document: the bar, the hits over the pages, and going from hit to hit. */
export class FindBar {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #field: HTMLElement;
  readonly #count: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #markAll: HTMLElement;
  readonly #toggles: Readonly<Record<'caseSensitive' | 'wholeWord', HTMLElement>>;
  readonly #options = { caseSensitive: false, wholeWord: false };
  #stop: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hits: readonly PageRange[] = [];
  #current: PageRange | undefined;
  #searched = '';
  #state: SearchProgress | undefined;

  constructor(context: EditorContext) {
    this.#context = context;
    const { texts } = context;
    this.#field = createField({
      label: texts.findField,
      placeholder: texts.findPlaceholder,
      action: 'find-field',
      onInput: () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#begin(), TYPING_PAUSE);
      },
    });
    this.#count = element('span', {
      class: 'find-count',
      attributes: { 'data-find-count': '', role: 'status' },
    });
    this.#progress = element('div', { class: 'find-progress', attributes: { 'aria-hidden': 'true' } });
    const toggle = (option: 'caseSensitive' | 'wholeWord', label: string): HTMLElement =>
      createButton(
        {
          look: 'icon',
          label,
          action: `find-${option}`,
          pressed: false,
          onPress: () => this.#toggle(option),
        },
        icon(option === 'caseSensitive' ? 'case' : 'word'),
      );
    this.#toggles = {
      caseSensitive: toggle('caseSensitive', texts.matchCase),
      wholeWord: toggle('wholeWord', texts.wholeWord),
    };
    this.#markAll = createButton(
      {
        look: 'icon',
        label: texts.markAll,
        action: 'find-mark-all',
        onPress: () => this.markAll(),
      },
      element('span', { class: 'popup-label' }, texts.markAll),
    );
    this.node = element(
      'div',
      {
        class: 'find',
        attributes: { role: 'search', 'aria-label': texts.findField, hidden: true, 'data-find': '' },
      },
      this.#field,
      this.#toggles.caseSensitive,
      this.#toggles.wholeWord,
      this.#count,
      createButton(
        { look: 'icon', label: texts.findPrevious, action: 'find-previous', onPress: () => this.step(-1) },
        icon('up'),
      ),
      createButton(
        { look: 'icon', label: texts.findNext, action: 'find-next', onPress: () => this.step(1) },
        icon('down'),
      ),
      this.#markAll,
      createButton(
        { look: 'icon', label: texts.close, action: 'find-close', onPress: () => void this.close() },
        icon('close'),
      ),
      this.#progress,
    );
    this.#describe();
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      }
    });
  }

  /** Whether the keyboard is in the bar. */
  get focused(): boolean {
    return this.node.contains(document.activeElement);
  }

  /** Shows the bar with the cursor in it, and the selected text in the field where it is short. */
  open(): void {
    if (this.#field.matches(':focus-within')) {
      return;
    }
    const selected = document.getSelection()?.toString().trim() ?? '';
    this.node.hidden = false;
    if (selected !== '' && selected.length < 100 && !selected.includes('\n')) {
      setValue(this.#field, selected);
    }
    focusField(this.#field);
    this.#begin();
  }

  /** Hides the bar; the current hit stays behind as selected text. Tells whether the bar was shown. */
  close(): boolean {
    if (this.node.hidden) {
      return false;
    }
    this.node.hidden = true;
    this.#stop();
    clearTimeout(this.#timer);
    const hit = this.#current;
    const { model, viewer } = this.#context;
    this.#reset();
    viewer.node.focus({ preventScroll: true });
    if (hit !== undefined) {
      model.selection.set({
        anchor: { page: hit.page, index: hit.start },
        focus: { page: hit.page, index: hit.end },
      });
    }
    return true;
  }

  /** Goes to the next (1) or previous (-1) hit, around the ends. */
  step(direction: 1 | -1): void {
    if (this.node.hidden) {
      this.open();
      return;
    }
    if (valueOf(this.#field) !== this.#searched) {
      clearTimeout(this.#timer);
      this.#begin();
      return;
    }
    const count = this.#hits.length;
    if (count > 0) {
      const at = this.#current === undefined ? -1 : this.#indexOf(this.#current);
      const next = at < 0 && direction === -1 ? count - 1 : (at + direction + count) % count;
      this.#goTo(this.#hits[next]);
    }
  }

  /** Marks every hit that no mark lies on yet. */
  markAll(): void {
    if (this.node.hidden) {
      this.open();
      return;
    }
    const hits = this.#hits;
    void this.#context.actions.pickFor(hits).then((left) => {
      if (left === 0 && hits.length > 0 && hits === this.#hits) {
        setText(this.#count, this.#context.texts.allMarked);
      }
    });
  }

  /** Draws the hits of a page. */
  draw(view: PageView): void {
    const layer = view.layer('hits');
    const { frame } = view;
    const lines = this.#context.pageTexts.peek(view.page);
    const hits = this.#hits.filter((hit) => hit.page === view.page);
    if (frame === undefined || lines === undefined || hits.length === 0) {
      layer.replaceChildren();
      return;
    }
    layer.replaceChildren(
      ...hits.flatMap((hit) =>
        highlightQuads(lines, hit.start, hit.end).map((quad) => {
          const rect = quadOnScreen(frame, view.scale, quad);
          const node = element('span', {
            class: 'hit',
            attributes: { 'data-current': this.#isCurrent(hit) },
          });
          place(node, rect);
          if (rect.angle !== 0) {
            node.style.transform = `rotate(${rect.angle.toFixed(5)}rad)`;
          }
          return node;
        }),
      ),
    );
  }

  #toggle(option: 'caseSensitive' | 'wholeWord'): void {
    this.#options[option] = !this.#options[option];
    setPressed(this.#toggles[option], this.#options[option]);
    this.#begin();
  }

  #reset(): void {
    this.#hits = [];
    this.#current = undefined;
    this.#searched = '';
    this.#state = undefined;
    this.#redraw();
    this.#describe();
  }

  #begin(): void {
    this.#stop();
    const query = valueOf(this.#field);
    const { pageTexts, viewer } = this.#context;
    this.#reset();
    this.#searched = query;
    if (query.trim() === '') {
      return;
    }
    this.#stop = search(pageTexts, viewer.count, viewer.page, query, { ...this.#options }, (state) => {
      this.#state = state;
      this.#hits = state.hits;
      if (this.#current === undefined && state.hits.length > 0) {
        this.#goTo(state.hits.find((hit) => hit.page >= viewer.page) ?? state.hits[0]);
      }
      this.#describe();
      this.#redraw();
    });
  }

  #goTo(hit: PageRange | undefined): void {
    if (hit === undefined) {
      return;
    }
    this.#current = hit;
    this.#describe();
    this.#redraw();
    const { viewer, pageTexts } = this.#context;
    void Promise.all([viewer.prepare(hit.page), pageTexts.get(hit.page)]).then(
      ([frame, lines]) => {
        if (this.#isCurrent(hit)) {
          const quads = highlightQuads(lines, hit.start, hit.end);
          viewer.reveal(hit.page, quadsBounds(frame, viewer.scaleOf(hit.page), quads));
          this.#redraw();
        }
      },
      () => viewer.scrollTo(hit.page),
    );
  }

  #indexOf(hit: PageRange): number {
    return this.#hits.findIndex((other) => other.page === hit.page && other.start === hit.start);
  }

  #isCurrent(hit: PageRange): boolean {
    return this.#current?.page === hit.page && this.#current.start === hit.start;
  }

  #describe(): void {
    const { texts } = this.#context;
    const state = this.#state;
    const count = this.#hits.length;
    const current = this.#current === undefined ? 0 : this.#indexOf(this.#current) + 1;
    const busy = state !== undefined && state.done < state.count;
    const parts: string[] = [];
    if (count > 0) {
      parts.push(texts.hits(current, count));
    } else if (state !== undefined && !busy) {
      parts.push(texts.noHits);
    }
    if (busy && state !== undefined) {
      parts.push(texts.searching(state.done, state.count));
    } else if (state !== undefined && state.failed > 0) {
      parts.push(texts.searchIncomplete(state.failed));
    }
    setText(this.#count, parts.join(' · '));
    setDisabled(this.#markAll, busy || count === 0 || !this.#context.actions.editable);
    this.#progress.style.transform = `scaleX(${busy && state !== undefined ? state.done / state.count : 0})`;
  }

  #redraw(): void {
    for (const view of this.#context.viewer.views) {
      this.draw(view);
    }
  }
}
