import { PDFRawStream, PDFStream, type PDFDict } from 'pdf-lib';
import type { Edits } from './edits.ts';
import type { InlineImagePlace } from './inline-image.ts';
import { isCoarse } from '../images/limits.ts';
import { entry, numberAt } from '../objects/lookup.ts';
import { clipAround } from './clip-around.ts';
import { apply, invert } from './matrix.ts';
import { inlineBytes, inlineDict } from './inline-objects.ts';
import { boundsOf, insetBy, transformBox } from './region.ts';
import type { ResourceScope } from './resources.ts';
import type { PageRun } from './run.ts';
import type { State } from './state.ts';
import type { ImageSize, Point } from './types.ts';

type Verdict =
  | { readonly kind: 'keep' }
  | { readonly kind: 'remove' }
  | {
      readonly kind: 'cut';
      /** On the page. */
      readonly marks: readonly (readonly Point[])[];
      readonly polygons: readonly (readonly Point[])[];
      readonly size: ImageSize;
    };

const UNIT = { left: 0, bottom: 0, right: 1, top: 1 };

/** What marks do to an image painted on the unit square of the current matrix. */
function judge(run: PageRun, state: State): Verdict {
  const corners = transformBox(state.ctm, UNIT);
  const marks = run.region.marksOver(corners);
  const inverse = invert(state.ctm);
  if (!inverse) {
    const centre = apply(state.ctm, 0.5, 0.5);
    return { kind: run.region.contains(centre.x, centre.y) ? 'remove' : 'keep' };
  }
  if (run.region.holds(corners)) return { kind: 'remove' };
  if (marks.length === 0) return { kind: 'keep' };
  const polygons = marks.map((mark) => mark.map(({ x, y }) => apply(inverse, x, y)));
  const [a, b, c, d] = state.ctm;
  return { kind: 'cut', marks, polygons, size: { across: Math.hypot(a, b), along: Math.hypot(c, d) } };
}

/** Programs draw a slanting picture up to so far, in points, beside its place. */
const ASTRAY = 3;

/** What is cut of a slanting picture may show beside the mark. */
function noteAstray(run: PageRun, { ctm }: State, marks: readonly (readonly Point[])[]): void {
  const [a, b, c, d] = ctm.map(Math.abs);
  const slants = Math.min(Math.max(a!, d!), Math.max(b!, c!)) > ALONG * Math.max(a!, b!, c!, d!);
  if (!slants) return;
  for (const mark of marks) {
    const { left, bottom, right, top } = boundsOf(mark);
    run.redrawn.push([left - ASTRAY, bottom - ASTRAY, right + ASTRAY, top + ASTRAY]);
  }
}

/** Points beside a mark within which nobody minds what changes. */
const UNSEEN = 1;

/** Samples that a mark touches go whole, and reach out of it. */
function noteTouched(
  run: PageRun,
  marks: readonly (readonly Point[])[],
  size: ImageSize,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): void {
  const reach = Math.max(size.across / columns, size.along / rows);
  if (!(reach > UNSEEN) || isCoarse(size, columns, rows)) return;
  for (const mark of marks) {
    const { left, bottom, right, top } = boundsOf(mark);
    run.besides.push([left - reach, bottom - reach, right + reach, top + reach]);
  }
}

/** A picture that slants by less lies along the page. */
const ALONG = 1e-4;

/** A picture is clipped to what lies this far, in points, within the edge of a mark: no seam shows beside the box. */
const WITHIN = 0.5;

/**
 * Of a picture with samples that are seen as they are, those that a mark touches stay and would show along the edges
 * of the mark, around those that were cut: it is clipped to what lies beside the marks.
 */
function keepOut(
  run: PageRun,
  state: State,
  edits: Edits,
  marks: readonly (readonly Point[])[],
  size: ImageSize,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  op: { readonly start: number; readonly end: number },
): void {
  if (!isCoarse(size, columns, rows)) return;
  const holes = marks.flatMap((mark) => {
    const inner = insetBy(run.lines.text?.grown(mark) ?? mark, WITHIN);
    return inner ? [inner] : [];
  });
  const clip = holes.length > 0 ? clipAround(run.region, holes, state.ctm) : undefined;
  if (clip === undefined) return;
  edits.insert(op.start, ` q ${clip} `);
  edits.insert(op.end, ' Q ');
}

function sidesOf(image: PDFDict): { columns: number; rows: number } {
  return {
    columns: numberAt(image, 'Width') ?? numberAt(image, 'W') ?? 1,
    rows: numberAt(image, 'Height') ?? numberAt(image, 'H') ?? 1,
  };
}

/** Other pictures may have them, too, and they have the shape of what is cut. */
function masksOf({ dict }: PDFStream): PDFStream[] {
  return ['SMask', 'Mask'].flatMap((key) => {
    const mask = entry(dict, key);
    return mask instanceof PDFStream ? [mask] : [];
  });
}

/** `Do` on an image XObject: keeps it, takes it out, or puts a cut copy in its place. */
export function drawImage(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  image: PDFStream,
  name: string,
  op: { readonly start: number; readonly end: number },
): void {
  const verdict = judge(run, state);
  const uses = [image, ...masksOf(image)].map((each) => run.shared.add(each, state));
  run.noteFate(verdict.kind !== 'remove');
  if (verdict.kind !== 'remove') run.noteStaying(transformBox(state.ctm, UNIT));
  if (verdict.kind === 'keep') {
    scope.keep('XObject', name);
    return;
  }
  // Text that it is drawn over moves, and what it shows of that does not.
  if (run.gaps.length > 0) run.lines.tell();
  run.changes++;
  run.cutImages++;
  for (const use of uses) run.shared.lose(transformBox(state.ctm, UNIT), use);
  if (verdict.kind === 'remove') {
    scope.replace('XObject', name, undefined);
    edits.remove(op.start, op.end);
    return;
  }
  const { marks, polygons, size } = verdict;
  noteAstray(run, state, marks);
  noteTouched(run, marks, size, sidesOf(image.dict));
  const ref = run.context.nextRef();
  keepOut(run, state, edits, marks, size, sidesOf(image.dict), op);
  edits.replace(op.start, op.end, `/${scope.replace('XObject', name, ref)} Do`);
  run.jobs.push(async () => {
    if (!(image instanceof PDFRawStream)) {
      run.unsupported.add('image that was not read from a file');
      return;
    }
    const made = await run.images.cut(run.context, image, polygons, scope.dict, size);
    if ('unsupported' in made) run.unsupported.add(made.unsupported);
    else run.builders.unshift(() => run.context.assign(ref, made));
  });
}

/** An inline image: keeps it, takes it out, or writes a cut copy in its place. */
export function drawInlineImage(
  run: PageRun,
  state: State,
  scope: ResourceScope,
  edits: Edits,
  bytes: Uint8Array,
  start: number,
  place: InlineImagePlace,
): void {
  const verdict = judge(run, state);
  run.noteFate(verdict.kind !== 'remove');
  if (verdict.kind !== 'remove') run.noteStaying(transformBox(state.ctm, UNIT));
  if (verdict.kind === 'keep') return;
  // Text that it is drawn over moves, and what it shows of that does not.
  if (run.gaps.length > 0) run.lines.tell();
  run.changes++;
  run.cutImages++;
  run.shared.lose(transformBox(state.ctm, UNIT));
  if (verdict.kind === 'remove') {
    edits.remove(start, place.end);
    return;
  }
  let written: Uint8Array = new Uint8Array(0);
  edits.replace(start, place.end, () => written);
  const { marks, polygons, size } = verdict;
  noteAstray(run, state, marks);
  const sides = sidesOf(inlineDict(run.context, place.dict));
  noteTouched(run, marks, size, sides);
  keepOut(run, state, edits, marks, size, sides, { start, end: place.end });
  run.jobs.push(async () => {
    const dict = inlineDict(run.context, place.dict);
    const data = bytes.slice(place.dataStart, place.dataEnd);
    const made = await run.images.cutInline(run.context, dict, data, polygons, scope.dict, size);
    if ('unsupported' in made) run.unsupported.add(made.unsupported);
    else written = inlineBytes(made.dict, made.data);
  });
}
