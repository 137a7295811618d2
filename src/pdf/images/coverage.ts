import type { Point } from '../content/types.ts';

/** Pixels of a grid that something covers, row by row. */
export interface Coverage {
  readonly width: number;
  readonly height: number;
  /** Covered columns of a row (0 is the top) as pairs start, end (end excluded), ascending, disjoint. */
  row(y: number): readonly number[];
  /** First covered row, and the one after the last; both 0 when nothing is covered. */
  readonly top: number;
  readonly bottom: number;
  /**
   * Covered pixels get the colour of one that shows beside the mark, since edges may be blended: of `one`, or the
   * `commonest`.
   */
  readonly smeared?: 'one' | 'commonest';
}

/** Slivers thinner than this, in pixels, are noise of the caller's arithmetic and do not count as overlap. */
const SLIVER = 1e-4;

const NOTHING: readonly number[] = [];

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * The pixels of a width x height image that polygons in its unit square touch. A pixel counts when any part of
 * it lies in a polygon (non-zero winding), or only when a polygon holds it `whole`; what sticks out of the image is
 * ignored.
 */
export function coverPixels(
  width: number,
  height: number,
  polygons: readonly (readonly Point[])[],
  which: 'touched' | 'whole' = 'touched',
): Coverage {
  const spans = new Map<number, number[]>();
  for (const polygon of polygons) {
    const edges = edgesInPixels(width, height, polygon);
    if (edges.length === 0) continue;
    let low = Infinity;
    let high = -Infinity;
    for (const edge of edges) {
      low = Math.min(low, edge.y0, edge.y1);
      high = Math.max(high, edge.y0, edge.y1);
    }
    const first = Math.max(0, Math.floor(low + SLIVER));
    const last = Math.min(height, Math.ceil(high - SLIVER));
    for (let y = first; y < last; y++) {
      const row = spans.get(y) ?? [];
      if (which === 'whole') row.push(...wholeSpans(edges, y, width));
      else {
        addBoundary(row, edges, y, width);
        addInside(row, edges, y + 0.5, width);
      }
      if (row.length > 0) spans.set(y, row);
    }
  }
  for (const [y, row] of spans) spans.set(y, mergeSpans(row));
  const coverage = coverageOfRows(width, height, spans);
  return which === 'whole' ? { ...coverage, smeared: 'one' } : coverage;
}

/**
 * Coverage of the same shape on a grid of another size: what any covered pixel touches there. The steps are
 * target pixels a source pixel, for grids that are rounded up to whole pixels.
 */
export function scaleCoverage(
  coverage: Coverage,
  width: number,
  height: number,
  stepX = width / coverage.width,
  stepY = height / coverage.height,
): Coverage {
  if (width === coverage.width && height === coverage.height) return coverage;
  const spans = new Map<number, number[]>();
  for (let y = coverage.top; y < coverage.bottom; y++) {
    const row = coverage.row(y);
    if (row.length === 0) continue;
    const scaled: number[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const start = Math.max(0, Math.floor(row[i]! * stepX + SLIVER));
      const end = Math.min(width, Math.ceil(row[i + 1]! * stepX - SLIVER));
      if (end > start) scaled.push(start, end);
    }
    const first = Math.max(0, Math.floor(y * stepY + SLIVER));
    const last = Math.min(height, Math.ceil((y + 1) * stepY - SLIVER));
    for (let target = first; target < last; target++) {
      spans.set(target, [...(spans.get(target) ?? []), ...scaled]);
    }
  }
  for (const [y, row] of spans) spans.set(y, mergeSpans(row));
  return coverageOfRows(width, height, spans);
}

/** The same pixels on a grid of another size, from the top left; what sticks out is dropped. */
export function coverageFromRows(width: number, height: number, source: Coverage): Coverage {
  const spans = new Map<number, number[]>();
  for (let y = source.top; y < Math.min(height, source.bottom); y++) {
    const row = source.row(y);
    const kept: number[] = [];
    for (let i = 0; i < row.length; i += 2) {
      if (row[i]! < width) kept.push(row[i]!, Math.min(width, row[i + 1]!));
    }
    if (kept.length > 0) spans.set(y, kept);
  }
  return coverageOfRows(width, height, spans);
}

/** All pixels that one of two coverages of the same size covers. */
export function joinCoverage(a: Coverage, b: Coverage): Coverage {
  const spans = new Map<number, number[]>();
  for (const part of [a, b]) {
    for (let y = part.top; y < part.bottom; y++) {
      const row = part.row(y);
      if (row.length > 0) spans.set(y, [...(spans.get(y) ?? []), ...row]);
    }
  }
  for (const [y, row] of spans) spans.set(y, mergeSpans(row));
  return coverageOfRows(a.width, a.height, spans);
}

/** Whether a pixel is covered. */
export function isCovered(row: readonly number[], x: number): boolean {
  for (let i = 0; i < row.length; i += 2) {
    if (x < row[i]!) return false;
    if (x < row[i + 1]!) return true;
  }
  return false;
}

function coverageOfRows(
  width: number,
  height: number,
  spans: ReadonlyMap<number, readonly number[]>,
): Coverage {
  let top = Infinity;
  let bottom = 0;
  for (const [y, row] of spans) {
    if (row.length === 0) continue;
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  return {
    width,
    height,
    row: (y) => spans.get(y) ?? NOTHING,
    top: bottom === 0 ? 0 : top,
    bottom,
  };
}

function edgesInPixels(width: number, height: number, polygon: readonly Point[]): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < polygon.length; i++) {
    const from = polygon[i]!;
    const to = polygon[(i + 1) % polygon.length]!;
    const edge = {
      x0: from.x * width,
      y0: (1 - from.y) * height,
      x1: to.x * width,
      y1: (1 - to.y) * height,
    };
    // A polygon with a number that is none has no place; the whole image is the only safe answer.
    if (![edge.x0, edge.y0, edge.x1, edge.y1].every(Number.isFinite)) return wholeImage(width, height);
    edges.push(edge);
  }
  return edges.length < 3 ? [] : edges;
}

function wholeImage(width: number, height: number): Edge[] {
  return [
    { x0: 0, y0: 0, x1: width, y1: 0 },
    { x0: width, y0: 0, x1: width, y1: height },
    { x0: width, y0: height, x1: 0, y1: height },
    { x0: 0, y0: height, x1: 0, y1: 0 },
  ];
}

/** Adds the columns that an edge passes through within row y. */
function addBoundary(row: number[], edges: readonly Edge[], y: number, width: number): void {
  const top = y + SLIVER;
  const bottom = y + 1 - SLIVER;
  for (const edge of edges) {
    const low = Math.max(Math.min(edge.y0, edge.y1), top);
    const high = Math.min(Math.max(edge.y0, edge.y1), bottom);
    if (low > high) continue;
    const xLow = xAt(edge, low);
    const xHigh = edge.y0 === edge.y1 ? edge.x1 : xAt(edge, high);
    pushSpan(row, Math.min(xLow, xHigh), Math.max(xLow, xHigh), width);
  }
}

function xAt(edge: Edge, y: number): number {
  if (edge.y0 === edge.y1) return edge.x0;
  const x = edge.x0 + ((y - edge.y0) / (edge.y1 - edge.y0)) * (edge.x1 - edge.x0);
  return Math.min(Math.max(x, Math.min(edge.x0, edge.x1)), Math.max(edge.x0, edge.x1));
}

/** Adds the columns between crossings of the line through the middle of a row. */
function addInside(row: number[], edges: readonly Edge[], y: number, width: number): void {
  const crossings: { x: number; turn: number }[] = [];
  for (const edge of edges) {
    if (edge.y0 <= y === edge.y1 <= y) continue;
    crossings.push({ x: xAt(edge, y), turn: edge.y0 < edge.y1 ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  let winding = 0;
  for (let i = 0; i + 1 < crossings.length; i++) {
    winding += crossings[i]!.turn;
    if (winding !== 0) pushSpan(row, crossings[i]!.x, crossings[i + 1]!.x, width);
  }
}

/** Columns of a row that no edge passes through. */
function wholeSpans(edges: readonly Edge[], y: number, width: number): number[] {
  const inside: number[] = [];
  const boundary: number[] = [];
  addInside(inside, edges, y + 0.5, width);
  addBoundary(boundary, edges, y, width);
  const cuts = mergeSpans(boundary);
  const whole: number[] = [];
  const spans = mergeSpans(inside);
  for (let i = 0; i < spans.length; i += 2) {
    let from = spans[i]!;
    const to = spans[i + 1]!;
    for (let k = 0; k < cuts.length; k += 2) {
      if (cuts[k]! > from && cuts[k]! < to) whole.push(from, cuts[k]!);
      if (cuts[k]! < to) from = Math.max(from, cuts[k + 1]!);
    }
    if (from < to) whole.push(from, to);
  }
  return whole;
}

function pushSpan(row: number[], from: number, to: number, width: number): void {
  const start = Math.max(0, Math.floor(from + SLIVER));
  const end = Math.min(width, Math.ceil(to - SLIVER));
  if (end > start) row.push(start, end);
}

function mergeSpans(row: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < row.length; i += 2) pairs.push([row[i]!, row[i + 1]!]);
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [start, end] of pairs) {
    const last = merged.length - 1;
    if (last > 0 && start <= merged[last]!) merged[last] = Math.max(merged[last]!, end);
    else merged.push(start, end);
  }
  return merged;
}
