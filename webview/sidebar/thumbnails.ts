import type { EditorContext } from '../context.ts';
import { frameSize } from '../geometry.ts';
import { releaseCanvas } from '../pages/page-view.ts';
import { indexOf } from '../state/model.ts';
import { element, setAttribute, setText } from '../ui/dom.ts';
import { listSpace, VirtualList } from '../ui/virtual-list.ts';

/** Width of a thumbnail in CSS pixels. */
const WIDTH = 120;
/** Height of what a thumbnail has besides the picture. */
const FRAME = 34;

/** Small pictures of all pages. Only those in view are drawn, one after the other. */
export class Thumbnails {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #list: VirtualList<number>;
  #waiting: { page: number; canvas: HTMLCanvasElement }[] = [];
  #drawing = false;
  #shown = 0;

  constructor(context: EditorContext) {
    this.#context = context;
    const { viewer, texts, model } = context;
    const holder = listSpace({ role: 'listbox', 'aria-label': texts.thumbnails });
    this.node = element('div', { class: 'thumbnails' }, holder);
    this.#list = new VirtualList<number>({
      key: String,
      estimate: (page) => this.#height(page) + FRAME,
      create: (page) => this.#create(page),
      update: (node, page) => this.#update(node, page),
      remove: (node) => this.#remove(node),
      scroller: this.node,
      holder,
    });
    this.#list.set(Array.from({ length: viewer.count }, (_, index) => index + 1));
    model.snapshot.subscribe(() => this.#list.render());
    this.node.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Shows which page is in view. */
  update(): void {
    const { page } = this.#context.viewer;
    if (page !== this.#shown) {
      this.#shown = page;
      if (!this.node.contains(document.activeElement)) {
        this.#list.reveal(page - 1);
      }
    }
    this.#list.render();
  }

  #height(page: number): number {
    const { layout } = this.#context.viewer;
    return Math.round(
      Math.min((WIDTH * layout.naturalHeight(page)) / Math.max(1, layout.naturalWidth(page)), WIDTH * 2),
    );
  }

  #create(page: number): HTMLElement {
    const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } });
    const node = element(
      'div',
      {
        class: 'thumbnail',
        attributes: {
          role: 'option',
          'data-thumbnail': page,
          'aria-setsize': this.#context.viewer.count,
          'aria-posinset': page,
        },
      },
      element('span', { class: 'thumbnail-page' }, canvas),
      element('span', { class: 'thumbnail-label' }),
    );
    node.addEventListener('click', () => this.#go(page));
    this.#waiting.push({ page, canvas });
    void this.#drawNext();
    return node;
  }

  #update(node: HTMLElement, page: number): void {
    const { viewer, texts, model } = this.#context;
    const current = viewer.page === page;
    const picture = node.querySelector<HTMLElement>('.thumbnail-page');
    if (picture !== null) {
      picture.style.width = `${WIDTH}px`;
      picture.style.height = `${this.#height(page)}px`;
    }
    const index = indexOf(model.snapshot.value);
    const marks = index.byPage.get(page)?.length ?? 0;
    setText(
      node.querySelector('.thumbnail-label') as Element,
      marks === 0 ? String(page) : `${page} · ${marks}`,
    );
    setAttribute(node, 'aria-label', texts.pageCaption(page, marks));
    setAttribute(node, 'aria-selected', String(current));
    setAttribute(node, 'data-reviewed', index.reviewed.has(page));
    setAttribute(node, 'tabindex', current ? 0 : -1);
  }

  #remove(node: HTMLElement): void {
    const canvas = node.querySelector('canvas');
    this.#waiting = this.#waiting.filter((item) => item.canvas !== canvas);
    releaseCanvas(canvas ?? undefined);
  }

  async #drawNext(): Promise<void> {
    if (this.#drawing) {
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) {
      return;
    }
    const { source } = this.#context;
    this.#drawing = true;
    try {
      const frame = await source.frame(next.page);
      const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
      const scale = (WIDTH * ratio) / Math.max(1, frameSize(frame, 1).width);
      await source.render(next.page, next.canvas, scale).done;
    } catch {
      releaseCanvas(next.canvas);
    }
    this.#drawing = false;
    void this.#drawNext();
  }

  #go(page: number): void {
    this.#context.viewer.scrollTo(page);
    this.#list.render();
  }

  #onKey(event: KeyboardEvent): void {
    const page = Number((event.target as HTMLElement).dataset['thumbnail'] ?? 0);
    const { count } = this.#context.viewer;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: page + 1,
      ArrowUp: page - 1,
      Home: 1,
      End: count,
      Enter: page,
      ' ': page,
    };
    const next = steps[event.key];
    if (page === 0 || next === undefined || next < 1 || next > count) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.#go(next);
    this.#list.reveal(next - 1)?.focus();
  }
}
