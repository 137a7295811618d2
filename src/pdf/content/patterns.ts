import { PDFStream, type PDFRef } from 'pdf-lib';
import { numberAt } from '../objects/lookup.ts';
import { boxOf, refOf, useContent } from './forms.ts';
import { apply, invert, matrixAt, multiply, type Matrix } from './matrix.ts';
import { boundsOf, meetBounds, transformBox, type Bounds } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import { initialState } from './state.ts';

/** A cell that is repeated this often under marks, and shows text, is not worth the search. */
const MAX_TILES = 4_000;

/** A repetition that overlaps an area by less than this part of a step only touches it. */
const TOUCHING = 0.002;

interface Tile {
  readonly x: number;
  readonly y: number;
}

/**
 * Paints an area with a pattern. Returns the copy to paint with when something in the pattern's cell must go.
 * A cell that shows once is cut; one that repeats and has text or images under a mark cannot be, as the other
 * repetitions would lose them too; images may stay when the painting is `keptOut` of the marks.
 *
 * `space` is the matrix of the content that the pattern belongs to, as it was at its start (ISO 32000-2, 8.7.3.1).
 */
export function paintPattern(
  run: PageRun,
  pattern: PDFStream,
  raw: unknown,
  area: Bounds,
  space: Matrix,
  scope: ResourceScope,
  depth: number,
  keptOut: boolean,
): PDFRef | undefined {
  if (numberAt(pattern.dict, 'PatternType') !== 1) return undefined;
  const matrix = multiply(matrixAt(pattern.dict, 'Matrix'), space);
  const inverse = invert(matrix);
  const cell = boxOf(pattern.dict);
  if (!inverse || !cell) return undefined;
  const stepX = Math.abs(numberAt(pattern.dict, 'XStep') ?? 0) || cell.right - cell.left;
  const stepY = Math.abs(numberAt(pattern.dict, 'YStep') ?? 0) || cell.top - cell.bottom;
  if (!(stepX > 0) || !(stepY > 0)) return undefined;
  const tilesIn = (part: Bounds): Tile[] | undefined =>
    tilesOver(boundsOf(transformBox(inverse, part)), cell, stepX, stepY);
  const use = (into: PageRun, { x, y }: Tile): PDFRef | undefined => {
    const at = apply(matrix, x * stepX, y * stepY);
    // The pattern's own Matrix entry is applied by `useContent`; what is left is the shift of the tile.
    const shift: Matrix = [1, 0, 0, 1, at.x - matrix[4], at.y - matrix[5]];
    return useContent(into, {
      stream: pattern,
      ref: refOf(raw),
      state: initialState(multiply(space, shift)),
      inherited: scope,
      depth: depth + 1,
    });
  };
  const marked = tilesIn(meetBounds(area, run.region.bounds));
  if (marked?.length === 0) return undefined;
  const all = tilesIn(area);
  if (all?.length === 1) return use(run, all[0]!);
  // The same cell shows beside the marks, and nothing of it in them.
  const shows = keptOut && marked !== undefined && (all === undefined || all.length > marked.length);
  refuseIfMarked(run, marked, use, shows);
  return undefined;
}

function refuseIfMarked(
  run: PageRun,
  tiles: readonly Tile[] | undefined,
  use: (into: PageRun, tile: Tile) => PDFRef | undefined,
  showsBeside: boolean,
): void {
  for (const tile of tiles ?? [{ x: 0, y: 0 }]) {
    const probe = run.probe();
    use(probe, tile);
    run.charge(probe);
    if (probe.glyphs > 0 || (probe.cutImages > 0 && !showsBeside) || (!tiles && probe.shown)) {
      run.unsupported.add('pattern that repeats text or an image in and out of a mark');
      return;
    }
    if (!tiles || !probe.shown) return;
  }
}

/** Which repetitions of a cell show in an area of pattern space; undefined when there are too many. */
function tilesOver(area: Bounds, cell: Bounds, stepX: number, stepY: number): Tile[] | undefined {
  if (!(area.right >= area.left) || !(area.top >= area.bottom)) return [];
  const tiles: Tile[] = [];
  const [hairX, hairY] = [stepX * TOUCHING, stepY * TOUCHING];
  const firstX = Math.ceil((area.left - cell.right + hairX) / stepX);
  const lastX = Math.floor((area.right - cell.left - hairX) / stepX);
  const firstY = Math.ceil((area.bottom - cell.top + hairY) / stepY);
  const lastY = Math.floor((area.top - cell.bottom - hairY) / stepY);
  if (!((lastX - firstX + 1) * (lastY - firstY + 1) <= MAX_TILES)) return undefined;
  for (let y = firstY; y <= lastY; y++) for (let x = firstX; x <= lastX; x++) tiles.push({ x, y });
  return tiles;
}

/** Whether a resource is a tiling pattern. */
export function isTiling(object: unknown): object is PDFStream {
  return object instanceof PDFStream && numberAt(object.dict, 'PatternType') === 1;
}
