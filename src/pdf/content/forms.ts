import { PDFDict, PDFName, PDFRef, PDFStream } from 'pdf-lib';
import { dictAt, entry, numbersAt } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { splice, type Edits } from './edits.ts';
import { isFinite, matrixAt, multiply } from './matrix.ts';
import { boundsOf, meetBounds, transformBox, type Bounds } from './region.ts';
import { ResourceScope } from './resources.ts';
import { LimitReached, type PageRun } from './run.ts';
import type { State } from './state.ts';

/** A stream with content of its own (form, pattern cell) that is gone through in the place where it is used. */
interface Use {
  readonly stream: PDFStream;
  /** Its reference, when it has one. */
  readonly ref: PDFRef | undefined;
  /** The graphics state it starts with, its own matrix not yet applied. Taken over. */
  readonly state: State;
  /** Resources for a form that has none of its own. */
  readonly inherited: ResourceScope;
  readonly depth: number;
}

/**
 * Goes through a form where it is used. When something in it must go, the copy that is to take its place gets
 * the returned reference; the form itself stays as it is, for its other uses.
 */
export function useContent(run: PageRun, use: Use): PDFRef | undefined {
  const { stream } = use;
  if (run.active.has(stream)) {
    run.cyclic = true;
    return undefined;
  }
  if (use.depth > run.limits.maxDepth) throw new LimitReached('forms nested too deep');
  const { state } = use;
  state.ctm = multiply(matrixAt(stream.dict, 'Matrix'), state.ctm);
  state.mover = undefined;
  state.outer = undefined;
  state.isVeiledAround ||= state.isVeiled;
  if (!isFinite(state.ctm)) throw new LimitReached('form with a matrix that is not finite');
  const box = boxOf(stream.dict);
  if (box) {
    state.clip = meetBounds(state.clip, boundsOf(transformBox(state.ctm, box)));
    const [a, b, c, d] = state.ctm;
    state.clipIsBox &&= (b === 0 && c === 0) || (a === 0 && d === 0);
  }
  const bytes = run.decode(stream);
  if (!bytes) return undefined;
  const own = dictAt(stream.dict, 'Resources');
  const scope = own ? new ResourceScope(run.context, own, run.names, use.inherited) : use.inherited;
  run.active.add(stream);
  run.shared.enter(run.shared.add(stream, state));
  let edits: Edits;
  try {
    edits = run.execute({ bytes, scope, state, depth: use.depth, stream: use.ref });
  } finally {
    run.active.delete(stream);
    run.shared.leave();
  }
  if (edits.empty) return undefined;
  const ref = run.context.nextRef();
  run.builders.push(() => {
    const copy = deflatedStream(run.context, splice(bytes, edits.patches(bytes)), stream.dict);
    if (own && scope.changed) copy.dict.set(PDFName.of('Resources'), scope.build());
    run.context.assign(ref, copy);
  });
  return ref;
}

/** `Do` on a form XObject. */
export function drawForm(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  form: PDFStream,
  ref: PDFRef | undefined,
  name: string,
  op: { readonly start: number; readonly end: number },
  depth: number,
): void {
  const { kept, lost } = run;
  const copy = useContent(run, { stream: form, ref, state, inherited: scope, depth: depth + 1 });
  if (run.kept === kept && run.lost !== lost) {
    // Its place and its box would tell where and how large it was.
    scope.replace('XObject', name, undefined);
    edits.remove(op.start, op.end);
  } else if (!copy) scope.keep('XObject', name);
  else edits.replace(op.start, op.end, `/${scope.replace('XObject', name, copy)} Do`);
}

/** `gs` with a soft mask: its group is content of the page like any other (ISO 32000-2, 11.6.5.2). */
export function useSoftMask(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  settings: PDFDict,
  name: string,
  op: { readonly start: number; readonly end: number },
  depth: number,
): void {
  const mask = entry(settings, 'SMask');
  const group = mask instanceof PDFDict ? entry(mask, 'G') : undefined;
  const raw = mask instanceof PDFDict ? mask.get(PDFName.of('G')) : undefined;
  const { kept, lost } = run;
  const copy =
    group instanceof PDFStream
      ? useContent(run, {
          stream: group,
          ref: refOf(raw),
          state: { ...state },
          inherited: scope,
          depth: depth + 1,
        })
      : undefined;
  if (!copy || !(mask instanceof PDFDict)) {
    scope.keep('ExtGState', name);
    return;
  }
  if (run.kept === kept && run.lost !== lost) run.builders.push(() => shrink(run.context.lookup(copy)));
  const newMask = mask.clone();
  newMask.set(PDFName.of('G'), copy);
  const newSettings = settings.clone();
  newSettings.set(PDFName.of('SMask'), newMask);
  const settingsRef = run.context.nextRef();
  run.builders.push(() => run.context.assign(settingsRef, newSettings));
  edits.replace(op.start, op.end, `/${scope.replace('ExtGState', name, settingsRef)} gs`);
}

/** A group of which nothing is left masks everywhere alike; its box would tell where and how large it was. */
function shrink(group: unknown): void {
  if (!(group instanceof PDFStream)) return;
  const { dict } = group;
  dict.set(PDFName.of('BBox'), dict.context.obj([0, 0, 0.01, 0.01]));
  dict.delete(PDFName.of('Matrix'));
}

export function refOf(object: unknown): PDFRef | undefined {
  return object instanceof PDFRef ? object : undefined;
}

export function boxOf(dict: PDFDict): Bounds | undefined {
  const numbers = numbersAt(dict, 'BBox');
  if (!numbers || numbers.length < 4) return undefined;
  return boundsOf([
    { x: numbers[0]!, y: numbers[1]! },
    { x: numbers[2]!, y: numbers[3]! },
  ]);
}
