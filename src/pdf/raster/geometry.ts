import { PDFArray, PDFName, PDFNumber, type PDFPage } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import type { Point } from '../content/types.ts';

/** The part of a page that is shown, and how it is turned. */
export interface ShownArea {
  /** User space, points. */
  readonly box: Box;
  /** Clockwise. */
  readonly rotate: 0 | 90 | 180 | 270;
}

/** US Letter: what viewers take when a page names no size. */
const DEFAULT_BOX: Box = [0, 0, 612, 792];

/** CropBox cut to the MediaBox, both perhaps inherited (ISO 32000-2, 14.11.2), and /Rotate. */
export function shownArea(page: PDFPage): ShownArea {
  const media = boxOf(page, 'MediaBox') ?? DEFAULT_BOX;
  const crop = boxOf(page, 'CropBox') ?? media;
  const cut: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  const angle = inherited(page, 'Rotate');
  const quarter = angle instanceof PDFNumber ? (((angle.asNumber() / 90) % 4) + 4) % 4 : 0;
  return {
    box: cut[2] > cut[0] && cut[3] > cut[1] ? cut : media,
    rotate: quarter === 1 ? 90 : quarter === 2 ? 180 : quarter === 3 ? 270 : 0,
  };
}

function inherited(page: PDFPage, key: string): unknown {
  const value = page.node.getInheritableAttribute(PDFName.of(key));
  return value === undefined ? undefined : page.doc.context.lookup(value);
}

function boxOf(page: PDFPage, key: string): Box | undefined {
  const array = inherited(page, key);
  if (!(array instanceof PDFArray) || array.size() < 4) return undefined;
  const values = [0, 1, 2, 3].map((index) => array.lookup(index));
  const numbers = values.map((value) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN));
  const [x0, y0, x1, y1] = numbers as [number, number, number, number];
  if (!numbers.every(Number.isFinite)) return undefined;
  const box: Box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

/** A point of user space in the unit square of what is shown, (0,0) bottom left as the reader sees it. */
export function toShown({ box, rotate }: ShownArea, point: Point): Point {
  const u = (point.x - box[0]) / (box[2] - box[0]);
  const v = (point.y - box[1]) / (box[3] - box[1]);
  switch (rotate) {
    case 90:
      return { x: v, y: 1 - u };
    case 180:
      return { x: 1 - u, y: 1 - v };
    case 270:
      return { x: 1 - v, y: u };
    default:
      return { x: u, y: v };
  }
}

/** The matrix (a b c d e f) that paints an image of what is shown at its place in user space. */
export function imageMatrix({ box, rotate }: ShownArea): readonly number[] {
  const [left, bottom, right, top] = box;
  const width = right - left;
  const height = top - bottom;
  switch (rotate) {
    case 90:
      return [0, height, -width, 0, right, bottom];
    case 180:
      return [-width, 0, 0, -height, right, top];
    case 270:
      return [0, -height, width, 0, left, top];
    default:
      return [width, 0, 0, height, left, bottom];
  }
}

/** The corners of a quad in order around it, whatever order they were written in. */
export function quadPolygon(quad: Quad): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < 8; i += 2) points.push({ x: quad[i]!, y: quad[i + 1]! });
  const centreX = points.reduce((sum, { x }) => sum + x, 0) / 4;
  const centreY = points.reduce((sum, { y }) => sum + y, 0) / 4;
  const angle = ({ x, y }: Point): number => Math.atan2(y - centreY, x - centreX);
  return points.sort((a, b) => angle(a) - angle(b));
}

/** Whether a point lies in a convex polygon or on its edge. */
export function isInside(polygon: readonly Point[], { x, y }: Point): boolean {
  let left = false;
  let right = false;
  for (let i = 0; i < polygon.length; i++) {
    const a = polygon[i]!;
    const b = polygon[(i + 1) % polygon.length]!;
    const side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    if (side > 0) left = true;
    if (side < 0) right = true;
  }
  return !(left && right);
}
