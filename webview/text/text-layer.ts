import { type PageFrame, type ScreenPoint, toScreen } from '../geometry.ts';
import { element } from '../ui/dom.ts';
import { type PageLines, stretchQuad, type TextLine } from './lines.ts';

/** Size in pixels at which widths are measured. */
const MEASURED_AT = 100;
const FAMILY = 'sans-serif';

let measuring: CanvasRenderingContext2D | undefined;

function measuredWidth(text: string): number {
  measuring ??= document.createElement('canvas').getContext('2d') ?? undefined;
  if (measuring === undefined) {
    return 0;
  }
  measuring.font = `${MEASURED_AT}px ${FAMILY}`;
  return measuring.measureText(text).width;
}

/**
 * The text of a page as invisible elements in its place, for screen readers, copying and the browser's own
 * selection. Every line is one element, and its text is exactly that of its characters, so that a place in the
 * DOM and the index of a character convert without loss. Laid out at 1 CSS pixel a point; CSS scales it.
 */
export function buildTextLayer(frame: PageFrame, page: PageLines): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const line of page.lines) {
    fragment.append(lineElement(frame, page, line), document.createElement('br'));
  }
  return fragment;
}

function lineElement(frame: PageFrame, page: PageLines, line: TextLine): HTMLElement {
  const text = lineText(page, line);
  const node = element('span', { attributes: { 'data-start': line.start } }, text);
  const quad = stretchQuad(line, line.from, line.to);
  const corner = (index: 0 | 2 | 4): ScreenPoint =>
    toScreen(frame, 1, [quad[index], quad[(index + 1) as 1 | 3 | 5]]);
  const [first, second, third] = [corner(0), corner(2), corner(4)];
  const width = Math.hypot(second.x - first.x, second.y - first.y);
  const height = Math.hypot(third.x - first.x, third.y - first.y);
  const angle = Math.atan2(second.y - first.y, second.x - first.x);
  const natural = (measuredWidth(text) * height) / MEASURED_AT;
  const stretch = natural > 0 ? width / natural : 1;
  node.style.cssText =
    `left:${first.x.toFixed(2)}px;top:${first.y.toFixed(2)}px;font-size:${height.toFixed(2)}px;` +
    `transform:${Math.abs(angle) > 0.001 ? `rotate(${angle.toFixed(5)}rad) ` : ''}scaleX(${stretch.toFixed(4)})`;
  return node;
}

/** The characters of a line as one string. */
export function lineText(page: PageLines, line: TextLine): string {
  let text = '';
  for (let index = line.start; index < line.end; index += 1) {
    text += page.text.characters[index]?.text ?? '';
  }
  return text;
}

/** The index of the character at an offset (UTF-16 units) in a line's element. */
export function indexAtOffset(page: PageLines, start: number, offset: number): number {
  let index = start;
  let units = 0;
  while (units < offset && index < page.text.characters.length) {
    units += page.text.characters[index]?.text.length ?? 1;
    index += 1;
  }
  return index;
}

/** The offset (UTF-16 units) in a line's element of the character with this index. */
export function offsetOfIndex(page: PageLines, start: number, index: number): number {
  let units = 0;
  for (let at = start; at < index; at += 1) {
    units += page.text.characters[at]?.text.length ?? 0;
  }
  return units;
}
