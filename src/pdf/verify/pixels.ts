import { countInCells, type Shade } from './cells.ts';
import { applyAffine, type Affine } from '../engine/geometry.ts';
import { isSmoothing, onOneSurface, ThinLines } from './surfaces.ts';
import type { PixelRect, Rendering } from '../engine/page.ts';

/** A convex polygon in PDF user space. */
export type Polygon = readonly { readonly x: number; readonly y: number }[];

/** Pixels of a rendering, one byte each: 1 inside. */
export class PixelMask {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
  private readonly painted: PixelRect[] = [];

  /** `bits`: zeros, one a pixel. */
  constructor(width: number, height: number, bits: Uint8Array = new Uint8Array(width * height)) {
    this.width = width;
    this.height = height;
    this.bits = bits;
  }

  /** Adds the pixels whose centre is within `margin` pixels of a polygon (negative: well inside). */
  add(polygon: Polygon, toPixel: Affine, margin: number): void {
    this.paint(polygon, toPixel, margin, 1);
  }

  /** Takes out what `add` would add. */
  remove(polygon: Polygon, toPixel: Affine, margin: number): void {
    this.paint(polygon, toPixel, margin, 0);
  }

  private paint(polygon: Polygon, toPixel: Affine, margin: number, bit: 0 | 1): void {
    const corners = polygon.map(({ x, y }) => applyAffine(toPixel, x, y));
    const edges = edgesOf(corners);
    const bounds = boundsOf(corners, margin, this);
    const { left, top, right, bottom } = bounds;
    this.painted.push(bounds);
    for (let y = top; y < bottom; y++) this.paintRow(y, left, right, edges, margin, bit);
  }

  /** Makes it as it was at first. */
  clear(): void {
    for (const { left, top, right, bottom } of this.painted.splice(0))
      for (let y = top; y < bottom; y++) this.bits.fill(0, y * this.width + left, y * this.width + right);
  }

  /** The mask of some of the rows. */
  rows(top: number, bottom: number): PixelMask {
    const bits = this.bits.subarray(top * this.width, bottom * this.width);
    return new PixelMask(this.width, bottom - top, bits);
  }

  /** Within a row, each edge leaves the pixels on one side of a point. */
  private paintRow(
    y: number,
    left: number,
    right: number,
    edges: readonly Edge[],
    margin: number,
    bit: 0 | 1,
  ): void {
    let from = left;
    let to = right;
    for (const { a, b, c } of edges) {
      const rest = b * (y + 0.5) + c + margin;
      if (a === 0) {
        if (rest < 0) to = from;
      } else if (a > 0) from = Math.max(from, Math.ceil(-rest / a - 0.5));
      else to = Math.min(to, Math.floor(-rest / a - 0.5) + 1);
    }
    if (to > from) this.bits.fill(bit, y * this.width + from, y * this.width + to);
  }
}

function clamp(value: number, size: number): number {
  return Number.isFinite(value) ? Math.min(size, Math.max(0, value)) : 0;
}

type Corner = readonly [x: number, y: number];

/** The pixels that corners reach, and `margin` pixels around them, within a picture; right and bottom exclusive. */
function boundsOf(
  corners: readonly Corner[],
  margin: number,
  { width, height }: { readonly width: number; readonly height: number },
): PixelRect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const corner of corners) {
    left = Math.min(left, corner[0]);
    right = Math.max(right, corner[0]);
    top = Math.min(top, corner[1]);
    bottom = Math.max(bottom, corner[1]);
  }
  return {
    left: clamp(Math.floor(left - margin), width),
    top: clamp(Math.floor(top - margin), height),
    right: clamp(Math.ceil(right + margin), width),
    bottom: clamp(Math.ceil(bottom + margin), height),
  };
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Lines with normals of length 1 that point inwards. */
function edgesOf(corners: readonly Corner[]): Edge[] {
  let twice = 0;
  corners.forEach(([x, y], index) => {
    const [nx, ny] = corners[(index + 1) % corners.length]!;
    twice += x * ny - nx * y;
  });
  const sign = twice >= 0 ? 1 : -1;
  return corners.flatMap(([x, y], index) => {
    const [nx, ny] = corners[(index + 1) % corners.length]!;
    const length = Math.hypot(nx - x, ny - y);
    if (length === 0) return [];
    const a = (-(ny - y) * sign) / length;
    const b = ((nx - x) * sign) / length;
    return [{ a, b, c: -(a * x + b * y) }];
  });
}

/** Differences below this (of 255) are rounding of blends and resampled images. */
const VISIBLE = 24;

/**
 * Pixels outside the mask that differ visibly, and not just because a glyph was put on the next pixel; both
 * renderings of one size and one kind.
 */
export function countChanged(before: Rendering, after: Rendering, mask: PixelMask): number {
  if (before.width !== after.width || before.height !== after.height) return before.width * before.height;
  const old = picture(before);
  const now = picture(after);
  const { height } = before;
  let changed = 0;
  for (let top = 0; top < height; top += ROWS) {
    const bottom = Math.min(top + ROWS, height);
    if (sameRows(old, now, top, bottom)) continue;
    for (let y = top; y < bottom; y++)
      if (!sameRows(old, now, y, y + 1)) changed += countInRow(old, now, mask, y);
  }
  return changed;
}

/** Nearly all rows are the same, byte for byte: so many are compared at once. */
const ROWS = 16;

function countInRow(old: Picture, now: Picture, { bits }: PixelMask, y: number): number {
  const { width, channels } = old;
  const [before, after] = [old.pixels, now.pixels];
  const [from, here] = [y * old.stride, y * now.stride];
  let changed = 0;
  for (let x = 0; x < width; x++) {
    // As most pixels of a row that differs are.
    if (channels === 1 && before[from + x] === after[here + x]) continue;
    if (bits[y * width + x] !== 0 || alike(old, x, y, now, x, y)) continue;
    if (!hasAlikeNear(old, x, y, now) || !hasAlikeNear(now, x, y, old)) changed++;
  }
  return changed;
}

/** A rendering with its pixels read once. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 4;
  readonly stride: number;
  readonly pixels: Buffer;
}

function picture({ width, height, channels, stride, pixels }: Rendering): Picture {
  const all = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length);
  return { width, height, channels, stride, pixels: all };
}

function sameRows(a: Picture, b: Picture, top: number, bottom: number): boolean {
  if (a.stride !== b.stride) return false;
  const from = top * a.stride;
  const to = bottom * a.stride;
  return a.pixels.compare(b.pixels, from, to, from, to) === 0;
}

function alike(a: Picture, ax: number, ay: number, b: Picture, bx: number, by: number): boolean {
  const { channels } = a;
  const p = ay * a.stride + ax * channels;
  const q = by * b.stride + bx * channels;
  const colours = Math.min(3, channels);
  for (let channel = 0; channel < colours; channel++) {
    if (Math.abs(a.pixels[p + channel]! - b.pixels[q + channel]!) > VISIBLE) return false;
  }
  return true;
}

/** Whether the other rendering has the colour of a pixel there or next to it. */
function hasAlikeNear(from: Picture, x: number, y: number, to: Picture): boolean {
  for (let ny = Math.max(0, y - 1); ny <= Math.min(from.height - 1, y + 1); ny++) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(from.width - 1, x + 1); nx++) {
      if (alike(from, x, y, to, nx, ny)) return true;
    }
  }
  return false;
}

/** Side of the squares that `countChangedRoughly` averages, pixels. */
const SQUARE = 8;
/** Share of a square that must be outside the mask for it to count. */
const ENOUGH = 0.5;
/** Differences of averages below this are another way of smoothing edges. */
const ROUGHLY = 48;

/**
 * As `countChanged`, for a page that became a picture: every edge is smoothed anew, so averages of squares are
 * compared. Gives pixels as well.
 */
export function countChangedRoughly(before: Rendering, after: Rendering, mask: PixelMask): number {
  if (before.width !== after.width || before.height !== after.height) return before.width * before.height;
  const old = picture(before);
  const now = picture(after);
  let changed = 0;
  for (let top = 0; top < before.height; top += SQUARE) {
    for (let left = 0; left < before.width; left += SQUARE) {
      let count = 0;
      let difference = 0;
      for (let y = top; y < Math.min(top + SQUARE, before.height); y++) {
        for (let x = left; x < Math.min(left + SQUARE, before.width); x++) {
          const pixel = y * before.width + x;
          if (mask.bits[pixel] !== 0) continue;
          count++;
          difference +=
            old.pixels[y * old.stride + x * old.channels]! - now.pixels[y * now.stride + x * now.channels]!;
        }
      }
      const enough = count >= SQUARE * SQUARE * ENOUGH;
      if (!enough || Math.abs(difference / count) <= ROUGHLY) continue;
      if (countStrange(old, now, mask, left, top) > STRANGE) changed += count;
    }
  }
  return changed;
}

/** So many pixels of a square that its neighbourhood does not explain are no line that was put on other pixels. */
const STRANGE = 8;

/** Pixels of a square whose shade lies outside of what stands there and around it in the other picture. */
function countStrange(a: Picture, b: Picture, { bits }: PixelMask, left: number, top: number): number {
  let strange = 0;
  for (let y = top; y < Math.min(top + SQUARE, a.height); y++) {
    for (let x = left; x < Math.min(left + SQUARE, a.width); x++) {
      if (bits[y * a.width + x] === 0 && !(isWithin(a, x, y, b) && isWithin(b, x, y, a))) strange++;
    }
  }
  return strange;
}

function isWithin(from: Picture, x: number, y: number, to: Picture): boolean {
  const value = from.pixels[y * from.stride + x * from.channels]!;
  let [low, high] = [255, 0];
  for (let ny = Math.max(0, y - 1); ny <= Math.min(from.height - 1, y + 1); ny++) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(from.width - 1, x + 1); nx++) {
      const other = to.pixels[ny * to.stride + nx * to.channels]!;
      if (other < low) low = other;
      if (other > high) high = other;
    }
  }
  return value >= low - VISIBLE && value <= high + VISIBLE;
}

/** The smallest rectangle of pixels around a polygon, within the rendering; undefined when it is off it. */
export function pixelBounds(
  polygon: Polygon,
  toPixel: Affine,
  size: { readonly width: number; readonly height: number },
): PixelRect | undefined {
  const corners = polygon.map(({ x, y }) => applyAffine(toPixel, x, y));
  const rect = boundsOf(corners, 0, size);
  return rect.right > rect.left && rect.bottom > rect.top ? rect : undefined;
}

/** The rows of a rendering that a polygon reaches, and `margin` rows around them; bottom exclusive. */
export function rowsOf(
  polygon: Polygon,
  toPixel: Affine,
  height: number,
  margin: number,
): { readonly top: number; readonly bottom: number } {
  const ys = polygon.map(({ x, y }) => applyAffine(toPixel, x, y)[1]);
  return {
    top: clamp(Math.floor(Math.min(...ys)) - margin, height),
    bottom: clamp(Math.ceil(Math.max(...ys)) + margin, height),
  };
}

/** Rounding of colours in an opaque fill. */
const UNIFORM = 1;

/** Whether all masked pixels have one colour; true when there are none. */
export function isUniform({ pixels }: Rendering, { bits }: PixelMask): boolean {
  const first = bits.indexOf(1);
  if (first < 0 || isOneColour(pixels, bits, first)) return true;
  return [0, 1, 2].every((channel) => isEven(pixels, bits, first, channel));
}

/** Whether masked pixels have one colour in each row, or in each column. */
export function isStriped(
  { pixels }: Rendering,
  { bits, width, height }: PixelMask,
  along: 'rows' | 'columns',
): boolean {
  const first = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (bits[pixel] === 0) continue;
    const stripe = along === 'rows' ? Math.trunc(pixel / width) : pixel % width;
    const start = first.get(stripe) ?? pixel;
    first.set(stripe, start);
    for (let channel = 0; channel < 3; channel++)
      if (Math.abs(pixels[4 * pixel + channel]! - pixels[4 * start + channel]!) > UNIFORM) return false;
  }
  return true;
}

/** As nearly all boxes are. */
function isOneColour(pixels: Uint8Array, bits: Uint8Array, first: number): boolean {
  const [red, green, blue] = pixels.subarray(4 * first, 4 * first + 3);
  for (let pixel = first, at = 4 * first; pixel < bits.length; pixel++, at += 4) {
    if (bits[pixel] === 0) continue;
    if (pixels[at] !== red || pixels[at + 1] !== green || pixels[at + 2] !== blue) return false;
  }
  return true;
}

function isEven(pixels: Uint8Array, bits: Uint8Array, first: number, channel: number): boolean {
  let low = pixels[first * 4 + channel]!;
  let high = low;
  for (let pixel = first; pixel < bits.length; pixel++) {
    if (bits[pixel] === 0) continue;
    const value = pixels[pixel * 4 + channel]!;
    if (value < low) low = value;
    else if (value > high) high = value;
    if (high - low > UNIFORM) return false;
  }
  return true;
}

function cornersAround(pixel: number, width: number, end: number): number[] {
  const x = pixel % width;
  return [-1, 1].flatMap((dx) =>
    x + dx < 0 || x + dx >= width
      ? []
      : [pixel - width + dx, pixel + width + dx].filter((each) => each >= 0 && each < end),
  );
}

/**
 * Masked pixels that no surface reaching in from the mask's edge accounts for: something is drawn within. Rules
 * and fills that cross the mark reach its edge; letters and pictures left inside do not. A thin line has no two
 * pixels of one shade where it turns, so along a line shades of its ink count as one surface; one of one shade goes on
 * from corner to corner. Cells of a table are no drawing.
 */
export function countEnclosed(rendering: Rendering, mask: PixelMask): number {
  // One surface, and it reaches the edge.
  if (isUniform(rendering, mask)) return 0;
  const { width, height, bits } = mask;
  const { pixels } = rendering;
  const reached = new Uint8Array(bits.length);
  const stack = new Int32Array(bits.length);
  let depth = 0;
  for (let pixel = 0; pixel < bits.length; pixel++) {
    if (bits[pixel] !== 0 && isEdge(pixel, width, height, bits)) {
      reached[pixel] = 1;
      stack[depth++] = pixel;
    }
  }
  const lines = new ThinLines(rendering, mask);
  const reach = (from: number, to: number): void => {
    if (bits[to] === 0 || reached[to] !== 0) return;
    if (!onOneSurface(pixels, from, to) && !lines.join(from, to)) return;
    reached[to] = 1;
    stack[depth++] = to;
  };
  const goOn = (from: number, to: number): void => {
    if (onOneSurface(pixels, from, to) && lines.join(from, to)) reach(from, to);
  };
  while (depth > 0) {
    const pixel = stack[--depth]!;
    const x = pixel % width;
    if (x > 0) reach(pixel, pixel - 1);
    if (x < width - 1) reach(pixel, pixel + 1);
    if (pixel >= width) reach(pixel, pixel - width);
    if (pixel + width < bits.length) reach(pixel, pixel + width);
    if (lines.isDrawn(pixel))
      for (const corner of cornersAround(pixel, width, bits.length)) goOn(pixel, corner);
  }
  let enclosed = 0;
  for (let pixel = 0; pixel < bits.length; pixel++) {
    reached[pixel] = bits[pixel] !== 0 && reached[pixel] === 0 ? 1 : 0;
    enclosed += reached[pixel]!;
  }
  if (enclosed === 0) return 0;
  for (let pixel = 0; pixel < bits.length; pixel++) {
    if (reached[pixel] === 0 || !isSmoothing(rendering, reached, pixel)) continue;
    reached[pixel] = 0;
    enclosed--;
  }
  const shadeAt = (pixel: number): Shade =>
    bits[pixel] === 0 ? 'outside' : lines.isDrawn(pixel) ? 'drawn' : 'ground';
  return enclosed - countInCells(rendering, reached, shadeAt);
}

function isEdge(pixel: number, width: number, height: number, bits: Uint8Array): boolean {
  const x = pixel % width;
  const y = (pixel - x) / width;
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return true;
  return (
    bits[pixel - 1] === 0 || bits[pixel + 1] === 0 || bits[pixel - width] === 0 || bits[pixel + width] === 0
  );
}
