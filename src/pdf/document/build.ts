import type { PDFDict, PDFPage } from 'pdf-lib';
import type { PageOutcome, RedactionMark, WidthProtection } from '../../core/ports/pdf.ts';
import type { Box, PageGeometry } from '../../core/text/characters.ts';
import { boxOfQuad } from '../../core/text/geometry.ts';
import type { EngineDocument } from '../engine/document.ts';
import { LostText } from '../fonts/lost-text.ts';
import { giveNewCodes } from '../fonts/new-codes.ts';
import { sortLists } from '../fonts/list-order.ts';
import { fontsThatLost, numberedFonts } from '../fonts/numbered-fonts.ts';
import { trimUnshown } from '../fonts/unshown-parts.ts';
import { trimFonts, type TrimmedFonts } from '../fonts/trim.ts';
import { numberAt } from '../objects/lookup.ts';
import { drawBoxes, planBoxes, spokenText, type MarkBoxes } from './boxes.ts';
import type { BuildInput } from './build-input.ts';
import { Destinations } from './destinations.ts';
import { keepsLetters } from './kept-letters.ts';
import { embeddedLabelFont, standardLabelFont } from './label-font.ts';
import type { LoadedDocument } from './load.ts';
import { roomOf } from './room.ts';
import { splitTellingCodes } from './split-codes.ts';
import { sanitiseDocument } from './sanitise.ts';
import { SharedSymbols } from './shared-symbols.ts';
import type { StructureTree } from './structure.ts';
import type { Checkpoint, ChainTools } from './tools.ts';
import { treatPages } from './treat-pages.ts';
import { writeDocument } from './write.ts';
import type { Polygon } from '../verify/pixels.ts';

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
  /** Those of glyphs that went from out of sight. */
  readonly unseen: readonly Box[];
  readonly protection: WidthProtection;
}

/** A redacted file that has not been proven yet. */
export interface Built {
  readonly bytes: Uint8Array;
  /** Marked and rasterised pages, from 0. */
  readonly pages: ReadonlyMap<number, BuiltPage>;
  /** Where annotations were taken from other pages. */
  readonly excused: ReadonlyMap<number, readonly Polygon[]>;
  /** Areas beside pages that went from their content. */
  readonly beyond: ReadonlyMap<number, readonly Box[]>;
  readonly fonts: TrimmedFonts;
}

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
    new Map(pages.map((page, index) => [page.ref, boxesOfMarks(input.marks.get(index) ?? [])])),
  );
  const lost = new LostText(doc, tools.loadCMap);
  const symbols = new SharedSymbols(doc.context);
  const { treated, elsewhere, beyond } = await treatPages(
    { input, doc, tools, lost },
    destinations,
    checkpoint,
  );
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
  if (input.leftInStreams.size > 0) splitTellingCodes(doc, input, tools.loadCMap);
  const clean = sanitiseDocument(doc, {
    secrets: input.secrets,
    needles: input.needles,
    leftInStreams: input.leftInStreams,
    destinations,
    hideWidths: input.request.widthProtection !== 'off',
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
    const room = roomOf(
      input.original,
      index,
      marks.flatMap(({ quads }) => quads),
    );
    const boxes = planBoxes(
      marks,
      input.request.box,
      geometryOf(input.original, pages[index]!, index),
      { ...room, keeps: keepsLetters(input.readings.get(index)) },
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
      unseen: treatment.unseen,
      protection,
    });
  }
  const { root, info } = clean;
  const bytes = writeDocument(doc.context, { root, info, compact: loaded.compact, last: true });
  return { bytes, pages: built, excused: elsewhere, beyond, fonts };
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

function contentId(
  structure: StructureTree | undefined,
  page: PDFPage,
  near: readonly number[],
  mark: RedactionMark,
): number | undefined {
  return structure?.addRedaction(page.node, page.ref, near, spokenText(mark));
}

/** The engine's geometry with the UserUnit that it does not know. */
export function geometryOf(original: EngineDocument, page: PDFPage, index: number): PageGeometry {
  const userUnit = numberAt(page.node, 'UserUnit') ?? 1;
  return { ...original.geometry(index), userUnit: userUnit > 0 ? userUnit : 1 };
}

function boxesOfMarks(marks: readonly RedactionMark[]): Box[] {
  return marks.flatMap(({ quads }) => quads.map(boxOfQuad));
}
