import { element } from './dom.ts';

/** What a list needs to know of its rows. */
export interface VirtualListOptions<T> {
  /** Stable identity of a row. */
  readonly key: (item: T) => string;
  /** Height to assume in CSS pixels until a row has been measured. */
  readonly estimate: (item: T) => number;
  readonly create: (item: T) => HTMLElement;
  readonly update: (node: HTMLElement, item: T, index: number) => void;
  readonly remove?: (node: HTMLElement) => void;
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** The element that rows are put in. */
  readonly holder: HTMLElement;
}

/** Rows kept above and below what is in view. */
const SPARE = 400;

/** A list of which only the rows in view are in the document. Rows keep their element as long as they stay. */
export class VirtualList<T> {
  readonly #options: VirtualListOptions<T>;
  readonly #space: HTMLElement;
  readonly #nodes = new Map<string, HTMLElement>();
  readonly #heights = new Map<string, number>();
  #items: readonly T[] = [];
  #tops: number[] = [];
  #due = false;

  constructor(options: VirtualListOptions<T>) {
    this.#options = options;
    this.#space = options.holder;
    options.scroller.addEventListener('scroll', () => this.#soon(), { passive: true });
    new ResizeObserver(() => {
      this.#heights.clear();
      this.#soon();
    }).observe(options.scroller);
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** Shows these rows. */
  set(items: readonly T[]): void {
    this.#items = items;
    const keys = new Set(items.map(this.#options.key));
    for (const key of this.#heights.keys()) {
      if (!keys.has(key)) {
        this.#heights.delete(key);
      }
    }
    this.render();
  }

  /** The element of a row, where it is in the document. */
  node(key: string): HTMLElement | undefined {
    return this.#nodes.get(key);
  }

  /** Scrolls as little as needed to have a row in view, and puts it in the document. */
  reveal(index: number): HTMLElement | undefined {
    const item = this.#items[index];
    if (item === undefined) {
      return undefined;
    }
    this.#measure();
    const { scroller } = this.#options;
    const offset = this.#space.offsetTop;
    const top = (this.#tops[index] ?? 0) + offset;
    const bottom = (this.#tops[index + 1] ?? 0) + offset;
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top - 8;
    } else if (bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = bottom - scroller.clientHeight + 8;
    }
    this.render();
    return this.#nodes.get(this.#options.key(item));
  }

  /** Brings the rows in view up to date. */
  render(): void {
    this.#measure();
    const { scroller, key, create, update } = this.#options;
    const from = scroller.scrollTop - this.#space.offsetTop - SPARE;
    const to = from + scroller.clientHeight + 2 * SPARE;
    const wanted = new Map<string, number>();
    for (
      let index = this.#first(from);
      index < this.#items.length && (this.#tops[index] ?? 0) < to;
      index += 1
    ) {
      wanted.set(key(this.#items[index] as T), index);
    }
    const focused = document.activeElement;
    for (const [id, node] of this.#nodes) {
      if (!wanted.has(id)) {
        const index = node.contains(focused) ? this.#items.findIndex((item) => key(item) === id) : -1;
        if (index >= 0) {
          wanted.set(id, index);
        } else {
          this.#options.remove?.(node);
          node.remove();
          this.#nodes.delete(id);
        }
      }
    }
    let previous: Element | null = null;
    const inOrder = [...wanted].sort((a, b) => a[1] - b[1]);
    for (const [id, index] of inOrder) {
      const item = this.#items[index] as T;
      const node = this.#nodes.get(id) ?? create(item);
      this.#nodes.set(id, node);
      update(node, item, index);
      const next: Element | null =
        previous === null ? this.#space.firstElementChild : previous.nextElementSibling;
      if (next !== node) {
        this.#space.insertBefore(node, next);
      }
      previous = node;
    }
    this.#settle(inOrder);
  }

  /** Measures the rows just drawn and puts them in place. */
  #settle(rows: readonly (readonly [string, number])[]): void {
    let changed = false;
    for (const [id, index] of rows) {
      const height = this.#nodes.get(id)?.offsetHeight ?? 0;
      const known = this.#heights.get(id) ?? this.#options.estimate(this.#items[index] as T);
      if (height > 0) {
        this.#heights.set(id, height);
        changed ||= height !== known;
      }
    }
    if (changed) {
      this.#measure();
    }
    for (const [id, index] of rows) {
      const node = this.#nodes.get(id);
      if (node !== undefined) {
        node.style.transform = `translateY(${this.#tops[index] ?? 0}px)`;
      }
    }
  }

  #measure(): void {
    const tops = [0];
    let y = 0;
    for (const item of this.#items) {
      y += this.#heights.get(this.#options.key(item)) ?? this.#options.estimate(item);
      tops.push(y);
    }
    this.#tops = tops;
    this.#space.style.height = `${y}px`;
  }

  #first(y: number): number {
    let low = 0;
    let high = Math.max(0, this.#items.length - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tops[middle + 1] ?? 0) <= y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #soon(): void {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.render();
      });
    }
  }
}

/** An element that rows can be put in: as tall as all rows together. */
export function listSpace(attributes: Readonly<Record<string, string>>): HTMLElement {
  return element('div', { class: 'list-space', attributes });
}
