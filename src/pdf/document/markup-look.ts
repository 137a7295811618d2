import { PDFName, PDFRawStream, PDFStream, type PDFDict } from 'pdf-lib';
import { Lexer } from '../content/lexer.ts';
import { NameOperand, type Operand } from '../content/operand.ts';
import { matrixAt } from '../content/matrix.ts';
import {
  areaOf,
  boundsOf,
  clip,
  cornersOf,
  transformBox,
  type Bounds,
  type Region,
} from '../content/region.ts';
import { dictAt, entry, nameAt } from '../objects/lookup.ts';
import { streamBytes } from '../objects/stream-bytes.ts';
import { MARKUP, quadsOf, type QuadCorners } from './default-look.ts';
import { normalAppearance } from './flatten.ts';
import { rectAt } from './rect.ts';

/** Pieces thinner than this, in points, are not worth an annotation. */
const THINNEST = 0.05;
/** More pieces than this, and the annotation becomes part of the page. */
const MOST_PIECES = 200;
const MAX_LOOK = 1 << 20;
/** Forms in forms. */
const MAX_DEPTH = 8;
/** What draws lines and surfaces, and nothing that could be read. */
const PLAIN =
  /^(?:[mlcvyhqQwJjMdi]|re|[fFBbsSn]|[fBb]\*|W\*?|cm|gs|ri|BT|ET|T[cwszrL]|BMC|BDC|EMC|CS|cs|SCN?|scn?|G|g|RG|rg|K|k)$/;
/** The same without curves. */
const STRAIGHT = new RegExp(PLAIN.source.replace('[mlcvyhq', '[mlhq'));

/**
 * What stays of a text markup annotation with an appearance of lines and surfaces (ISO 32000-2, 12.5.5) that a mark
 * covers in part: annotations for the rectangles beside the marks, each with the same appearance cut off at its
 * edges. Programs blend such annotations in ways of their own, so a copy in the page would look otherwise.
 */
export function splitLook(annotation: PDFDict, region: Region): PDFDict[] | undefined {
  if (!MARKUP.has(nameAt(annotation, 'Subtype') ?? '')) return undefined;
  const rect = rectAt(annotation, 'Rect');
  const look = normalAppearance(annotation)?.stream;
  if (!rect || !look || !isPlain(look)) return undefined;
  const toForm = formSpace(look, rect);
  if (!toForm) return undefined;
  const pieces = beside(rect, region);
  if (!pieces) return undefined;
  const { context } = annotation;
  const quads = quadsOf(annotation);
  return pieces.map((piece, index) => {
    const { left, bottom, right, top } = piece;
    const copy = annotation.clone(context);
    copy.set(PDFName.of('Rect'), context.obj([left, bottom, right, top]));
    // Some programs draw from these in spite of the appearance.
    const points = quads.flatMap((quad) => pointsIn(quad, piece));
    if (points.length > 0) copy.set(PDFName.of('QuadPoints'), context.obj(points));
    else copy.delete(PDFName.of('QuadPoints'));
    const dict = look.dict.clone(context);
    const box = toForm(piece);
    dict.set(PDFName.of('BBox'), context.obj([box.left, box.bottom, box.right, box.top]));
    const bytes = look instanceof PDFRawStream ? look.contents : look.getContents();
    copy.set(PDFName.of('AP'), context.obj({ N: context.register(PDFRawStream.of(dict, bytes)) }));
    copy.delete(PDFName.of('AS'));
    if (index > 0) copy.delete(PDFName.of('StructParent'));
    return copy;
  });
}

/**
 * Whether text markup has a look that does not move with text: one with round ends, with waves, over several lines, or
 * that is no drawing at all.
 */
export function isStiffMarkup(annotation: PDFDict): boolean {
  const subtype = nameAt(annotation, 'Subtype') ?? '';
  const look = MARKUP.has(subtype) ? normalAppearance(annotation)?.stream : undefined;
  if (!look) return false;
  return subtype === 'Squiggly' || quadsOf(annotation).length > 1 || !isPlain(look, STRAIGHT);
}

/** Whether an appearance, with the forms that it draws, only draws lines and surfaces. */
function isPlain(look: PDFStream, plain = PLAIN, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const resources = dictAt(look.dict, 'Resources');
  const forms = resources && dictAt(resources, 'XObject');
  try {
    const lexer = new Lexer(streamBytes(look, MAX_LOOK));
    let last: Operand | undefined;
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
      if (kind === 'operand') last = lexer.operand;
      else if (lexer.operator === 'Do') {
        const form = last instanceof NameOperand && forms ? entry(forms, last.raw) : undefined;
        const isForm = form instanceof PDFStream && nameAt(form.dict, 'Subtype') === 'Form';
        if (!isForm || !isPlain(form, plain, depth + 1)) return false;
      } else if (!plain.test(lexer.operator)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** From a rectangle of the page to the form's own space (algorithm 8.1); undefined for a turned or empty form. */
function formSpace(look: PDFStream, rect: Bounds): ((piece: Bounds) => Bounds) | undefined {
  const box = rectAt(look.dict, 'BBox');
  const [a, b, c, d, e, f] = matrixAt(look.dict, 'Matrix');
  if (!box || b !== 0 || c !== 0 || a === 0 || d === 0) return undefined;
  const drawn = boundsOf(transformBox([a, b, c, d, e, f], box));
  const width = rect.right - rect.left;
  const height = rect.top - rect.bottom;
  if (!(width > 0) || !(height > 0)) return undefined;
  const sx = (drawn.right - drawn.left) / width;
  const sy = (drawn.top - drawn.bottom) / height;
  if (!(sx > 0) || !(sy > 0)) return undefined;
  return ({ left, bottom, right, top }) =>
    boundsOf([
      {
        x: (drawn.left + (left - rect.left) * sx - e) / a,
        y: (drawn.bottom + (bottom - rect.bottom) * sy - f) / d,
      },
      {
        x: (drawn.left + (right - rect.left) * sx - e) / a,
        y: (drawn.bottom + (top - rect.bottom) * sy - f) / d,
      },
    ]);
}

/** The part of a quad in a rectangle, as QuadPoints. */
function pointsIn([tl, tr, bl, br]: QuadCorners, piece: Bounds): number[] {
  const part = clip([bl, br, tr, tl], cornersOf(piece));
  if (part.length < 3 || areaOf(part) === 0) return [];
  const { left, bottom, right, top } = boundsOf(part);
  return [left, top, right, top, left, bottom, right, bottom];
}

/** A rectangle less the marks, as rectangles: above, below, and at the sides of each mark. */
function beside(rect: Bounds, region: Region): Bounds[] | undefined {
  let pieces = [rect];
  for (const { bounds: mark } of region.marks) {
    pieces = pieces.flatMap((piece) => less(piece, mark));
    if (pieces.length > MOST_PIECES) return undefined;
  }
  return pieces;
}

function less(piece: Bounds, mark: Bounds): Bounds[] {
  const { left, bottom, right, top } = piece;
  if (mark.left >= right || mark.right <= left || mark.bottom >= top || mark.top <= bottom) return [piece];
  const [from, to] = [Math.max(left, mark.left), Math.min(right, mark.right)];
  return [
    { left, bottom, right: from, top },
    { left: to, bottom, right, top },
    { left: from, bottom, right: to, top: Math.max(bottom, mark.bottom) },
    { left: from, bottom: Math.min(top, mark.top), right: to, top },
  ].filter((part) => part.right - part.left > THINNEST && part.top - part.bottom > THINNEST);
}
