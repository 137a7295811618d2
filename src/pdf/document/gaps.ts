import type { WidthProtection } from '../../core/ports/pdf.ts';
import { Region } from '../content/region.ts';
import type { Gap, PageRemoval } from '../content/types.ts';
import { protectedWidths, WORD } from '../content/width-protection.ts';
import { at, cornersOfFrame, type Frame } from './frame.ts';

/** Points. */
const ROUNDING = 0.01;

/** What width protection did to a page. */
export type Movements = Pick<PageRemoval, 'gaps' | 'moved'>;

/** Text further on than this (in ems) is not of the line. */
const COLUMN = 1.5;
/** A gap may begin this far (in ems) off the frame of its mark. */
const SLACK = 0.4;
/** How high in its frame a baseline may be, of the frame's height; higher is that of the line above. */
const BASELINE = 0.7;
/** In ems: what follows a gap nearer than this to its end is not set off by a space. */
const KERNING = 0.15;
/** What is left free between words. */
const SPACE = 0.25;
/** In ems: a bar behind text ends no farther on than this. */
const BAR = 0.4;

/**
 * The frames of a text mark as wide as the gaps that are left on the page: a box tells no more about the text
 * than its gap does. A frame without a gap stays as it is; one at the end of a line grows as far as there is room,
 * and is `cramped` when that is not far enough.
 */
export function framesOfGaps(
  frames: readonly Frame[],
  { gaps, moved }: Movements,
  level: WidthProtection,
  isFree: (area: Frame) => boolean,
): { readonly frames: readonly Frame[]; readonly cramped: boolean } {
  if (level === 'off') return { frames, cramped: false };
  let cramped = false;
  // `own`: how far the place of the text that went reaches.
  const atLineEnd = (frame: Frame, own: number, fontSize: number): Frame => {
    const [best, ...others] = protectedWidths(frame.width, fontSize, level);
    const end = Math.max(own, frame.width);
    // A bar behind the text, or a rule under it, was there, and went on with the box.
    const { x, y } = at(frame, end + ROUNDING, frame.height / 2);
    const from = end + (moved.some((quad) => new Region([quad]).contains(x, y)) ? BAR * fontSize : 0.5);
    // Something right behind it, which is not of its line, tells where it ended.
    if (!isFree({ ...frame, ...at(frame, from, 0), width: WORD * fontSize })) cramped = true;
    for (const width of [best!, ...others]) {
      if (width <= frame.width) return frame;
      const rest: Frame = { ...frame, ...at(frame, from, 0), width: width - end };
      if (rest.width <= ROUNDING || isFree(rest)) return { ...frame, width };
      cramped = true;
    }
    return frame;
  };
  const grown = frames.map((frame) => {
    const own = gaps.filter((gap) => !isGrowth(gap) && isOn(frame, gap));
    if (own.length === 0) return frame;
    const growth = gaps.find((gap) => isGrowth(gap) && isBehind(frame, gap));
    const starts = own.map((gap) => along(frame, gap) + gap.carried);
    const last = Math.max(...own.map(({ filled }, index) => starts[index]! + filled));
    const { carried, fontSize } = own[0]!;
    const first = Math.min(...starts);
    // A mark covers ink that sticks out before the first letter, which would tell it.
    const start = first - carried <= SLACK * fontSize ? first : Math.min(carried, first);
    const next = nextOf(frame, own.at(-1)!, growth);
    // Text that stands apart, as in another column, tells by what is between only where it stands itself.
    const isApart = next !== undefined && next.place - last > WORD * fontSize;
    const end = next && !isApart ? endBefore(next.place, last, fontSize) + next.shift : last;
    const whole: Frame = {
      ...at(frame, start, 0),
      angle: frame.angle,
      width: end - start,
      height: frame.height,
    };
    return next && !isApart ? whole : atLineEnd(whole, frame.width - start, fontSize);
  });
  return { frames: grown, cramped };
}

/** Where text went on behind a gap, and by how much it moved. */
function nextOf(
  frame: Frame,
  last: Gap,
  growth: Gap | undefined,
): { readonly place: number; readonly shift: number } | undefined {
  if (growth) return { place: along(frame, growth) + growth.carried, shift: growth.shift };
  if (!last.followed) return undefined;
  return { place: along(frame, last) + last.carried + last.width - last.shift, shift: last.shift };
}

/** Where a box ends before text that goes on: kerning with the last letter would tell it, and so would where it ended. */
function endBefore(next: number, last: number, fontSize: number): number {
  return Math.abs(next - last) <= KERNING * fontSize ? next : next - SPACE * fontSize;
}

/** Whether it only moves on text that has a place of its own; what was removed stood in an operator before. */
function isGrowth({ width, shift }: Gap): boolean {
  return shift > 0 && width - shift < 1e-6;
}

function isBehind(frame: Frame, gap: Gap): boolean {
  const space = along(frame, gap) - frame.width;
  return (
    isOn({ ...frame, width: frame.width + COLUMN * gap.fontSize }, gap) && space >= -SLACK * gap.fontSize
  );
}

function isOn(frame: Frame, gap: Gap): boolean {
  if (Math.cos(gap.angle - frame.angle) < 0.999) return false;
  const slack = SLACK * gap.fontSize;
  const x = along(frame, gap);
  const dy = (gap.y - frame.y) * Math.cos(frame.angle) - (gap.x - frame.x) * Math.sin(frame.angle);
  return x >= -slack && x <= frame.width + slack && dy >= -slack && dy <= BASELINE * frame.height;
}

function along(frame: Frame, { x, y }: { readonly x: number; readonly y: number }): number {
  return (x - frame.x) * Math.cos(frame.angle) + (y - frame.y) * Math.sin(frame.angle);
}

/** A frame as the corners of a quad: top left, top right, bottom left, bottom right. */
export function quadOfFrame(
  frame: Frame,
): readonly [number, number, number, number, number, number, number, number] {
  const [a, b, c, d] = cornersOfFrame(frame);
  return [d!.x, d!.y, c!.x, c!.y, a!.x, a!.y, b!.x, b!.y];
}
