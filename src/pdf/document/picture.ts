import type { PDFDocument } from 'pdf-lib';
import { PdfError } from '../../core/ports/pdf.ts';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import type { PlacedCharacter } from '../engine/characters.ts';
import type { EnginePage } from '../engine/page.ts';
import { quadPolygon } from '../raster/geometry.ts';
import { replaceWithRaster } from '../raster/replace-page.ts';
import { isMarked } from '../raster/words.ts';
import { boxColourOf } from './boxes.ts';
import type { BuildInput } from './build-input.ts';
import { frameOf, mergeLines, quadOfBox } from './frame.ts';
import { keepsLetters } from './kept-letters.ts';
import { quadOfFrame } from './gaps.ts';

/** Pixels a point of a page that becomes a picture: 200 dpi; fewer for a poster. */
const RASTER_SCALE = 200 / 72;
const RASTER_PIXELS = 24_000_000;

/**
 * Puts a picture of a page in its place, less what is marked.
 *
 * @param unsaid areas of which the text layer says nothing
 * @param why it is made, for the error when it cannot be
 */
export async function makePicture(
  input: BuildInput,
  doc: PDFDocument,
  index: number,
  unsaid: readonly Box[],
  why: string,
): Promise<void> {
  const marks = input.marks.get(index) ?? [];
  const quads = coveredOf(input, index);
  const keeps = keepsLetters(input.readings.get(index));
  const { bitmap, characters } = input.original.withPage(index, (page) => {
    // The proof compares with this very picture, and would miss them.
    if (wouldLack(page, quads))
      throw new PdfError('unprovable', `${why}; a picture of page ${index + 1} would lack letters`, {
        page: index + 1,
      });
    const size = page.pixelSize(RASTER_SCALE, RASTER_PIXELS);
    const { width, height, pixels } = page.render(size, 4);
    return { bitmap: { width, height, rgba: pixels }, characters: page.characters() };
  });
  await replaceWithRaster(doc, index, {
    bitmap,
    quads,
    boxes: marks.flatMap((mark) => mergeLines(mark.quads.map(frameOf), keeps).map(quadOfFrame)),
    unsaid: unsaid.map(quadOfBox),
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
    ...(readings.get(index)?.stickingOut ?? []).map(quadOfBox),
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
