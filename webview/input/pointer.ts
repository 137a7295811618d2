import { wordAt } from '../../src/core/text/words.ts';
import { clampRect, rectBetween, rectToQuad, type ScreenPoint, toUser } from '../geometry.ts';
import type { EditorContext } from '../context.ts';
import type { MarkDrags } from '../marks/mark-drag.ts';
import type { HandleName } from '../marks/mark-layer.ts';
import { clearSelection, selectMarks } from '../state/model.ts';
import { caretAt, characterAt, lineOfCaret } from '../text/lines.ts';
import { type Caret, compareCarets } from '../text/selection.ts';
import { type Drag, DragRunner } from './drag.ts';

/** What the mouse works with. */
export interface PointerContext extends EditorContext {
  readonly markDrags: MarkDrags;
  /** The person has finished choosing text or an area. */
  readonly onChosen: () => void;
  /** The person has clicked a mark. */
  readonly onMarkClicked: (id: string) => void;
}

/** CSS pixels below which a dragged area is taken for a slip. */
const SMALLEST_AREA = 4;

/** The mouse on the pages: selecting text, drawing areas, selecting, moving and resizing marks. */
export class PointerInput {
  readonly #context: PointerContext;
  readonly #drags: DragRunner;

  constructor(context: PointerContext) {
    this.#context = context;
    this.#drags = new DragRunner(context.viewer.node, context.lifetime);
    context.viewer.node.addEventListener('mousedown', (event) => this.#down(event));
    context.viewer.node.addEventListener('mousemove', (event) => this.#hover(event));
  }

  /** Stops what the mouse was doing; tells whether there was anything. */
  cancel(): boolean {
    const { active } = this.#drags;
    this.#drags.cancel();
    return active;
  }

  #down(event: MouseEvent): void {
    const { viewer, model } = this.#context;
    const target = event.target as HTMLElement;
    const onScrollbar = event.offsetX > viewer.node.clientWidth && target === viewer.node;
    if (event.button === 2) {
      this.#chooseForMenu(target);
      return;
    }
    if (event.button !== 0 || onScrollbar || target.closest('[data-page-control], [data-popup]') !== null) {
      return;
    }
    event.preventDefault();
    const mark = target.closest<HTMLElement>('[data-redaction]');
    const handle = target.closest<HTMLElement>('[data-handle]')?.dataset['handle'] as HandleName | undefined;
    const id = mark?.dataset['redaction'];
    if (mark === null) {
      viewer.node.focus({ preventScroll: true });
    }
    if (id !== undefined && handle !== undefined) {
      this.#run(this.#context.markDrags.resize(id, handle), event);
    } else if (event.altKey || model.areaMode.value || (id === undefined && this.#onlyAreas(event))) {
      this.#run(this.#areaDrag(event), event);
    } else if (id !== undefined) {
      this.#run(this.#markDrag(id, event), event);
    } else {
      this.#beginText(event);
    }
  }

  /** The menu of a mark is about that mark, or about all that are selected when it is one of them. */
  #chooseForMenu(target: HTMLElement): void {
    const { model } = this.#context;
    const id = target.closest<HTMLElement>('[data-redaction]')?.dataset['redaction'];
    if (id !== undefined && !model.selected.value.has(id)) {
      selectMarks(model, [id]);
    }
  }

  #run(drag: Drag | undefined, event: MouseEvent): void {
    if (drag !== undefined) {
      this.#drags.start(drag, event);
    }
  }

  /** Whether the page under the pointer is known to have no text, so that a drag can only mean an area. */
  #onlyAreas(event: MouseEvent): boolean {
    const { page } = this.#context.viewer.locate(event.clientX, event.clientY);
    return this.#context.pageTexts.peek(page)?.lines.length === 0 && this.#context.actions.editable;
  }

  #hover(event: MouseEvent): void {
    const sheet = (event.target as HTMLElement).closest<HTMLElement>('.sheet');
    if (sheet === null || this.#drags.active) {
      return;
    }
    const { page, point } = this.#context.viewer.locate(event.clientX, event.clientY);
    const lines = this.#context.pageTexts.peek(page);
    const frame = this.#context.viewer.view(page)?.frame;
    const onText =
      lines !== undefined &&
      frame !== undefined &&
      characterAt(lines, toUser(frame, this.#context.viewer.scaleOf(page), point)) !== undefined;
    sheet.classList.toggle('over-text', onText);
    sheet.classList.toggle('only-areas', lines?.lines.length === 0);
  }

  #caretUnder(clientX: number, clientY: number): Caret | undefined {
    const { page, point } = this.#context.viewer.locate(clientX, clientY);
    const lines = this.#context.pageTexts.peek(page);
    const frame = this.#context.viewer.view(page)?.frame;
    if (lines === undefined || frame === undefined) {
      return undefined;
    }
    const index = caretAt(lines, toUser(frame, this.#context.viewer.scaleOf(page), point));
    return index === undefined ? undefined : { page, index };
  }

  #beginText(event: MouseEvent): void {
    const { model } = this.#context;
    const caret = this.#caretUnder(event.clientX, event.clientY);
    const before = model.selection.value;
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
      clearSelection(model);
    }
    if (caret === undefined) {
      return;
    }
    if (event.shiftKey && before !== undefined) {
      model.selection.set({ anchor: before.anchor, focus: caret });
      this.#run(this.#textDrag(before.anchor, before.anchor), event);
      return;
    }
    model.shape.set(undefined);
    selectMarks(model, []);
    const [start, end] = event.detail >= 2 ? this.#unitAround(event, caret) : [caret, caret];
    model.selection.set({ anchor: start, focus: end });
    this.#run(this.#textDrag(start, end), event);
  }

  /** The word (double click) or line (triple click) under the pointer. */
  #unitAround(event: MouseEvent, caret: Caret): readonly [Caret, Caret] {
    const { viewer, pageTexts } = this.#context;
    const { page, point } = viewer.locate(event.clientX, event.clientY);
    const lines = pageTexts.peek(page);
    const frame = viewer.view(page)?.frame;
    if (lines === undefined || frame === undefined) {
      return [caret, caret];
    }
    const index = characterAt(lines, toUser(frame, viewer.scaleOf(page), point)) ?? caret.index;
    const unit = event.detail === 2 ? wordAt(lines.text, index) : lineOfCaret(lines, index);
    return unit === undefined
      ? [caret, caret]
      : [
          { page, index: unit.start },
          { page, index: unit.end },
        ];
  }

  /** Extends a selection from the unit it began with, in either direction. */
  #textDrag(start: Caret, end: Caret): Drag {
    const { model, onChosen } = this.#context;
    return {
      move: (clientX, clientY) => {
        const caret = this.#caretUnder(clientX, clientY);
        if (caret !== undefined) {
          const backwards = compareCarets(caret, start) < 0;
          const focus = backwards || compareCarets(caret, end) > 0 ? caret : end;
          model.selection.set({ anchor: backwards ? end : start, focus });
        }
      },
      end: () => {
        const selection = model.selection.value;
        if (selection !== undefined && compareCarets(selection.anchor, selection.focus) === 0) {
          if (!model.textCursor.value) {
            model.selection.set(undefined);
          }
        } else {
          onChosen();
        }
      },
      cancel: () => undefined,
    };
  }

  #areaDrag(event: MouseEvent): Drag | undefined {
    const { viewer, model, actions, onChosen } = this.#context;
    const start = viewer.locate(event.clientX, event.clientY);
    const view = viewer.view(start.page);
    if (!actions.editable || view?.frame === undefined) {
      return undefined;
    }
    const { frame } = view;
    clearSelection(model);
    const draw = (clientX: number, clientY: number): boolean => {
      const rect = clampRect(rectBetween(start.point, this.#onPage(start.page, clientX, clientY)), view);
      const large = rect.width >= SMALLEST_AREA && rect.height >= SMALLEST_AREA;
      model.shape.set(
        large ? { kind: 'area', page: start.page, quad: rectToQuad(frame, view.scale, rect) } : undefined,
      );
      return large;
    };
    return {
      move: (clientX, clientY) => void draw(clientX, clientY),
      end: (clientX, clientY, moved) => {
        if (moved && draw(clientX, clientY)) {
          model.areaMode.set(false);
          onChosen();
        } else {
          model.shape.set(undefined);
        }
      },
      cancel: () => model.shape.set(undefined),
    };
  }

  /** A click selects the mark. A drag moves it where it is an area, and selects text where it lies on text. */
  #markDrag(id: string, event: MouseEvent): Drag | undefined {
    const { model, markDrags, onMarkClicked } = this.#context;
    const toggle = event.ctrlKey || event.metaKey || event.shiftKey;
    const move = toggle ? undefined : markDrags.move(id, event);
    const anchor = this.#caretUnder(event.clientX, event.clientY);
    const text =
      anchor === undefined || move !== undefined || toggle ? undefined : this.#textDrag(anchor, anchor);
    const inner = move ?? text;
    return {
      move: (clientX, clientY) => {
        if (inner === text && text !== undefined) {
          selectMarks(model, []);
        }
        inner?.move(clientX, clientY);
      },
      end: (clientX, clientY, moved) => {
        if (moved) {
          inner?.end(clientX, clientY, true);
          return;
        }
        if (toggle) {
          const selected = new Set(model.selected.value);
          if (!selected.delete(id)) {
            selected.add(id);
          }
          selectMarks(model, selected);
        } else {
          selectMarks(model, [id]);
        }
        onMarkClicked(id);
      },
      cancel: () => inner?.cancel(),
    };
  }

  /** A point of the window in CSS pixels from the top left of a page, also when it is over another page. */
  #onPage(page: number, clientX: number, clientY: number): ScreenPoint {
    const { viewer } = this.#context;
    const box = viewer.node.getBoundingClientRect();
    const origin = viewer.inColumn(page, { x: 0, y: 0 });
    return {
      x: clientX - box.left + viewer.node.scrollLeft - origin.x,
      y: clientY - box.top + viewer.node.scrollTop - origin.y,
    };
  }
}
