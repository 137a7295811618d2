import { PDFNumber, PDFName, type PDFPage } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import { STANDS, type MovedText, type Reach } from '../content/moved-text.ts';
import { boundsOf, type Bounds } from '../content/region.ts';
import type { Point } from '../content/types.ts';
import { nameAt } from '../objects/lookup.ts';
import { annotationsOf } from './annotation-list.ts';
import { quadsOf, type QuadCorners } from './default-look.ts';
import { rectAt } from './rect.ts';

/** What lies on words: a link, or a marker (ISO 32000-2, 12.5.6.5 and 12.5.6.10). */
const ON_WORDS = new Set(['Link', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly']);
/** What someone drew around words or through them. */
const DRAWN = new Set(['Square', 'Circle', 'Line', 'Polygon', 'PolyLine', 'Ink', 'Caret']);
/** What stands beside words, or over their end: a note, a field. */
const BESIDE = new Set(['Text', 'FreeText', 'Stamp', 'FileAttachment', 'Sound', 'Redact', 'Widget']);
/** How far it may reach around them, in em. */
const REACH: Reach = { above: 1.4, below: 0.6, beside: 0.3 };

/** What became of annotations on text that moved. */
export interface MovedAnnotations {
  /** Where they were and are now. */
  readonly areas: readonly Quad[];
  /** Whether one stays that was drawn where such text stood. */
  readonly isTold: boolean;
}

/**
 * Links and markers on text that moved for width protection go with it: they would tell where it stood. So would a look
 * of their own, which is drawn where they were; without it viewers draw their quads.
 */
export function moveAnnotations(page: PDFPage, text: MovedText | undefined): MovedAnnotations {
  const areas: Quad[] = [];
  let isTold = false;
  for (const { dict } of text ? annotationsOf(page) : []) {
    const subtype = nameAt(dict, 'Subtype') ?? '';
    const rect = rectAt(dict, 'Rect');
    if (DRAWN.has(subtype) && rect && text!.along(quadAround(rect), REACH)) isTold = true;
    if ((DRAWN.has(subtype) || BESIDE.has(subtype)) && rect && text!.isWith(quadAround(rect), STANDS))
      isTold = true;
    if (!ON_WORDS.has(subtype)) continue;
    const quads = quadsOf(dict);
    const places = quads.length > 0 ? quads : rect ? [quadAround(rect)] : [];
    const movements = places.map((place) => text!.along(place, REACH));
    if (movements.every((movement) => !movement)) continue;
    const moved = places.map((place, i) => {
      const movement = movements[i];
      areas.push(movement?.area ?? quadOf(place));
      return movement ? place.map(movement.move) : place;
    });
    const { left, bottom, right, top } = boundsOf(moved.flat());
    const write = (key: string, numbers: readonly number[]): void =>
      dict.set(PDFName.of(key), dict.context.obj(numbers.map(rounded)));
    write('Rect', [left, bottom, right, top]);
    if (quads.length > 0) write('QuadPoints', moved.flatMap(quadOf));
    dict.delete(PDFName.of('AP'));
  }
  return { areas, isTold };
}

/** As fine as marks are: the sum of two numbers has digits that tell of both. */
const rounded = (value: number): PDFNumber => PDFNumber.of(Math.round(value * 100) / 100);

function quadOf([tl, tr, bl, br]: readonly Point[]): Quad {
  return [tl!, tr!, bl!, br!].flatMap(({ x, y }) => [x, y]) as unknown as Quad;
}

function quadAround({ left, bottom, right, top }: Bounds): QuadCorners {
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
  ];
}
