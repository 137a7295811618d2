import type { DrawnPicture } from './drawings.ts';
import type { Affine } from './geometry.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** A picture with its masks, and nothing that covers it. */
export interface LonePicture {
  readonly width: number;
  readonly height: number;
  /** RGBA on grey, so that white tells from nothing; row 0 at the top. */
  readonly pixels: Uint8Array;
  /** From PDF user space of its page. */
  readonly place: Affine;
}

/** Pixels along a sample. */
const FINE = 6;
const MAX_PIXELS = 4_000_000;
const GREY = 128;

/**
 * Draws a picture of an open page by itself; undefined where it is too large, or has no area.
 *
 * @param aside how far what clips it is moved, as a share of its width and height
 */
export function drawAlone(
  engine: RawEngine,
  document: Pointer,
  page: Pointer,
  { pointer, columns, rows, corners }: DrawnPicture,
  aside: { readonly x: number; readonly y: number },
): LonePicture | undefined {
  const { calls } = engine;
  const [width, height] = [columns * FINE, rows * FINE];
  const place = placeOf(corners, width, height);
  if (!place || width * height > MAX_PIXELS || document === 0) return undefined;
  const matrix = reserve(engine, 24);
  try {
    if (calls.FPDFPageObj_GetMatrix(pointer, matrix) === 0) return undefined;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = engine.floats.subarray(
      matrix >>> 2,
      (matrix >>> 2) + 6,
    );
    calls.FPDFImageObj_SetMatrix(pointer, width, 0, 0, height, 0, 0);
    // The clip goes with the matrix, and is used.
    calls.FPDFPageObj_TransformClipPath(pointer, 1, 0, 0, 1, aside.x * width, aside.y * height);
    const bitmap = calls.FPDFImageObj_GetRenderedBitmap(document, page, pointer);
    calls.FPDFPageObj_TransformClipPath(pointer, 1, 0, 0, 1, -aside.x * width, -aside.y * height);
    calls.FPDFImageObj_SetMatrix(pointer, a, b, c, d, e, f);
    if (bitmap === 0) return undefined;
    try {
      return { width, height, place, pixels: onGrey(engine, bitmap, width, height) };
    } finally {
      calls.FPDFBitmap_Destroy(bitmap);
    }
  } finally {
    calls.free(matrix);
  }
}

function placeOf(
  [from, right, , up]: DrawnPicture['corners'],
  width: number,
  height: number,
): Affine | undefined {
  if (!from || !right || !up) return undefined;
  const [ax, ay, bx, by] = [right.x - from.x, right.y - from.y, up.x - from.x, up.y - from.y];
  const area = ax * by - ay * bx;
  if (!(Math.abs(area) > 0)) return undefined;
  const [a, c] = [(by / area) * width, (-bx / area) * width];
  const [b, d] = [(ay / area) * height, (-ax / area) * height];
  return { a, b, c, d, e: -(a * from.x + c * from.y), f: height - (b * from.x + d * from.y) };
}

function onGrey(engine: RawEngine, bitmap: Pointer, width: number, height: number): Uint8Array {
  const { calls, bytes } = engine;
  const [start, stride] = [calls.FPDFBitmap_GetBuffer(bitmap), calls.FPDFBitmap_GetStride(bitmap)];
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [start + y * stride + 4 * x, 4 * (y * width + x)];
      const alpha = bytes[from + 3]! / 255;
      // The engine's are blue, green, red.
      for (let channel = 0; channel < 3; channel++)
        pixels[to + channel] = Math.round(bytes[from + 2 - channel]! * alpha + GREY * (1 - alpha));
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}
