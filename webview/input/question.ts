import type { EditorContext } from '../context.ts';

/** Milliseconds in which a click shows itself as the reason why the page has the focus. */
const CLICK = 60;

/**
 * A list or field of VS Code waits for an answer. Keys belong there, also when the page gets the focus, unless a
 * person clicked on the page to have it.
 */
export class Question {
  readonly #context: EditorContext;
  #open = false;
  #clicked = false;

  constructor(context: EditorContext) {
    this.#context = context;
    const { lifetime: signal } = context;
    window.addEventListener('focus', () => this.#giveBack(), { signal });
    document.addEventListener('pointerdown', () => (this.#clicked = true), { capture: true, signal });
  }

  /** Whether keys are for VS Code. */
  get takesKeys(): boolean {
    return this.#open && !this.#clicked;
  }

  /** Tells that one is open, or that none is any longer. */
  set(open: boolean): void {
    this.#open = open;
    this.#clicked = false;
    if (document.hasFocus()) {
      this.#giveBack();
    }
  }

  #giveBack(): void {
    if (!this.#open) {
      return;
    }
    setTimeout(() => {
      if (this.takesKeys && document.hasFocus()) {
        this.#context.transport.send({ type: 'focus' });
      }
    }, CLICK);
  }
}
