import type { Box } from '../../core/text/characters.ts';
import type { DrawnPicture } from '../engine/drawings.ts';
import { visibleBox } from '../engine/geometry.ts';
import type { EnginePage } from '../engine/page.ts';
import type { Samples } from '../engine/samples.ts';
import { areaOf, shared } from './covers.ts';

/** Share of the page that a scan takes at least. */
const SCAN = 0.4;
/** So much of it is no margin that a printer cuts off, points. */
const STRIP = 24;
/** Shades of paper and ink, and which share of a strip they have where something is written on it. */
const PAPER = { from: 200, share: 0.5 } as const;
const INK = { to: 110, share: 0.005 } as const;
/** Samples that are looked at along a side of a strip. */
const LOOKS = 200;

/** A scan on one page, in its own space: 0 to 1, from the bottom left. */
export interface ShownScan {
  /** Page number, from 1. */
  readonly page: number;
  readonly columns: number;
  readonly rows: number;
  readonly shown: Box;
  /** Strips that something is written on, and the page does not show. */
  readonly hidden: readonly Box[];
}

/** The scans of a page; only such as lie along it. */
export function scansOf(page: EnginePage): ShownScan[] {
  const view = visibleBox(page.geometry);
  return page
    .pictures()
    .filter((picture) => picture.type === 'image' && areaOf(picture.bounds) >= SCAN * areaOf(view))
    .flatMap((picture) => scanIn(page, picture, view) ?? []);
}

/** Scans of which no page shows all that is written on them: whoever takes the whole picture sees it. */
export function croppedScans(scans: readonly ShownScan[]): ShownScan[] {
  const isShown = (strip: Box, { columns, rows }: ShownScan): boolean =>
    scans.some(
      (other) =>
        other.columns === columns && other.rows === rows && shared(other.shown, strip) >= 0.5 * areaOf(strip),
    );
  return scans.filter((scan) => scan.hidden.some((strip) => !isShown(strip, scan)));
}

function scanIn(page: EnginePage, picture: DrawnPicture, view: Box): ShownScan | undefined {
  const { columns, rows, corners, clip = view } = picture;
  const [from, , to] = corners;
  // Upright only: one corner lies at the bottom left, whichever way it is turned otherwise.
  if (!from || !to || !(to.x > from.x && to.y > from.y)) return undefined;
  const isLevel = Math.abs(corners[1]!.y - from.y) < 1 && Math.abs(corners[3]!.x - from.x) < 1;
  if (!isLevel) return undefined;
  const [width, height] = [to.x - from.x, to.y - from.y];
  const seen: Box = [
    Math.max(view[0], clip[0], from.x),
    Math.max(view[1], clip[1], from.y),
    Math.min(view[2], clip[2], to.x),
    Math.min(view[3], clip[3], to.y),
  ];
  if (areaOf(seen) === 0) return undefined;
  const strips: Box[] = [];
  if (seen[0] - from.x >= STRIP) strips.push([from.x, from.y, seen[0], to.y]);
  if (to.x - seen[2] >= STRIP) strips.push([seen[2], from.y, to.x, to.y]);
  if (seen[1] - from.y >= STRIP) strips.push([from.x, from.y, to.x, seen[1]]);
  if (to.y - seen[3] >= STRIP) strips.push([from.x, seen[3], to.x, to.y]);
  const own = ([l, b, r, t]: Box): Box => [
    (l - from.x) / width,
    (b - from.y) / height,
    (r - from.x) / width,
    (t - from.y) / height,
  ];
  const hidden: Box[] = [];
  if (strips.length > 0) {
    page.samplesOf(picture, (samples) => {
      hidden.push(...strips.map(own).filter((strip) => isWritten(samples, strip)));
    });
  }
  return { page: page.geometry.page, columns, rows, shown: own(seen), hidden };
}

/** Whether there is ink on paper in a part of a picture. */
function isWritten(samples: Samples, [l, b, r, t]: Box): boolean {
  let [paper, ink, all] = [0, 0, 0];
  const places = (from: number, to: number, count: number): number[] => {
    const [first, last] = [Math.ceil(from * count), Math.min(count, Math.floor(to * count)) - 1];
    const step = Math.max(1, Math.ceil((last - first + 1) / LOOKS));
    const found: number[] = [];
    for (let place = first; place <= last; place += step) found.push(place);
    return found;
  };
  const columns = places(l, r, samples.columns);
  for (const row of places(1 - t, 1 - b, samples.rows)) {
    for (const column of columns) {
      const shade = samples.shade(column, row);
      all++;
      if (shade >= PAPER.from) paper++;
      else if (shade <= INK.to) ink++;
    }
  }
  return all > 0 && paper / all >= PAPER.share && ink / all >= INK.share;
}
