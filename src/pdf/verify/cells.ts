import type { Rendering } from '../engine/page.ts';

/** Pixels: strokes of letters are narrower. */
const NARROWEST = 6;
/** Pixels: so wide and high are no holes of letters, even where the rules around end at the corners. */
const WIDE = 14;
/** Rules are no thicker, smooth edges included. */
const THICKEST = 5;
/** Share of a cell's box, and of its sides, that must be as they are of a cell: smooth edges, and rules that meet it. */
const MOST = 0.8;
const FULL = 0.95;

/** What the picture has at a pixel: the ground, something on it, or nothing that is looked at. */
export type Shade = 'ground' | 'drawn' | 'outside';

/** A rectangle of pixels, the ends included. */
interface Cell {
  left: number;
  top: number;
  right: number;
  bottom: number;
  count: number;
}

/**
 * Of pixels that are cut off from the mask's edge, how many are the bare ground in cells of a table: rectangles between
 * thin rules that go through the whole mask, or larger than holes of letters, with the ground again behind them. Rules
 * stay where they cross a mark, and what they enclose is no drawing.
 *
 * @param shadeAt of a pixel by its number
 * @param isCutOff one byte a pixel; set to 0 where it was looked at
 */
export function countInCells(
  { width, height }: Pick<Rendering, 'width' | 'height'>,
  isCutOff: Uint8Array,
  shadeAt: (pixel: number) => Shade,
): number {
  let count = 0;
  for (let pixel = 0; pixel < isCutOff.length; pixel++) {
    if (isCutOff[pixel] === 0 || shadeAt(pixel) !== 'ground') continue;
    const cell = cellAt(pixel, { width, height }, isCutOff, shadeAt);
    if (isTableCell(cell, { width, height }, shadeAt)) count += cell.count;
  }
  return count;
}

/** The ground that goes on from a pixel. */
function cellAt(
  first: number,
  { width, height }: Pick<Rendering, 'width' | 'height'>,
  isCutOff: Uint8Array,
  shadeAt: (pixel: number) => Shade,
): Cell {
  const cell: Cell = { left: width, top: height, right: -1, bottom: -1, count: 0 };
  const stack = [first];
  isCutOff[first] = 0;
  const goOn = (pixel: number): void => {
    if (isCutOff[pixel] === 0 || shadeAt(pixel) !== 'ground') return;
    isCutOff[pixel] = 0;
    stack.push(pixel);
  };
  for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    cell.count++;
    cell.left = Math.min(cell.left, x);
    cell.right = Math.max(cell.right, x);
    cell.top = Math.min(cell.top, y);
    cell.bottom = Math.max(cell.bottom, y);
    if (x > 0) goOn(pixel - 1);
    if (x < width - 1) goOn(pixel + 1);
    if (y > 0) goOn(pixel - width);
    if (y < height - 1) goOn(pixel + width);
  }
  return cell;
}

function isTableCell(
  { left, top, right, bottom, count }: Cell,
  { width, height }: Pick<Rendering, 'width' | 'height'>,
  shadeAt: (pixel: number) => Shade,
): boolean {
  const [wide, high] = [right - left + 1, bottom - top + 1];
  if (Math.min(wide, high) < NARROWEST || count < FULL * wide * high) return false;
  const at = (x: number, y: number): Shade =>
    x < 0 || y < 0 || x >= width || y >= height ? 'outside' : shadeAt(y * width + x);
  /** Whether outwards from a place a thin rule comes, and behind it the ground or the end of the mask. */
  const isRuled = (x: number, y: number, dx: number, dy: number): boolean => {
    for (let step = 1; step <= THICKEST + 1; step++)
      if (at(x + step * dx, y + step * dy) !== 'drawn') return step > 1;
    return false;
  };
  /** Whether a rule goes on from a place to the end of the mask. */
  const goesThrough = (x: number, y: number, dx: number, dy: number): boolean => {
    let step = 0;
    while (at(x + step * dx, y + step * dy) === 'drawn') step++;
    return at(x + step * dx, y + step * dy) === 'outside';
  };
  const share = (length: number, test: (i: number) => boolean): number =>
    Array.from({ length }, (_, i) => i).filter(test).length / length;
  const isCrossed =
    [top - 1, bottom + 1].every((y) => goesThrough(left, y, -1, 0) && goesThrough(right, y, 1, 0)) &&
    [left - 1, right + 1].every((x) => goesThrough(x, top, 0, -1) && goesThrough(x, bottom, 0, 1));
  return (
    (isCrossed || Math.min(wide, high) >= WIDE) &&
    share(wide, (i) => isRuled(left + i, top, 0, -1)) >= MOST &&
    share(wide, (i) => isRuled(left + i, bottom, 0, 1)) >= MOST &&
    share(high, (i) => isRuled(left, top + i, -1, 0)) >= MOST &&
    share(high, (i) => isRuled(right, top + i, 1, 0)) >= MOST
  );
}
