import type { EditorContext } from '../context.ts';
import { quadsBounds, toUser } from '../geometry.ts';
import { alongOfCaret, caretAt, caretInLine, lineOfCaret, type PageLines, stretchQuad } from './lines.ts';
import { type Caret, isCollapsed, orderedEnds, wordEdge } from './selection.ts';

/** A step of the text cursor. */
export type CursorStep =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'line-start'
  | 'line-end'
  | 'word-left'
  | 'word-right';

/** The text cursor: selecting text by keyboard alone. */
export class TextCursor {
  readonly #context: EditorContext;

  constructor(context: EditorContext) {
    this.#context = context;
    context.model.textCursor.subscribe((on) => {
      const selection = context.model.selection.value;
      if (!on && selection !== undefined && isCollapsed(selection)) {
        context.model.selection.set(undefined);
      }
    });
  }

  /** Turns the cursor on, at the selection or at the first text in view; or off. */
  async toggle(): Promise<void> {
    const { model, announcer, texts, viewer, pageTexts } = this.#context;
    if (model.textCursor.value) {
      model.textCursor.set(false);
      return;
    }
    const { page } = viewer;
    const lines = await pageTexts.get(page).catch(() => undefined);
    const view = viewer.view(page);
    if (lines === undefined || lines.lines.length === 0 || view?.frame === undefined) {
      announcer.say(lines === undefined ? texts.textFailed : texts.noText);
      return;
    }
    model.textCursor.set(true);
    if (model.selection.value === undefined) {
      const above = viewer.node.scrollTop - viewer.inColumn(page, { x: 0, y: 0 }).y;
      const corner = toUser(view.frame, view.scale, { x: 0, y: Math.max(0, above + 20) });
      this.#place({ page, index: caretAt(lines, corner) ?? 0 }, false);
    }
    announcer.say(texts.textCursorOn);
  }

  /** Moves the cursor, or the end of the selection with `extend`. */
  async step(step: CursorStep, extend: boolean): Promise<void> {
    const { model, pageTexts } = this.#context;
    const selection = model.selection.value;
    if (selection === undefined) {
      return;
    }
    if (!extend && !isCollapsed(selection) && (step === 'left' || step === 'right')) {
      const [first, last] = orderedEnds(selection);
      this.#place(step === 'left' ? first : last, false);
      return;
    }
    const from = selection.focus;
    const lines = await pageTexts.get(from.page);
    const to = moved(lines, from.index, step);
    if (to !== undefined) {
      this.#place({ page: from.page, index: to }, extend);
      return;
    }
    const forwards = step === 'right' || step === 'down' || step === 'word-right';
    const page = from.page + (forwards ? 1 : -1);
    if (page >= 1 && page <= this.#context.viewer.count) {
      const next = await pageTexts.get(page);
      const line = forwards ? next.lines[0] : next.lines.at(-1);
      if (line !== undefined) {
        this.#place({ page, index: forwards ? line.start : line.end }, extend);
      }
    }
  }

  #place(caret: Caret, extend: boolean): void {
    const { model, viewer, pageTexts } = this.#context;
    const anchor = extend ? (model.selection.value?.anchor ?? caret) : caret;
    model.selection.set({ anchor, focus: caret });
    const view = viewer.view(caret.page);
    const lines = pageTexts.peek(caret.page);
    const line = lines === undefined ? undefined : lineOfCaret(lines, caret.index);
    if (view?.frame !== undefined && lines !== undefined && line !== undefined) {
      const along = alongOfCaret(lines, line, caret.index);
      viewer.reveal(caret.page, quadsBounds(view.frame, view.scale, [stretchQuad(line, along, along + 1)]));
    } else {
      viewer.scrollTo(caret.page);
    }
  }
}

/** Where a step leads on the page; undefined past its first or last text. */
function moved(page: PageLines, index: number, step: CursorStep): number | undefined {
  const line = lineOfCaret(page, index);
  if (line === undefined) {
    return undefined;
  }
  const at = page.lines.indexOf(line);
  switch (step) {
    case 'line-start':
      return line.start;
    case 'line-end':
      return line.end;
    case 'left':
      return index > line.start ? index - 1 : page.lines[at - 1]?.end;
    case 'right':
      return index < line.end ? index + 1 : page.lines[at + 1]?.start;
    case 'up':
    case 'down': {
      const next = page.lines[at + (step === 'up' ? -1 : 1)];
      return next === undefined ? undefined : caretInLine(page, next, alongOfCaret(page, line, index));
    }
    case 'word-left':
    case 'word-right': {
      const edge = wordEdge(page.text.characters, index, step === 'word-left' ? -1 : 1);
      return edge === index ? undefined : edge;
    }
  }
}
