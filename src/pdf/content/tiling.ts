import type { PDFDict } from 'pdf-lib';
import { numberAt } from '../objects/lookup.ts';
import { boxOf } from './forms.ts';
import { apply, invert, matrixAt, multiply, type Matrix } from './matrix.ts';
import { boundsOf, meetBounds, movedBounds, transformBox, type Bounds } from './region.ts';
import type { Point } from './types.ts';

/** More repetitions than this are not counted. */
const MAX_TILES = 4_000;

/** A repetition that overlaps an area by less than this part of a step only touches it. */
const TOUCHING = 0.002;

/** One repetition of a cell, counted in steps from the one that the pattern is defined by. */
export interface Tile {
  readonly x: number;
  readonly y: number;
}

/** Where the repetitions of a tiling pattern come to lie on the page (ISO 32000-2, 8.7.3.1). */
export class Tiling {
  readonly cell: Bounds;
  readonly stepX: number;
  readonly stepY: number;
  /** From the space of the pattern to the page. */
  private readonly matrix: Matrix;
  private readonly inverse: Matrix;

  private constructor(cell: Bounds, stepX: number, stepY: number, matrix: Matrix, inverse: Matrix) {
    this.cell = cell;
    this.stepX = stepX;
    this.stepY = stepY;
    this.matrix = matrix;
    this.inverse = inverse;
  }

  /**
   * Undefined for a pattern that no reader can draw.
   *
   * @param space the matrix of the content that the pattern belongs to, as it was at its start
   */
  static of(pattern: PDFDict, space: Matrix): Tiling | undefined {
    const matrix = multiply(matrixAt(pattern, 'Matrix'), space);
    const inverse = invert(matrix);
    const cell = boxOf(pattern);
    if (!inverse || !cell) return undefined;
    const stepX = Math.abs(numberAt(pattern, 'XStep') ?? 0) || cell.right - cell.left;
    const stepY = Math.abs(numberAt(pattern, 'YStep') ?? 0) || cell.top - cell.bottom;
    return stepX > 0 && stepY > 0 ? new Tiling(cell, stepX, stepY, matrix, inverse) : undefined;
  }

  /**
   * Which repetitions show in an area of the page; undefined when there are too many.
   *
   * @param margin repetitions so many steps away are wanted, too
   */
  tilesIn(area: Bounds, margin = 0): Tile[] | undefined {
    const { cell, stepX, stepY } = this;
    const { left, bottom, right, top } = boundsOf(transformBox(this.inverse, area));
    if (!(area.right >= area.left) || !(area.top >= area.bottom)) return [];
    const tiles: Tile[] = [];
    const firstX = Math.ceil((left - cell.right) / stepX - margin + TOUCHING);
    const lastX = Math.floor((right - cell.left) / stepX + margin - TOUCHING);
    const firstY = Math.ceil((bottom - cell.top) / stepY - margin + TOUCHING);
    const lastY = Math.floor((top - cell.bottom) / stepY + margin - TOUCHING);
    if (!((lastX - firstX + 1) * (lastY - firstY + 1) <= MAX_TILES)) return undefined;
    for (let y = firstY; y <= lastY; y++) for (let x = firstX; x <= lastX; x++) tiles.push({ x, y });
    return tiles;
  }

  /** From the place of the cell to the place of a repetition, in the space of the pattern. */
  shiftOf({ x, y }: Tile): Point {
    return { x: x * this.stepX, y: y * this.stepY };
  }

  /** The same on the page. */
  shiftOnPage(tile: Tile): Point {
    const shift = this.shiftOf(tile);
    const at = apply(this.matrix, shift.x, shift.y);
    return { x: at.x - this.matrix[4], y: at.y - this.matrix[5] };
  }

  /** From the space of the pattern to where a repetition lies on the page. */
  matrixOf(tile: Tile): Matrix {
    const { x, y } = this.shiftOnPage(tile);
    return multiply(this.matrix, [1, 0, 0, 1, x, y]);
  }

  /** The corners of a repetition on the page. */
  cornersOf(tile: Tile): Point[] {
    return transformBox(this.matrixOf(tile), this.cell);
  }

  /** Whether all of a repetition lies in an area of the page. */
  isWithin(tile: Tile, area: Bounds): boolean {
    return this.cornersOf(tile).every(({ x, y }) => holds(area, x, y));
  }

  /** Of repetitions, one that shows as far as possible in an area of the page. */
  mostIn(tiles: readonly Tile[], area: Bounds): Tile | undefined {
    const home = boundsOf(transformBox(this.matrix, this.cell));
    let most: Tile | undefined;
    let largest = 0;
    for (const tile of tiles) {
      const { x, y } = this.shiftOnPage(tile);
      const { left, bottom, right, top } = meetBounds(movedBounds(home, x, y), area);
      const size = Math.max(0, right - left) * Math.max(0, top - bottom);
      if (size > largest) [most, largest] = [tile, size];
    }
    return most;
  }
}

/** Points this far outside count as inside, for rounding. */
const TOLERANCE = 0.05;

function holds({ left, bottom, right, top }: Bounds, x: number, y: number): boolean {
  return x >= left - TOLERANCE && x <= right + TOLERANCE && y >= bottom - TOLERANCE && y <= top + TOLERANCE;
}
