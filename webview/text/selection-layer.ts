import { quadOnScreen, type ScreenRect } from '../geometry.ts';
import type { PageView } from '../pages/page-view.ts';
import type { Model } from '../state/model.ts';
import { element, place } from '../ui/dom.ts';
import { alongOfCaret, highlightQuads, lineOfCaret, stretchQuad } from './lines.ts';
import type { PageTexts } from './page-texts.ts';
import { isCollapsed, rangeOnPage } from './selection.ts';

/** Draws the selected text, or the text cursor, in a page's selection layer, and the chosen shape above all. */
export function drawSelection(view: PageView, model: Model, pageTexts: PageTexts): void {
  view.layer('selection').replaceChildren(...selectionNodes(view, model, pageTexts));
  drawShape(view, model);
}

function selectionNodes(view: PageView, model: Model, pageTexts: PageTexts): readonly HTMLElement[] {
  const { frame, scale } = view;
  const selection = model.selection.value;
  const lines = pageTexts.peek(view.page);
  if (frame === undefined || selection === undefined || lines === undefined) {
    return [];
  }
  if (isCollapsed(selection)) {
    const line = selection.focus.page === view.page ? lineOfCaret(lines, selection.focus.index) : undefined;
    if (line === undefined || !model.textCursor.value) {
      return [];
    }
    const along = alongOfCaret(lines, line, selection.focus.index);
    const rect = quadOnScreen(frame, scale, stretchQuad(line, along, along + 1.2));
    return [box('text-cursor', rect, rect.angle)];
  }
  const range = rangeOnPage(selection, view.page, lines.text.characters.length);
  if (range === undefined) {
    return [];
  }
  return highlightQuads(lines, range.start, range.end).map((quad) => {
    const rect = quadOnScreen(frame, scale, quad);
    return box('selected-text', rect, rect.angle);
  });
}

function drawShape(view: PageView, model: Model): void {
  const layer = view.layer('draft');
  const shape = model.shape.value;
  if (view.frame === undefined || shape === undefined || shape.page !== view.page) {
    layer.replaceChildren();
    return;
  }
  const rect = quadOnScreen(view.frame, view.scale, shape.quad);
  const node = layer.querySelector<HTMLElement>('.shape') ?? element('div', { class: 'shape' });
  place(node, rect);
  node.dataset['kind'] = shape.kind;
  if (node.parentElement !== layer) {
    layer.replaceChildren(node);
  }
}

function box(name: string, rect: ScreenRect, angle: number): HTMLElement {
  const node = element('span', { class: name });
  place(node, rect);
  if (angle !== 0) {
    node.style.transform = `rotate(${angle.toFixed(5)}rad)`;
  }
  return node;
}
