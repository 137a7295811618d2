/** Where something is written, on the page: a point, and the unit vector that writing goes along. */
export interface WritingPlace {
  readonly x: number;
  readonly y: number;
  readonly alongX: number;
  readonly alongY: number;
  readonly fontSize: number;
}

/** How far a place is from another along the writing there, and how far off its line. */
export function distance(from: WritingPlace, to: WritingPlace): { along: number; across: number } {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { along: dx * from.alongX + dy * from.alongY, across: dy * from.alongX - dx * from.alongY };
}

/** In em: text further on than this stands in a column of its own; further off the baseline, on another line. */
const COLUMN = 1.5;
const OVERLAP = 0.3;
const BASELINE = 0.25;

/** Whether what begins in a place goes on with the line of what ended in another. */
export function follows(last: WritingPlace, next: WritingPlace): boolean {
  const { along, across } = distance(last, next);
  const size = Math.max(last.fontSize, next.fontSize);
  const parallel = last.alongX * next.alongX + last.alongY * next.alongY > 0.999;
  return (
    parallel && Math.abs(across) <= BASELINE * size && along >= -OVERLAP * size && along <= COLUMN * size
  );
}
