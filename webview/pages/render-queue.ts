import type { PageRendering, PdfSource } from '../pdf/source.ts';
import { type PageView, releaseCanvas } from './page-view.ts';

/** Most pixels of one picture; above it the picture is drawn smaller and stretched. */
const MAX_PAGE_PIXELS = 16_000_000;
/** Most pixels of all pictures together: 4 bytes each. */
const MAX_TOTAL_PIXELS = 64_000_000;
/** More device pixels than this a CSS pixel cannot be told apart when reading. */
const MAX_DEVICE_RATIO = 2;

interface Running {
  readonly view: PageView;
  readonly scale: number;
  readonly rendering: PageRendering;
}

/**
 * Draws pages one after the other, those that matter most first. What is no longer wanted is cancelled, and
 * pictures never take more than a fixed number of pixels together.
 */
export class RenderQueue {
  readonly #source: PdfSource;
  readonly #onDone: (view: PageView, error?: Error) => void;
  #wanted: readonly PageView[] = [];
  #running: Running | undefined;

  constructor(source: PdfSource, onDone: (view: PageView, error?: Error) => void) {
    this.#source = source;
    this.#onDone = onDone;
  }

  /** Says which pages should have a picture, the most important one first. */
  plan(views: readonly PageView[]): void {
    let pixels = 0;
    this.#wanted = views.filter((view) => {
      pixels += this.#pixels(view);
      return pixels <= MAX_TOTAL_PIXELS || view === views[0];
    });
    for (const view of views) {
      if (!this.#wanted.includes(view)) {
        view.setCanvas(undefined, 0);
      }
    }
    const running = this.#running;
    if (
      running !== undefined &&
      (!this.#wanted.includes(running.view) || targetScale(running.view) !== running.scale)
    ) {
      running.rendering.cancel();
    }
    this.#next();
  }

  /** Lets go of a page's picture. */
  drop(view: PageView): void {
    this.#wanted = this.#wanted.filter((other) => other !== view);
    if (this.#running?.view === view) {
      this.#running.rendering.cancel();
    }
    view.setCanvas(undefined, 0);
    void this.#source.release(view.page).catch(() => undefined);
  }

  #pixels(view: PageView): number {
    const scale = targetScale(view);
    return (view.width / view.scale) * scale * (view.height / view.scale) * scale;
  }

  #next(): void {
    if (this.#running !== undefined) {
      return;
    }
    const view = this.#wanted.find(
      (candidate) =>
        !candidate.failed &&
        candidate.frame !== undefined &&
        candidate.canvasScale !== targetScale(candidate),
    );
    if (view === undefined) {
      return;
    }
    const scale = targetScale(view);
    const canvas = document.createElement('canvas');
    if (view.canvas === undefined) {
      view.setCanvas(canvas, 0);
    }
    const rendering = this.#source.render(view.page, canvas, scale);
    this.#running = { view, scale, rendering };
    rendering.done.then(
      (complete) => this.#finish(view, canvas, complete ? scale : 0),
      (error: unknown) =>
        this.#finish(view, canvas, 0, error instanceof Error ? error : new Error(String(error))),
    );
  }

  #finish(view: PageView, canvas: HTMLCanvasElement, scale: number, error?: Error): void {
    this.#running = undefined;
    if (scale > 0 && this.#wanted.includes(view)) {
      view.setCanvas(canvas, scale);
      this.#onDone(view);
    } else {
      if (view.canvas === canvas) {
        view.setCanvas(undefined, 0);
      }
      releaseCanvas(canvas);
      if (error !== undefined) {
        this.#onDone(view, error);
      }
    }
    this.#next();
  }
}

/** Canvas pixels a point that a page should be drawn with. */
function targetScale(view: PageView): number {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, MAX_DEVICE_RATIO);
  const pixels = view.width * ratio * view.height * ratio;
  const shrink = Math.min(1, Math.sqrt(MAX_PAGE_PIXELS / Math.max(1, pixels)));
  return view.scale * ratio * shrink;
}
