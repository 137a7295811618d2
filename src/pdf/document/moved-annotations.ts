import { PDFNumber, PDFName, type PDFPage } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { MovedText, Reach } from '../content/moved-text.ts';
import { boundsOf, type Bounds } from '../content/region.ts';
import type { Point } from '../content/types.ts';
import { nameAt } from '../objects/lookup.ts';
import { annotationsOf } from './annotation-list.ts';
import { quadsOf, type QuadCorners } from './default-look.ts';
import { rectAt } from './rect.ts';

/** What lies on words: a link, or a marker (ISO 32000-2, 12.5.6.5 and 12.5.6.10). */
const ON_WORDS = new Set(['Link', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly']);
/** How far it may reach around them, in em. */
const REACH: Reach = { above: 1.4, below: 0.6, beside: 0.3 };

/**
 * Links and markers on text that moved for width protection go with it: they would tell where it stood. So would a look
 * of their own, which is drawn where they were; without it viewers draw their quads. Returns where they were and are now.
 */
export function moveAnnotations(page: PDFPage, text: MovedText | undefined): Quad[] {
  const areas: Quad[] = [];
  for (const { dict } of text ? annotationsOf(page) : []) {
    if (!ON_WORDS.has(nameAt(dict, 'Subtype') ?? '')) continue;
    const quads = quadsOf(dict);
    const rect = rectAt(dict, 'Rect');
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
  return areas;
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
