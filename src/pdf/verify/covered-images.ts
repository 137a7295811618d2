import type { Box } from '../../core/text/characters.ts';
import type { Drawing } from '../engine/drawings.ts';
import { visibleBox } from '../engine/geometry.ts';
import type { EnginePage } from '../engine/page.ts';
import { areaOf, shared, type Cover } from './covers.ts';
import { without } from './hidden-text.ts';
import { Look } from './look.ts';

/** Share of the page that an image takes when it is a scan, and that a box takes at most. */
const SCAN = 0.4;
const BOX = 0.4;
/** Colours of a box lie no further apart; those of what it hides, at least so far. */
const PLAIN = 12;
const VARIED = 64;
/** Share of a cover that must lie on the scan. */
const ON_SCAN = 0.8;

/**
 * Boxes over a scan that is still whole under them: whoever takes the box away sees it. Only where the scan is the
 * page; a panel over a photograph hides nothing that someone wanted to hide.
 */
export function findCoveredImages(
  page: EnginePage,
  drawings: readonly Drawing[],
  covers: readonly Cover[],
): Cover[] {
  const area = areaOf(visibleBox(page.geometry));
  const scans = covers.filter(({ kind, box }) => kind === 'image' && areaOf(box) >= SCAN * area);
  if (scans.length === 0) return [];
  const candidates = covers.filter(
    ({ kind, box, order }) =>
      kind !== 'field' &&
      areaOf(box) <= BOX * area &&
      scans.some((scan) => scan.order < order && shared(scan.box, box) >= ON_SCAN * areaOf(box)),
  );
  if (candidates.length === 0) return [];
  const seen = Look.at(page);
  const plain = candidates.filter(({ box }) => seen.spread(within(box)) <= PLAIN);
  if (plain.length === 0) return [];
  const away = [...new Set(plain.flatMap(({ drawing }) => (drawing ? [drawing] : [])))];
  const texts = drawings.filter(({ type }) => type === 'text');
  page.annotated = false;
  const bare = without(page, [...away, ...texts], () => Look.at(page));
  page.annotated = true;
  return plain.filter(({ box }) => bare.spread(within(box)) >= VARIED);
}

/** Without the edge, where the box ends. */
function within([l, b, r, t]: Box): Box {
  const margin = Math.min(1, (r - l) / 4, (t - b) / 4);
  return [l + margin, b + margin, r - margin, t - margin];
}
