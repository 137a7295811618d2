import { glyphLimits, type Outlines } from './outlines.ts';
import { viewOf, type Sfnt } from './sfnt.ts';

/** Bounds of what is drawn, in units of the font: left, bottom, right, top. */
type Bounds = readonly [left: number, bottom: number, right: number, top: number];

const NOTHING: Bounds = [0, 0, 0, 0];

/**
 * The tables head, hhea and maxp with bounds and limits (ISO/IEC 14496-22, 5.2.2, 5.2.4 and 5.2.6) of the glyphs that
 * stay: many programs measure them on a subset, where they would tell a letter that goes below the line, or has three
 * contours, and is shown no more. `tables`: those that were made anew already, hmtx among them.
 */
export function withOwnLimits(
  font: Sfnt,
  outlines: Outlines,
  order: readonly (number | undefined)[],
  tables: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array> {
  const kept = order.flatMap((glyph, index) => (glyph === undefined ? [] : [{ glyph, index }]));
  const changed = new Map(tables);
  const change = (tag: string, length: number, values: (view: DataView) => void): void => {
    const table = changed.get(tag) ?? font.table(tag);
    if (!table || table.length < length) return;
    const copy = Uint8Array.from(table);
    values(viewOf(copy));
    changed.set(tag, copy);
  };
  const drawn = kept.flatMap(({ glyph, index }) => {
    const bounds = outlines.boundsOf(glyph);
    return bounds ? [{ index, bounds }] : [];
  });
  change('head', 54, (view) =>
    boundsAround(drawn.map(({ bounds }) => bounds)).forEach((value, i) => view.setInt16(36 + 2 * i, value)),
  );
  const metrics = changed.get('hmtx');
  if (metrics) {
    const view = viewOf(metrics);
    const widths = kept.map(({ index }) => (4 * index + 4 <= metrics.length ? view.getUint16(4 * index) : 0));
    const sides = drawn.flatMap(({ index, bounds: [left, , right] }) => {
      if (4 * index + 4 > metrics.length) return [];
      const [width, bearing] = [view.getUint16(4 * index), view.getInt16(4 * index + 2)];
      const extent = bearing + right - left;
      return [{ bearing, rest: width - extent, extent }];
    });
    change('hhea', 36, (header) => {
      header.setUint16(10, most(widths));
      header.setInt16(12, -most(sides.map(({ bearing }) => -bearing)));
      header.setInt16(14, -most(sides.map(({ rest }) => -rest)));
      header.setInt16(16, most(sides.map(({ extent }) => extent)));
    });
  }
  change('maxp', 32, (view) => {
    const limits = glyphLimits(
      outlines,
      kept.map(({ glyph }) => glyph),
    );
    const { points, contours, compositePoints, compositeContours, instructions, components, depth } = limits;
    for (const [at, value] of [
      [6, points],
      [8, contours],
      [10, compositePoints],
      [12, compositeContours],
      [26, instructions],
      [28, components],
      [30, depth],
    ] as const)
      view.setUint16(at, Math.min(0xffff, value));
  });
  return changed;
}

function most(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => Math.max(a, b));
}

function boundsAround(all: readonly Bounds[]): Bounds {
  return all.length === 0
    ? NOTHING
    : all.reduce((a, b) => [
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[2], b[2]),
        Math.max(a[3], b[3]),
      ]);
}
