import type { Box } from '../../core/text/characters.ts';
import { blankGlyph, type Font, type Glyph } from './fonts/font.ts';
import { StringOperand, type Operand } from './operand.ts';
import { Pen } from './pen.ts';
import { boundsOf, joinBounds, meetBounds, overlap, transformBox } from './region.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';

/** What goes of a string, by number, and whether marks took something of it, or of the string before, that was seen. */
interface Taken {
  readonly places: readonly number[];
  readonly isCut: boolean;
}

/** What lies this near to what is seen may be seen, points. */
const NEAR_SIGHT = 0.25;

/**
 * The glyphs of a string that marks take, by number, and with them those of which a clip or the edge of the page lets
 * nothing through: a cell of a table shows the beginning of a name, and has all of it. Without marks, where a string goes
 * on with one that lost its end, all of them or none.
 */
export function withUnseen(
  run: PageRun,
  state: State,
  elements: readonly Operand[],
  font: Font,
  marked: readonly number[],
): Taken {
  const seen = meetBounds(state.clip, run.visible);
  const taken = new Set(marked);
  const pen = new Pen(state, font);
  const glyph = blankGlyph();
  const places: number[] = [];
  const unseen: Box[] = [];
  let isSeen = false;
  let index = 0;
  for (const element of elements) {
    if (typeof element === 'number') pen.adjust(element);
    if (!(element instanceof StringOperand)) continue;
    for (let at = 0; at < element.bytes.length; at += glyph.length) {
      font.read(element.bytes, at, glyph);
      const box = looseBox(pen, font, glyph);
      const isInSight = isIn(box, seen);
      if (taken.has(index)) {
        isSeen ||= isInSight;
        places.push(index);
      } else if (!isInSight) {
        unseen.push(box);
        places.push(index);
      }
      index++;
      pen.advance(glyph);
    }
  }
  // Of text of which nobody sees anything, marks say what goes, unless it goes on with a string that lost its end.
  const isRest = marked.length === 0 && places.length === index;
  if (!isSeen && !isRest) return { places: marked, isCut: false };
  run.unseen.push(...unseen);
  return { places, isCut: true };
}

function isIn([left, bottom, right, top]: Box, seen: Parameters<typeof overlap>[1]): boolean {
  return overlap({ left, bottom, right, top }, seen, NEAR_SIGHT);
}

/** About where the glyph at the current point is drawn. */
export function looseBox({ base, at, alongX, alongY }: Pen, font: Font, glyph: Glyph): Box {
  const x = base[4] + at * alongX + base[0] * glyph.offsetX + base[2] * glyph.offsetY;
  const y = base[5] + at * alongY + base[1] * glyph.offsetX + base[3] * glyph.offsetY;
  const box = { left: 0, bottom: font.descent, right: glyph.width, top: font.ascent };
  const { left, bottom, right, top } = boundsOf(
    transformBox([base[0], base[1], base[2], base[3], x, y], glyph.ink ? joinBounds(box, glyph.ink) : box),
  );
  return [left, bottom, right, top];
}
