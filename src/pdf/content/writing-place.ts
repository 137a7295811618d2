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
