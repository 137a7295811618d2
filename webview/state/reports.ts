import type { PageMessage, ViewPosition } from '../../src/core/protocol.ts';
import type { EditorContext } from '../context.ts';
import type { PageView } from '../pages/page-view.ts';
import { selectedText } from '../text/copy.ts';
import { isCollapsed } from '../text/selection.ts';

/** Milliseconds without a move after which the host hears of the place in view. */
const PAUSE = 250;

/** Longer texts are passages: nobody looks for them elsewhere. Characters. */
const LONGEST_QUOTE = 80;

/** Tells the host what is on screen: the place in view, what is selected, which pages are drawn. */
export class Reports {
  readonly #context: EditorContext;
  #positionTimer: ReturnType<typeof setTimeout> | undefined;
  #sentPosition = '';
  #sentSelection = '';
  #sentState = '';
  #error: string | undefined;
  #stateDue = false;
  #firstPage = true;
  #stopped = false;

  constructor(context: EditorContext) {
    this.#context = context;
    const { model } = context;
    for (const source of [model.darkPages, model.sidebar, model.marksPanel]) {
      source.subscribe(() => this.moved());
    }
    for (const source of [model.selection, model.shape, model.selected]) {
      source.subscribe(() => this.#reportSelection());
    }
    model.snapshot.subscribe(() => this.#reportState());
  }

  /** The place in view may have changed. */
  moved(): void {
    clearTimeout(this.#positionTimer);
    this.#positionTimer = setTimeout(() => this.#reportPosition(), PAUSE);
    this.#reportSelection();
    this.#reportState();
  }

  /** A page has been drawn, or could not be. */
  rendered(view: PageView, error: Error | undefined): void {
    if (error !== undefined) {
      this.#error = `page ${view.page}: ${error.message}`;
    } else if (this.#firstPage) {
      this.#firstPage = false;
      performance.mark('lakmoes:first-page');
    }
    this.#reportState();
  }

  /** Says nothing more. */
  stop(): void {
    clearTimeout(this.#positionTimer);
    this.#stopped = true;
  }

  /** Where this panel is looking. */
  get position(): ViewPosition {
    const { model, viewer } = this.#context;
    const { page, top } = viewer.position;
    return {
      page,
      top: Math.round(top * 10_000) / 10_000,
      zoom: viewer.zoom,
      darkPages: model.darkPages.value,
      sidebar: model.sidebar.value,
      marksPanel: model.marksPanel.value,
    };
  }

  #reportPosition(): void {
    const { position } = this;
    const text = JSON.stringify(position);
    if (text !== this.#sentPosition) {
      this.#sentPosition = text;
      this.#context.transport.send({ type: 'position', position });
    }
  }

  #reportSelection(): void {
    const { model, viewer, transport, pageTexts } = this.#context;
    const selection = model.selection.value;
    const quote = selection === undefined ? '' : selectedText(selection, pageTexts).trim();
    const message: PageMessage & { type: 'selection' } = {
      type: 'selection',
      ids: [...model.selected.value],
      text: model.shape.value !== undefined || (selection !== undefined && !isCollapsed(selection)),
      ...(quote === '' || quote.length > LONGEST_QUOTE ? {} : { quote }),
      page: viewer.page,
    };
    const text = JSON.stringify(message);
    if (text !== this.#sentSelection) {
      this.#sentSelection = text;
      transport.send(message);
    }
  }

  #reportState(): void {
    if (this.#stateDue) {
      return;
    }
    this.#stateDue = true;
    requestAnimationFrame(() => {
      this.#stateDue = false;
      if (this.#stopped) {
        return;
      }
      const { viewer, model, transport } = this.#context;
      const rendered = [...viewer.views].filter((view) => view.canvasScale > 0).map((view) => view.page);
      const message: PageMessage & { type: 'state' } = {
        type: 'state',
        pages: viewer.count,
        rendered: rendered.sort((a, b) => a - b),
        marks: model.snapshot.value.redactions.length,
        ...(this.#error === undefined ? {} : { error: this.#error }),
      };
      const text = JSON.stringify(message);
      if (text !== this.#sentState) {
        this.#sentState = text;
        transport.send(message);
      }
    });
  }
}
