import type { PageGeometry } from '../../core/text/characters.ts';
import { toPixels } from '../engine/geometry.ts';
import type { LiveRendering, Rendering } from '../engine/page.ts';
import { rowsOf } from './pixels.ts';
import type { Quad } from '../../core/model/redaction.ts';

/**
 * What the picture of a page (grey) was, remembered in little: a hash of every row, and the pixels of the rows in and
 * around the marks, where it will change. In shared memory, so that no thread copies it.
 */
export interface Glance {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** Two numbers a row. */
  readonly hashes: Int32Array;
  /** Rows whose pixels are kept, ascending. */
  readonly kept: Int32Array;
  readonly pixels: Uint8Array;
}

/** Rows around a mark that its box, its edge and letters that stick out may change. */
const AROUND = 8;
/** With more rows than this a page is as quickly drawn again, unless there is much room. */
const MANY = 160;

/** Remembers a picture, in `room` bytes if it takes many rows; undefined where the marks take too much of it. */
export function remember(
  picture: LiveRendering,
  geometry: PageGeometry,
  quads: readonly Quad[],
  room: number,
): Glance | undefined {
  const { width, height, stride, pixels } = picture;
  const place = toPixels(geometry, width, height);
  const spans = joined(quads.map((quad) => rowsOf(cornersOf(quad), place, height, AROUND)));
  const count = spans.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
  if (count > Math.max(MANY, room / stride) || stride % 4 !== 0) return undefined;
  const words = 2 * height + count;
  const memory = new SharedArrayBuffer(4 * words + count * stride);
  const hashes = new Int32Array(memory, 0, 2 * height);
  hashes.set(picture.hashRows());
  const kept = new Int32Array(memory, 8 * height, count);
  const rows = new Uint8Array(memory, 4 * words);
  let next = 0;
  for (const { top, bottom } of spans) {
    rows.set(pixels.subarray(top * stride, bottom * stride), next * stride);
    for (let row = top; row < bottom; row++) kept[next++] = row;
  }
  return { width, height, stride, hashes, kept, pixels: rows };
}

type Span = ReturnType<typeof rowsOf>;

/** Spans of rows from the top down, none of which reaches into another. */
function joined(spans: readonly Span[]): readonly Span[] {
  let end = 0;
  return [...spans]
    .sort((a, b) => a.top - b.top)
    .flatMap(({ top, bottom }) => {
      const span = { top: Math.max(end, top), bottom };
      if (span.bottom <= span.top) return [];
      end = bottom;
      return [span];
    });
}

/** Rows of two pictures, from `top` on. */
export interface Strip {
  readonly top: number;
  readonly old: Rendering;
  readonly now: Rendering;
}

/**
 * The rows that are remembered, with a row above and below, beside those of `now`; undefined where another row has
 * changed.
 */
export function recall(glance: Glance, now: LiveRendering): Strip[] | undefined {
  const { width, height, stride, kept } = glance;
  const { pixels } = now;
  if (now.width !== width || now.height !== height || now.stride !== stride) return undefined;
  const [before, after] = [bytesOf(glance.hashes), bytesOf(now.hashRows())];
  for (let next = 0, from = 0; next <= kept.length; next++) {
    const to = kept[next] ?? height;
    // Eight bytes a row.
    if (to > from && before.compare(after, 8 * from, 8 * to, 8 * from, 8 * to) !== 0) return undefined;
    from = to + 1;
  }
  const strips: Strip[] = [];
  for (let first = 0, last = 0; first < kept.length; first = last + 1) {
    for (last = first; kept[last + 1] === kept[last]! + 1;) last++;
    const top = Math.max(0, kept[first]! - 1);
    const bottom = Math.min(height, kept[last]! + 2);
    const rows = { width, height: bottom - top, stride, channels: 1 } as const;
    const seen = pixels.subarray(top * stride, bottom * stride);
    const old = seen.slice();
    old.set(glance.pixels.subarray(first * stride, (last + 1) * stride), (kept[first]! - top) * stride);
    strips.push({ top, old: { ...rows, pixels: old }, now: { ...rows, pixels: seen } });
  }
  return strips;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function cornersOf(quad: Quad): { x: number; y: number }[] {
  return [0, 2, 4, 6].map((i) => ({ x: quad[i]!, y: quad[i + 1]! }));
}
