/** What a drag does while the button is down. Points are those of the window. */
export interface Drag {
  move(clientX: number, clientY: number): void;
  /** `moved` is false for a click. */
  end(clientX: number, clientY: number, moved: boolean): void;
  cancel(): void;
}

/** CSS pixels that a pointer may tremble in a click. */
const SLACK = 3;
/** CSS pixels from the edge of the viewport within which it scrolls along. */
const EDGE = 28;

/**
 * Runs drags one at a time on an element that scrolls. Near the edge the element scrolls along, and the drag hears
 * of the move.
 */
export class DragRunner {
  readonly #scroller: HTMLElement;
  #running: { readonly drag: Drag; readonly x: number; readonly y: number; moved: boolean } | undefined;
  #last = { x: 0, y: 0 };
  #ticking = false;

  constructor(scroller: HTMLElement, lifetime: AbortSignal) {
    this.#scroller = scroller;
    const options = { signal: lifetime };
    window.addEventListener('mousemove', (event) => this.#move(event), options);
    window.addEventListener('mouseup', (event) => this.#up(event), options);
    window.addEventListener('blur', () => this.cancel(), options);
  }

  get active(): boolean {
    return this.#running !== undefined;
  }

  /** Begins a drag at a point of the window. */
  start(drag: Drag, event: MouseEvent): void {
    this.cancel();
    this.#running = { drag, x: event.clientX, y: event.clientY, moved: false };
    this.#last = { x: event.clientX, y: event.clientY };
  }

  /** Ends the drag as if it had not begun. */
  cancel(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.drag.cancel();
  }

  #move(event: MouseEvent): void {
    const running = this.#running;
    if (running === undefined) {
      return;
    }
    if ((event.buttons & 1) === 0) {
      this.#up(event);
      return;
    }
    this.#last = { x: event.clientX, y: event.clientY };
    running.moved ||= Math.hypot(event.clientX - running.x, event.clientY - running.y) > SLACK;
    if (running.moved) {
      running.drag.move(event.clientX, event.clientY);
      this.#scrollAlong();
    }
  }

  #up(event: MouseEvent): void {
    const running = this.#running;
    if (running !== undefined) {
      this.#running = undefined;
      running.drag.end(event.clientX, event.clientY, running.moved);
    }
  }

  #scrollAlong(): void {
    if (this.#ticking) {
      return;
    }
    this.#ticking = true;
    requestAnimationFrame(() => {
      this.#ticking = false;
      const running = this.#running;
      if (running === undefined) {
        return;
      }
      const box = this.#scroller.getBoundingClientRect();
      const down = overshoot(this.#last.y, box.top, box.bottom);
      const across = overshoot(this.#last.x, box.left, box.right);
      if (down !== 0 || across !== 0) {
        this.#scroller.scrollBy(across, down);
        running.drag.move(this.#last.x, this.#last.y);
        this.#scrollAlong();
      }
    });
  }
}

/** Pixels to scroll in a frame for a pointer this near to, or beyond, an edge. */
function overshoot(at: number, low: number, high: number): number {
  if (at < low + EDGE) {
    return Math.max(-40, (at - low - EDGE) / 2);
  }
  return at > high - EDGE ? Math.min(40, (at - high + EDGE) / 2) : 0;
}
