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

/** In em of the line: how far off it a number of a note or an exponent stands, how far from its end, and how small it is. */
const RAISED = 0.7;
const AT_END = 0.4;
const OVER = 1.2;
const SMALL = 0.85;

/** Whether what begins in a place is small type raised or lowered at the end of a line: one of two may stand over the other. */
export function isScript(line: WritingPlace, next: WritingPlace): boolean {
  const { along, across } = distance(line, next);
  const size = line.fontSize;
  const parallel = line.alongX * next.alongX + line.alongY * next.alongY > 0.999;
  return (
    parallel &&
    next.fontSize <= SMALL * size &&
    Math.abs(across) <= RAISED * size &&
    along >= -OVER * size &&
    along <= AT_END * size
  );
}

/** The end of a line, with small type raised or lowered there that ends in a place. */
export function withScript(line: WritingPlace, end: WritingPlace): WritingPlace {
  const along = Math.max(0, distance(line, end).along);
  return { ...line, x: line.x + along * line.alongX, y: line.y + along * line.alongY };
}

/** Whether what begins in a place goes on with the line of what ended in another. */
export function follows(last: WritingPlace, next: WritingPlace): boolean {
  const { along, across } = distance(last, next);
  const size = Math.max(last.fontSize, next.fontSize);
  const parallel = last.alongX * next.alongX + last.alongY * next.alongY > 0.999;
  return (
    parallel && Math.abs(across) <= BASELINE * size && along >= -OVERLAP * size && along <= COLUMN * size
  );
}
