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

/** How what lies along moved text moves with it. */
export interface Movement {
  /** Takes what is at a place of the page to where it comes to lie. */
  readonly move: (point: Point) => Point;
  /** How far, where all of it moves alike. */
  readonly by: Point | undefined;
  /** Where it was, and comes to lie, taken together. */
  readonly area: Quad;
  /** Where it was, a little within either end. */
  readonly ends: readonly Point[];
}

/** The lines of a page that have moved text, as they were, and how far which part of them moved. */
export class MovedText {
  private readonly lines: readonly LineSpan[];

  private constructor(lines: readonly LineSpan[]) {
    this.lines = lines;
  }

  /** Undefined where nothing moved. */
  static of(spans: readonly LineSpan[]): MovedText | undefined {
    const lines = spans.filter(({ steps }) => steps.some(({ shift }) => shift !== 0));
    return lines.length > 0 ? new MovedText(lines) : undefined;
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
      const places = corners.map((corner) => distance(start, { ...start, ...corner }));
      const length = distance(start, line.end).along;
      const beside = reach.beside * size;
      const isOn = places.every(
        ({ along, across }) =>
          across <= reach.above * size &&
          across >= -reach.below * size &&
          along >= -beside &&
          along <= length + beside,
      );
      if (!isOn) continue;
      const [from, to] = [
        Math.min(...places.map(({ along }) => along)),
        Math.max(...places.map(({ along }) => along)),
      ];
      const [first, last] = [
        shiftAt(line, from + BEGINS * size),
        Math.max(shiftAt(line, from + BEGINS * size), shiftAt(line, to + ENDS * size)),
      ];
      if (first === 0 && last === 0) return undefined;
      const middle = (from + to) / 2;
      const move = (point: Point): Point => {
        const { along } = distance(start, { ...start, ...point });
        const by = along <= middle ? first : last;
        return { x: point.x + by * start.alongX, y: point.y + by * start.alongY };
      };
      const ends = [from + BEGINS * size, to - BEGINS * size].map((along) => ({
        x: start.x + along * start.alongX,
        y: start.y + along * start.alongY,
      }));
      const by = first === last ? { x: first * start.alongX, y: first * start.alongY } : undefined;
      return { move, by, ends, area: areaOf(start, reach, [from, to, from + first, to + last]) };
    }
    return undefined;
  }
}

/** How far text moved that begins at a place along the line, or before it. */
function shiftAt({ start, steps }: LineSpan, along: number): number {
  const behind = steps.findLast(({ place }) => distance(start, place).along <= along);
  return (behind ?? steps[0])?.shift ?? 0;
}

function areaOf({ x, y, alongX, alongY, fontSize }: WritingPlace, reach: Reach, ends: number[]): Quad {
  const corner = (along: number, up: number): [number, number] => [
    x + along * alongX - up * alongY,
    y + along * alongY + up * alongX,
  ];
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const [top, bottom] = [reach.above * fontSize, -reach.below * fontSize];
  return [...corner(left, top), ...corner(right, top), ...corner(left, bottom), ...corner(right, bottom)];
}
