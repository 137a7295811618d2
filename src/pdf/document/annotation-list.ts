import { PDFDict, type PDFObject, type PDFPage } from 'pdf-lib';
import { cornersOf, type Region } from '../content/region.ts';
import { arrayAt, resolve } from '../objects/lookup.ts';
import { rectAt } from './rect.ts';

/** The annotation dictionaries of a page, with the objects that name them. */
export function annotationsOf(page: PDFPage): { readonly raw: PDFObject; readonly dict: PDFDict }[] {
  const array = arrayAt(page.node, 'Annots');
  if (!array) return [];
  const found: { raw: PDFObject; dict: PDFDict }[] = [];
  for (const raw of array.asArray()) {
    const dict = resolve(page.doc.context, raw);
    if (dict instanceof PDFDict) found.push({ raw, dict });
  }
  return found;
}

/** Whether any part of an annotation lies in a mark. */
export function touches(region: Region, annotation: PDFDict): boolean {
  const rect = rectAt(annotation, 'Rect');
  return rect !== undefined && region.marksOver(cornersOf(rect)).length > 0;
}
