import { PDFNumber, PDFName, type PDFArray, type PDFPage } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { MovedText, Reach } from '../content/moved-text.ts';
import type { Point } from '../content/types.ts';
import { arrayAt, asNumber, nameAt } from '../objects/lookup.ts';
import { annotationsOf } from './annotation-list.ts';

/** What lies on words: a link, or a marker (ISO 32000-2, 12.5.6.5 and 12.5.6.10). */
const ON_WORDS = new Set(['Link', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly']);
/** How far it may reach around them, in em. */
const REACH: Reach = { above: 1.4, below: 0.6, beside: 0.3 };

/**
 * Links and markers on text that moved for width protection go with it: they would tell where it stood. Returns where
 * they were and are now.
 */
export function moveAnnotations(page: PDFPage, text: MovedText | undefined): Quad[] {
  const areas: Quad[] = [];
  for (const { dict } of text ? annotationsOf(page) : []) {
    if (!ON_WORDS.has(nameAt(dict, 'Subtype') ?? '')) continue;
    const rect = arrayAt(dict, 'Rect');
    const movement = rect?.size() === 4 ? text!.along(cornersOf(pointsOf(rect)), REACH) : undefined;
    if (!rect || !movement) continue;
    for (const key of ['Rect', 'QuadPoints'] as const) {
      const array = arrayAt(dict, key);
      const moved = array ? pointsOf(array).map(movement.move) : undefined;
      if (!moved) continue;
      dict.set(PDFName.of(key), dict.context.obj(moved.flatMap(({ x, y }) => [rounded(x), rounded(y)])));
    }
    areas.push(movement.area);
  }
  return areas;
}

/** As fine as marks are: the sum of two numbers has digits that tell of both. */
const rounded = (value: number): PDFNumber => PDFNumber.of(Math.round(value * 100) / 100);

function pointsOf(array: PDFArray): Point[] {
  const numbers = array.asArray().map((each) => asNumber(each) ?? 0);
  const points: Point[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) points.push({ x: numbers[i]!, y: numbers[i + 1]! });
  return points;
}

/** Of a rectangle, of which two opposite ones are given. */
function cornersOf([a, b]: readonly Point[]): Point[] {
  return [a!, { x: b!.x, y: a!.y }, b!, { x: a!.x, y: b!.y }];
}
