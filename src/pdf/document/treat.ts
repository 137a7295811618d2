import type { PDFDocument, PDFRef, PDFStream } from 'pdf-lib';
import type { PageOutcome, WidthProtection } from '../../core/ports/pdf.ts';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import { unpackGlyphs } from '../content/glyphs-read.ts';
import { formTells, redactPageContent, surveyForm, surveyPageContent } from '../content/page.ts';
import type { Matrix } from '../content/matrix.ts';
import type { Region } from '../content/region.ts';
import type { SharedUses } from '../content/shared-uses.ts';
import type { ContentOptions, PageRemoval } from '../content/types.ts';
import type { LostText } from '../fonts/lost-text.ts';
import { polygonOf } from '../verify/page-proof.ts';
import type { Polygon } from '../verify/pixels.ts';
import type { BuildInput } from './build-input.ts';
import { cornersOfFrame, frameOf } from './frame.ts';
import type { Movements } from './gaps.ts';
import { moveAnnotations } from './moved-annotations.ts';
import { makePicture } from './picture.ts';
import { roomOf } from './room.ts';
import type { ChainTools } from './tools.ts';

/** What became of a page's content. */
export interface Treated {
  readonly outcome: PageOutcome;
  readonly touched: ReadonlySet<number> | 'all';
  readonly excused: readonly Polygon[];
  readonly redrawn: readonly Polygon[];
  readonly strayed: boolean;
  readonly elsewhere: readonly Box[];
  /** Loose boxes of glyphs that went with others of their string, for nobody saw them. */
  readonly unseen: readonly Box[];
  readonly protection: WidthProtection;
  readonly movements: Movements;
  /** Streams of the page's content that are its own and new. */
  readonly written: readonly PDFRef[];
  /** Whether the page's content may leave another graphics state than it found. */
  readonly leavesState: boolean;
}

/** The same, with what the page drew and what marks took out of that. */
export interface TreatedNow extends Treated {
  readonly shared: SharedUses;
}

const STILL: Movements = { gaps: [], moved: [] };

/** The document, and what is noted of it while its pages are treated. */
export interface Treatment {
  readonly input: BuildInput;
  readonly doc: PDFDocument;
  readonly tools: ChainTools;
  readonly lost: LostText;
}

/** Removes from the content, or makes a picture of the page where that cannot be done. */
export async function treatPage(
  treatment: Treatment,
  index: number,
  excused: readonly Polygon[],
): Promise<TreatedNow> {
  const { input, doc, lost } = treatment;
  const quads = (input.marks.get(index) ?? []).flatMap((mark) => mark.quads);
  const reason = input.rasterise.get(index);
  const options = optionsFor(treatment, index);
  if (reason !== undefined) {
    const { shared, unseen } = surveyPageContent(doc, index, quads, options);
    return asPicture(treatment, index, { excused, why: reason, shared, unsaid: unseen });
  }
  const room = roomOf(input.original, index, quads);
  const protection = input.unprotected.has(index) ? 'off' : input.request.widthProtection;
  const removal = await redactPageContent(doc, index, quads, {
    ...options,
    crossing: input.crowded.has(index) ? 'clipped' : 'stays',
    widthProtection: protection,
    isFree: (area) => room.isFree(frameOf(area)),
  });
  if (removal.unsupported.length > 0)
    return asPicture(treatment, index, {
      excused,
      why: removal.unsupported.join('; '),
      shared: removal.shared,
      unsaid: removal.unseen,
    });
  lost.codes.addAll(removal.removed);
  const along = moveAnnotations(doc.getPage(index), removal.movedText);
  const moved = [...removal.moved, ...along.areas];
  const cramped = removal.cramped || along.isTold;
  const gone = input.lenient.has(index) ? removal.elsewhere : [];
  return {
    outcome: { page: index + 1, method: 'removed', ...(cramped ? { cramped: true } : {}) },
    touched: touchedBy(removal),
    excused: [
      ...excused,
      ...moved.map((quad) => cornersOfFrame(frameOf(quad))),
      ...[...removal.besides, ...gone].map(polygonOf),
    ],
    redrawn: removal.redrawn.map(polygonOf),
    strayed: removal.elsewhere.length > 0,
    elsewhere: gone,
    unseen: removal.unseen,
    protection,
    movements: { gaps: removal.gaps, moved },
    written: removal.written,
    leavesState: removal.leavesState,
    shared: removal.shared,
  };
}

function touchedBy({ touched }: PageRemoval): Set<number> {
  return new Set(touched.map(({ mcid }) => mcid));
}

/** What the content of a page without marks draws. */
export function surveyPage(treatment: Treatment, index: number): SharedUses {
  return surveyPageContent(treatment.doc, index, [], optionsFor(treatment, index)).shared;
}

/** What an appearance draws. */
export function surveyAppearance({ doc, tools }: Treatment, form: PDFStream): SharedUses {
  const { images, loadCMap } = tools;
  return surveyForm(doc, form, { images, ...(loadCMap ? { loadCMap } : {}) });
}

/** Whether an appearance has text in a region of its page, be it out of sight; `toPage` leads there from its Matrix. */
export function appearanceStrays(
  { doc, tools: { images, loadCMap } }: Treatment,
  form: PDFStream,
  toPage: Matrix,
  region: Region,
): boolean {
  return formTells(doc, form, toPage, region, { images, ...(loadCMap ? { loadCMap } : {}) });
}

function optionsFor({ input, tools }: Treatment, index: number): ContentOptions {
  return {
    images: tools.images,
    cropBox: input.original.geometry(index).cropBox,
    read: unpackGlyphs(input.readings.get(index)?.near ?? new Float64Array(0)),
    ...(tools.loadCMap ? { loadCMap: tools.loadCMap } : {}),
  };
}

interface Picture extends Pick<TreatedNow, 'excused' | 'shared'> {
  readonly why: string;
  /** Areas of which its text layer says nothing; default none. */
  readonly unsaid?: readonly Box[];
}

/** Puts a picture of the page in its place. */
export async function asPicture(
  { input, doc, lost }: Treatment,
  index: number,
  { excused, shared, why, unsaid = [] }: Picture,
): Promise<TreatedNow> {
  lost.page(doc.getPage(index));
  await makePicture(input, doc, index, unsaid, why);
  return {
    outcome: { page: index + 1, method: 'rasterised', reason: why },
    touched: 'all',
    excused,
    redrawn: [],
    strayed: false,
    elsewhere: [],
    unseen: [],
    protection: 'off',
    movements: STILL,
    written: [],
    leavesState: true,
    shared,
  };
}

/**
 * Takes what lies in areas beside the page, where nobody sees it, out of its content. Undefined, and nothing changed,
 * where that cannot be done.
 */
export async function removeBeyond(
  treatment: Treatment,
  index: number,
  quads: readonly Quad[],
): Promise<PageRemoval | undefined> {
  const removal = await redactPageContent(treatment.doc, index, quads, optionsFor(treatment, index));
  if (removal.unsupported.length > 0) return undefined;
  treatment.lost.codes.addAll(removal.removed);
  return removal;
}
