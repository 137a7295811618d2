import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Quad } from '../../src/core/model/redaction.ts';
import type { PageGeometry } from '../../src/core/text/characters.ts';

const run = promisify(execFile);

/** An 8-bit RGB picture, row 0 at the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

function parsePpm(file: Uint8Array): Picture {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(file.subarray(0, 64)).toString('latin1'));
  if (!head) throw new Error('not a binary PPM');
  return { width: Number(head[1]), height: Number(head[2]), rgb: file.subarray(head[0].length) };
}

/** The whole MediaBox of a page (from 1) as poppler draws it; undefined where poppler gives no picture. */
export async function popplerPicture(file: string, page: number, dpi: number): Promise<Picture | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'lakmoes-ppm-'));
  try {
    await run(
      'pdftoppm',
      ['-r', String(dpi), '-f', String(page), '-l', String(page), file, join(folder, 'p')],
      {
        timeout: 60_000,
      },
    ).catch(() => undefined);
    const name = (await readdir(folder))[0];
    return name === undefined ? undefined : parsePpm(await readFile(join(folder, name)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tag of a subset: a redacted file has tags of its own (ISO 32000-2, 9.9.2). */
const TAG = /\b[A-Z]{6}\+/g;

/** What poppler complains of as it draws a page (from 1), without the places, and fonts without their tags. */
export async function popplerComplaints(file: string, page: number): Promise<ReadonlySet<string>> {
  const pages = ['-f', String(page), '-l', String(page)];
  const options = { timeout: 60_000, maxBuffer: 64 << 20 };
  const { stderr } = await run('pdftoppm', ['-r', '10', ...pages, file], options).catch(() => ({
    stderr: '',
  }));
  return new Set(
    stderr.split('\n').map((line) =>
      line
        .replace(/\(\d+\)/g, '')
        .replace(TAG, '')
        .trim(),
    ),
  );
}

/** What a viewer shows of a page (from 1), by MuPDF; undefined where it gives no picture. */
export async function mupdfPicture(file: string, page: number, dpi: number): Promise<Picture | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'lakmoes-ppm-'));
  try {
    const out = join(folder, 'p.ppm');
    await run('mutool', ['draw', '-q', '-r', String(dpi), '-o', out, file, String(page)], {
      timeout: 60_000,
    });
    return parsePpm(await readFile(out));
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Place of a point of PDF user space on the upright, unscaled MediaBox picture: points from the top left. */
export function onDisplay(geometry: PageGeometry, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = geometry.mediaBox;
  const scale = geometry.userUnit;
  switch (geometry.rotate) {
    case 0:
      return [(x - left) * scale, (top - y) * scale];
    case 90:
      return [(y - bottom) * scale, (x - left) * scale];
    case 180:
      return [(right - x) * scale, (y - bottom) * scale];
    case 270:
      return [(top - y) * scale, (right - x) * scale];
  }
}

/** The inverse of `onDisplay`. */
export function fromDisplay(geometry: PageGeometry, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = geometry.mediaBox;
  const [u, v] = [x / geometry.userUnit, y / geometry.userUnit];
  switch (geometry.rotate) {
    case 0:
      return [left + u, top - v];
    case 90:
      return [left + v, bottom + u];
    case 180:
      return [right - u, bottom + v];
    case 270:
      return [right - v, top - u];
  }
}

/** Left, top, right, bottom of a quad on the display, in points from the top left. */
export function displayBox(geometry: PageGeometry, quad: Quad): [number, number, number, number] {
  const points = [0, 2, 4, 6].map((i) => onDisplay(geometry, quad[i]!, quad[i + 1]!));
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether a display point (points from the top left) lies in a quad as it is turned, not in the box around it. */
export function insideQuad(geometry: PageGeometry, quad: Quad, x: number, y: number): boolean {
  // Around the edge: top-left, top-right, bottom-right, bottom-left.
  const corners = [0, 2, 6, 4].map((i) => onDisplay(geometry, quad[i]!, quad[i + 1]!));
  const sides = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 4]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  });
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

/** How many pixels differ by more than `tolerance` in a channel, outside the boxes (display points, grown by 2 pixels); `places` gets a 1 for each. */
export function pixelsChanged(
  before: Picture,
  after: Picture,
  boxes: readonly (readonly [number, number, number, number])[],
  dpi: number,
  tolerance = 48,
  places?: Uint8Array,
): number {
  if (before.width !== after.width || before.height !== after.height) return before.width * before.height;
  const scale = dpi / 72;
  const inside = boxes.map(
    (b) => [b[0] * scale - 2, b[1] * scale - 2, b[2] * scale + 2, b[3] * scale + 2] as const,
  );
  let changed = 0;
  for (let y = 0, i = 0; y < before.height; y++) {
    for (let x = 0; x < before.width; x++, i += 3) {
      const differs =
        Math.abs(before.rgb[i]! - after.rgb[i]!) > tolerance ||
        Math.abs(before.rgb[i + 1]! - after.rgb[i + 1]!) > tolerance ||
        Math.abs(before.rgb[i + 2]! - after.rgb[i + 2]!) > tolerance;
      if (!differs || inside.some((b) => x >= b[0] && x < b[2] && y >= b[1] && y < b[3])) continue;
      changed++;
      if (places) places[y * before.width + x] = 1;
    }
  }
  return changed;
}

/** Whether all pixels well inside a box (display points) are of at most two colours' mixtures: spread per channel. */
export function spreadInside(
  picture: Picture,
  box: readonly [number, number, number, number],
  dpi: number,
): number {
  const scale = dpi / 72;
  let low = [255, 255, 255];
  let high = [0, 0, 0];
  for (let y = Math.ceil(box[1] * scale) + 1; y < Math.floor(box[3] * scale) - 1; y++) {
    for (let x = Math.ceil(box[0] * scale) + 1; x < Math.floor(box[2] * scale) - 1; x++) {
      const i = (y * picture.width + x) * 3;
      const pixel = [picture.rgb[i]!, picture.rgb[i + 1]!, picture.rgb[i + 2]!];
      low = low.map((v, c) => Math.min(v, pixel[c]!));
      high = high.map((v, c) => Math.max(v, pixel[c]!));
    }
  }
  return Math.max(...high.map((v, c) => v - low[c]!));
}
