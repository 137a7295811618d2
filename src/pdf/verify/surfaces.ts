import type { Rendering } from '../engine/page.ts';

/** Neighbours that differ less than this (of 255, any channel) belong to one surface. */
const SURFACE = 32;
/** A smooth edge of a line is one or two pixels wide. */
const LINE_EDGE = 2;
/** Two pixels of one line on one ground differ from the ground in the same direction: cosine. */
const SAME_INK = 0.95;

/** Whether two pixels (by their number) have about one colour; four bytes a pixel. */
export function onOneSurface(pixels: Uint8Array, p: number, q: number): boolean {
  return (
    Math.abs(pixels[p * 4]! - pixels[q * 4]!) < SURFACE &&
    Math.abs(pixels[p * 4 + 1]! - pixels[q * 4 + 1]!) < SURFACE &&
    Math.abs(pixels[p * 4 + 2]! - pixels[q * 4 + 2]!) < SURFACE
  );
}

/**
 * Thin lines on the ground of a picture. Where a smooth line turns or ends, its pixels have different shades, so
 * they are no one surface; but all are mixtures of one ink with the ground, and the ground is near.
 */
export class ThinLines {
  private readonly width: number;
  private readonly height: number;
  private readonly pixels: Uint8Array;
  private readonly ground: number;

  /** The ground is the commonest colour of the masked pixels; `bits` has one byte a pixel. */
  constructor({ width, height, pixels }: Rendering, { bits }: { readonly bits: Uint8Array }) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
    this.ground = commonest(pixels, bits);
  }

  /** Whether two neighbours are parts of one line. */
  join(p: number, q: number): boolean {
    return this.isDrawn(p) && this.isDrawn(q) && this.isSameInk(p, q) && this.isThin(p) && this.isThin(q);
  }

  /** Whether a pixel is of another colour than the ground. */
  isDrawn(pixel: number): boolean {
    return !onOneSurface(this.pixels, pixel, this.ground);
  }

  private isThin(pixel: number): boolean {
    const x = pixel % this.width;
    const y = (pixel - x) / this.width;
    for (let v = Math.max(0, y - LINE_EDGE); v <= Math.min(this.height - 1, y + LINE_EDGE); v++) {
      for (let u = Math.max(0, x - LINE_EDGE); u <= Math.min(this.width - 1, x + LINE_EDGE); u++) {
        if (!this.isDrawn(v * this.width + u)) return true;
      }
    }
    return false;
  }

  private isSameInk(p: number, q: number): boolean {
    let [product, ofP, ofQ] = [0, 0, 0];
    for (let channel = 0; channel < 3; channel++) {
      const base = this.pixels[this.ground * 4 + channel]!;
      const [a, b] = [this.pixels[p * 4 + channel]! - base, this.pixels[q * 4 + channel]! - base];
      product += a * b;
      ofP += a * a;
      ofQ += b * b;
    }
    return product > SAME_INK * Math.sqrt(ofP * ofQ);
  }
}

/**
 * Whether an enclosed pixel only smooths the edge of what is around it: it is by itself, and a mixture of what stands on
 * two opposite sides of it. What is drawn by itself is darker or lighter than all around it.
 */
export function isSmoothing(
  { width, pixels }: Rendering,
  enclosed: { readonly [pixel: number]: number },
  pixel: number,
): boolean {
  const around = [1, width - 1, width, width + 1];
  // At the edge of a picture a neighbour is in another row, or none.
  if (around.some((step) => enclosed[pixel - step] !== 0 || enclosed[pixel + step] !== 0)) return false;
  return around.some((step) => isBetween(pixels, pixel, pixel - step, pixel + step));
}

/** Whether one pixel has a colour between those of two others, which are of different surfaces. */
function isBetween(pixels: Uint8Array, pixel: number, p: number, q: number): boolean {
  if (onOneSurface(pixels, p, q)) return false;
  return [0, 1, 2].every((channel) => {
    const [value, a, b] = [pixel, p, q].map((each) => pixels[each * 4 + channel]!) as [
      number,
      number,
      number,
    ];
    return value >= Math.min(a, b) && value <= Math.max(a, b);
  });
}

const countsOfColours = new Uint32Array(1 << 15);

/** A masked pixel of the commonest colour, to five bits a channel; 0 when none is masked. */
function commonest(pixels: Uint8Array, bits: Uint8Array): number {
  const counts = countsOfColours.fill(0);
  let best = 0;
  let most = 0;
  for (let pixel = 0; pixel < bits.length; pixel++) {
    if (bits[pixel] === 0) continue;
    const at = pixel * 4;
    const key = ((pixels[at]! >> 3) << 10) | ((pixels[at + 1]! >> 3) << 5) | (pixels[at + 2]! >> 3);
    if (++counts[key]! <= most) continue;
    most = counts[key]!;
    best = pixel;
  }
  return best;
}
