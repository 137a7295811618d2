import type { PDFDict } from 'pdf-lib';
import { entry, numberAt } from '../objects/lookup.ts';
import { componentsOf } from './sample-bytes.ts';

/** A line end behind the data is usual. */
const LINE_END = 2;
/** Points and colours of a patch that shares an edge with the one before, and of one that does not. */
const PATCHES: Readonly<Record<number, readonly (readonly [points: number, colours: number])[]>> = {
  6: [
    [12, 4],
    [8, 2],
  ],
  7: [
    [16, 4],
    [12, 2],
  ],
};

/** The data of a mesh (ISO 32000-2, 8.7.4.5.5 to 8.7.4.5.8) without what is behind its last triangle, row or patch. */
export function withoutSurplusOfMesh(dict: PDFDict, bytes: Uint8Array): Uint8Array | undefined {
  const end = meshBytes(dict, bytes);
  return end !== undefined && bytes.length - end > LINE_END ? bytes.subarray(0, end) : undefined;
}

/** Undefined where the mesh does not tell, or is none. */
function meshBytes(dict: PDFDict, bytes: Uint8Array): number | undefined {
  const type = numberAt(dict, 'ShadingType');
  const coordinate = numberAt(dict, 'BitsPerCoordinate') ?? 0;
  const component = numberAt(dict, 'BitsPerComponent') ?? 0;
  const flag = numberAt(dict, 'BitsPerFlag') ?? 0;
  const colours = entry(dict, 'Function') ? 1 : componentsOf(dict.context, entry(dict, 'ColorSpace'));
  if (type === undefined || !colours || coordinate <= 0 || component <= 0) return undefined;
  const size = (points: number, corners: number, flags = flag): number =>
    Math.ceil((flags + 2 * points * coordinate + corners * colours * component) / 8);
  if (type === 5) {
    const row = size(1, 1, 0) * (numberAt(dict, 'VerticesPerRow') ?? 0);
    return row > 0 ? bytes.length - (bytes.length % row) : undefined;
  }
  if (flag !== 2 && flag !== 4 && flag !== 8) return undefined;
  // Programs differ on other bits of a flag; the last two count in all.
  const flagAt = (at: number): number => ((bytes[at] ?? 0) >> (8 - flag)) & 3;
  const first = type === 4 ? 3 * size(1, 1) : size(...(PATCHES[type]?.[0] ?? [0, 0]));
  const next = type === 4 ? size(1, 1) : size(...(PATCHES[type]?.[1] ?? [0, 0]));
  if (type !== 4 && !PATCHES[type]) return undefined;
  let end = 0;
  for (let at = 0; at < bytes.length;) {
    at += flagAt(at) === 0 ? first : next;
    if (at <= bytes.length) end = at;
  }
  return end > 0 ? end : undefined;
}
