import { boxOfQuad, quadArea, quadOverlap, unionBox } from '../../text/geometry.ts';
import type { Box } from '../../text/characters.ts';
import type { PlacedMark } from '../rule.ts';

/** Two marks of one page that cover the same place. */
export interface Overlap {
  readonly first: PlacedMark;
  readonly second: PlacedMark;
}

/** Share of the smaller quad from which marks overlap rather than touch. */
const SHARE = 0.05;

/**
 * Pairs of marks that really overlap, each pair once, in the order of the file. Sweeps each page by the bottom edge
 * so that thousands of marks stay fast.
 */
export function overlapsOf(marks: readonly PlacedMark[]): readonly Overlap[] {
  return [...groupByPage(marks).values()].flatMap(sweep);
}

function groupByPage(marks: readonly PlacedMark[]): ReadonlyMap<number, readonly PlacedMark[]> {
  const pages = new Map<number, PlacedMark[]>();
  for (const placed of marks) {
    const list = pages.get(placed.mark.page);
    if (list) list.push(placed);
    else pages.set(placed.mark.page, [placed]);
  }
  return pages;
}

function sweep(marks: readonly PlacedMark[]): readonly Overlap[] {
  const boxed = marks
    .map((placed, order) => ({ placed, order, box: boundsOf(placed) }))
    .filter((entry): entry is typeof entry & { box: Box } => entry.box !== undefined)
    .toSorted((a, b) => a.box[1] - b.box[1]);
  const found: (Overlap & { order: number })[] = [];
  for (const [index, low] of boxed.entries()) {
    for (let other = index + 1; other < boxed.length; other++) {
      const high = boxed[other];
      if (high === undefined || high.box[1] >= low.box[3]) break;
      if (high.box[0] >= low.box[2] || high.box[2] <= low.box[0] || !overlap(low.placed, high.placed))
        continue;
      const [first, second] = low.order < high.order ? [low, high] : [high, low];
      found.push({ first: first.placed, second: second.placed, order: first.order });
    }
  }
  return found.toSorted((a, b) => a.order - b.order).map(({ first, second }) => ({ first, second }));
}

function overlap(a: PlacedMark, b: PlacedMark): boolean {
  return a.mark.quads.some((mine) =>
    b.mark.quads.some((theirs) => {
      const shared = quadOverlap(mine, theirs);
      return shared > 0 && shared >= SHARE * Math.min(quadArea(mine), quadArea(theirs));
    }),
  );
}

function boundsOf({ mark }: PlacedMark): Box | undefined {
  return unionBox(mark.quads.map(boxOfQuad));
}
