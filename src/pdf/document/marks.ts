import { PdfError, type RedactionMark } from '../../core/ports/pdf.ts';

/** No page is larger (ISO 32000-2, Annex C: 14,400 units), however far its boxes lie from the origin. */
const FARTHEST = 1e6;

/**
 * Marks by page (from 0), in the order given. A mark that cannot be applied is never left out silently: throws
 * PdfError `unprovable` with mark and page.
 */
export function marksByPage(
  marks: readonly RedactionMark[],
  pageCount: number,
): Map<number, RedactionMark[]> {
  const pages = new Map<number, RedactionMark[]>();
  for (const mark of marks) {
    const details = { mark: mark.id, page: mark.page };
    if (!Number.isInteger(mark.page) || mark.page < 1 || mark.page > pageCount) {
      throw new PdfError('unprovable', `mark ${mark.id} is on page ${mark.page} of ${pageCount}`, details);
    }
    if (mark.quads.length === 0 || !mark.quads.every(isSound)) {
      throw new PdfError(
        'unprovable',
        `mark ${mark.id} has no area, or coordinates that no page has`,
        details,
      );
    }
    const list = pages.get(mark.page - 1) ?? [];
    list.push(mark);
    pages.set(mark.page - 1, list);
  }
  return pages;
}

/** Eight numbers within any page's reach, and not all on one line. */
function isSound(quad: readonly number[]): boolean {
  if (quad.length !== 8 || !quad.every((value) => Number.isFinite(value) && Math.abs(value) <= FARTHEST)) {
    return false;
  }
  const [x0 = 0, y0 = 0] = quad;
  let area = 0;
  for (let i = 2; i + 3 < 8; i += 2) {
    for (let k = i + 2; k < 8; k += 2) {
      const cross = (quad[i]! - x0) * (quad[k + 1]! - y0) - (quad[i + 1]! - y0) * (quad[k]! - x0);
      area = Math.max(area, Math.abs(cross));
    }
  }
  return area > 1e-6;
}
