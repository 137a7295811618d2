import {
  clamp,
  frameSize,
  type PageFrame,
  PIXELS_PER_POINT,
  type ScreenPoint,
  type ScreenRect,
} from '../geometry.ts';
import type { PdfSource } from '../pdf/source.ts';
import { element, place } from '../ui/dom.ts';
import { CAPTION_HEIGHT, PageLayout, SIDE_MARGIN } from './layout.ts';
import { PageView } from './page-view.ts';
import { RenderQueue } from './render-queue.ts';
import { boundedZoom, scaleOf, type Zoom } from './zoom.ts';

/** What the viewer needs from its surroundings. */
export interface ViewerOptions {
  readonly source: PdfSource;
  readonly documentLabel: string;
  readonly pageLabel: (page: number) => string;
  readonly pageFailed: string;
  /** A page has come into the document and its frame is known, or its scale has changed: fill its layers. */
  readonly onDraw: (view: PageView) => void;
  /** The place in view has changed. */
  readonly onMove: () => void;
  readonly onZoom: () => void;
  readonly onRendered: (view: PageView, error?: Error) => void;
}

/** A place in the document that stays put while sizes change. */
interface Anchor {
  readonly page: number;
  /** Fraction of the page's height; CSS pixels above the page, in its caption, where negative. */
  readonly down: number;
  /** Fraction of the page's width. */
  readonly across: number;
  /** Where it stands in the viewport. */
  readonly x: number;
  readonly y: number;
}

/** Milliseconds without a change of zoom after which pages are drawn sharp again. */
const ZOOM_PAUSE = 120;

/** Continuous scroll over virtualised pages: only those near the viewport are in the document. Pages from 1. */
export class Viewer {
  /** The element that scrolls. */
  readonly node: HTMLElement;
  readonly layout: PageLayout;
  readonly #column: HTMLElement;
  readonly #options: ViewerOptions;
  readonly #views = new Map<number, PageView>();
  readonly #queue: RenderQueue;
  #zoom: Zoom = 'fit-width';
  #frameRequested = false;
  #zoomTimer: ReturnType<typeof setTimeout> | undefined;
  #laidOut = false;
  #startPlace: { readonly page: number; readonly top: number } | undefined;

  constructor(options: ViewerOptions) {
    this.#options = options;
    const first = options.source.knownFrame(1);
    const size = first === undefined ? { width: 595, height: 842 } : frameSize(first, 1);
    this.layout = new PageLayout(options.source.count, size.width, size.height);
    this.#column = element('div', { class: 'column' });
    this.node = element(
      'div',
      {
        class: 'scroller',
        attributes: {
          tabindex: 0,
          role: 'region',
          'aria-label': options.documentLabel,
          'data-region': 'document',
        },
      },
      this.#column,
    );
    this.#queue = new RenderQueue(options.source, (view, error) => {
      if (error !== undefined) {
        view.setFailed(options.pageFailed);
      }
      options.onRendered(view, error);
    });
    this.node.addEventListener('scroll', () => this.#requestUpdate(), { passive: true });
    this.node.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
    new ResizeObserver(() => this.#resized()).observe(this.node);
  }

  /** Lays the pages out for the first time, as soon as there is room, and goes to a place. */
  start(zoom: Zoom, place: { readonly page: number; readonly top: number } | undefined): void {
    this.#zoom = zoom;
    this.#startPlace = place;
    this.#resized();
  }

  get count(): number {
    return this.layout.count;
  }

  get zoom(): Zoom {
    return this.#zoom;
  }

  /** CSS pixels a point on a page. */
  scaleOf(page: number): number {
    return this.layout.scaleOf(page);
  }

  /** Present zoom of the page in view as a factor. */
  get zoomFactor(): number {
    return this.layout.scaleOf(this.page) / PIXELS_PER_POINT;
  }

  /** Pages that are in the document. */
  get views(): Iterable<PageView> {
    return this.#views.values();
  }

  /** A page that is in the document. */
  view(page: number): PageView | undefined {
    return this.#views.get(page);
  }

  /** The page in view: the one of which most can be seen, of itself or of the viewport; the first of equals. */
  get page(): number {
    const top = this.node.scrollTop;
    const height = Math.max(1, this.node.clientHeight);
    const last = this.layout.pageAt(top + height - 1);
    let best = this.layout.pageAt(top);
    let most = 0;
    for (let page = best; page <= last; page += 1) {
      const from = Math.max(this.layout.pageTop(page), top);
      const to = Math.min(this.layout.pageTop(page) + this.layout.height(page), top + height);
      const seen = (to - from) / Math.max(1, Math.min(this.layout.height(page), height));
      if (seen > most + 0.01) {
        best = page;
        most = seen;
      }
    }
    return best;
  }

  /** Top of the viewport: page, and fraction of that page's height. */
  get position(): { page: number; top: number } {
    const { page, down } = this.#anchorAt({ x: 0, y: 0 });
    return { page, top: down < 0 ? down / Math.max(1, this.layout.height(page)) : down };
  }

  /** Scrolls so that this fraction of the page's height is at the top of the viewport. */
  scrollTo(page: number, top = -CAPTION_HEIGHT / Math.max(1, this.layout.height(page))): void {
    const target = clamp(Math.round(page), 1, this.count);
    this.node.scrollTop = this.layout.pageTop(target) + top * this.layout.height(target);
    this.#update();
  }

  /** The frame of a page; from then on its true size is laid out. Rejects where the page cannot be read. */
  async prepare(page: number): Promise<PageFrame> {
    const frame = await this.#options.source.frame(page);
    this.#adopt(page, frame);
    return frame;
  }

  /** Scrolls as little as needed to have a rectangle (CSS pixels on its page) well in view. */
  reveal(page: number, rect: ScreenRect): void {
    const margin = Math.min(80, this.node.clientHeight / 5);
    const top = this.layout.pageTop(page) + rect.y;
    const from = this.node.scrollTop + margin;
    const to = this.node.scrollTop + this.node.clientHeight - margin;
    if (top < from || top + rect.height > to) {
      this.node.scrollTop = top - Math.max(margin, (this.node.clientHeight - rect.height) / 3);
    }
    const left = this.#pageLeft(page) + rect.x;
    if (left < this.node.scrollLeft || left + rect.width > this.node.scrollLeft + this.node.clientWidth) {
      this.node.scrollLeft = left - 40;
    }
    this.#update();
  }

  /** Sets the zoom; `at` (CSS pixels in the viewport) stays where it is, else the top does. */
  setZoom(zoom: Zoom, at?: ScreenPoint): void {
    this.#zoom = boundedZoom(zoom);
    this.#rescale(at);
    this.#options.onZoom();
  }

  /** Zooms by a factor, about a point of the viewport. */
  zoomBy(factor: number, at?: ScreenPoint): void {
    this.setZoom(this.zoomFactor * factor, at);
  }

  /** Fills the layers of the pages in the document again. */
  redraw(): void {
    for (const view of this.#views.values()) {
      if (view.frame !== undefined) {
        this.#options.onDraw(view);
      }
    }
  }

  /** The page under a point of the window, and the point on it; the nearest page where it is beside one. */
  locate(clientX: number, clientY: number): { page: number; point: ScreenPoint } {
    const box = this.node.getBoundingClientRect();
    const y = clientY - box.top + this.node.scrollTop;
    const x = clientX - box.left + this.node.scrollLeft;
    const page = this.layout.pageAt(y);
    return { page, point: { x: x - this.#pageLeft(page), y: y - this.layout.pageTop(page) } };
  }

  /** Where a point of a page stands in the scrolled column. */
  inColumn(page: number, point: ScreenPoint): ScreenPoint {
    return { x: this.#pageLeft(page) + point.x, y: this.layout.pageTop(page) + point.y };
  }

  /** The element that pages lie in; things that scroll along can be put in it. */
  get column(): HTMLElement {
    return this.#column;
  }

  /** Ctrl with the wheel, which is also what a pinch comes in as. */
  #onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const box = this.node.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const turn = clamp(event.deltaY * lines, -100, 100);
      this.zoomBy(Math.exp(-turn * 0.0022), { x: event.clientX - box.left, y: event.clientY - box.top });
    }
  }

  #resized(): void {
    if (this.node.clientWidth === 0) {
      return;
    }
    if (this.#laidOut && typeof this.#zoom === 'number') {
      this.#place();
      this.#update();
      return;
    }
    this.#laidOut = true;
    this.#rescale();
    const start = this.#startPlace;
    if (start !== undefined) {
      this.#startPlace = undefined;
      this.scrollTo(start.page, start.top);
    }
    this.#options.onZoom();
  }

  #rescale(at?: ScreenPoint): void {
    const natural = { width: this.layout.naturalWidth(1), height: this.layout.naturalHeight(1) };
    const viewport = { width: this.node.clientWidth, height: this.node.clientHeight };
    const scale = Math.min(scaleOf(this.#zoom, viewport, natural), this.layout.maxScale);
    const fit = typeof this.#zoom === 'number' ? 'none' : this.#zoom === 'fit-width' ? 'width' : 'page';
    if (Math.abs(scale - this.layout.scale) > 1e-6 || fit !== this.layout.fit) {
      const anchor = this.#anchorAt(at ?? { x: this.node.clientWidth / 2, y: 0 });
      this.layout.scale = scale;
      this.layout.fit = fit;
      this.#place();
      this.#restore(anchor);
      for (const view of this.#views.values()) {
        this.#size(view);
      }
      clearTimeout(this.#zoomTimer);
      this.#zoomTimer = setTimeout(() => {
        this.#zoomTimer = undefined;
        this.#update();
      }, ZOOM_PAUSE);
    } else {
      this.#place();
    }
    this.#update();
  }

  #pageLeft(page: number): number {
    return Math.max(SIDE_MARGIN, (this.#columnWidth() - this.layout.width(page)) / 2);
  }

  #columnWidth(): number {
    return Math.max(this.node.clientWidth, this.layout.widest + 2 * SIDE_MARGIN);
  }

  #anchorAt(at: ScreenPoint): Anchor {
    const y = this.node.scrollTop + at.y;
    const page = this.layout.pageAt(y);
    const below = y - this.layout.pageTop(page);
    return {
      page,
      down: below < 0 ? below : below / Math.max(1, this.layout.height(page)),
      across: (this.node.scrollLeft + at.x - this.#pageLeft(page)) / Math.max(1, this.layout.width(page)),
      x: at.x,
      y: at.y,
    };
  }

  #restore(anchor: Anchor): void {
    const { page, down } = anchor;
    const below = down < 0 ? down : down * this.layout.height(page);
    this.node.scrollTop = this.layout.pageTop(page) + below - anchor.y;
    this.node.scrollLeft = this.#pageLeft(page) + anchor.across * this.layout.width(page) - anchor.x;
  }

  #place(): void {
    this.#column.style.height = `${this.layout.totalHeight}px`;
    this.#column.style.width = `${this.#columnWidth()}px`;
    for (const view of this.#views.values()) {
      this.#placeView(view);
    }
  }

  #placeView(view: PageView): void {
    const { page } = view;
    place(view.node, {
      x: this.#pageLeft(page),
      y: this.layout.top(page),
      width: this.layout.width(page),
      height: CAPTION_HEIGHT + this.layout.height(page),
    });
  }

  #size(view: PageView): void {
    view.scale = this.layout.scaleOf(view.page);
    view.width = this.layout.width(view.page);
    view.height = this.layout.height(view.page);
    view.sheet.style.setProperty('--scale', String(view.scale));
    view.sheet.style.height = `${view.height}px`;
    if (view.frame !== undefined) {
      this.#options.onDraw(view);
    }
  }

  #requestUpdate(): void {
    if (!this.#frameRequested) {
      this.#frameRequested = true;
      requestAnimationFrame(() => {
        this.#frameRequested = false;
        this.#update();
      });
    }
  }

  #update(): void {
    const height = this.node.clientHeight;
    if (height === 0) {
      return;
    }
    const top = this.node.scrollTop;
    const spare = height * 0.75;
    const first = this.layout.pageAt(top - spare);
    const last = this.layout.pageAt(top + height + spare);
    const focused = document.activeElement;
    for (const view of [...this.#views.values()]) {
      if ((view.page < first || view.page > last) && !view.node.contains(focused)) {
        this.#detach(view);
      }
    }
    for (let page = first; page <= last; page += 1) {
      if (!this.#views.has(page)) {
        this.#attach(page);
      }
    }
    if (this.#zoomTimer === undefined) {
      const middle = top + height / 2;
      const distance = (view: PageView): number => {
        const from = this.layout.top(view.page);
        return Math.max(0, from - middle, middle - from - CAPTION_HEIGHT - view.height);
      };
      const near = [...this.#views.values()].filter((view) => view.page >= first && view.page <= last);
      this.#queue.plan(near.sort((a, b) => distance(a) - distance(b)));
    }
    this.#options.onMove();
  }

  #attach(page: number): void {
    const view = new PageView(page, this.#options.pageLabel(page));
    this.#views.set(page, view);
    const next = [...this.#views.values()]
      .filter((other) => other.page > page)
      .sort((a, b) => a.page - b.page)[0];
    this.#column.insertBefore(view.node, next?.node ?? null);
    view.frame = this.#options.source.knownFrame(page);
    if (view.frame !== undefined) {
      this.#adopt(page, view.frame);
    }
    this.#placeView(view);
    this.#size(view);
    if (view.frame === undefined) {
      this.prepare(page).then(
        (frame) => {
          view.frame = frame;
          if (this.#views.get(page) === view) {
            this.#size(view);
            this.#requestUpdate();
          }
        },
        () => view.setFailed(this.#options.pageFailed),
      );
    }
  }

  /** Lays a page out in its true size; what is in view stays where it is. */
  #adopt(page: number, frame: PageFrame): void {
    const size = frameSize(frame, 1);
    const anchor = this.#anchorAt({ x: this.node.clientWidth / 2, y: 0 });
    if (this.layout.setSize(page, size.width, size.height)) {
      this.#place();
      this.#restore(anchor);
    }
  }

  #detach(view: PageView): void {
    this.#views.delete(view.page);
    this.#queue.drop(view);
    view.node.remove();
  }
}
