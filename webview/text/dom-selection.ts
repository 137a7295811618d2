import type { EditorContext } from '../context.ts';
import type { Model } from '../state/model.ts';
import type { Viewer } from '../pages/viewer.ts';
import type { PageTexts } from './page-texts.ts';
import { type Caret, compareCarets, type TextSelection } from './selection.ts';
import { indexAtOffset, offsetOfIndex } from './text-layer.ts';

/**
 * Keeps the browser's selection and ours the same, as far as the pages are in the document: the browser's is what
 * screen readers, copying and assistive tools see; ours is exact and outlives a page that scrolls away.
 */
export class DomSelection {
  readonly #model: Model;
  readonly #viewer: Viewer;
  readonly #pageTexts: PageTexts;

  constructor({ model, viewer, pageTexts, lifetime }: EditorContext) {
    this.#model = model;
    this.#viewer = viewer;
    this.#pageTexts = pageTexts;
    document.addEventListener('selectionchange', () => this.#read(), { signal: lifetime });
    model.selection.subscribe(() => this.write());
  }

  /** Makes the browser's selection follow ours. */
  write(): void {
    const native = document.getSelection();
    const selection = this.#model.selection.value;
    if (native === null) {
      return;
    }
    if (selection === undefined) {
      if (this.#caret(native.anchorNode, native.anchorOffset) !== undefined) {
        native.removeAllRanges();
      }
      return;
    }
    const anchor = this.#node(selection.anchor);
    const focus = this.#node(selection.focus);
    if (anchor === undefined || focus === undefined) {
      return;
    }
    const same =
      native.anchorNode === anchor.node &&
      native.anchorOffset === anchor.offset &&
      native.focusNode === focus.node &&
      native.focusOffset === focus.offset;
    if (!same) {
      native.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
    }
  }

  #read(): void {
    const native = document.getSelection();
    if (native === null || native.rangeCount === 0) {
      return;
    }
    const anchor = this.#caret(native.anchorNode, native.anchorOffset);
    const focus = this.#caret(native.focusNode, native.focusOffset);
    if (anchor === undefined || focus === undefined) {
      return;
    }
    const selection: TextSelection = { anchor, focus };
    const before = this.#model.selection.value;
    const same =
      before !== undefined &&
      compareCarets(before.anchor, anchor) === 0 &&
      compareCarets(before.focus, focus) === 0;
    // A caret that the browser leaves behind when a page is rebuilt is nobody's wish.
    if (!same && (compareCarets(anchor, focus) !== 0 || this.#model.textCursor.value)) {
      this.#model.selection.set(selection);
    }
  }

  #caret(node: Node | null, offset: number): Caret | undefined {
    const parent = node instanceof Text ? node.parentElement : undefined;
    const start = parent?.dataset['start'];
    const page = Number(parent?.closest<HTMLElement>('[data-page]')?.dataset['page'] ?? 0);
    const lines = this.#pageTexts.peek(page);
    if (start === undefined || lines === undefined || parent?.closest('.layer-text') === null) {
      return undefined;
    }
    return { page, index: indexAtOffset(lines, Number(start), offset) };
  }

  #node(caret: Caret): { node: Text; offset: number } | undefined {
    const layer = this.#viewer.view(caret.page)?.layer('text');
    const lines = this.#pageTexts.peek(caret.page);
    const line = lines?.lines.findLast((item) => item.start <= caret.index);
    if (layer === undefined || lines === undefined || line === undefined) {
      return undefined;
    }
    const node = layer.querySelector(`[data-start="${line.start}"]`)?.firstChild;
    if (!(node instanceof Text)) {
      return undefined;
    }
    const offset = offsetOfIndex(lines, line.start, Math.min(caret.index, line.end));
    return { node, offset: Math.min(offset, node.length) };
  }
}
