import type { Quad } from '../../core/model/redaction.ts';
import type { LineSpan } from './line-anchor.ts';
import type { Point } from './types.ts';
import { distance, type WritingPlace } from './writing-place.ts';

/** How far above and below the baseline what belongs to text may reach, and along the line, all in em. */
export interface Reach {
  readonly above: number;
  readonly below: number;
  readonly beside: number;
}

/** In em: so far before a letter a line under it may begin, and so far behind it end. */
const BEGINS = 0.25;
const ENDS = 0.1;

/** What a mark may reach around the text that it takes. */
const MARK: Reach = { above: 1.4, below: 0.6, beside: 0.4 };

/** How what lies along moved text moves with it. */
export interface Movement {
  /** Takes what is at a place of the page to where it comes to lie. */
  readonly move: (point: Point) => Point;
  /** How far what it begins with. */
  readonly start: Point;
  /** Whether all of it moves about as far. */
  readonly isRigid: boolean;
  /** Where it was, and comes to lie, taken together. */
  readonly area: Quad;
  /** Where it was, a little within either end. */
  readonly ends: readonly Point[];
  /** Its corners, as far within. */
  readonly inner: readonly Point[];
  /** Whether it is one of many dots, which tell by their number. */
  readonly isDot: boolean;
}

/** In em: how high, how low and how far behind a line something ends that tells where text went. */
const TELLS: Reach = { above: 2, below: 1, beside: 0.75 };
/** In em: what has its middle within this of the baseline and is no higher lies with the text of a line, or stands on it. */
const LIES = 0.9;
export const STANDS = 2;
const HANGS = 0.5;
const TALLEST = 3;

/** The lines of a page that lost text, as they were, and how far which part of them moved. */
export class MovedText {
  private readonly lines: readonly LineSpan[];

  private constructor(lines: readonly LineSpan[]) {
    this.lines = lines;
  }

  /**
   * Undefined where no gap grew.
   *
   * @param isFree whether nothing is seen in an area: what lies along text that went at the end of a line ends as far
   * behind it as a box does, where there is room
   */
  static of(spans: readonly LineSpan[], isFree: (area: Quad) => boolean): MovedText | undefined {
    const lines = spans
      .filter(({ steps, grownBehind }) => grownBehind !== 0 || steps.some(({ shift }) => shift !== 0))
      .map((line) => withEnd(line, isFree));
    return lines.length > 0 ? new MovedText(lines) : undefined;
  }

  /**
   * Whether something that stays as it is tells how wide text was that went: it begins or ends where that ended, and goes
   * no further than its line, or stands with text that moved.
   */
  isTold(corners: readonly Point[]): boolean {
    return this.isWith(corners) || this.endsWithGap(corners);
  }

  /** Whether something stays that begins or ends with text of a line that moved, or where that ended; `above`: how high its middle may be, in em. */
  isWith(corners: readonly Point[], above = LIES): boolean {
    return this.lines.some((line) => {
      const { start, end } = line;
      const size = start.fontSize;
      const { from, to, low, high } = extentOn(start, corners);
      const middle = (low + high) / 2;
      if (high - low > TALLEST * size || middle > above * size || middle < -HANGS * size) return false;
      const length = distance(start, end).along;
      const behind = length + TELLS.beside * size;
      return [from, to].some((edge) => edge >= 0 && edge <= behind && shiftAt(line, edge) !== 0);
    });
  }

  private endsWithGap(corners: readonly Point[]): boolean {
    return this.lines.some((line) => {
      const { start, endsFrom, end } = line;
      const size = start.fontSize;
      const { from, to, low, high } = extentOn(start, corners);
      if (high > TELLS.above * size || low < -TELLS.below * size || from < -size) return false;
      const gaps = line.steps.filter((step) => step.from);
      return [...gaps, { from: endsFrom, place: end }].some((gap) => {
        if (!gap.from) return false;
        const behind = distance(start, gap.place).along;
        const middle = middleOf(start, gap.from, gap.place);
        return [from, to].some((edge) => edge > middle && edge <= behind + TELLS.beside * size);
      });
    });
  }

  /** The corners of a mark, as far on as the box of the text that went reaches: its end tells where that ended. */
  grown(mark: readonly Point[]): readonly Point[] {
    const movement = this.along(mark, MARK);
    return movement ? mark.map(movement.move) : mark;
  }

  /**
   * How something moves that lies along a line of text, such as a rule under some of its words: it would tell where they
   * stood. Undefined for what lies elsewhere, goes beyond the line, or stays.
   *
   * @param corners on the page
   */
  along(corners: readonly Point[], reach: Reach): Movement | undefined {
    for (const line of this.lines) {
      const { start } = line;
      const size = start.fontSize;
      const { from, to, low, high } = extentOn(start, corners);
      const length = distance(start, line.end).along;
      const beside = reach.beside * size;
      const isOn =
        high <= reach.above * size && low >= -reach.below * size && from >= -beside && to <= length + beside;
      if (!isOn) continue;
      const first = shiftAt(line, from + BEGINS * size);
      const last = Math.max(first, shiftAt(line, to + ENDS * size), shiftOfEnd(line, to));
      if (first === 0 && last === 0) return undefined;
      const middle = (from + to) / 2;
      const byOfStart = withText(line, from, first);
      const byOfEnd = withText(line, to, last);
      const move = (point: Point): Point => {
        const { along } = distance(start, { ...start, ...point });
        const by = along <= middle ? byOfStart : byOfEnd;
        return { x: point.x + by * start.alongX, y: point.y + by * start.alongY };
      };
      const within = [from + BEGINS * size, to - BEGINS * size];
      const at = (along: number, up: number): Point => ({
        x: start.x + along * start.alongX - up * start.alongY,
        y: start.y + along * start.alongY + up * start.alongX,
      });
      const ends = within.map((each) => at(each, 0));
      const inner = within.flatMap((each) => [at(each, low), at(each, high)]);
      const isDot = Math.max(to - from, high - low) < DOT * size;
      const isRigid = Math.abs(first - last) <= RIGID * size;
      const begins = { x: byOfStart * start.alongX, y: byOfStart * start.alongY };
      return {
        move,
        start: begins,
        isRigid,
        isDot,
        ends,
        inner,
        area: areaOf(start, reach, [from, to, from + first, to + last]),
      };
    }
    return undefined;
  }
}

/** In em: larger is no dot. */
const DOT = 0.25;
/** In em: what moves by less than this farther at its end than at its start is as long as before. */
const RIGID = 0.05;
/** In em: what lies along text begins and ends this near to a string, or in the middle of one. */
const WITH = 0.2;
/** Points: it may be drawn a little wider than its text, and by how much is rounded. */
const WIDER = 2;

/**
 * How far something moves that is so far along a line and is to move by so much: what begins or ends about where a string
 * does, goes with that. Programs round it by itself, often to whole pixels, which tells of all that was before it.
 */
function withText(line: LineSpan, along: number, by: number): number {
  if (by === 0) return 0;
  const { start, edges } = line;
  let best: number | undefined;
  let nearest = WITH * start.fontSize;
  for (const { place, shift } of edges) {
    const beside = along - distance(start, place).along;
    if (Math.abs(beside) >= nearest || Math.abs(shift - by) > WITH * start.fontSize) continue;
    nearest = Math.abs(beside);
    best = shift + Math.round(beside / WIDER) * WIDER - beside;
  }
  return best ?? onGrid(start, along, by);
}

/** Points: what lies along text that moves comes to lie on multiples of this, and lines begin on those of the other. */
const GRID = 0.25;
export const GRID_OF_LINES = 0.1;

/**
 * How far something moves that is so far along from a place and is to move by so much. Where it stood was rounded by the
 * program that wrote it, which tells of all that was before it on the line: where it comes to stand, nothing tells.
 */
export function onGrid(
  { x, y, alongX, alongY }: WritingPlace,
  along: number,
  by: number,
  grid = GRID,
): number {
  if (by === 0) return 0;
  const at = x * alongX + y * alongY + along;
  return Math.round((at + by) / grid) * grid - at;
}

/** How far text moved that begins at a place along the line, or before it. */
function shiftAt({ start, steps }: LineSpan, along: number): number {
  const behind = steps.findLast(({ place }) => distance(start, place).along <= along);
  return (behind ?? steps[0])?.shift ?? 0;
}

/** How far what ends at a place along the line moved with what comes behind the gap that it ends in. */
function shiftOfEnd({ start, steps }: LineSpan, along: number): number {
  const gap = steps.findLast(({ from, place }) => from && middleOf(start, from, place) < along);
  return gap?.shift ?? 0;
}

/** The middle of a gap, or a little behind its start: what ends farther on than that ends with what was in it. */
function middleOf(start: WritingPlace, from: WritingPlace, to: WritingPlace): number {
  const begin = distance(start, from).along;
  return begin + Math.min(BEGINS * start.fontSize, (distance(start, to).along - begin) / 2);
}

/** A line with the gap at its end as one of its steps, where there is room behind it. */
function withEnd(line: LineSpan, isFree: (area: Quad) => boolean): LineSpan {
  const { start, end, steps, endsFrom, grownBehind } = line;
  const shift = (steps.at(-1)?.shift ?? 0) + grownBehind;
  if (!endsFrom || grownBehind === 0) return line;
  const { along } = distance(start, end);
  const from = along + BEHIND * start.fontSize;
  if (!isFree(areaOf(start, LETTERS, [from, from + grownBehind]))) return line;
  return { ...line, steps: [...steps, { from: endsFrom, place: end, shift }] };
}

/** In em: where what lies along a line ends at most, and how high and low letters reach. */
const BEHIND = 0.4;
const LETTERS = { above: 0.7, below: 0.2 };

/** What corners on the page take of a line, along it and across. */
function extentOn(
  start: WritingPlace,
  corners: readonly Point[],
): { readonly from: number; readonly to: number; readonly low: number; readonly high: number } {
  const places = corners.map((corner) => distance(start, { ...start, ...corner }));
  const [along, across] = [places.map((each) => each.along), places.map((each) => each.across)];
  return {
    from: Math.min(...along),
    to: Math.max(...along),
    low: Math.min(...across),
    high: Math.max(...across),
  };
}

function areaOf(
  { x, y, alongX, alongY, fontSize }: WritingPlace,
  reach: Omit<Reach, 'beside'>,
  ends: number[],
): Quad {
  const corner = (along: number, up: number): [number, number] => [
    x + along * alongX - up * alongY,
    y + along * alongY + up * alongX,
  ];
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const [top, bottom] = [reach.above * fontSize, -reach.below * fontSize];
  return [...corner(left, top), ...corner(right, top), ...corner(left, bottom), ...corner(right, bottom)];
}
