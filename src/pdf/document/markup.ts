import { PDFName, type PDFDict } from 'pdf-lib';
import { boundsOf, clip, type Region } from '../content/region.ts';
import type { Point } from '../content/types.ts';
import { dictAt, nameAt } from '../objects/lookup.ts';
import { MARKUP, quadsOf, type QuadCorners } from './default-look.ts';

/** Remainders shorter than this, in points, are not worth an annotation. */
const SHORTEST = 0.5;
/** Between a remainder and the mark, in points. */
const GAP = 0.05;
/** Many programs draw a squiggle that repeats after so many points, from the left end of its quad. */
const WAVE = 4;
/** Annotations with more quads than this become part of the page. */
const MOST_QUADS = 500;

/**
 * What stays of a text markup annotation (ISO 32000-2, 12.5.6.10) that a mark covers in part: an annotation for
 * each piece of a quad outside the marks, so that every viewer goes on drawing it in its own way. Undefined for
 * other annotations and for those with an appearance of their own.
 *
 * @param whole whether a quad that a mark touches goes whole: its length may tell something
 */
export function splitMarkup(annotation: PDFDict, region: Region, whole: boolean): PDFDict[] | undefined {
  if (!MARKUP.has(nameAt(annotation, 'Subtype') ?? '') || dictAt(annotation, 'AP')) return undefined;
  const quads = quadsOf(annotation);
  if (quads.length === 0 || quads.length > MOST_QUADS) return undefined;
  // A line would be drawn at another height.
  const beside = nameAt(annotation, 'Subtype') === 'Highlight';
  const wave = nameAt(annotation, 'Subtype') === 'Squiggly' ? WAVE : 0;
  const below = nameAt(annotation, 'Subtype') === 'Underline' || wave > 0;
  const pieces = quads.flatMap((quad) => outside(quad, region, { whole, beside, below, wave }));
  // A turned piece may lie outside a mark while the box around it does not.
  if (pieces.some((piece) => region.near(boundsOf(piece), -GAP / 2))) return undefined;
  return pieces.map((piece, index) => {
    const { left, bottom, right, top } = boundsOf(piece);
    const copy = annotation.clone(annotation.context);
    copy.set(PDFName.of('Rect'), annotation.context.obj([left, bottom, right, top]));
    copy.set(PDFName.of('QuadPoints'), annotation.context.obj(piece.flatMap(({ x, y }) => [x, y])));
    if (index > 0) copy.delete(PDFName.of('StructParent'));
    return copy;
  });
}

interface Cutting {
  readonly whole: boolean;
  /** Whether the parts above and below a mark are wanted, too. */
  readonly beside: boolean;
  /** Whether what is drawn lies in the lower half. */
  readonly below: boolean;
  /** Parts begin at a multiple of this from the start of the quad, so that what is drawn goes on as it was; or 0. */
  readonly wave: number;
}

/** The parts of a quad, cut across its baseline, that no mark touches. */
function outside(quad: QuadCorners, region: Region, cutting: Cutting): QuadCorners[] {
  const { whole, beside, below, wave } = cutting;
  const [tl, tr, bl, br] = quad;
  const around = [bl, br, tr, tl];
  const marks = region.marksOver(around);
  if (marks.length === 0) return [quad];
  const length = Math.hypot(br.x - bl.x, br.y - bl.y);
  const height = Math.hypot(tl.x - bl.x, tl.y - bl.y);
  if (whole || length === 0 || height === 0) return [];
  const clipped = marks.map((mark) => clip(around, mark)).filter((points) => points.length > 0);
  const spans = clipped.map((points): Span => {
    const [start, end] = extent(points, bl, br);
    const [low, high] = extent(points, bl, tl);
    return { start, end, low, high };
  });
  const lowest = Math.min(...spans.map(({ low }) => low));
  if (below && lowest >= height / 2) return [layer(quad, 0, lowest / height)];
  const pieces: QuadCorners[] = [];
  const add = (from: number, to: number, low: number, high: number): void => {
    if (to - from < SHORTEST || high - low < SHORTEST) return;
    pieces.push(layer(part(quad, from / length, to / length), low / height, high / height));
  };
  let from = 0;
  for (const { start, end, low, high } of joined(spans)) {
    add(from, start, 0, height);
    if (beside) {
      add(Math.max(0, start), Math.min(length, end), 0, low);
      add(Math.max(0, start), Math.min(length, end), high, height);
    }
    from = wave > 0 ? Math.ceil(end / wave) * wave : end;
  }
  add(from, length, 0, height);
  return pieces;
}

/** What a mark covers of a quad, and the gap around it: along its baseline, and up from there. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (!last || span.start > last.end) result.push(span);
    else {
      const { start } = last;
      const [low, high] = [Math.min(last.low, span.low), Math.max(last.high, span.high)];
      result[result.length - 1] = { start, end: Math.max(last.end, span.end), low, high };
    }
  }
  return result;
}

/** From where to where points reach in a direction, with the gap; a length from `from`. */
function extent(points: readonly Point[], from: Point, to: Point): readonly [number, number] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const places = points.map(
    ({ x, y }) => ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / length,
  );
  return [Math.min(...places) - GAP, Math.max(...places) + GAP];
}

function part([tl, tr, bl, br]: QuadCorners, from: number, to: number): QuadCorners {
  return [between(tl, tr, from), between(tl, tr, to), between(bl, br, from), between(bl, br, to)];
}

/** Part of a quad from one height to another, as shares. */
function layer([tl, tr, bl, br]: QuadCorners, from: number, to: number): QuadCorners {
  return [between(bl, tl, to), between(br, tr, to), between(bl, tl, from), between(br, tr, from)];
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
