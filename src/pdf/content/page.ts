import {
  PDFArray,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFDict,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import { inheritedResources, resolve } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { splice, type Edits, type Patch } from './edits.ts';
import { useContent } from './forms.ts';
import { GlyphsRead } from './glyphs-read.ts';
import { executeContent } from './interpreter.ts';
import { IDENTITY, type Matrix } from './matrix.ts';
import { GRID_OF_LINES, MovedText, onGrid } from './moved-text.ts';
import { Region } from './region.ts';
import { areaBefore, shareBefore } from './line-anchor.ts';
import { ResourceScope } from './resources.ts';
import { DEFAULT_LIMITS, LimitReached, PageRun } from './run.ts';
import type { SharedUses } from './shared-uses.ts';
import { initialState } from './state.ts';
import type { ContentOptions, PageRemoval } from './types.ts';
import { areTold } from './told-lines.ts';
import { areaBehind, WidenedLines } from './width-protection.ts';

/** One stream of a page's Contents, and where its bytes stand in the whole. */
interface Part {
  readonly object: PDFObject;
  readonly start: number;
  readonly end: number;
}

/**
 * Takes what lies in the quads out of a page's content: text, drawing, pixels. The page gets new content and,
 * where needed, copies of the forms, images, patterns and settings it uses; objects that other pages share stay
 * as they were. A page of which nothing is hit keeps its objects. When anything is `unsupported` the page is
 * left as it was.
 *
 * @param pageIndex from 0
 * @param quads in PDF user space of the page
 */
export async function redactPageContent(
  doc: PDFDocument,
  pageIndex: number,
  quads: readonly Quad[],
  options: ContentOptions,
): Promise<PageRemoval> {
  const page = doc.getPage(pageIndex).node;
  const region = new Region(quads);
  const lowered = new Map<number, number>();
  const starts = new Map<number, number>();
  let movedText: MovedText | undefined;
  const start = (): PageRun => startRun(doc, region, options, { lowered, starts, movedText });
  let run = start();
  if (!region.empty) {
    try {
      let plan = follow(run, page);
      while (moveStarts(run, starts, options.isFree) || lower(run, lowered, options.isFree)) {
        run = start();
        plan = follow(run, page);
      }
      movedText = MovedText.of(run.lines.spans, options.isFree ?? (() => true));
      if (movedText) {
        run = start();
        plan = follow(run, page);
      }
      await carryOut(run, page, plan);
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      run.unsupported.add(error.message);
    }
  }
  const unsupported = [...run.unsupported];
  const changed = unsupported.length === 0 && run.changes > 0;
  return {
    page: pageIndex + 1,
    changed,
    glyphsRemoved: changed ? run.glyphs : 0,
    imagesCut: changed ? run.cutImages : 0,
    pathsRemoved: changed ? run.paths : 0,
    unsupported,
    leavesState: region.empty || unsupported.length > 0 || run.leavesState,
    gaps: changed ? run.gaps.map((gap) => ({ ...gap })) : [],
    moved: changed ? run.moved : [],
    movedText: changed ? movedText : undefined,
    cramped: changed && (lowered.size > 0 || run.lines.isTold || areTold(run.lines.spans, run.visible)),
    besides: changed ? run.besides : [],
    elsewhere: changed ? run.elsewhere : [],
    unseen: run.unseen,
    redrawn: changed ? run.redrawn : [],
    written: changed ? run.written : [],
    removed: run.removed,
    touched: changed ? run.touched : [],
    shared: run.shared,
  };
}

/** What content draws, and where quads would take glyphs that nobody sees with those of their string that somebody does. */
export interface ContentSurvey {
  readonly shared: SharedUses;
  /** Loose boxes of such glyphs. */
  readonly unseen: readonly Box[];
}

/**
 * What a page's content draws, and what quads would take out of it; changes nothing. Where the content has no end, it
 * is gone through as far as that may be.
 *
 * @param pageIndex from 0
 */
export function surveyPageContent(
  doc: PDFDocument,
  pageIndex: number,
  quads: readonly Quad[],
  options: ContentOptions,
): ContentSurvey {
  const run = startRun(doc, new Region(quads), options);
  try {
    follow(run, doc.getPage(pageIndex).node);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
  }
  return { shared: run.shared, unseen: run.unseen };
}

/** What a form draws by itself, in its own space with its Matrix applied; all within its BBox counts as seen. */
export function surveyForm(doc: PDFDocument, form: PDFStream, options: ContentOptions): SharedUses {
  const { cropBox: _, ...rest } = options;
  const run = startRun(doc, new Region([]), rest);
  const inherited = new ResourceScope(run.context, undefined, run.names);
  try {
    useContent(run, { stream: form, ref: undefined, state: initialState(IDENTITY), inherited, depth: 1 });
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
  }
  return run.shared;
}

/**
 * Whether a form draws text in a region, by the places of its glyphs: also where its BBox hides that, as other programs
 * read it there.
 *
 * @param toPage from the space that its Matrix leads to
 */
export function formTells(
  doc: PDFDocument,
  form: PDFStream,
  toPage: Matrix,
  region: Region,
  options: ContentOptions,
): boolean {
  const run = startRun(doc, region, options);
  const inherited = new ResourceScope(run.context, undefined, run.names);
  try {
    useContent(run, { stream: form, ref: undefined, state: initialState(toPage), inherited, depth: 1 });
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return true;
  }
  return run.glyphs > 0 || run.unsupported.size > 0;
}

function startRun(
  { context }: PDFDocument,
  region: Region,
  options: ContentOptions,
  { lowered, starts, movedText }: LinePlan = NO_PLAN,
): PageRun {
  const [left, bottom, right, top] = options.cropBox ?? [-Infinity, -Infinity, Infinity, Infinity];
  const level = options.widthProtection ?? 'off';
  return new PageRun({
    context,
    region,
    visible: { left, bottom, right, top },
    images: options.images,
    loadCMap: options.loadCMap,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    execute: executeContent,
    clipsCrossing: options.crossing === 'clipped',
    widthProtection: level,
    lines: new WidenedLines(level, lowered, starts, movedText),
    read: new GlyphsRead(options.read ?? []),
  });
}

/** How lines are to move; see `WidenedLines`. */
interface LinePlan {
  readonly lowered: ReadonlyMap<number, number>;
  readonly starts: ReadonlyMap<number, number>;
  readonly movedText: MovedText | undefined;
}

const NO_PLAN: LinePlan = { lowered: new Map(), starts: new Map(), movedText: undefined };

/** What is to become of a page's content; nothing has changed yet. */
interface Plan {
  readonly bytes: Uint8Array;
  readonly parts: readonly Part[];
  readonly scope: ResourceScope;
  readonly edits: Edits;
}

function follow(run: PageRun, page: PDFDict): Plan {
  const { bytes, parts } = readContents(run, page);
  const scope = new ResourceScope(run.context, inheritedResources(page), run.names);
  const edits = run.execute({ bytes, scope, state: initialState(IDENTITY), depth: 0 });
  return { bytes, parts, scope, edits };
}

/** Lets lines that are centred, or end where others do, begin earlier by what they grow; whether any other than before. */
function moveStarts(run: PageRun, starts: Map<number, number>, isFree: ContentOptions['isFree']): boolean {
  if (!isFree) return false;
  const { spans } = run.lines;
  let any = false;
  for (const [index, span] of spans.entries()) {
    const known = starts.get(index);
    const grown = span.grown + span.grownBehind;
    // Where there was no room it is not asked for again.
    if (known === 0 || (grown === 0 && known === undefined)) continue;
    const start = -grown * shareBefore(span, spans, run.visible);
    const back = -onGrid(span.start, 0, start, GRID_OF_LINES);
    if (Math.abs(back + (known ?? 0)) < 1e-6) continue;
    const area = areaBefore(span, back);
    starts.set(index, area && isFree(area) ? -back : 0);
    any = true;
  }
  return any;
}

/** Lets lines whose text would move off the page, or over something, take a smaller step; whether there are any. */
function lower(run: PageRun, lowered: Map<number, number>, isFree: ContentOptions['isFree']): boolean {
  if (!isFree) return false;
  let any = false;
  for (const [line, moved] of run.lines.moved) {
    const area = areaBehind(moved);
    if (moved.isSeen && (!area || isFree(area))) continue;
    lowered.set(line, (lowered.get(line) ?? 0) + 1);
    any = true;
  }
  return any;
}

async function carryOut(run: PageRun, page: PDFDict, { bytes, parts, scope, edits }: Plan): Promise<void> {
  if (edits.empty) return;
  // A copy would draw the original in place of itself.
  if (run.cyclic) run.unsupported.add('content that draws itself');
  for (const job of run.jobs) await job();
  if (run.unsupported.size > 0) return;
  const patches = edits.patches(bytes);
  for (const build of run.builders) build();
  page.set(PDFName.of('Contents'), newContents(run, bytes, parts, patches));
  if (scope.changed) page.set(PDFName.of('Resources'), scope.build());
}

/** All streams of Contents, with a line end between them (ISO 32000-2, 7.8.2). */
function readContents(run: PageRun, page: PDFDict): { bytes: Uint8Array; parts: Part[] } {
  const contents = page.get(PDFName.of('Contents'));
  const resolved = resolve(run.context, contents);
  const objects = resolved instanceof PDFArray ? resolved.asArray() : contents ? [contents] : [];
  const pieces: Uint8Array[] = [];
  const parts: Part[] = [];
  let at = 0;
  for (const object of objects) {
    const stream = resolve(run.context, object);
    const bytes = stream instanceof PDFStream ? run.decode(stream) : undefined;
    if (!bytes) continue;
    if (parts.length > 0) {
      pieces.push(LINE_END);
      at++;
    }
    pieces.push(bytes);
    parts.push({ object, start: at, end: at + bytes.length });
    run.shared.addPart(stream as PDFStream, IDENTITY, at + bytes.length);
    at += bytes.length;
  }
  return { bytes: pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces), parts };
}

const LINE_END = Uint8Array.of(10);

/** The streams with a patch are written anew, together where a patch spans several; the others stay. */
function newContents(
  run: PageRun,
  bytes: Uint8Array,
  parts: readonly Part[],
  patches: readonly Patch[],
): PDFObject {
  const contents: PDFObject[] = [];
  for (let i = 0; i < parts.length; i++) {
    const first = parts[i]!;
    let last = first;
    while (i + 1 < parts.length && patches.some((patch) => patch.start <= last.end && patch.end > last.end)) {
      last = parts[++i]!;
    }
    const touched = patches.some((patch) => patch.start >= first.start && patch.end <= last.end);
    if (!touched) contents.push(first.object);
    else {
      const stream = deflatedStream(run.context, splice(bytes, patches, first.start, last.end));
      const ref = run.context.register(stream);
      run.written.push(ref);
      contents.push(ref);
    }
  }
  if (contents.length === 1 && contents[0] instanceof PDFRef) return contents[0];
  const array = PDFArray.withContext(run.context);
  for (const object of contents) array.push(object);
  return array;
}
