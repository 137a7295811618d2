import type { Edits } from './edits.ts';
import { apply, invert } from './matrix.ts';
import { formatNumber } from './operators.ts';
import { boundsOf, cornersOf, joinBounds, transformBox, type Bounds } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';
import type { Point } from './types.ts';

/** No page is larger than this (ISO 32000-2, annex C.2: 14,400 units), with room to spare. */
const FAR: Bounds = { left: -16_000, bottom: -16_000, right: 32_000, top: 32_000 };

/** `sh`: taken out where it shows in marks only, else clipped to what lies outside of them. */
export function paintShading(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  name: string,
  op: { readonly start: number; readonly end: number },
): void {
  const inverse = invert(state.ctm);
  if (!inverse || !run.region.near(state.clip)) {
    scope.keep('Shading', name);
    return;
  }
  if (run.region.holds(cornersOf(state.clip))) {
    run.changes++;
    run.paths++;
    scope.replace('Shading', name, undefined);
    edits.remove(op.start, op.end);
    return;
  }
  const marks = run.region.marksOver(cornersOf(bounded(state.clip)));
  scope.keep('Shading', name);
  if (marks.length === 0) return;
  run.changes++;
  const around = boundsOf(transformBox(inverse, joinBounds(FAR, run.region.bounds)));
  const clips = marks.map((mark) => clipAround(around, mark, (point) => apply(inverse, point.x, point.y)));
  edits.insert(op.start, ` q ${clips.join(' ')} `);
  edits.insert(op.end, ' Q ');
}

function bounded(box: Bounds): Bounds {
  return {
    left: Math.max(box.left, FAR.left),
    bottom: Math.max(box.bottom, FAR.bottom),
    right: Math.min(box.right, FAR.right),
    top: Math.min(box.top, FAR.top),
  };
}

/** A clip to everything but a mark: a large rectangle with the mark as its hole. */
function clipAround(around: Bounds, mark: readonly Point[], toUser: (point: Point) => Point): string {
  const numbers = (...values: number[]): string => values.map((value) => formatNumber(value, 5)).join(' ');
  const { left, bottom, right, top } = around;
  const hole = mark.map(toUser).map(({ x, y }, index) => `${numbers(x, y)} ${index === 0 ? 'm' : 'l'}`);
  return `${numbers(left, bottom, right - left, top - bottom)} re ${hole.join(' ')} h W* n`;
}
