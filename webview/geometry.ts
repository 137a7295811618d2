import type { Quad } from '../src/core/model/redaction.ts';
import type { Box } from '../src/core/text/characters.ts';

/** A place on a page in PDF user space (points, origin bottom left). */
export type UserPoint = readonly [x: number, y: number];

/** A place in CSS pixels from the top left of a page as it stands on screen. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in CSS pixels from the top left of a page as it stands on screen. */
export interface ScreenRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What has to be known of a page to put it on screen. */
export interface PageFrame {
  /** The visible part in PDF user space: CropBox within MediaBox. */
  readonly view: Box;
  /** /Rotate, clockwise. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Points a unit of user space takes (ISO 32000-2, 14.11.2). */
  readonly userUnit: number;
}

/** CSS pixels in a point at 100 %. */
export const PIXELS_PER_POINT = 96 / 72;

/** Size in CSS pixels of a page at `scale` pixels a point. */
export function frameSize(frame: PageFrame, scale: number): { width: number; height: number } {
  const [left, bottom, right, top] = frame.view;
  const unit = scale * frame.userUnit;
  const across = (right - left) * unit;
  const up = (top - bottom) * unit;
  return frame.rotate % 180 === 0 ? { width: across, height: up } : { width: up, height: across };
}

/** From PDF user space to CSS pixels from the page's top left on screen. */
export function toScreen(frame: PageFrame, scale: number, point: UserPoint): ScreenPoint {
  const [left, bottom, right, top] = frame.view;
  const unit = scale * frame.userUnit;
  const [x, y] = point;
  switch (frame.rotate) {
    case 0:
      return { x: (x - left) * unit, y: (top - y) * unit };
    case 90:
      return { x: (y - bottom) * unit, y: (x - left) * unit };
    case 180:
      return { x: (right - x) * unit, y: (y - bottom) * unit };
    case 270:
      return { x: (top - y) * unit, y: (right - x) * unit };
  }
}

/** The inverse of `toScreen`. */
export function toUser(frame: PageFrame, scale: number, point: ScreenPoint): UserPoint {
  const [left, bottom, right, top] = frame.view;
  const unit = scale * frame.userUnit;
  const x = point.x / unit;
  const y = point.y / unit;
  switch (frame.rotate) {
    case 0:
      return [left + x, top - y];
    case 90:
      return [left + y, bottom + x];
    case 180:
      return [right - x, bottom + y];
    case 270:
      return [right - y, top - x];
  }
}

/** A quad on screen: a rectangle turned by `angle` radians clockwise about its top left corner. */
export interface TurnedRect extends ScreenRect {
  readonly angle: number;
}

const STRAIGHT = 0.002;

/**
 * Where a quad stands on screen. Quads that lie along the screen's axes, also those of a page that is
 * turned, come back with angle 0 and their true top left corner.
 */
export function quadOnScreen(frame: PageFrame, scale: number, quad: Quad): TurnedRect {
  const corner = (index: 0 | 2 | 4 | 6): ScreenPoint =>
    toScreen(frame, scale, [quad[index], quad[(index + 1) as 1 | 3 | 5 | 7]]);
  const first = corner(0);
  const second = corner(2);
  const third = corner(4);
  const angle = Math.atan2(second.y - first.y, second.x - first.x);
  const quarter = angle / (Math.PI / 2);
  if (Math.abs(quarter - Math.round(quarter)) < STRAIGHT) {
    return { ...boundsOf([first, second, third, corner(6)]), angle: 0 };
  }
  return {
    x: first.x,
    y: first.y,
    width: Math.hypot(second.x - first.x, second.y - first.y),
    height: Math.hypot(third.x - first.x, third.y - first.y),
    angle,
  };
}

/** The smallest upright rectangle on screen around quads. */
export function quadsBounds(frame: PageFrame, scale: number, quads: readonly Quad[]): ScreenRect {
  const points: ScreenPoint[] = [];
  for (const quad of quads) {
    for (let index = 0; index < 8; index += 2) {
      points.push(toScreen(frame, scale, [quad[index] as number, quad[index + 1] as number]));
    }
  }
  return boundsOf(points);
}

/** The smallest upright rectangle around points; empty at the origin where there are none. */
export function boundsOf(points: readonly ScreenPoint[]): ScreenRect {
  if (points.length === 0) {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The quad in PDF user space of a rectangle on screen; its corners are named as a reader of the screen sees them. */
export function rectToQuad(frame: PageFrame, scale: number, rect: ScreenRect): Quad {
  const right = rect.x + rect.width;
  const bottom = rect.y + rect.height;
  const corners = [
    toUser(frame, scale, { x: rect.x, y: rect.y }),
    toUser(frame, scale, { x: right, y: rect.y }),
    toUser(frame, scale, { x: rect.x, y: bottom }),
    toUser(frame, scale, { x: right, y: bottom }),
  ];
  return corners.flat().map(round) as unknown as Quad;
}

/** The part of a rectangle that lies on a page of this size. */
export function clampRect(rect: ScreenRect, size: { width: number; height: number }): ScreenRect {
  const x = clamp(rect.x, 0, size.width);
  const y = clamp(rect.y, 0, size.height);
  return {
    x,
    y,
    width: clamp(rect.x + rect.width, x, size.width) - x,
    height: clamp(rect.y + rect.height, y, size.height) - y,
  };
}

/** The rectangle between two corners, in any order. */
export function rectBetween(a: ScreenPoint, b: ScreenPoint): ScreenRect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** `value` brought between two limits. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** To 0.01 point, as sidecars store it. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
