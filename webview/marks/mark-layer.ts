import type { Quad, Redaction } from '../../src/core/model/redaction.ts';
import { boundsOf, type PageFrame, quadOnScreen, type ScreenRect, type TurnedRect } from '../geometry.ts';
import type { PageView } from '../pages/page-view.ts';
import { indexOf, type Model, placeOf, type PendingMark } from '../state/model.ts';
import type { Texts } from '../texts.ts';
import { element, place, setAttribute } from '../ui/dom.ts';
import { codesOf, lookOf, markName } from './label.ts';

/** Draws the marks of a page. Elements are kept by id, so that a new snapshot changes only what differs. */
export class MarkLayer {
  readonly #model: Model;
  readonly #texts: Texts;

  constructor(model: Model, texts: Texts) {
    this.#model = model;
    this.#texts = texts;
  }

  /** Makes the layer of a page show the present marks. */
  draw(view: PageView): void {
    const { frame } = view;
    if (frame === undefined) {
      return;
    }
    const layer = view.layer('marks');
    const kept = new Map<string, HTMLElement>();
    for (const child of layer.children) {
      const id = (child as HTMLElement).dataset['redaction'];
      if (id !== undefined) {
        kept.set(id, child as HTMLElement);
      }
    }
    const redactions = indexOf(this.#model.snapshot.value).byPage.get(view.page) ?? [];
    let previous: Element | null = null;
    for (const redaction of redactions) {
      const node = kept.get(redaction.id) ?? newMark(redaction.id);
      kept.delete(redaction.id);
      this.#update(node, redaction, frame, view.scale);
      const next: Element | null = previous === null ? layer.firstElementChild : previous.nextElementSibling;
      if (next !== node) {
        layer.insertBefore(node, next);
      }
      previous = node;
    }
    for (const node of kept.values()) {
      node.remove();
    }
    for (const node of layer.querySelectorAll(':scope > [data-pending]')) {
      node.remove();
    }
    for (const mark of this.#model.pending.value.filter((item) => item.page === view.page)) {
      layer.append(this.#pendingMark(mark, frame, view.scale));
    }
  }

  #update(node: HTMLElement, redaction: Redaction, frame: PageFrame, scale: number): void {
    const selected = this.#model.selected.value.has(redaction.id);
    const alone = selected && this.#model.selected.value.size === 1;
    setAttribute(node, 'data-look', lookOf(redaction));
    setAttribute(node, 'data-status', redaction.status);
    setAttribute(node, 'data-kind', redaction.kind);
    setAttribute(node, 'data-selected', selected);
    setAttribute(node, 'aria-pressed', String(selected));
    setAttribute(node, 'aria-label', markName(redaction, this.#texts));
    layoutMark(node, frame, scale, placeOf(this.#model, redaction), codesOf(redaction, this.#texts));
    const editable = alone && this.#model.snapshot.value.readOnly === undefined;
    setHandles(node, editable ? redaction.kind : undefined, this.#texts);
  }

  #pendingMark(mark: PendingMark, frame: PageFrame, scale: number): HTMLElement {
    const node = element('div', {
      class: 'mark',
      attributes: {
        'data-pending': '',
        'data-look': mark.codes.length === 0 ? 'groundless' : 'accepted',
        'data-kind': mark.kind,
        'aria-hidden': 'true',
      },
    });
    layoutMark(node, frame, scale, mark.quads, codesOf({ grounds: mark.codes }, this.#texts));
    return node;
  }
}

function newMark(id: string): HTMLElement {
  return element('div', {
    class: 'mark',
    attributes: {
      role: 'button',
      tabindex: -1,
      'data-redaction': id,
      'data-vscode-context': JSON.stringify({ webviewSection: 'mark', preventDefaultContextMenuItems: true }),
    },
  });
}

/** Upright rectangle around a turned one. */
function uprightBounds(rect: TurnedRect): ScreenRect {
  const cos = Math.cos(rect.angle);
  const sin = Math.sin(rect.angle);
  const corner = (x: number, y: number): { x: number; y: number } => ({
    x: rect.x + x * cos - y * sin,
    y: rect.y + x * sin + y * cos,
  });
  return boundsOf([
    corner(0, 0),
    corner(rect.width, 0),
    corner(0, rect.height),
    corner(rect.width, rect.height),
  ]);
}

/** Puts a mark's rectangles in place, in an element that is just around them. */
function layoutMark(
  node: HTMLElement,
  frame: PageFrame,
  scale: number,
  quads: readonly Quad[],
  label: string,
): void {
  const rects = quads.map((quad) => quadOnScreen(frame, scale, quad));
  const key = JSON.stringify([
    rects.map((rect) => [rect.x, rect.y, rect.width, rect.height, rect.angle]),
    label,
  ]);
  if (node.dataset['layout'] === key) {
    return;
  }
  node.dataset['layout'] = key;
  const corners = rects.map(uprightBounds).flatMap((rect) => [
    { x: rect.x, y: rect.y },
    { x: rect.x + rect.width, y: rect.y + rect.height },
  ]);
  const bounds = boundsOf(corners);
  place(node, bounds);
  for (const old of node.querySelectorAll(':scope > .mark-rect')) {
    old.remove();
  }
  const labelled = labelledRect(rects, label);
  const nodes = rects.map((rect, index) => {
    const box = element('span', { class: 'mark-rect' });
    place(box, { ...rect, x: rect.x - bounds.x, y: rect.y - bounds.y });
    if (rect.angle !== 0) {
      box.style.transform = `rotate(${rect.angle.toFixed(5)}rad)`;
    }
    box.append(codeLabel(rect, label, index === labelled));
    return box;
  });
  node.prepend(...nodes);
}

/** Width of a label in its own font size, a character. */
const CHARACTER_WIDTH = 0.56;

/** The rectangle that carries the label: the first one it fits in, else the widest. */
function labelledRect(rects: readonly TurnedRect[], label: string): number {
  const needed = (rect: TurnedRect): number => label.length * CHARACTER_WIDTH * fontSize(rect) + 6;
  const fitting = rects.findIndex((rect) => rect.width >= needed(rect));
  if (fitting >= 0) {
    return fitting;
  }
  const widest = Math.max(...rects.map((rect) => rect.width));
  return rects.findIndex((rect) => rect.width === widest);
}

function fontSize(rect: ScreenRect): number {
  return Math.min(Math.max(rect.height * 0.62, 7), 12);
}

/** The code in a rectangle: at its end where there is room for both, over all of it where there is not. */
function codeLabel(rect: TurnedRect, label: string, main: boolean): HTMLElement {
  const full = fontSize(rect);
  const width = label.length * CHARACTER_WIDTH * full + 6;
  const size = Math.max(6, Math.min(full, full * (rect.width / width)));
  const node = element(
    'span',
    { class: main ? 'mark-code' : 'mark-code mark-code-extra', attributes: { 'aria-hidden': 'true' } },
    label,
  );
  node.style.fontSize = `${size.toFixed(1)}px`;
  node.dataset['fit'] =
    rect.height > 40 && rect.width > 60 ? 'corner' : width < rect.width * 0.7 ? 'end' : 'cover';
  return node;
}

const AREA_HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
const TEXT_HANDLES = ['start', 'end'] as const;

/** What can be taken hold of to change a mark. */
export type HandleName = (typeof AREA_HANDLES)[number] | (typeof TEXT_HANDLES)[number];

function setHandles(node: HTMLElement, kind: Redaction['kind'] | undefined, texts: Texts): void {
  const names: readonly HandleName[] = kind === 'area' ? AREA_HANDLES : kind === 'text' ? TEXT_HANDLES : [];
  if ((node.dataset['handles'] ?? '') !== names.join(' ')) {
    node.dataset['handles'] = names.join(' ');
    for (const old of node.querySelectorAll('.handle')) {
      old.remove();
    }
    for (const name of names) {
      const title = name === 'start' ? texts.handleStart : name === 'end' ? texts.handleEnd : undefined;
      node.append(element('span', { class: 'handle', attributes: { 'data-handle': name, title } }));
    }
  }
  const rects = [...node.querySelectorAll<HTMLElement>(':scope > .mark-rect')];
  for (const handle of node.querySelectorAll<HTMLElement>('.handle')) {
    const rect = handle.dataset['handle'] === 'end' ? rects.at(-1) : rects[0];
    if (rect !== undefined && (handle.dataset['handle'] === 'start' || handle.dataset['handle'] === 'end')) {
      handle.style.left = `calc(${rect.style.left} + ${handle.dataset['handle'] === 'end' ? rect.style.width : '0px'})`;
      handle.style.top = rect.style.top;
      handle.style.height = rect.style.height;
    }
  }
}
