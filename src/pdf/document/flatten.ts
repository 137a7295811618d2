import { PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFPage } from 'pdf-lib';
import { boundsOf, transformBox, type Bounds } from '../content/region.ts';
import { matrixAt } from '../content/matrix.ts';
import { dictAt, entry, nameAt, numbersAt } from '../objects/lookup.ts';
import { addResource, pdfNumber, wrapContent } from './page-content.ts';

/** The rectangle at a key, its corners in order; undefined when there is none. */
export function rectAt(dict: PDFDict, key: string): Bounds | undefined {
  const numbers = numbersAt(dict, key);
  if (!numbers || numbers.length < 4) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

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
 * An annotation without an appearance leaves nothing.
 */
export function flattenAnnotations(page: PDFPage, annotations: readonly PDFDict[]): void {
  let drawing = '';
  for (const annotation of annotations) drawing += drawingOf(page, annotation);
  if (drawing !== '') wrapContent(page, 'q\n', `\nQ\n${drawing}`);
}

function drawingOf(page: PDFPage, annotation: PDFDict): string {
  const { context } = page.doc;
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
  const copy = dict.clone(context);
  copy.set(PDFName.of('Type'), PDFName.of('XObject'));
  copy.set(PDFName.of('Subtype'), PDFName.of('Form'));
  const layer = annotation.get(PDFName.of('OC'));
  if (layer !== undefined) copy.set(PDFName.of('OC'), layer);
  const bytes =
    appearance.stream instanceof PDFRawStream ? appearance.stream.contents : appearance.stream.getContents();
  const form = context.register(PDFRawStream.of(copy, bytes));
  const name = addResource(page, 'XObject', 'LkAnnot', form);
  return `q ${matrix.map(pdfNumber).join(' ')} cm /${name} Do Q\n`;
}
