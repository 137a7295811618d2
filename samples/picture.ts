import { encode } from 'jpeg-js';
import { pageEngine, randomFrom } from './kit.ts';

/** Grey values, row by row from the top, no padding. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** How a page would look at so many dots an inch. */
export async function pictureOfPage(pdf: Uint8Array, index: number, dpi: number): Promise<GreyPicture> {
  const engine = await pageEngine();
  return engine.withDocument(pdf, (document) => {
    const page = document.openPage(index);
    try {
      return page.render(page.pixelSize(dpi / 72), 1);
    } finally {
      page.close();
    }
  });
}

/** As from a scanner: a little askew (radians, counter-clockwise), off-white paper, noise. */
export function scanned({ width, height, pixels }: GreyPicture, angle: number, seed: number): GreyPicture {
  const random = randomFrom(seed);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const grey = sample(
        pixels,
        width,
        height,
        width / 2 + dx * cos - dy * sin,
        height / 2 + dx * sin + dy * cos,
      );
      const shade = 6 * (x / width) + 4 * (y / height);
      result[y * width + x] = Math.max(18, Math.min(252, grey * 0.9 + 20 - shade + (random() - 0.5) * 9));
    }
  }
  return { width, height, pixels: result };
}

/** Between four pixels; white outside. */
function sample(pixels: Uint8Array, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const at = top * width + left;
  const [a = 255, b = 255] = [pixels[at], pixels[at + 1]];
  const [c = 255, d = 255] = [pixels[at + width], pixels[at + width + 1]];
  const [fx, fy] = [x - left, y - top];
  return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
}

/** A hall with a counter and three people waiting, in greys. */
export function photoOfHall(width: number, height: number): GreyPicture {
  const random = randomFrom(7);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      let grey = 205 - 60 * v;
      if (v > 0.72) grey = 120 - 40 * (v - 0.72) + (Math.floor(u * 18 + v * 9) % 2) * 10;
      if (u > 0.55 && v > 0.45 && v < 0.76) grey = 92 + 20 * u;
      if (u > 0.53 && v > 0.42 && v < 0.46) grey = 60;
      if (u > 0.1 && u < 0.4 && v > 0.12 && v < 0.36) grey = 238;
      for (const [cx, scale] of [
        [0.18, 1],
        [0.3, 0.9],
        [0.44, 1.05],
      ] as const) {
        const head = Math.hypot((u - cx) * 1.5, v - 0.5) < 0.045 * scale;
        const body = Math.abs(u - cx) < 0.04 * scale && v > 0.55 && v < 0.55 + 0.3 * scale;
        if (head) grey = 150;
        if (body) grey = 50 + 60 * cx;
      }
      pixels[y * width + x] = Math.max(0, Math.min(255, grey + (random() - 0.5) * 14));
    }
  }
  return { width, height, pixels };
}

/** JPEG file of a picture; quality from 1 to 100. */
export function jpegOf({ width, height, pixels }: GreyPicture, quality: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  pixels.forEach((grey, index) => rgba.fill(grey, index * 4, index * 4 + 3));
  // A copy: the library hands out a view into a larger buffer, which pdf-lib would read from its start.
  return new Uint8Array(encode({ width, height, data: rgba }, quality).data);
}
