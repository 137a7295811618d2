import { PDFDict, type PDFObject, type PDFPage } from 'pdf-lib';
import type { Matrix } from '../content/matrix.ts';
import { cornersOf, transformBox, type Bounds, type Region } from '../content/region.ts';
import { arrayAt, dictAt, nameAt, numberAt, resolve } from '../objects/lookup.ts';
import { defaultLook } from './default-look.ts';
import { rectAt } from './rect.ts';

/** The annotation dictionaries of a page, with the objects that name them. */
export function annotationsOf(
  page: Pick<PDFPage, 'node' | 'doc'>,
): { readonly raw: PDFObject; readonly dict: PDFDict }[] {
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
export function touches(region: Region, annotation: PDFDict, page: PDFPage): boolean {
  const rect = rectAt(annotation, 'Rect');
  const turn = uprightTurn(annotation, page);
  const drawn = drawnArea(annotation);
  return [
    ...(rect ? [cornersOf(rect)] : []),
    ...(turn && rect ? [transformBox(turn, rect)] : []),
    ...(drawn ? [cornersOf(drawn)] : []),
  ].some((corners) => region.marksOver(corners).length > 0);
}

/** Where viewers draw an annotation without an appearance from its geometry, wherever its rectangle is. */
export function drawnArea(annotation: PDFDict): Bounds | undefined {
  // The border of a link follows its rectangle.
  const subtype = nameAt(annotation, 'Subtype');
  if (subtype === 'Link') return undefined;
  if (subtype === 'Text' && !dictAt(annotation, 'AP')) return iconArea(annotation);
  const look = defaultLook(annotation, () => true);
  return look && rectAt(look.dict, 'BBox');
}

/** In points: how large the engine draws the icon of a note, from the bottom left of its rectangle, whatever size that has. */
const ICON = 20;

function iconArea(note: PDFDict): Bounds | undefined {
  const rect = rectAt(note, 'Rect');
  if (!rect) return undefined;
  const { left, bottom } = rect;
  return { left, bottom, right: left + ICON, top: bottom + ICON };
}

/** Annotation flag NoRotate (ISO 32000-2, table 167). */
const NO_ROTATE = 16;

/** How an annotation that stays upright on a turned page is turned, about the top left corner of its rectangle. */
export function uprightTurn(annotation: PDFDict, page: PDFPage): Matrix | undefined {
  const rect = rectAt(annotation, 'Rect');
  const angle = ((page.getRotation().angle % 360) + 360) % 360;
  const isUpright = ((numberAt(annotation, 'F') ?? 0) & NO_ROTATE) !== 0;
  if (!rect || !isUpright || angle === 0 || angle % 90 !== 0) return undefined;
  const [cos, sin] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][angle / 90] as [number, number];
  const { left: x, top: y } = rect;
  return [cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos];
}
