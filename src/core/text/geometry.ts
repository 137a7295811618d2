import type { Quad } from '../model/redaction.ts';
import type { Box } from './characters.ts';

/** A point in PDF user space. */
export type Point = readonly [x: number, y: number];

/** Upright quad of a box. */
export function quadOfBox([left, bottom, right, top]: Box): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** The smallest box around a quad. */
export function boxOfQuad(quad: Quad): Box {
  const xs = [quad[0], quad[2], quad[4], quad[6]];
  const ys = [quad[1], quad[3], quad[5], quad[7]];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The smallest box around several; undefined when there are none. */
export function unionBox(boxes: readonly Box[]): Box | undefined {
  return boxes.length === 0
    ? undefined
    : boxes.reduce((a, b) => [
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[2], b[2]),
        Math.max(a[3], b[3]),
      ]);
}

/** What two boxes share; undefined when that has no area. */
export function intersectBoxes(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

/** Square points; 0 for an empty or inverted box. */
export function boxArea([left, bottom, right, top]: Box): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

/** Whether a box has width and height. */
export function hasArea(box: Box): boolean {
  return boxArea(box) > 0;
}

/** Centre of a box. */
export function centreOf([left, bottom, right, top]: Box): Point {
  return [(left + right) / 2, (bottom + top) / 2];
}

/** A box with its corners in order, whatever order they came in. */
export function orderedBox([x1, y1, x2, y2]: Box): Box {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

/** Corners of a quad going round: top-left, top-right, bottom-right, bottom-left, counter-clockwise first. */
export function polygonOf(quad: Quad): readonly Point[] {
  const corners: Point[] = [
    [quad[0], quad[1]],
    [quad[2], quad[3]],
    [quad[6], quad[7]],
    [quad[4], quad[5]],
  ];
  return signedArea(corners) < 0 ? corners.toReversed() : corners;
}

/** Square points; 0 for a quad that is a line or a point. */
export function quadArea(quad: Quad): number {
  return Math.abs(signedArea(polygonOf(quad)));
}

/** Whether a point lies in a quad, its edge included. */
export function pointInQuad([x, y]: Point, quad: Quad): boolean {
  if (quadArea(quad) === 0) return false;
  const corners = polygonOf(quad);
  return corners.every((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    const cross = (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    return cross >= -EDGE * length;
  });
}

/** Distance in points within which a point counts as on the edge; well under the 0.01 of the file format. */
const EDGE = 1e-6;

/** Square points that two quads share. */
export function quadOverlap(a: Quad, b: Quad): number {
  if (intersectBoxes(boxOfQuad(a), boxOfQuad(b)) === undefined) return 0;
  return Math.abs(signedArea(clipPolygon(polygonOf(a), polygonOf(b))));
}

/**
 * The part of a quad inside a box, as quads; none where it lies outside. An upright quad stays one quad; a turned
 * one may become several that together cover exactly the part inside.
 */
export function clipQuad(quad: Quad, box: Box): readonly Quad[] {
  const bounds = boxOfQuad(quad);
  if (bounds[0] >= box[0] && bounds[1] >= box[1] && bounds[2] <= box[2] && bounds[3] <= box[3]) return [quad];
  const clipped = clipPolygon(polygonOf(quad), polygonOf(quadOfBox(box)));
  if (Math.abs(signedArea(clipped)) <= EDGE) return [];
  if (isUpright(quad)) return clampCorners(quad, box);
  return fan(clipped);
}

/** A convex polygon as quads around its first corner; the last one may be a triangle. */
function fan(corners: readonly Point[]): readonly Quad[] {
  const [first, ...rest] = corners;
  if (first === undefined) return [];
  const quads: Quad[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [second, third, fourth] = [rest[index], rest[index + 1], rest[index + 2] ?? rest[index + 1]];
    if (second && third && fourth) quads.push([...second, ...first, ...third, ...fourth]);
  }
  return quads;
}

/** Whether all edges run along the axes. */
export function isUpright(quad: Quad): boolean {
  return polygonOf(quad).every((from, index, corners) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    return Math.abs(from[0] - to[0]) < 0.005 || Math.abs(from[1] - to[1]) < 0.005;
  });
}

/** Keeps the order of the corners, so that the label still reads the right way. */
function clampCorners(quad: Quad, [left, bottom, right, top]: Box): readonly Quad[] {
  const x = (value: number): number => Math.min(Math.max(value, left), right);
  const y = (value: number): number => Math.min(Math.max(value, bottom), top);
  return [[x(quad[0]), y(quad[1]), x(quad[2]), y(quad[3]), x(quad[4]), y(quad[5]), x(quad[6]), y(quad[7])]];
}

/** Positive for corners that go counter-clockwise. */
function signedArea(corners: readonly Point[]): number {
  let twice = 0;
  for (const [index, from] of corners.entries()) {
    const to = corners[(index + 1) % corners.length] ?? from;
    twice += from[0] * to[1] - to[0] * from[1];
  }
  return twice / 2;
}

/** Sutherland and Hodgman: the part of a polygon inside a convex, counter-clockwise clip polygon. */
function clipPolygon(subject: readonly Point[], clip: readonly Point[]): readonly Point[] {
  let result = subject;
  for (const [index, from] of clip.entries()) {
    const to = clip[(index + 1) % clip.length] ?? from;
    const side = ([x, y]: Point): number =>
      (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    const next: Point[] = [];
    for (const [corner, current] of result.entries()) {
      const previous = result[(corner + result.length - 1) % result.length] ?? current;
      const [here, there] = [side(current), side(previous)];
      if (here >= 0 !== there >= 0) {
        const share = there / (there - here);
        next.push([
          previous[0] + share * (current[0] - previous[0]),
          previous[1] + share * (current[1] - previous[1]),
        ]);
      }
      if (here >= 0) next.push(current);
    }
    result = next;
  }
  return result;
}
