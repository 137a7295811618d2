import type { Quad } from '../../core/model/redaction.ts';
import type { Box } from '../../core/text/characters.ts';
import { areaOf, boundsOf } from '../content/region.ts';
import type { Point } from '../content/types.ts';

/** A rectangle at any angle, in PDF user space. */
export interface Frame {
  /** The corner where reading starts, at the bottom. */
  readonly x: number;
  readonly y: number;
  /** Direction of reading, radians counter-clockwise. */
  readonly angle: number;
  readonly width: number;
  readonly height: number;
}

/** How much larger than the quad its rectangle may be before another direction is tried. */
const SLACK = 1.05;
/** Quads of one line may differ this much in height (share of the height) and lie this far apart. */
const LINE_TOLERANCE = 0.15;
const WORD_GAP = 0.6;

/** The tightest rectangle around a quad, along its text if the quad is one. */
export function frameOf(quad: Quad): Frame {
  const [x1, y1, x2, y2, x3, y3, x4, y4] = quad;
  const points: Point[] = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
    { x: x4, y: y4 },
    { x: x3, y: y3 },
  ];
  const directions = [
    Math.atan2(y4 - y3, x4 - x3),
    Math.atan2(y2 - y1, x2 - x1),
    0,
    Math.atan2(y1 - y3, x1 - x3),
  ];
  const area = areaOf(points);
  const frames = directions.map((angle) => around(points, angle));
  const tight = frames.find((frame) => frame.width * frame.height <= area * SLACK);
  const size = (frame: Frame): number => frame.width * frame.height;
  return tight ?? frames.reduce((best, frame) => (size(frame) < size(best) ? frame : best));
}

function around(points: readonly Point[], angle: number): Frame {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const local = boundsOf(points.map(({ x, y }) => ({ x: x * cos + y * sin, y: y * cos - x * sin })));
  return {
    x: local.left * cos - local.bottom * sin,
    y: local.left * sin + local.bottom * cos,
    angle,
    width: local.right - local.left,
    height: local.top - local.bottom,
  };
}

/** A point given along the frame's own axes, in user space. */
export function at(frame: Frame, along: number, up: number): Point {
  const cos = Math.cos(frame.angle);
  const sin = Math.sin(frame.angle);
  return { x: frame.x + along * cos - up * sin, y: frame.y + along * sin + up * cos };
}

/** Counter-clockwise from where reading starts. */
export function cornersOfFrame(frame: Frame): Point[] {
  return [
    at(frame, 0, 0),
    at(frame, frame.width, 0),
    at(frame, frame.width, frame.height),
    at(frame, 0, frame.height),
  ];
}

/** The same rectangle read in another direction: a quarter turn counter-clockwise, `times` times. */
export function turned(frame: Frame, times: number): Frame {
  let result = frame;
  for (let i = 0; i < times; i++) {
    const start = at(result, result.width, 0);
    result = { ...start, angle: result.angle + Math.PI / 2, width: result.height, height: result.width };
  }
  return result;
}

/**
 * Makes one rectangle of those that follow one another on a line; the others stay as they are.
 *
 * @param keeps whether something stays there that no rectangle is to cover
 */
export function mergeLines(
  frames: readonly Frame[],
  keeps: (frame: Frame) => boolean = () => false,
): Frame[] {
  const merged: Frame[] = [];
  const both = (a: Frame, b: Frame): Frame => around([...cornersOfFrame(a), ...cornersOfFrame(b)], a.angle);
  for (const frame of frames) {
    const index = merged.findIndex((other) => onOneLine(other, frame) && !keeps(both(other, frame)));
    const found = merged[index];
    if (found) merged[index] = both(found, frame);
    else merged.push(frame);
  }
  return merged.length < frames.length ? mergeLines(merged, keeps) : merged;
}

function onOneLine(a: Frame, b: Frame): boolean {
  if (Math.cos(a.angle - b.angle) < 0.9999) return false;
  const cos = Math.cos(a.angle);
  const sin = Math.sin(a.angle);
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = dx * cos + dy * sin;
  const up = dy * cos - dx * sin;
  const tolerance = LINE_TOLERANCE * Math.min(a.height, b.height);
  if (Math.abs(up) > tolerance || Math.abs(up + b.height - a.height) > tolerance) return false;
  const gap = WORD_GAP * Math.min(a.height, b.height);
  return along <= a.width + gap && along + b.width >= -gap;
}

/** The quad of a box along the axes. */
export function quadOfBox([left, bottom, right, top]: Box): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}
