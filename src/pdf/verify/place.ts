import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import type { PlacedCharacter } from '../engine/characters.ts';

/*
 * The proof's own geometry: it shares no code with the removal, so that one mistake is not made twice.
 */

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** The corners of a quad around it, counter-clockwise, whatever order they are written in. */
function around(quad: Quad): Corner[] {
  const corners: Corner[] = [0, 2, 4, 6].map((i) => ({ x: quad[i] ?? 0, y: quad[i + 1] ?? 0 }));
  const cx = corners.reduce((sum, { x }) => sum + x, 0) / 4;
  const cy = corners.reduce((sum, { y }) => sum + y, 0) / 4;
  return corners.sort((a, b) => Math.atan2(a.y - cy, a.x - cx) - Math.atan2(b.y - cy, b.x - cx));
}

interface Place {
  readonly corners: readonly Corner[];
  readonly bounds: Box;
}

function placeOf(quad: Quad): Place {
  const corners = around(quad);
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return { corners, bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

/** Whether points of a page lie in one of the quads. */
export class MarkedPlaces {
  private readonly places: readonly Place[];
  /** Around all of them. */
  private readonly around: Box;

  private constructor(places: readonly Place[]) {
    this.places = places;
    this.around = places.reduce<Box>(
      ([l, b, r, t], { bounds }) => [
        Math.min(l, bounds[0]),
        Math.min(b, bounds[1]),
        Math.max(r, bounds[2]),
        Math.max(t, bounds[3]),
      ],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
  }

  static of(quads: readonly Quad[]): MarkedPlaces {
    return new MarkedPlaces(quads.map(placeOf));
  }

  /** The bounds of each quad. */
  bounds(): readonly Box[] {
    return this.places.map(({ bounds }) => bounds);
  }

  has(x: number, y: number): boolean {
    for (const { corners, bounds } of this.places) {
      if (x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3] && isInside(corners, x, y))
        return true;
    }
    return false;
  }

  /** Whether a box overlaps the bounds of a quad by more than `margin` points on both axes. */
  overlaps(box: Box, margin: number): boolean {
    for (const { bounds } of this.places) {
      const width = Math.min(box[2], bounds[2]) - Math.max(box[0], bounds[0]);
      if (!(width > margin)) continue;
      if (Math.min(box[3], bounds[3]) - Math.max(box[1], bounds[1]) > margin) return true;
    }
    return false;
  }

  /** Whether a character may lie in a mark, reach into one or touch one; false for nearly all of a page. */
  isNear({ ink, loose, origin }: PlacedCharacter): boolean {
    const { around: all } = this;
    const x = origin[0];
    const y = origin[1];
    const inBounds = x >= all[0] && x <= all[2] && y >= all[1] && y <= all[3];
    if (!inBounds && !touches(ink, all) && !touches(loose, all)) return false;
    return this.overlaps(ink, -1) || this.overlaps(loose, -1) || this.has(x, y);
  }

  /** Whether the ink or loose box of a character is no farther than so many points from a mark. */
  isAbout({ ink, loose }: PlacedCharacter, distance: number): boolean {
    return this.overlaps(ink, -distance) || this.overlaps(loose, -distance);
  }

  /**
   * A character is in a mark when the centre of its ink or loose box is, or its origin where it has no ink. Of a space
   * that has a loose box that alone counts: it begins on the line, which a mark on the next line may reach.
   */
  holds({ text, ink, loose, origin }: PlacedCharacter): boolean {
    const hasLoose = loose[2] > loose[0] && loose[3] > loose[1];
    if (hasLoose && text === ' ') return this.hasCentre(loose);
    const inked = ink[2] > ink[0] && ink[3] > ink[1];
    if (inked ? this.hasCentre(ink) : this.has(origin[0], origin[1])) return true;
    return hasLoose && this.hasCentre(loose);
  }

  private hasCentre(box: Box): boolean {
    return this.has((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  }
}

/** Whether boxes are less than a point apart. */
function touches(a: Box, b: Box): boolean {
  return a[0] < b[2] + 1 && a[2] > b[0] - 1 && a[1] < b[3] + 1 && a[3] > b[1] - 1;
}

/** Corners counter-clockwise; the edge counts. */
function isInside(corners: readonly Corner[], x: number, y: number): boolean {
  for (let i = 0; i < corners.length; i++) {
    const from = corners[i]!;
    const to = corners[(i + 1) % corners.length]!;
    if ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) < 0) return false;
  }
  return true;
}
