import { PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFPage } from 'pdf-lib';
import { boundsOf, transformBox } from '../content/region.ts';
import { matrixAt } from '../content/matrix.ts';
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

/**
 * Makes appearances part of the page's content, on top of it in the given order (ISO 32000-2, algorithm 8.1).
 * An annotation without an appearance leaves what viewers draw from its geometry, if they do; of its quads only
 * those that `draws` says. `typed`: what viewers draw for the values of fields.
 */
export function flattenAnnotations(
  page: PDFPage,
  annotations: readonly PDFDict[],
  draws: QuadFilter,
  typed: ReadonlyMap<PDFDict, PDFStream>,
): void {
  let drawing = '';
  for (const annotation of annotations) {
    drawing += drawingOf(page, annotation);
    const look = defaultLook(annotation, draws);
    for (const each of [look, typed.get(annotation)]) {
      if (each) drawing += `q ${drawForm(page, annotation, each)} Q\n`;
    }
  }
  if (drawing !== '') wrapContent(page, 'q\n', `\nQ\n${drawing}`);
}

function drawingOf(page: PDFPage, annotation: PDFDict): string {
  const appearance = normalAppearance(annotation);
  const rect = rectAt(annotation, 'Rect');
  if (!appearance || !rect) return '';
  const dict = appearance.stream.dict;
  const box = rectAt(dict, 'BBox');
  if (!box) return '';
  const turned = boundsOf(transformBox(matrixAt(dict, 'Matrix'), box));
  const width = turned.right - turned.left;
  const height = turned.top - turned.bottom;
  if (!(width > 0) || !(height > 0)) return '';
  const sx = (rect.right - rect.left) / width;
  const sy = (rect.top - rect.bottom) / height;
  const matrix = [sx, 0, 0, sy, rect.left - turned.left * sx, rect.bottom - turned.bottom * sy];
  const turn = uprightTurn(annotation, page);
  const turning = turn ? `${turn.map(pdfNumber).join(' ')} cm ` : '';
  return `q ${turning}${matrix.map(pdfNumber).join(' ')} cm ${drawForm(page, annotation, appearance.stream)} Q\n`;
}

/** Makes a form of its own of a stream and returns the operator that draws it. */
function drawForm(page: PDFPage, annotation: PDFDict, stream: PDFStream): string {
  const { context } = page.doc;
  const copy = stream.dict.clone(context);
  copy.set(PDFName.of('Type'), PDFName.of('XObject'));
  copy.set(PDFName.of('Subtype'), PDFName.of('Form'));
  const layer = annotation.get(PDFName.of('OC'));
  if (layer !== undefined) copy.set(PDFName.of('OC'), layer);
  const bytes = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
  const form = context.register(PDFRawStream.of(copy, bytes));
  return `/${addResource(page, 'XObject', 'LkAnnot', form)} Do`;
}
