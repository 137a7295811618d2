import { PDFDict, PDFName, PDFRawStream, PDFStream, type PDFObject, type PDFRef } from 'pdf-lib';
import { numberAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { boxOf, refOf, useContent } from './forms.ts';
import { apply, invert, matrixAt, multiply, type Matrix } from './matrix.ts';
import { formatNumber } from './operators.ts';
import { boundsOf, joinBounds, meetBounds, NO_BOUNDS, transformBox, type Bounds } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import { initialState } from './state.ts';

/** A cell that is repeated this often under marks, and shows text, is not worth the search. */
const MAX_TILES = 4_000;

/** So many repetitions are written one by one where some of them lose something. */
const MAX_UNROLLED = 2_000;

/** A repetition that overlaps an area by less than this part of a step only touches it. */
const TOUCHING = 0.002;

interface Tile {
  readonly x: number;
  readonly y: number;
}

/**
 * Paints an area with a pattern. Returns the copy to paint with when something in the pattern's cell must go.
 * A cell that shows once is cut; of one that repeats and has text or images under a mark the repetitions are written
 * one by one, so that the others lose nothing; images may stay when the painting is `keptOut` of the marks.
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
  if (!losesIn(run, marked, use, shows)) return undefined;
  const wide = { left: -stepX, bottom: -stepY, right: stepX, top: stepY };
  const roomy = all && tilesOver(boundsOf(transformBox(inverse, area)), growBy(cell, wide), stepX, stepY);
  if (!marked || !roomy || roomy.length > MAX_UNROLLED || !(pattern instanceof PDFRawStream)) {
    run.unsupported.add('pattern that repeats text or an image in and out of a mark');
    return undefined;
  }
  run.redrawn.push([area.left, area.bottom, area.right, area.top]);
  const cut = marked.map((tile) => ({ tile, ref: use(run, tile) }));
  return unrolled(run, pattern, cell, { stepX, stepY }, roomy, ({ x, y }) => {
    return cut.find(({ tile }) => tile.x === x && tile.y === y)?.ref;
  });
}

function growBy(box: Bounds, by: Bounds): Bounds {
  return {
    left: box.left + by.left,
    bottom: box.bottom + by.bottom,
    right: box.right + by.right,
    top: box.top + by.top,
  };
}

/** Whether a repetition under the marks has text or images in them. */
function losesIn(
  run: PageRun,
  tiles: readonly Tile[] | undefined,
  use: (into: PageRun, tile: Tile) => PDFRef | undefined,
  showsBeside: boolean,
): boolean {
  for (const tile of tiles ?? [{ x: 0, y: 0 }]) {
    const probe = run.probe();
    use(probe, tile);
    run.charge(probe);
    if (probe.glyphs > 0 || (probe.cutImages > 0 && !showsBeside) || (!tiles && probe.shown)) return true;
    if (!tiles || !probe.shown) return false;
  }
  return false;
}

/** A pattern that shows once: its cell draws the repetitions of the old one as forms, some of them cut. */
function unrolled(
  run: PageRun,
  pattern: PDFRawStream,
  cell: Bounds,
  { stepX, stepY }: { readonly stepX: number; readonly stepY: number },
  tiles: readonly Tile[],
  cutAt: (tile: Tile) => PDFRef | undefined,
): PDFRef {
  const { context } = run;
  const forms = PDFDict.withContext(context);
  const whole = context.nextRef();
  forms.set(PDFName.of('T'), whole);
  let all = NO_BOUNDS;
  const drawn = tiles.map((tile) => {
    const [dx, dy] = [tile.x * stepX, tile.y * stepY];
    all = joinBounds(all, growBy(cell, { left: dx, bottom: dy, right: dx, top: dy }));
    const ref = cutAt(tile);
    const name = ref ? `T${forms.keys().length}` : 'T';
    if (ref) forms.set(PDFName.of(name), ref);
    return `q 1 0 0 1 ${formatNumber(dx, 5)} ${formatNumber(dy, 5)} cm /${name} Do Q`;
  });
  const once = context.nextRef();
  run.builders.push(() => {
    context.assign(whole, PDFRawStream.of(asForm(pattern.dict), pattern.contents));
    for (const [name, ref] of forms.entries()) {
      const made = context.lookup(ref);
      if (name !== PDFName.of('T') && made instanceof PDFRawStream) {
        context.assign(ref as PDFRef, PDFRawStream.of(asForm(made.dict), made.contents));
      }
    }
    const stream = deflatedStream(context, Buffer.from(drawn.join('\n'), 'latin1'), pattern.dict);
    const set = (key: string, value: PDFObject): void => stream.dict.set(PDFName.of(key), value);
    set('BBox', context.obj([all.left, all.bottom, all.right, all.top]));
    set('XStep', context.obj(all.right - all.left));
    set('YStep', context.obj(all.top - all.bottom));
    set('Resources', context.obj({ XObject: forms }));
    context.assign(once, stream);
  });
  return once;
}

const OF_PATTERN = ['PatternType', 'PaintType', 'TilingType', 'XStep', 'YStep', 'Matrix'] as const;

/** The dictionary of a pattern for its cell as a form, in the space of the pattern. */
function asForm(pattern: PDFDict): PDFDict {
  const form = pattern.clone();
  for (const key of OF_PATTERN) form.delete(PDFName.of(key));
  form.set(PDFName.of('Type'), PDFName.of('XObject'));
  form.set(PDFName.of('Subtype'), PDFName.of('Form'));
  return form;
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
