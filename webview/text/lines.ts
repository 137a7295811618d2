import type { Quad } from '../../src/core/model/redaction.ts';
import type { PageText } from '../../src/core/text/characters.ts';
import { type FrameCharacter, quadOfFrame, toFrame } from '../../src/core/text/line-frame.ts';
import { linesOf as textLinesOf } from '../../src/core/text/lines.ts';
import type { UserPoint } from '../geometry.ts';

/**
 * Characters that stand beside each other on one baseline with no wide gap between them. `from` and `to` run along
 * the baseline, `low` and `high` up from it, in points of user space turned by the line's angle.
 */
export interface TextLine {
  /** Index of the first character, and one past the last. */
  readonly start: number;
  readonly end: number;
  /** Direction of the baseline in radians, counter-clockwise. */
  readonly angle: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** The lines of a page with the extent of each character along its line. */
export interface PageLines {
  readonly text: PageText;
  readonly lines: readonly TextLine[];
  /** Where each character begins and ends along its line. */
  readonly from: Float32Array;
  readonly to: Float32Array;
}

/** Gap, in heights of the text, that keeps what stands right of it from being the same line: columns, cells. */
const WIDE_GAP = 2.5;

/** Groups the characters of a page into lines. */
export function linesOf(text: PageText): PageLines {
  const count = text.characters.length;
  const from = new Float32Array(count);
  const to = new Float32Array(count);
  const lines: TextLine[] = [];
  for (const line of textLinesOf(text.characters)) {
    for (const piece of pieces(line.characters)) {
      const drawn = piece.filter((item) => item.visible);
      const first = piece[0];
      const last = piece.at(-1);
      if (first === undefined || last === undefined || drawn.length === 0) {
        continue;
      }
      fillExtents(piece, from, to);
      lines.push({
        start: first.index,
        end: last.index + 1,
        angle: line.angle,
        low: Math.min(...drawn.map((item) => item.loose.v0)),
        high: Math.max(...drawn.map((item) => item.loose.v1)),
        from: Math.min(...drawn.map((item) => item.loose.u0)),
        to: Math.max(...drawn.map((item) => item.loose.u1)),
      });
    }
  }
  return { text, lines, from, to };
}

function pieces(characters: readonly FrameCharacter[]): readonly (readonly FrameCharacter[])[] {
  const found: FrameCharacter[][] = [];
  let piece: FrameCharacter[] = [];
  let before: FrameCharacter | undefined;
  for (const character of characters) {
    if (character.visible) {
      const height = character.loose.v1 - character.loose.v0;
      const gap = before === undefined ? 0 : character.loose.u0 - before.loose.u1;
      if (gap > WIDE_GAP * height) {
        found.push(piece);
        piece = [];
      }
      before = character;
    }
    piece.push(character);
  }
  found.push(piece);
  return found;
}

/** A blank reaches from the character before it to the one after it, whatever box the engine gave it. */
function fillExtents(piece: readonly FrameCharacter[], from: Float32Array, to: Float32Array): void {
  let edge: number | undefined;
  for (const item of piece) {
    if (item.visible) {
      from[item.index] = item.loose.u0;
      edge = item.loose.u1;
      to[item.index] = edge;
    } else {
      from[item.index] = edge ?? Number.NaN;
      to[item.index] = Number.NaN;
    }
  }
  let next: number | undefined;
  for (const item of piece.toReversed()) {
    if (item.visible) {
      next = item.loose.u0;
      continue;
    }
    const begin = Number.isNaN(from[item.index]) ? (next ?? 0) : (from[item.index] ?? 0);
    from[item.index] = begin;
    to[item.index] = Math.max(begin, next ?? begin);
    next = begin;
  }
}

/** The line nearest to a point, and how far away it is in points (0 on it). */
export function nearestLine(
  page: PageLines,
  point: UserPoint,
): { readonly line: TextLine; readonly distance: number } | undefined {
  let best: { line: TextLine; distance: number } | undefined;
  for (const line of page.lines) {
    const [along, across] = toFrame(point, line.angle);
    const beside = Math.max(line.from - along, along - line.to, 0);
    const above = Math.max(line.low - across, across - line.high, 0);
    // Off to the side of a line is nearer than above it: a drag in the margin follows the lines.
    const distance = Math.hypot(beside * 0.5, above);
    if (best === undefined || distance < best.distance) {
      best = { line, distance };
    }
  }
  return best;
}

/** The gap between characters nearest to a point: the index of the character after it. Undefined without text. */
export function caretAt(page: PageLines, point: UserPoint): number | undefined {
  const found = nearestLine(page, point);
  return found === undefined ? undefined : caretInLine(page, found.line, toFrame(point, found.line.angle)[0]);
}

/** The gap nearest to a place along a line. */
export function caretInLine(page: PageLines, line: TextLine, along: number): number {
  let best = line.start;
  let distance = Number.POSITIVE_INFINITY;
  for (let index = line.start; index <= line.end; index += 1) {
    const apart = Math.abs(alongOfCaret(page, line, index) - along);
    if (apart < distance) {
      best = index;
      distance = apart;
    }
  }
  return best;
}

/** The index of the character at a point; undefined where there is none. */
export function characterAt(page: PageLines, point: UserPoint): number | undefined {
  const found = nearestLine(page, point);
  if (found === undefined || found.distance > 1.5) {
    return undefined;
  }
  const [along] = toFrame(point, found.line.angle);
  for (let index = found.line.start; index < found.line.end; index += 1) {
    if (along >= (page.from[index] ?? 0) && along <= (page.to[index] ?? 0)) {
      return index;
    }
  }
  return undefined;
}

/** The line a gap between characters belongs to: the one it is in, else the one that ends there. */
export function lineOfCaret(page: PageLines, caret: number): TextLine | undefined {
  return (
    page.lines.find((line) => caret >= line.start && caret < line.end) ??
    page.lines.find((line) => caret === line.end) ??
    page.lines.findLast((line) => line.end <= caret) ??
    page.lines[0]
  );
}

/** Where a gap between characters is along its line. */
export function alongOfCaret(page: PageLines, line: TextLine, caret: number): number {
  return (caret < line.end ? page.from[caret] : page.to[line.end - 1]) ?? line.from;
}

/** The quad in user space of a stretch of a line, at its full height. */
export function stretchQuad(line: TextLine, from: number, to: number): Quad {
  return quadOfFrame({ u0: from, u1: to, v0: line.low, v1: line.high }, line.angle);
}

/** Quads over a range of characters, a full line high: what a selection looks like. */
export function highlightQuads(page: PageLines, start: number, end: number): readonly Quad[] {
  const quads: Quad[] = [];
  for (const line of page.lines) {
    const first = Math.max(start, line.start);
    const last = Math.min(end, line.end);
    if (last > first) {
      const from = alongOfCaret(page, line, first);
      const to = page.to[last - 1] ?? from;
      if (to > from) {
        quads.push(stretchQuad(line, from, to));
      }
    }
  }
  return quads;
}
