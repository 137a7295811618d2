import { bounded, clipAround } from './clip-around.ts';
import type { Edits } from './edits.ts';
import { invert } from './matrix.ts';
import { isMesh, meshBeside, noteTable } from './meshes.ts';
import { cornersOf } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';

/** What a shading behind text may reach around it, in em. */
const BEHIND = { above: 1.4, below: 0.6, beside: 0.75 };

/** `sh`: taken out where it shows in marks only, else clipped to what lies outside of them. */
export function paintShading(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  name: string,
  op: { readonly start: number; readonly end: number },
): void {
  const goes = invert(state.ctm) !== undefined && run.region.holds(cornersOf(state.clip));
  run.noteFate(!goes);
  if (!invert(state.ctm) || !run.region.near(state.clip)) {
    run.noteStaying(cornersOf(bounded(state.clip)));
    scope.keep('Shading', name);
    return;
  }
  if (goes) {
    run.changes++;
    run.paths++;
    scope.replace('Shading', name, undefined);
    edits.remove(op.start, op.end);
    return;
  }
  const marks = run.region.marksOver(cornersOf(bounded(state.clip)));
  const shading = scope.find('Shading', name);
  if (marks.length > 0) noteTable(run, shading);
  const copy = isMesh(shading) ? meshBeside(run, shading, state.ctm) : undefined;
  if (copy) edits.replace(op.start, op.end, `/${scope.replace('Shading', name, copy)} sh`);
  else scope.keep('Shading', name);
  const { text } = run.lines;
  // The clip may have moved with text, what it lets through of the shading has not.
  if (text?.along(cornersOf(bounded(state.clip)), BEHIND)) run.lines.isTold = true;
  const clip = clipAround(run.region, text ? marks.map((mark) => text.grown(mark)) : marks, state.ctm);
  if (marks.length === 0 || clip === undefined) return;
  run.changes++;
  edits.insert(op.start, ` q ${clip} `);
  edits.insert(op.end, ' Q ');
}
