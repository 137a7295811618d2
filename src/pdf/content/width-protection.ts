import type { WidthProtection } from '../../core/ports/pdf.ts';

/**
 * Steps in em that gaps are widened to. What a gap tells about the text that was in it is its width; the coarser
 * the steps, the less (Bland, Iyer, Levchenko, PETS 2023). Gaps only ever grow: text that moved back would
 * come to stand in the mark.
 */
const STEPS: Readonly<Record<WidthProtection, number>> = { off: 0, standard: 1, strict: 6 };

/** The width, in points, that is shown instead of a gap of `width` points in type of `fontSize` points. */
export function protectedWidth(width: number, fontSize: number, level: WidthProtection): number {
  const step = STEPS[level] * fontSize;
  if (!(step > 0) || !(width > 0)) return width;
  return Math.max(1, Math.ceil(width / step - 1e-6)) * step;
}

/** Where something is written, on the page: a point, and the unit vector that writing goes along. */
export interface WritingPlace {
  readonly x: number;
  readonly y: number;
  readonly alongX: number;
  readonly alongY: number;
  readonly fontSize: number;
}

/** In em: text further on than this stands in a column of its own; further off the baseline, on another line. */
const COLUMN = 1.5;
const OVERLAP = 0.3;
const BASELINE = 0.25;

/**
 * Follows the lines of a page's text while glyphs are removed from it, and tells by how much what follows a gap
 * must move. Places are those of the original; shifts are in points, onwards.
 */
export class LineKeeper {
  readonly level: WidthProtection;
  /** Start of a removed run that no glyph has closed yet. */
  private open: WritingPlace | undefined;
  private last: WritingPlace | undefined;
  private shift = 0;

  constructor(level: WidthProtection) {
    this.level = level;
  }

  /** Whether text that follows may have to move. */
  get busy(): boolean {
    return this.open !== undefined || this.shift !== 0;
  }

  /** How far text at the current place has moved. */
  get carried(): number {
    return this.shift;
  }

  /**
   * A string begins. `placed`: by an operator that sets its place, so that it does not move along with the
   * string before it. Returns the shift to start with.
   */
  begin(place: WritingPlace, placed: boolean): number {
    if (!placed) return 0;
    if (!this.last || !follows(this.last, place)) {
      this.open = undefined;
      this.shift = 0;
    }
    return this.shift;
  }

  remove(place: WritingPlace): void {
    this.open ??= place;
  }

  /** A glyph stays: the run before it is closed. Returns by how much its gap grows. */
  keep(place: WritingPlace): number {
    if (!this.open) return 0;
    const width = distance(this.open, place).along;
    const grown = protectedWidth(width, this.open.fontSize, this.level) - width;
    this.open = undefined;
    this.shift += grown;
    return grown;
  }

  end(place: WritingPlace): void {
    this.last = place;
  }
}

function follows(last: WritingPlace, next: WritingPlace): boolean {
  const { along, across } = distance(last, next);
  const size = Math.max(last.fontSize, next.fontSize);
  const parallel = last.alongX * next.alongX + last.alongY * next.alongY > 0.999;
  return (
    parallel && Math.abs(across) <= BASELINE * size && along >= -OVERLAP * size && along <= COLUMN * size
  );
}

function distance(from: WritingPlace, to: WritingPlace): { along: number; across: number } {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { along: dx * from.alongX + dy * from.alongY, across: dy * from.alongX - dx * from.alongY };
}
