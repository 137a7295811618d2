import type { PDFDict, PDFDocument, PDFPage, PDFRef } from 'pdf-lib';
import {
  PdfError,
  type PageOutcome,
  type RedactRequest,
  type RedactionMark,
  type WidthProtection,
} from '../../core/ports/pdf.ts';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box, PageGeometry } from '../../core/text/characters.ts';
import { unpackGlyphs } from '../content/glyphs-read.ts';
import { redactPageContent } from '../content/page.ts';
import { Region } from '../content/region.ts';
import type { PlacedCharacter } from '../engine/characters.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { EnginePage } from '../engine/page.ts';
import { LostText } from '../fonts/lost-text.ts';
import { giveNewCodes } from '../fonts/new-codes.ts';
import { sortLists } from '../fonts/list-order.ts';
import { fontsThatLost, numberedFonts } from '../fonts/numbered-fonts.ts';
import { trimUnshown } from '../fonts/unshown-parts.ts';
import { trimFonts, type TrimLevel, type TrimmedFonts } from '../fonts/trim.ts';
import { numberAt } from '../objects/lookup.ts';
import { quadPolygon } from '../raster/geometry.ts';
import { replaceWithRaster } from '../raster/replace-page.ts';
import { isMarked } from '../raster/words.ts';
import type { PageReading } from '../verify/reading.ts';
import { cleanAnnotations } from './annotations.ts';
import { boxColourOf, drawBoxes, planBoxes, spokenText, type MarkBoxes } from './boxes.ts';
import { Destinations } from './destinations.ts';
import { touchedFields } from './fields.ts';
import type { Movements } from './gaps.ts';
import { cornersOfFrame, frameOf } from './frame.ts';
import { embeddedLabelFont, standardLabelFont } from './label-font.ts';
import type { LoadedDocument } from './load.ts';
import type { Needles } from './needles.ts';
import { roomOf } from './room.ts';
import { sanitiseDocument } from './sanitise.ts';
import type { Secrets } from './secrets.ts';
import { SharedSymbols } from './shared-symbols.ts';
import type { StructureTree } from './structure.ts';
import type { Checkpoint, ChainTools } from './tools.ts';
import { writeDocument } from './write.ts';
import { polygonOf } from '../verify/page-proof.ts';
import type { Polygon } from '../verify/pixels.ts';

/** What a build starts from; the same in every round. */
export interface BuildInput {
  readonly request: RedactRequest;
  readonly original: EngineDocument;
  /** By page, from 0. */
  readonly marks: ReadonlyMap<number, readonly RedactionMark[]>;
  readonly readings: ReadonlyMap<number, PageReading>;
  readonly secrets: Secrets;
  readonly needles: Needles;
  /** Pages (from 0) that failed before and are to be pictures, with the reason. */
  readonly rasterise: ReadonlyMap<number, string>;
  /** Pages (from 0) where width protection made the proof fail; their gaps keep their width. */
  readonly unprotected: ReadonlySet<number>;
  /** Pages (from 0) of which a picture would lack letters: there, glyphs that readers find elsewhere may go. */
  readonly lenient: ReadonlySet<number>;
  /** Pages (from 0) where what crosses a mark made something show below its box: it is clipped. */
  readonly crowded: ReadonlySet<number>;
  /** Pages (from 0) that failed as pictures: their text layer keeps its distance from the marks. */
  readonly sparse: ReadonlySet<number>;
  /** Quotes that the proof found in streams. */
  readonly leftInStreams: ReadonlySet<string>;
  /** How far fonts that would tell of removed text are taken back. */
  readonly fonts: TrimLevel;
}

/** How one page came out, for the proof. */
export interface BuiltPage {
  readonly outcome: PageOutcome;
  readonly boxes: readonly MarkBoxes[];
  readonly drawings: number;
  /** Where annotations were taken away. */
  readonly excused: readonly Polygon[];
  /** Where a pattern or a slanting picture is the same but for its edges. */
  readonly redrawn: readonly Polygon[];
  /** Whether glyphs went from beside a mark because some readers find them in it. */
  readonly strayed: boolean;
  /** Loose boxes of those that may go. */
  readonly elsewhere: readonly Box[];
  readonly protection: WidthProtection;
}

/** A redacted file that has not been proven yet. */
export interface Built {
  readonly bytes: Uint8Array;
  /** Marked and rasterised pages, from 0. */
  readonly pages: ReadonlyMap<number, BuiltPage>;
  /** Where annotations were taken from other pages. */
  readonly excused: ReadonlyMap<number, readonly Polygon[]>;
  readonly fonts: TrimmedFonts;
}

/** Pixels a point of a page that becomes a picture: 200 dpi; fewer for a poster. */
const RASTER_SCALE = 200 / 72;
const RASTER_PIXELS = 24_000_000;

interface Treated {
  readonly outcome: PageOutcome;
  readonly touched: ReadonlySet<number> | 'all';
  readonly excused: readonly Polygon[];
  readonly redrawn: readonly Polygon[];
  readonly strayed: boolean;
  readonly elsewhere: readonly Box[];
  readonly protection: WidthProtection;
  readonly movements: Movements;
  /** Streams of the page's content that are its own and new. */
  readonly written: readonly PDFRef[];
  /** Whether the page's content may leave another graphics state than it found. */
  readonly leavesState: boolean;
}

const STILL: Movements = { gaps: [], moved: [] };

/** Removes, cleans, draws and writes; changes the loaded document. */
export async function buildRedacted(
  input: BuildInput,
  loaded: LoadedDocument,
  tools: ChainTools,
  checkpoint: Checkpoint,
): Promise<Built> {
  const { doc } = loaded;
  const pages = doc.getPages();
  const catalog = doc.catalog as PDFDict;
  const destinations = new Destinations(
    catalog,
    pages.map((page) => page.ref),
  );
  const regions = new Map([...input.marks].map(([index, marks]) => [index, regionOf(marks)] as const));
  const fields = touchedFields([...regions].map(([index, region]) => [pages[index]!, region] as const));
  const treated = new Map<number, Treated>();
  const elsewhere = new Map<number, readonly Polygon[]>();
  const lost = new LostText(doc, tools.loadCMap);
  const symbols = new SharedSymbols(doc.context);
  for (const [index, page] of pages.entries()) {
    const excused = cleanAnnotations(page, {
      region: regions.get(index),
      secrets: input.secrets,
      needles: input.needles,
      destinations,
      touchedFields: fields,
      hideWidths: input.request.widthProtection !== 'off',
      lost: (appearances) => lost.appearances(appearances),
    });
    if (!input.marks.has(index) && !input.rasterise.has(index)) {
      if (excused.length > 0) elsewhere.set(index, excused);
      continue;
    }
    treated.set(index, await treat(input, doc, index, tools, excused, lost));
    await checkpoint.step();
  }
  const fontOptions = { lost: lost.codes, level: input.fonts, loadCMap: tools.loadCMap };
  const losing = fontsThatLost(doc, lost.codes);
  const numbered = numberedFonts(doc, losing, lost.codes);
  for (const font of losing) sortLists(font);
  const trimmed = trimFonts(doc, fontOptions);
  const renumbered = giveNewCodes(doc, numbered, fontOptions);
  const unshown = trimUnshown(doc, (bytes) => input.needles.foundIn(bytes), tools.loadCMap);
  const fonts = {
    trimmed: trimmed.trimmed + renumbered.trimmed + unshown.trimmed,
    left: Math.max(trimmed.left, renumbered.left, unshown.left),
  };
  const clean = sanitiseDocument(doc, {
    secrets: input.secrets,
    needles: input.needles,
    leftInStreams: input.leftInStreams,
    destinations,
    touched: new Map([...treated].map(([index, { touched }]) => [pages[index]!.ref, touched])),
    ...(input.request.archive ? { archive: true } : {}),
    ...(input.request.title === undefined ? {} : { title: input.request.title }),
    ...(input.request.language === undefined ? {} : { language: input.request.language }),
  });
  await symbols.part(tools.images, clean.root, checkpoint);
  const font = input.request.archive
    ? embeddedLabelFont(doc.context, tools.labelFont())
    : standardLabelFont(doc.context);
  const built = new Map<number, BuiltPage>();
  for (const [index, treatment] of treated) {
    const { outcome, touched, excused, redrawn, strayed, protection, movements, written, leavesState } =
      treatment;
    const marks = input.marks.get(index) ?? [];
    const room = roomOf(input.original, index);
    const boxes = planBoxes(
      marks,
      input.request.box,
      geometryOf(input.original, pages[index]!, index),
      (area) => room.isFree(area),
      { level: protection, movements },
    );
    const near = touched === 'all' ? [] : [...touched];
    const page = pages[index]!;
    const idOf = (mark: RedactionMark): number | undefined => contentId(clean.structure, page, near, mark);
    const drawings = drawBoxes(page, boxes, font, idOf, { written, leavesState });
    built.set(index, {
      outcome: outcomeOf(input, outcome, boxes, protection),
      boxes,
      drawings,
      excused,
      redrawn,
      strayed,
      elsewhere: treatment.elsewhere,
      protection,
    });
  }
  const { root, info } = clean;
  const bytes = writeDocument(doc.context, { root, info, compact: loaded.compact, last: true });
  return { bytes, pages: built, excused: elsewhere, fonts };
}

/** A page that could not be protected as asked says so: its boxes tell how wide the text was. */
function outcomeOf(
  { request }: BuildInput,
  outcome: PageOutcome,
  boxes: readonly MarkBoxes[],
  protection: WidthProtection,
): PageOutcome {
  const gaveUp = protection !== request.widthProtection && boxes.some(({ mark }) => mark.kind === 'text');
  return gaveUp || boxes.some(({ cramped }) => cramped) ? { ...outcome, cramped: true } : outcome;
}

function regionOf(marks: readonly RedactionMark[]): Region {
  return new Region(marks.flatMap((mark) => mark.quads));
}

function contentId(
  structure: StructureTree | undefined,
  page: PDFPage,
  near: readonly number[],
  mark: RedactionMark,
): number | undefined {
  return structure?.addRedaction(page.node, page.ref, near, spokenText(mark));
}

/** Removes from the content, or makes a picture of the page where that cannot be done. */
async function treat(
  input: BuildInput,
  doc: PDFDocument,
  index: number,
  tools: ChainTools,
  excused: readonly Polygon[],
  lost: LostText,
): Promise<Treated> {
  const quads = (input.marks.get(index) ?? []).flatMap((mark) => mark.quads);
  const page = index + 1;
  const reason = input.rasterise.get(index);
  let why = reason;
  if (why === undefined) {
    const protection = input.unprotected.has(index) ? 'off' : input.request.widthProtection;
    const room = roomOf(input.original, index);
    const removal = await redactPageContent(doc, index, quads, {
      images: tools.images,
      cropBox: input.original.geometry(index).cropBox,
      crossing: input.crowded.has(index) ? 'clipped' : 'stays',
      widthProtection: protection,
      isFree: (area) => room.isFree(frameOf(area)),
      read: unpackGlyphs(input.readings.get(index)?.near ?? new Float64Array(0)),
      ...(tools.loadCMap ? { loadCMap: tools.loadCMap } : {}),
    });
    if (removal.unsupported.length === 0) {
      lost.codes.addAll(removal.removed);
      const gone = input.lenient.has(index) ? removal.elsewhere : [];
      return {
        outcome: { page, method: 'removed', ...(removal.cramped ? { cramped: true } : {}) },
        touched: new Set(removal.touched.map(({ mcid }) => mcid)),
        excused: [
          ...excused,
          ...removal.moved.map((quad) => cornersOfFrame(frameOf(quad))),
          ...[...removal.besides, ...gone].map(polygonOf),
        ],
        redrawn: removal.redrawn.map(polygonOf),
        strayed: removal.elsewhere.length > 0,
        elsewhere: gone,
        protection,
        movements: removal,
        written: removal.written,
        leavesState: removal.leavesState,
      };
    }
    why = removal.unsupported.join('; ');
  }
  lost.page(doc.getPage(index));
  await rasterise(input, doc, index);
  return {
    outcome: { page, method: 'rasterised', reason: why },
    touched: 'all',
    excused,
    redrawn: [],
    strayed: false,
    elsewhere: [],
    protection: 'off',
    movements: STILL,
    written: [],
    leavesState: true,
  };
}

async function rasterise(input: BuildInput, doc: PDFDocument, index: number): Promise<void> {
  const marks = input.marks.get(index) ?? [];
  const quads = coveredOf(input, index);
  const { bitmap, characters } = input.original.withPage(index, (page) => {
    // The proof compares with this very picture, and would miss them.
    if (wouldLack(page, quads))
      throw new PdfError('unprovable', `a picture of page ${index + 1} would lack letters`, {
        page: index + 1,
      });
    const size = page.pixelSize(RASTER_SCALE, RASTER_PIXELS);
    const { width, height, pixels } = page.render(size, 4);
    return { bitmap: { width, height, rgba: pixels }, characters: page.characters() };
  });
  await replaceWithRaster(doc, index, {
    bitmap,
    quads,
    characters,
    sparse: input.sparse.has(index),
    boxColour: boxColourOf(marks, input.request.box),
    ...(input.request.language === undefined ? {} : { language: input.request.language }),
  });
}

/** What a picture of a page does not show: marks, and glyphs that are partly marked, which go whole as they do from text. */
function coveredOf({ marks, readings }: Pick<BuildInput, 'marks' | 'readings'>, index: number): Quad[] {
  return [
    ...(marks.get(index) ?? []).flatMap((mark) => mark.quads),
    ...(readings.get(index)?.stickingOut ?? []).map(quadOf),
  ];
}

/** Whether a picture of a page would lack letters beside the marks: the engine reads them and has no glyphs for them. */
export function pictureLacks(
  input: Pick<BuildInput, 'original' | 'marks' | 'readings'>,
  index: number,
): boolean {
  return input.original.withPage(index, (page) => wouldLack(page, coveredOf(input, index)));
}

function wouldLack(page: EnginePage, covered: readonly Quad[]): boolean {
  const polygons = covered.map(quadPolygon);
  return page.undrawn().some((each) => isOn(page.geometry.cropBox, each) && !isMarked(each, polygons));
}

function isOn([l, b, r, t]: Box, { origin: [x, y] }: PlacedCharacter): boolean {
  return x >= l && x <= r && y >= b && y <= t;
}

function quadOf([l, b, r, t]: Box): Quad {
  return [l, t, r, t, l, b, r, b];
}

/** The engine's geometry with the UserUnit that it does not know. */
export function geometryOf(original: EngineDocument, page: PDFPage, index: number): PageGeometry {
  const userUnit = numberAt(page.node, 'UserUnit') ?? 1;
  return { ...original.geometry(index), userUnit: userUnit > 0 ? userUnit : 1 };
}
