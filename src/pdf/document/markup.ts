import { PDFName, type PDFDict } from 'pdf-lib';
import { boundsOf, clip, type Region } from '../content/region.ts';
import type { Point } from '../content/types.ts';
import { dictAt, nameAt } from '../objects/lookup.ts';
import { MARKUP, quadsOf, type QuadCorners } from './default-look.ts';

/** Remainders shorter than this, in points, are not worth an annotation. */
const SHORTEST = 0.5;
/** Between a remainder and the mark, in points. */
const GAP = 0.05;
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
  const pieces = quads.flatMap((quad) => outside(quad, region, whole));
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

/** The parts of a quad, cut across its baseline, that no mark touches. */
function outside(quad: QuadCorners, region: Region, whole: boolean): QuadCorners[] {
  const [tl, tr, bl, br] = quad;
  const around = [bl, br, tr, tl];
  const marks = region.marksOver(around);
  if (marks.length === 0) return [quad];
  const length = Math.hypot(br.x - bl.x, br.y - bl.y);
  if (whole || length === 0) return [];
  const along = ({ x, y }: Point): number =>
    ((x - bl.x) * (br.x - bl.x) + (y - bl.y) * (br.y - bl.y)) / length;
  const covered = marks
    .map((mark) => clip(around, mark).map(along))
    .filter((places) => places.length > 0)
    .map((places) => [Math.min(...places) - GAP, Math.max(...places) + GAP] as const)
    .sort((a, b) => a[0] - b[0]);
  const pieces: QuadCorners[] = [];
  let from = 0;
  for (const [start, end] of [...covered, [length, length] as const]) {
    if (start - from >= SHORTEST) pieces.push(part(quad, from / length, start / length));
    from = Math.max(from, end);
  }
  return pieces;
}

function part([tl, tr, bl, br]: QuadCorners, from: number, to: number): QuadCorners {
  const between = (a: Point, b: Point, share: number): Point => ({
    x: a.x + (b.x - a.x) * share,
    y: a.y + (b.y - a.y) * share,
  });
  return [between(tl, tr, from), between(tl, tr, to), between(bl, br, from), between(bl, br, to)];
}
