import { PDFArray, type PDFContext, type PDFDict, type PDFStream } from 'pdf-lib';
import { boundsOf, type Bounds } from '../content/region.ts';
import type { Point } from '../content/types.ts';
import { arrayAt, asNumber, dictAt, elements, nameAt, numberAt, numbersAt } from '../objects/lookup.ts';
import { fieldAbove } from './field-tree.ts';
import { pdfNumber } from './page-content.ts';
import { rectAt } from './rect.ts';

/** The corners of one of an annotation's QuadPoints: top left, top right, bottom left, bottom right. */
export type QuadCorners = readonly [Point, Point, Point, Point];
/** Says of a quad whether it is drawn. */
export type QuadFilter = (quad: QuadCorners) => boolean;

/** Annotations that mark text (ISO 32000-2, 12.5.6.10). */
export const MARKUP: ReadonlySet<string> = new Set(['Highlight', 'Underline', 'StrikeOut', 'Squiggly']);

const YELLOW = [1, 1, 0];
const BLACK = [0, 0, 0];
/** Thickness of an underline, points; thinner in text too small for that. */
const MAX_LINE = 1;
const LINE_SHARE = 1 / 8;
/** Height of a squiggle as share of the quad's height. */
const SQUIGGLE_SHARE = 1 / 6;
const MAX_SQUIGGLES = 2000;
/** Distance of a circle's control points: 4/3 (sqrt 2 - 1). */
const KAPPA = 0.5523;

interface Drawing {
  readonly operators: string;
  readonly bounds: Bounds;
  readonly multiply?: boolean;
}

/**
 * What viewers draw for an annotation from its geometry, when it has no appearance of its own (ISO 32000-2,
 * 12.5.6), as a form in the coordinates of the page. Undefined for types that are not drawn from geometry.
 */
export function defaultLook(annotation: PDFDict, draws: QuadFilter): PDFStream | undefined {
  const subtype = nameAt(annotation, 'Subtype');
  if (dictAt(annotation, 'AP')) return undefined;
  const drawing = drawingFor(subtype, annotation, draws);
  if (!drawing || drawing.operators === '') return undefined;
  const { context } = annotation;
  const { left, bottom, right, top } = drawing.bounds;
  return context.stream(`/Artifact BMC\n${drawing.operators}EMC\n`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [left, bottom, right, top],
    Resources: { ExtGState: { Look: settings(context, annotation, drawing.multiply === true) } },
  });
}

function settings(context: PDFContext, annotation: PDFDict, multiply: boolean): PDFDict {
  const opacity = numberAt(annotation, 'CA') ?? 1;
  return context.obj({ CA: opacity, ca: opacity, ...(multiply ? { BM: 'Multiply' } : {}) });
}

function drawingFor(
  subtype: string | undefined,
  annotation: PDFDict,
  draws: QuadFilter,
): Drawing | undefined {
  switch (subtype) {
    case 'Link':
      return linkBorder(annotation);
    case 'Highlight':
      return highlight(quadsOf(annotation).filter(draws), annotation);
    case 'Underline':
    case 'StrikeOut':
    case 'Squiggly':
      return lines(subtype, quadsOf(annotation).filter(draws), annotation);
    case 'Square':
    case 'Circle':
      return shape(subtype, annotation, colourOf(annotation, 'IC', undefined));
    // Work that is not done: a frame tells where.
    case 'Redact':
      return shape('Square', annotation, undefined);
    case 'Line':
      return polylines([pointsOf(numbersAt(annotation, 'L'))], annotation, false);
    case 'PolyLine':
    case 'Polygon':
      return polylines([pointsOf(numbersAt(annotation, 'Vertices'))], annotation, subtype === 'Polygon');
    case 'Ink':
      return polylines(inkOf(annotation), annotation, false);
    case 'Widget':
      return fieldFrame(annotation);
    default:
      return undefined;
  }
}

/** Ground and border of a form field (ISO 32000-2, table 192); not its value. */
function fieldFrame(annotation: PDFDict): Drawing | undefined {
  const rect = rectAt(annotation, 'Rect');
  const look = dictAt(annotation, 'MK');
  // Buttons of other shapes have appearances.
  if (!rect || !look || inheritedType(annotation) === 'Btn') return undefined;
  const width = borderWidth(annotation);
  const ground = colourOf(look, 'BG', undefined);
  const border = width > 0 ? colourOf(look, 'BC', undefined) : undefined;
  const fill = ground ? `q /Look gs ${paint(ground, 'fill')} ${rectangle(rect)} f Q\n` : '';
  const frame = rectangle(grown(rect, -width / 2));
  return {
    operators: fill + (border ? stroked(annotation, width, border, `${frame} S`) : ''),
    bounds: rect,
  };
}

const MAX_DEPTH = 32;

function inheritedType(field: PDFDict): string | undefined {
  let node: PDFDict | undefined = field;
  for (let depth = 0; node && depth < MAX_DEPTH; depth++) {
    const type = nameAt(node, 'FT');
    if (type !== undefined) return type;
    node = fieldAbove(node);
  }
  return undefined;
}

function linkBorder(annotation: PDFDict): Drawing | undefined {
  const box = rectAt(annotation, 'Rect');
  const width = borderWidth(annotation);
  const colour = colourOf(annotation, 'C', BLACK);
  if (!box || !(width > 0) || !colour) return undefined;
  const style = dictAt(annotation, 'BS');
  const path =
    style && nameAt(style, 'S') === 'U'
      ? `${xy({ x: box.left, y: box.bottom })} m ${xy({ x: box.right, y: box.bottom })} l`
      : rectangle(box);
  return { operators: stroked(annotation, width, colour, `${path} S`), bounds: grown(box, width) };
}

function highlight(quads: readonly QuadCorners[], annotation: PDFDict): Drawing | undefined {
  const colour = colourOf(annotation, 'C', YELLOW);
  if (quads.length === 0 || !colour) return undefined;
  const paths = quads.map(([tl, tr, bl, br]) => `${xy(bl)} m ${xy(br)} l ${xy(tr)} l ${xy(tl)} l h f\n`);
  return {
    operators: `q /Look gs ${paint(colour, 'fill')}\n${paths.join('')}Q\n`,
    bounds: boundsOf(quads.flat()),
    multiply: true,
  };
}

function lines(subtype: string, quads: readonly QuadCorners[], annotation: PDFDict): Drawing | undefined {
  const colour = colourOf(annotation, 'C', BLACK);
  if (quads.length === 0 || !colour) return undefined;
  let path = '';
  for (const [tl, tr, bl, br] of quads) {
    const height = Math.hypot(tl.x - bl.x, tl.y - bl.y);
    path += `${pdfNumber(Math.min(MAX_LINE, height * LINE_SHARE))} w `;
    if (subtype === 'Squiggly') path += squiggle(tl, bl, br, height);
    else {
      const up = subtype === 'StrikeOut' ? 0.5 : 0.04;
      path += `${xy(between(bl, tl, up))} m ${xy(between(br, tr, up))} l S\n`;
    }
  }
  const operators = `q /Look gs ${paint(colour, 'stroke')}\n${path}Q\n`;
  return { operators, bounds: grown(boundsOf(quads.flat()), MAX_LINE) };
}

/** A zigzag from the foot of the quad to a sixth of its height; each stroke stands alone, so each can go alone. */
function squiggle(tl: Point, bl: Point, br: Point, height: number): string {
  const width = Math.hypot(br.x - bl.x, br.y - bl.y);
  const step = Math.max(height * SQUIGGLE_SHARE, width / MAX_SQUIGGLES);
  if (!(step > 0)) return '';
  let path = '';
  let from = bl;
  for (let n = 1; n * step <= width; n++) {
    const foot = between(bl, br, (n * step) / width);
    const lift = n % 2 === 1 ? SQUIGGLE_SHARE : 0;
    const to = { x: foot.x + (tl.x - bl.x) * lift, y: foot.y + (tl.y - bl.y) * lift };
    path += `${xy(from)} m ${xy(to)} l `;
    from = to;
  }
  return path === '' ? '' : `${path}S\n`;
}

function shape(
  subtype: string,
  annotation: PDFDict,
  inner: readonly number[] | undefined,
): Drawing | undefined {
  const rect = rectAt(annotation, 'Rect');
  if (!rect) return undefined;
  const width = borderWidth(annotation);
  // Viewers leave RD to appearances.
  const box = grown(rect, -width / 2);
  const path = subtype === 'Square' ? rectangle(box) : ellipse(box);
  return { operators: painted(annotation, width, path, inner), bounds: rect };
}

function polylines(paths: readonly Point[][], annotation: PDFDict, closed: boolean): Drawing | undefined {
  const drawn = paths.filter((points) => points.length > 1);
  if (drawn.length === 0) return undefined;
  const width = borderWidth(annotation);
  const path = drawn
    .map((points) => points.map((point, i) => `${xy(point)} ${i === 0 ? 'm' : 'l'}`).join(' '))
    .join(' ');
  const bounds = grown(boundsOf(drawn.flat()), width);
  if (closed) {
    const inner = colourOf(annotation, 'IC', undefined);
    return { operators: painted(annotation, width, `${path} h`, inner), bounds };
  }
  const colour = colourOf(annotation, 'C', BLACK);
  if (!colour || !(width > 0)) return undefined;
  return { operators: stroked(annotation, width, colour, `${path} S`), bounds };
}

/** Fills with an inner colour and strokes with the colour, as far as the annotation has them. */
function painted(
  annotation: PDFDict,
  width: number,
  path: string,
  inner: readonly number[] | undefined,
): string {
  const line = width > 0 ? colourOf(annotation, 'C', BLACK) : undefined;
  const fill = inner ? `q /Look gs ${paint(inner, 'fill')} ${path} f Q\n` : '';
  return fill + (line ? stroked(annotation, width, line, `${path} S`) : '');
}

function stroked(annotation: PDFDict, width: number, colour: readonly number[], path: string): string {
  const dash = dashOf(annotation);
  return `q /Look gs ${pdfNumber(width)} w ${dash}${paint(colour, 'stroke')} ${path} Q\n`;
}

/** Width of the line in points: BS, or the third number of Border, or 1 (ISO 32000-2, 12.5.4). */
export function borderWidth(annotation: PDFDict): number {
  const style = dictAt(annotation, 'BS');
  if (style) return numberAt(style, 'W') ?? 1;
  return numbersAt(annotation, 'Border')?.[2] ?? 1;
}

function dashOf(annotation: PDFDict): string {
  const style = dictAt(annotation, 'BS');
  if (style && nameAt(style, 'S') !== 'D') return '';
  const dashes = style ? (numbersAt(style, 'D') ?? [3]) : dashesIn(arrayAt(annotation, 'Border'));
  const sound = dashes.length > 0 && dashes.every((each) => each >= 0) && dashes.some((each) => each > 0);
  return sound ? `[${dashes.map(pdfNumber).join(' ')}] 0 d ` : '';
}

function dashesIn(border: PDFArray | undefined): number[] {
  const fourth = border && border.size() > 3 ? border.lookup(3) : undefined;
  return fourth instanceof PDFArray ? elements(fourth).map((each) => asNumber(each) ?? 0) : [];
}

/** The colour at a key: `otherwise` when there is none, undefined when it says transparent or nonsense. */
function colourOf(
  annotation: PDFDict,
  key: string,
  otherwise: readonly number[] | undefined,
): readonly number[] | undefined {
  if (!arrayAt(annotation, key)) return otherwise;
  const numbers = numbersAt(annotation, key);
  return numbers && [1, 3, 4].includes(numbers.length) ? numbers : undefined;
}

function paint(colour: readonly number[], use: 'fill' | 'stroke'): string {
  const operator = colour.length === 1 ? 'g' : colour.length === 3 ? 'rg' : 'k';
  return `${colour.map(pdfNumber).join(' ')} ${use === 'fill' ? operator : operator.toUpperCase()}`;
}

/** The quads of a text markup annotation. */
export function quadsOf(annotation: PDFDict): QuadCorners[] {
  const points = pointsOf(numbersAt(annotation, 'QuadPoints'));
  const quads: QuadCorners[] = [];
  for (let i = 0; i + 3 < points.length; i += 4) {
    const [a, b, c, d] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
    // Nearly all files give two lines from left to right; some go around, as the standard's figure does.
    const around = (b.x - a.x) * (d.x - c.x) + (b.y - a.y) * (d.y - c.y) < 0;
    quads.push(around ? [d, c, a, b] : [a, b, c, d]);
  }
  return quads;
}

function inkOf(annotation: PDFDict): Point[][] {
  const list = arrayAt(annotation, 'InkList');
  if (!list) return [];
  return elements(list).map((stroke) =>
    stroke instanceof PDFArray ? pointsOf(elements(stroke).map((each) => asNumber(each) ?? 0)) : [],
  );
}

function pointsOf(numbers: readonly number[] = []): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    points.push({ x: numbers[i]!, y: numbers[i + 1]! });
  }
  return points;
}

function rectangle({ left, bottom, right, top }: Bounds): string {
  return `${[left, bottom, right - left, top - bottom].map(pdfNumber).join(' ')} re`;
}

function ellipse({ left, bottom, right, top }: Bounds): string {
  const [cx, cy] = [(left + right) / 2, (bottom + top) / 2];
  const [dx, dy] = [((right - left) / 2) * KAPPA, ((top - bottom) / 2) * KAPPA];
  const curve = (...numbers: number[]): string => `${numbers.map(pdfNumber).join(' ')} c`;
  return [
    `${xy({ x: right, y: cy })} m`,
    curve(right, cy + dy, cx + dx, top, cx, top),
    curve(cx - dx, top, left, cy + dy, left, cy),
    curve(left, cy - dy, cx - dx, bottom, cx, bottom),
    curve(cx + dx, bottom, right, cy - dy, right, cy),
    'h',
  ].join(' ');
}

function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function grown({ left, bottom, right, top }: Bounds, by: number): Bounds {
  return { left: left - by, bottom: bottom - by, right: right + by, top: top + by };
}

function xy({ x, y }: Point): string {
  return `${pdfNumber(x)} ${pdfNumber(y)}`;
}
