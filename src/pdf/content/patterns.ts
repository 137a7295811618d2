import { PDFName, PDFRawStream, PDFStream, type PDFRef } from 'pdf-lib';
import { numberAt } from '../objects/lookup.ts';
import { refOf, useContent } from './forms.ts';
import { apply, matrixAt, multiply, type Matrix } from './matrix.ts';
import { boundsOf, meetBounds, movedBounds, type Bounds } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import { initialState } from './state.ts';
import { Tiling, type Tile } from './tiling.ts';
import { unrolled } from './unrolled-pattern.ts';

/** So many repetitions are written one by one where some of them lose something. */
const MAX_UNROLLED = 2_000;

/** How an area is painted. */
export interface PaintingKind {
  /** Whether it is clipped to what lies beside the marks. */
  readonly keptOut: boolean;
  /** Whether all of the area is painted, as far as it is on the page. */
  readonly isWhole: boolean;
}

/** An area that is painted with a tiling pattern. */
interface Painting extends PaintingKind {
  readonly pattern: PDFStream;
  /** The pattern as it stands in the resources. */
  readonly raw: unknown;
  readonly area: Bounds;
  /** The matrix of the content that the pattern belongs to, as it was at its start. */
  readonly space: Matrix;
  readonly scope: ResourceScope;
  readonly depth: number;
}

/**
 * Paints an area with a pattern. Returns the copy to paint with when something in the pattern's cell must go. A cell
 * that shows once is cut. What one that repeats shows beside the marks, too, may stay where the painting is kept out of
 * them; else the repetitions are written one by one, so that the others lose nothing.
 */
export function paintPattern(run: PageRun, painting: Painting): PDFRef | undefined {
  const { pattern, area } = painting;
  if (numberAt(pattern.dict, 'PatternType') !== 1) return undefined;
  const tiling = Tiling.of(pattern.dict, painting.space);
  if (!tiling) return undefined;
  const marked = tilesUnderMarks(run, area, tiling);
  if (marked?.length === 0) {
    run.shared.defer(() => noteSeen(run, painting, tiling, tiling.tilesIn(area)));
    return undefined;
  }
  const all = tiling.tilesIn(area);
  if (all?.length === 1) return use(run, painting, tiling, all[0]!);
  if (!marked) {
    if (probed(run, painting, tiling, HOME).shown) giveUp(run, painting, tiling, [HOME]);
    return undefined;
  }
  const losses = lossesOf(run, painting, tiling, marked, all);
  const rest = all?.filter((tile) => !losses.some((loss) => isSame(loss.tile, tile)));
  const only = onlyCut(run, area, tiling, losses, rest);
  if (only) return use(run, painting, tiling, only);
  noteSeen(run, painting, tiling, rest);
  if (losses.length === 0) return undefined;
  // What the cell holds may stay only where all of it is seen beside the marks as well.
  const seen = meetBounds(area, run.visible);
  const shows = painting.isWhole && rest?.some((tile) => tiling.isWithin(tile, seen)) === true;
  if (painting.keptOut && shows) return readElsewhere(run, { ...painting, area: seen }, tiling, losses, rest);
  // A reader may draw one more at an edge.
  const tiles = rest?.length === 0 ? all : tiling.tilesIn(area, 1);
  const stays = !shows && rest?.length !== 0;
  if (!tiles || stays || tiles.length > MAX_UNROLLED || !(pattern instanceof PDFRawStream)) {
    giveUp(
      run,
      painting,
      tiling,
      losses.map(({ tile }) => tile),
    );
    return undefined;
  }
  run.redrawn.push([area.left, area.bottom, area.right, area.top]);
  const cuts = losses.flatMap(({ tile }) => {
    const copy = use(run, painting, tiling, tile);
    return copy ? [{ tile, copy }] : [];
  });
  return unrolled(run, pattern, tiling, tiles, cuts);
}

/**
 * The one repetition that loses something, where the others show nothing of what goes: pictures that are painted as
 * patterns come a little smaller than their area, and begin again at its edge. All are drawn with the cell as cut.
 */
function onlyCut(
  { region, visible }: PageRun,
  area: Bounds,
  tiling: Tiling,
  losses: readonly Loss[],
  rest: readonly Tile[] | undefined,
): Tile | undefined {
  const [loss] = losses;
  if (!loss || losses.length > 1 || loss.isText || !rest) return undefined;
  const home = tiling.shiftOnPage(loss.tile);
  const shows = rest.some((tile) => {
    const { x, y } = tiling.shiftOnPage(tile);
    const seen = meetBounds(meetBounds(area, visible), boundsOf(tiling.cornersOf(tile)));
    return region.near(movedBounds(seen, home.x - x, home.y - y));
  });
  return shows ? undefined : loss.tile;
}

/** The repetitions in an area that reach into a mark; undefined when there are too many. */
function tilesUnderMarks({ region }: PageRun, area: Bounds, tiling: Tiling): Tile[] | undefined {
  const found = new Map<string, Tile>();
  for (const { bounds } of region.near(area) ? region.marks : []) {
    const tiles = tiling.tilesIn(meetBounds(area, bounds));
    if (!tiles) return undefined;
    for (const tile of tiles)
      if (region.near(boundsOf(tiling.cornersOf(tile)))) found.set(`${tile.x} ${tile.y}`, tile);
  }
  return [...found.values()];
}

/** The repetition that a pattern is defined by. */
const HOME: Tile = { x: 0, y: 0 };

function isSame(a: Tile, b: Tile): boolean {
  return a.x === b.x && a.y === b.y;
}

/** So many repetitions are told one by one. */
const MAX_NOTED = 64;

/** Where repetitions of a cell that stays are seen. */
function noteSeen(
  run: PageRun,
  { pattern, area, isWhole }: Painting,
  tiling: Tiling,
  tiles: readonly Tile[] | undefined,
): void {
  const seen = meetBounds(area, run.visible);
  const whole = tiles?.find(
    (tile) => isWhole && tiling.isWithin(tile, seen) && !run.region.near(boundsOf(tiling.cornersOf(tile))),
  );
  if (!tiles || (!whole && tiles.length > MAX_NOTED)) run.shared.addUnseen(pattern, tiling.matrixOf(HOME));
  else {
    for (const tile of whole ? [whole] : tiles) {
      const cell = boundsOf(tiling.cornersOf(tile));
      run.shared.note({
        stream: pattern,
        toPage: tiling.matrixOf(tile),
        seen: meetBounds(seen, cell),
        isBox: isWhole,
        isVeiled: false,
        stays: true,
      });
    }
  }
}

/** The page is to become a picture; some repetitions of the cell lose something then. */
function giveUp(
  run: PageRun,
  { pattern, area, isWhole }: Painting,
  tiling: Tiling,
  tiles: readonly Tile[],
): void {
  run.unsupported.add(REPEATS);
  for (const tile of tiles) {
    const use = run.shared.note({
      stream: pattern,
      toPage: tiling.matrixOf(tile),
      seen: meetBounds(area, run.visible),
      isBox: isWhole,
      isVeiled: false,
      stays: false,
    });
    run.shared.lose(tiling.cornersOf(tile), use);
  }
}

const REPEATS = 'pattern that repeats text or an image in and out of a mark';

interface Loss {
  readonly tile: Tile;
  readonly isText: boolean;
}

/** The repetitions under the marks that would lose something. */
function lossesOf(
  run: PageRun,
  painting: Painting,
  tiling: Tiling,
  marked: readonly Tile[],
  all: readonly Tile[] | undefined,
): Loss[] {
  const losses: Loss[] = [];
  for (const tile of marked) {
    const probe = probed(run, painting, tiling, tile);
    // Lines, such as of hatching: many cells of it are left beside the marks.
    const isDrawing = !probe.shown;
    if (isDrawing && (!painting.keptOut || all === undefined || all.length > marked.length)) return [];
    if (probe.glyphs > 0 || probe.cutImages > 0 || (isDrawing && probe.paths > 0)) {
      losses.push({ tile, isText: probe.glyphs > 0 });
    }
  }
  return losses;
}

/**
 * Readers of text take the cell once, where the pattern is defined. When that is in a mark, the pattern gets another of
 * its repetitions to be defined by; it looks the same.
 */
function readElsewhere(
  run: PageRun,
  { pattern, area }: Painting,
  tiling: Tiling,
  losses: readonly Loss[],
  rest: readonly Tile[] | undefined,
): PDFRef | undefined {
  if (!losses.some(({ tile, isText }) => isText && isSame(tile, HOME))) return undefined;
  const to = rest && tiling.mostIn(rest, area);
  if (!to || !(pattern instanceof PDFRawStream)) {
    run.unsupported.add(REPEATS);
    return undefined;
  }
  const moved = pattern.dict.clone();
  const matrix = matrixAt(moved, 'Matrix');
  const shift = tiling.shiftOf(to);
  const { x, y } = apply(matrix, shift.x, shift.y);
  moved.set(PDFName.of('Matrix'), run.context.obj([...matrix.slice(0, 4), x, y]));
  const ref = run.context.nextRef();
  run.builders.push(() => run.context.assign(ref, PDFRawStream.of(moved, pattern.contents)));
  return ref;
}

function probed(run: PageRun, painting: Painting, tiling: Tiling, tile: Tile): PageRun {
  const probe = run.probe();
  use(probe, painting, tiling, tile);
  run.charge(probe);
  return probe;
}

/** Goes through the cell where a repetition of it lies. */
function use(run: PageRun, painting: Painting, tiling: Tiling, tile: Tile): PDFRef | undefined {
  const { x, y } = tiling.shiftOnPage(tile);
  // The pattern's own Matrix entry is applied by `useContent`; what is left is the shift of the tile.
  const state = initialState(multiply(painting.space, [1, 0, 0, 1, x, y]));
  state.clip = painting.area;
  state.clipIsBox = painting.isWhole;
  return useContent(run, {
    stream: painting.pattern,
    ref: refOf(painting.raw),
    state,
    inherited: painting.scope,
    depth: painting.depth + 1,
  });
}

/** Whether a resource is a tiling pattern. */
export function isTiling(object: unknown): object is PDFStream {
  return object instanceof PDFStream && numberAt(object.dict, 'PatternType') === 1;
}
