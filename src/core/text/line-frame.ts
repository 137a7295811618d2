import type { Quad } from '../model/redaction.ts';
import type { Box, PageCharacter } from './characters.ts';
import { centreOf, hasArea, type Point } from './geometry.ts';

/**
 * A rectangle in the frame of a text direction: u runs along the baseline, v upwards from it. Both in points,
 * origin that of the page.
 */
export interface FrameBox {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
}

/** A character in the frame of its line. */
export interface FrameCharacter {
  /** Index in the page's characters. */
  readonly index: number;
  readonly character: PageCharacter;
  /** Visible ink; equal to `loose` where the engine knows no ink (OCR layers, spaces). */
  readonly ink: FrameBox;
  readonly loose: FrameBox;
  /** Of the origin: the baseline. */
  readonly baseline: number;
  /** Drawn on the page and not a space. */
  readonly visible: boolean;
}

/** Turns a point into the frame of a direction (radians, counter-clockwise). */
export function toFrame([x, y]: Point, angle: number): readonly [u: number, v: number] {
  const [cos, sin] = direction(angle);
  return [x * cos + y * sin, y * cos - x * sin];
}

/** A rectangle of the frame as a quad on the page, corners as the text reads. */
export function quadOfFrame({ u0, u1, v0, v1 }: FrameBox, angle: number): Quad {
  const [cos, sin] = direction(angle);
  const point = (u: number, v: number): Point => [u * cos - v * sin, u * sin + v * cos];
  return [...point(u0, v1), ...point(u1, v1), ...point(u0, v0), ...point(u1, v0)];
}

/**
 * A character in the frame of a direction, that of its line. `advance` (points) is the distance to the next origin on
 * the line, where known.
 */
export function frameCharacter(
  character: PageCharacter,
  index: number,
  angle: number,
  advance?: number,
): FrameCharacter {
  const claimed = frameBox(character.loose, angle, advance);
  const inked = hasArea(character.ink);
  const ink = inked ? frameBox(character.ink, angle) : claimed;
  const baseline = toFrame(character.origin, angle)[1];
  return {
    index,
    character,
    loose: inked ? plausible(claimed, ink, baseline) : claimed,
    ink,
    baseline,
    visible: !character.generated && character.text.trim() !== '' && (inked || hasArea(character.loose)),
  };
}

/**
 * Some fonts (mathematics above all) claim an ascent and descent of many times their size. No glyph is five times
 * as high as both its ink and its advance; such a box is cut down to the neighbourhood of the ink.
 */
function plausible(loose: FrameBox, ink: FrameBox, baseline: number): FrameBox {
  const size = Math.max(loose.u1 - loose.u0, ink.v1 - ink.v0);
  if (loose.v1 - loose.v0 <= 5 * size) return loose;
  return {
    ...loose,
    v0: Math.max(loose.v0, Math.min(ink.v0, baseline - size / 3)),
    v1: Math.min(loose.v1, Math.max(ink.v1, baseline + size)),
  };
}

/**
 * The rectangle whose upright bounding box is `box`. For text along an axis it is the box itself. For text at an
 * angle θ a rectangle w by h has a bounding box W = w|cos| + h|sin|, H = w|sin| + h|cos| around the same centre:
 * near 45° only the sum is known, so that the advance gives the width.
 */
function frameBox(box: Box, angle: number, advance?: number): FrameBox {
  const [cos, sin] = direction(angle).map(Math.abs) as [number, number];
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  const [u, v] = toFrame(centreOf(box), angle);
  let w = width * cos + height * sin;
  let h = width * sin + height * cos;
  if (sin > AXIS && cos > AXIS) {
    const sum = (width + height) / (cos + sin);
    const difference = cos * cos - sin * sin;
    const solved =
      Math.abs(difference) > 0.3 ? (width * cos - height * sin) / difference : (advance ?? sum / 3);
    w = Math.min(Math.max(solved, sum * 0.05), sum * 0.95);
    h = sum - w;
  }
  return { u0: u - w / 2, u1: u + w / 2, v0: v - h / 2, v1: v + h / 2 };
}

/** Sine under which a direction counts as along an axis (0.06°). */
const AXIS = 1e-3;

/** Cosine and sine, exact for quarter turns. */
function direction(angle: number): readonly [cos: number, sin: number] {
  const quarter = Math.round(angle / (Math.PI / 2));
  if (Math.abs(angle - quarter * (Math.PI / 2)) < AXIS) {
    const turn = ((quarter % 4) + 4) % 4;
    return (
      (
        [
          [1, 0],
          [0, 1],
          [-1, 0],
          [0, -1],
        ] as const
      )[turn] ?? [1, 0]
    );
  }
  return [Math.cos(angle), Math.sin(angle)];
}
