import { PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFPage } from 'pdf-lib';
import { boundsOf, transformBox } from '../content/region.ts';
import { IDENTITY, invert, matrixAt, multiply, type Matrix } from '../content/matrix.ts';
import { dictAt, entry, nameAt } from '../objects/lookup.ts';
import { uprightTurn } from './annotation-list.ts';
import { defaultLook, type QuadFilter } from './default-look.ts';
import { addResource, pdfNumber, wrapContent } from './page-content.ts';
import { rectAt } from './rect.ts';

/** The stream that shows an annotation normally (ISO 32000-2, 12.5.5), in its current state. */
export function normalAppearance(
  annotation: PDFDict,
): { readonly ref: PDFRef | undefined; readonly stream: PDFStream } | undefined {
  const appearances = dictAt(annotation, 'AP');
  if (!appearances) return undefined;
  const normal = entry(appearances, 'N');
  const raw = appearances.get(PDFName.of('N'));
  if (normal instanceof PDFStream) return { ref: raw instanceof PDFRef ? raw : undefined, stream: normal };
  if (!(normal instanceof PDFDict)) return undefined;
  const state = nameAt(annotation, 'AS') ?? 'Off';
  const chosen = entry(normal, state);
  const ref = normal.get(PDFName.of(state));
  return chosen instanceof PDFStream
    ? { ref: ref instanceof PDFRef ? ref : undefined, stream: chosen }
    : undefined;
}

/** How annotations become part of a page. */
export interface FlattenOptions {
  /** Of an annotation without an appearance, the quads that are drawn. */
  readonly draws: QuadFilter;
  /** What viewers draw for the values of fields. */
  readonly typed: ReadonlyMap<PDFDict, PDFStream>;
  /** Whether a drawing may move with text that moves: then it is clipped at the edge of the page and not at its own, which told where it was. */
  readonly isLoose: (annotation: PDFDict) => boolean;
}

/**
 * Makes appearances part of the page's content, on top of it in the given order (ISO 32000-2, algorithm 8.1).
 * An annotation without an appearance leaves what viewers draw from its geometry, if they do.
 */
export function flattenAnnotations(
  page: PDFPage,
  annotations: readonly PDFDict[],
  { draws, typed, isLoose }: FlattenOptions,
): void {
  let drawing = '';
  for (const annotation of annotations) {
    const loose = isLoose(annotation);
    const matrix = placing(annotation, page);
    const appearance = normalAppearance(annotation)?.stream;
    if (matrix && appearance) {
      const form = drawForm(page, annotation, appearance, loose ? matrix : undefined);
      drawing += `q ${matrix.map(pdfNumber).join(' ')} cm ${form} Q\n`;
    }
    const look = defaultLook(annotation, draws);
    for (const each of [look, typed.get(annotation)]) {
      if (each) drawing += `q ${drawForm(page, annotation, each, loose ? IDENTITY : undefined)} Q\n`;
    }
  }
  if (drawing !== '') wrapContent(page, 'q\n', `\nQ\n${drawing}`);
}

/** From the space that an appearance's Matrix leads to, to the page; undefined where viewers do not draw it. */
export function placing(annotation: PDFDict, page: PDFPage): Matrix | undefined {
  const dict = normalAppearance(annotation)?.stream.dict;
  const rect = rectAt(annotation, 'Rect');
  const box = dict && rectAt(dict, 'BBox');
  if (!rect || !box) return undefined;
  const turned = boundsOf(transformBox(matrixAt(dict, 'Matrix'), box));
  const width = turned.right - turned.left;
  const height = turned.top - turned.bottom;
  if (!(width > 0) || !(height > 0)) return undefined;
  const sx = (rect.right - rect.left) / width;
  const sy = (rect.top - rect.bottom) / height;
  const matrix: Matrix = [sx, 0, 0, sy, rect.left - turned.left * sx, rect.bottom - turned.bottom * sy];
  const turn = uprightTurn(annotation, page);
  return turn ? multiply(matrix, turn) : matrix;
}

/** Makes a form of its own of a stream and returns the operator that draws it; `to`: clipped at the edge of the page, to which this leads. */
function drawForm(page: PDFPage, annotation: PDFDict, stream: PDFStream, to: Matrix | undefined): string {
  const { context } = page.doc;
  const copy = stream.dict.clone(context);
  copy.set(PDFName.of('Type'), PDFName.of('XObject'));
  copy.set(PDFName.of('Subtype'), PDFName.of('Form'));
  const back = to && invert(multiply(matrixAt(stream.dict, 'Matrix'), to));
  if (back) {
    const { x, y, width, height } = page.getMediaBox();
    const sheet = { left: x, bottom: y, right: x + width, top: y + height };
    const { left, bottom, right, top } = boundsOf(transformBox(back, sheet));
    copy.set(PDFName.of('BBox'), context.obj([left, bottom, right, top].map(Math.round)));
  }
  const layer = annotation.get(PDFName.of('OC'));
  if (layer !== undefined) copy.set(PDFName.of('OC'), layer);
  const bytes = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
  const form = context.register(PDFRawStream.of(copy, bytes));
  return `/${addResource(page, 'XObject', 'LkAnnot', form)} Do`;
}
