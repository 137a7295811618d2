import type { Box } from '../../core/text/characters.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Drawing } from '../engine/drawings.ts';
import { areaOf, shared } from '../verify/covers.ts';
import { without } from '../verify/hidden-text.ts';
import { Look } from '../verify/look.ts';

/** A part of a picture, where a page draws it. */
export interface PicturePart {
  /** From 0. */
  readonly index: number;
  readonly picture: Box;
  readonly part: Box;
  /** Whether transparency may hide it. */
  readonly isVeiled: boolean;
}

/** Share of the part over which something else must have been painted before anybody looks. */
const COVERED = 0.9;
/** How far places of one picture may lie apart, points. */
const TOLERANCE = 0.5;
/** What is plainly drawn takes no look; a file that needs more looks than this was made to need them. */
const MAX_LOOKS = 200;

/** Tells, of one document, what can be seen of pictures: that of which the page looks otherwise without the picture. */
export class Sight {
  private readonly original: EngineDocument;
  private looks = 0;

  constructor(original: EngineDocument) {
    this.original = original;
  }

  /** Whether nothing shows of a part in its place, and something does in another. */
  hides(place: PicturePart, other: PicturePart): boolean {
    return this.changes(place) === false && this.changes({ ...other, isVeiled: true }) === true;
  }

  /** Whether taking the picture away would change its part; undefined where there is no reason to look, or no way. */
  private changes({ index, picture, part, isVeiled }: PicturePart): boolean | undefined {
    return this.original.withPage(index, (page) => {
      const drawings = page.drawings();
      const own = drawings.filter(({ type, bounds }) => type === 'image' && isAt(bounds, picture));
      if (own.length === 0 || !(isVeiled || covers(drawings.slice(drawings.indexOf(own[0]!) + 1), part)))
        return undefined;
      if (++this.looks > MAX_LOOKS) return undefined;
      const look = (): Look => Look.at(page, part);
      return without(page, own, look).differs(look(), part);
    });
  }
}

function isAt(bounds: Box, place: Box): boolean {
  return bounds.every((side, i) => Math.abs(side - place[i]!) <= TOLERANCE);
}

function covers(drawings: readonly Drawing[], part: Box): boolean {
  const over = drawings.filter(({ type }) => type !== 'text').map(({ bounds }) => shared(bounds, part));
  return over.reduce((sum, area) => sum + area, 0) >= COVERED * areaOf(part);
}
