import type { WidthProtection } from '../../core/ports/pdf.ts';
import { Region } from '../content/region.ts';
import type { Gap, PageRemoval } from '../content/types.ts';
import { protectedWidth } from '../content/width-protection.ts';
import { at, cornersOfFrame, type Frame } from './frame.ts';

/** What width protection did to a page. */
export type Movements = Pick<PageRemoval, 'gaps' | 'moved'>;

/** A gap may begin this far (in ems) off the frame of its mark. */
const SLACK = 0.4;

/**
 * The frames of a text mark as wide as the gaps that are left on the page: a box tells no more about the text
 * than its gap does. A frame without a gap stays as it is; one at the end of a line grows where there is room.
 */
export function framesOfGaps(
  frames: readonly Frame[],
  { gaps, moved }: Movements,
  level: WidthProtection,
  isFree: (area: Frame) => boolean,
): Frame[] {
  if (level === 'off') return [...frames];
  return frames.map((frame) => {
    const own = gaps.filter((gap) => isOn(frame, gap));
    if (own.length === 0) return frame;
    const starts = own.map((gap) => along(frame, gap) + carried(gap, gaps, moved));
    const ends = own.map((gap, index) => starts[index]! + gap.width);
    const before = carried(own[0]!, gaps, moved);
    const start = Math.min(before, ...starts);
    const end = Math.max(...ends);
    const grown: Frame = {
      ...at(frame, start, 0),
      angle: frame.angle,
      width: end - start,
      height: frame.height,
    };
    const last = own.at(-1)!;
    return last.followed ? grown : atLineEnd(grown, last, level, isFree);
  });
}

function atLineEnd(frame: Frame, gap: Gap, level: WidthProtection, isFree: (area: Frame) => boolean): Frame {
  const width = protectedWidth(frame.width, gap.fontSize, level);
  if (width <= frame.width) return frame;
  const rest: Frame = { ...frame, ...at(frame, frame.width + 0.5, 0), width: width - frame.width };
  return isFree(rest) ? { ...frame, width } : frame;
}

function isOn(frame: Frame, gap: Gap): boolean {
  if (Math.cos(gap.angle - frame.angle) < 0.999) return false;
  const slack = SLACK * gap.fontSize;
  const x = along(frame, gap);
  const dy = (gap.y - frame.y) * Math.cos(frame.angle) - (gap.x - frame.x) * Math.sin(frame.angle);
  return x >= -slack && x <= frame.width + slack && dy >= -slack && dy <= frame.height + slack;
}

function along(frame: Frame, { x, y }: { readonly x: number; readonly y: number }): number {
  return (x - frame.x) * Math.cos(frame.angle) + (y - frame.y) * Math.sin(frame.angle);
}

/** How far earlier gaps of the line have moved a gap; its own place is that of the original. */
function carried(gap: Gap, gaps: readonly Gap[], moved: Movements['moved']): number {
  const cos = Math.cos(gap.angle);
  const sin = Math.sin(gap.angle);
  const back = 0.1 * gap.fontSize;
  const up = 0.2 * gap.fontSize;
  const x = gap.x - back * cos - up * sin;
  const y = gap.y - back * sin + up * cos;
  if (!new Region(moved).contains(x, y)) return 0;
  let sum = 0;
  for (const other of gaps) {
    if (other === gap || Math.cos(other.angle - gap.angle) < 0.999) continue;
    const dx = other.x - gap.x;
    const dy = other.y - gap.y;
    const isBefore = dx * cos + dy * sin < 0;
    if (isBefore && Math.abs(dy * cos - dx * sin) <= 0.25 * gap.fontSize) sum += other.shift;
  }
  return sum;
}

/** A frame as the corners of a quad: top left, top right, bottom left, bottom right. */
export function quadOfFrame(
  frame: Frame,
): readonly [number, number, number, number, number, number, number, number] {
  const [a, b, c, d] = cornersOfFrame(frame);
  return [d!.x, d!.y, c!.x, c!.y, a!.x, a!.y, b!.x, b!.y];
}
