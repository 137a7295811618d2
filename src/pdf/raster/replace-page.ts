import { type PDFDocument, PDFName, type PDFPage } from 'pdf-lib';
import type { Point } from '../content/types.ts';
import { coverPixels } from '../images/coverage.ts';
import { imageMatrix, quadPolygon, shownArea, toShown } from './geometry.ts';
import { layerFonts } from './layer-fonts.ts';
import { pageImage } from './page-image.ts';
import { textLayer } from './text-layer.ts';
import type { BoxColour, PageBitmap, RasterPageInput, RasterPageResult } from './types.ts';
import { isClose, isMarked, layerText } from './words.ts';

/** Entries of a page that say where and how large it is, and nothing of what is on it. */
const KEPT_ENTRIES: ReadonlySet<string> = new Set([
  'Type',
  'Parent',
  'MediaBox',
  'CropBox',
  'BleedBox',
  'TrimBox',
  'ArtBox',
  'Rotate',
  'UserUnit',
]);

const BLACK: BoxColour = { red: 0, green: 0, blue: 0 };

/**
 * Puts a picture of a page in the place of its content, with the pixels of marks and boxes painted over before
 * anything is encoded, and an invisible text layer of the characters that are not marked. `pageIndex` counts from 0.
 * Annotations and every other entry of the page go; the objects they referred to stay in the context as orphans.
 */
export async function replaceWithRaster(
  doc: PDFDocument,
  pageIndex: number,
  input: RasterPageInput,
): Promise<RasterPageResult> {
  const { bitmap, quads } = input;
  if (!(bitmap.width > 0 && bitmap.height > 0) || bitmap.rgba.length < bitmap.width * bitmap.height * 4) {
    throw new RangeError('The bitmap is smaller than its width and height say.');
  }
  const page = doc.getPage(pageIndex);
  const area = shownArea(page);
  const marks = quads.map(quadPolygon);
  const onScreen = [...marks, ...(input.boxes ?? []).map(quadPolygon)]
    .map((mark) => mark.map((point) => toShown(area, point)))
    .flatMap((mark) => withBlend(mark, bitmap));
  const coverage = coverPixels(bitmap.width, bitmap.height, onScreen);
  const image = pageImage(doc.context, bitmap, coverage, input.boxColour ?? BLACK);
  const unsaid = [...marks, ...(input.unsaid ?? []).map(quadPolygon)];
  const text = layerText(
    input.characters,
    (each) => !isMarked(each, unsaid) && !(input.sparse === true && isClose(each, marks)),
    (point) => {
      const { x, y } = toShown(area, point);
      return x >= 0 && x <= 1 && y >= 0 && y <= 1;
    },
  );
  const fonts = await layerFonts(doc);
  const layer = text.words.length > 0 ? textLayer(text.words, fonts, input.language) : '';
  const matrix = imageMatrix(area).join(' ');
  const content = `/Artifact BMC\nq ${matrix} cm /Page Do Q\nEMC\n${layer}\n`;

  dropEntries(page);
  const { context } = doc;
  page.node.set(
    PDFName.of('Resources'),
    context.obj({ XObject: { Page: context.register(image.stream) }, Font: fonts.resources() }),
  );
  page.node.set(PDFName.of('Contents'), context.register(context.flateStream(content)));
  return {
    encoding: image.encoding,
    imageBytes: image.stream.contents.length,
    charactersKept: text.kept,
    charactersDropped: text.dropped,
  };
}

/** Viewers blend a pixel with its neighbours when they enlarge a picture: those of a mark must be painted too. */
const BLEND = 0.75;

function withBlend(mark: readonly Point[], { width, height }: PageBitmap): (readonly Point[])[] {
  const shifts = [-BLEND, BLEND].flatMap((x) =>
    [-BLEND, BLEND].map((y) => ({ x: x / width, y: y / height })),
  );
  return [mark, ...shifts.map((shift) => mark.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y })))];
}

function dropEntries(page: PDFPage): void {
  for (const key of page.node.keys()) {
    if (!KEPT_ENTRIES.has(key.decodeText())) page.node.delete(key);
  }
}
