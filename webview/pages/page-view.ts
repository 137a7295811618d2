import type { PageFrame } from '../geometry.ts';
import { element, setAttribute, setText } from '../ui/dom.ts';

/** The layers of a page, from bottom to top. */
export type LayerName = 'hits' | 'selection' | 'text' | 'marks' | 'draft';

const LAYERS: readonly LayerName[] = ['hits', 'selection', 'text', 'marks', 'draft'];

/** One page in the document: its caption, its picture and the layers over it. */
export class PageView {
  readonly page: number;
  /** Caption and page together. */
  readonly node: HTMLElement;
  readonly caption: HTMLElement;
  /** The page itself: the parent of picture and layers, whose top left is the origin of screen coordinates. */
  readonly sheet: HTMLElement;
  readonly #title: HTMLElement;
  readonly #layers = new Map<LayerName, HTMLElement>();
  /** Known once the page object has been read. */
  frame: PageFrame | undefined;
  /** CSS pixels a point. */
  scale = 1;
  /** Size of the page in CSS pixels. */
  width = 0;
  height = 0;
  canvas: HTMLCanvasElement | undefined;
  /** Canvas pixels a point of the picture that is shown; 0 without one. */
  canvasScale = 0;
  failed = false;

  constructor(page: number, label: string) {
    this.page = page;
    this.#title = element('span', { class: 'page-title' });
    this.caption = element('div', { class: 'page-caption' }, this.#title);
    this.sheet = element('div', { class: 'sheet', attributes: { 'data-sheet': page } });
    for (const name of LAYERS) {
      const layer = element('div', { class: `layer layer-${name}` });
      this.#layers.set(name, layer);
      this.sheet.append(layer);
    }
    this.node = element(
      'div',
      { class: 'page', attributes: { 'data-page': page, role: 'group', 'aria-label': label } },
      this.caption,
      this.sheet,
    );
  }

  /** The element of a layer. */
  layer(name: LayerName): HTMLElement {
    return this.#layers.get(name) as HTMLElement;
  }

  /** What stands above the page. */
  setTitle(title: string): void {
    setText(this.#title, title);
  }

  /** Puts a picture under the layers in place of the one before. */
  setCanvas(canvas: HTMLCanvasElement | undefined, scale: number): void {
    if (this.canvas !== canvas) {
      this.canvas?.remove();
      // Without this, browsers keep the pixels until the next garbage collection.
      releaseCanvas(this.canvas);
      this.canvas = canvas;
      if (canvas !== undefined) {
        canvas.className = 'picture';
        setAttribute(canvas, 'aria-hidden', 'true');
        this.sheet.prepend(canvas);
      }
    }
    this.canvasScale = scale;
    setAttribute(this.node, 'data-rendered', canvas !== undefined && scale > 0);
  }

  /** Shows that the page could not be drawn. */
  setFailed(text: string): void {
    this.failed = true;
    this.sheet.append(element('p', { class: 'page-failed', attributes: { role: 'status' } }, text));
  }
}

/** Gives a canvas's memory back at once. */
export function releaseCanvas(canvas: HTMLCanvasElement | undefined): void {
  if (canvas !== undefined) {
    canvas.width = 0;
    canvas.height = 0;
  }
}
