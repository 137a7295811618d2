import type { VerificationProblem } from '../../core/ports/pdf.ts';
import type { EnginePage } from '../engine/page.ts';
import { compact, type PageWords } from './bookmark-leaks.ts';
import { findCoveredImages } from './covered-images.ts';
import { coversOf, type Cover } from './covers.ts';
import { scansOf, type ShownScan } from './cropped-scans.ts';
import { findHiddenText } from './hidden-text.ts';
import { Look } from './look.ts';
import { findHiddenValues, findToldBars } from './told-boxes.ts';

/*
 * Looks for what Free Law Project's x-ray looks for (text that is still there under a rectangle of one colour), and
 * for what it leaves out: images, annotations, scans under boxes, text that is merely out of sight, marks that were
 * never applied, bookmarks.
 */

/** FPDF_ANNOT_REDACT of fpdf_annot.h. */
const REDACT = 28;
/** A box over a word or a few lines, points; brightness of 255 up to which it is dark. */
const BAR = { least: 6, most: 60, width: 8, dark: 70 } as const;
/** Letters that someone wrote instead of others. */
const CROSSED_OUT = /([xX*#█■])\1{3,}/u;

/** What one page tells. */
export interface PageFindings {
  readonly problems: readonly VerificationProblem[];
  readonly words: PageWords;
  readonly scans: readonly ShownScan[];
}

/** The bad redactions of one page; the text itself is never told. */
export function findBadRedactions(page: EnginePage): PageFindings {
  const number = page.geometry.page;
  const problems: VerificationProblem[] = [];
  const unapplied = page.annotations().filter(({ subtype }) => subtype === REDACT).length;
  if (unapplied > 0) {
    problems.push({
      kind: 'unapplied-redaction',
      page: number,
      detail: `${unapplied} redaction annotations that were never applied`,
    });
  }
  const drawings = page.drawings();
  const covers = coversOf(page, drawings);
  for (const { cover, letters, box } of findHiddenText(page, drawings, covers)) {
    const kind =
      cover === undefined ? 'hidden-text' : cover.kind === 'image' ? 'text-under-image' : 'text-under-box';
    problems.push({ kind, page: number, detail: `${letters} characters ${place(cover)} at ${rounded(box)}` });
  }
  for (const cover of findCoveredImages(page, drawings, covers)) {
    problems.push({
      kind: 'image-under-box',
      page: number,
      detail: `an image that is whole ${place(cover)} at ${rounded(cover.box)}`,
    });
  }
  const text = page
    .characters()
    .map((character) => character.text)
    .join('');
  const said = compact(text);
  const bars = barsOf(page, covers);
  if (bars.length > 0) {
    for (const { letters, what, box } of [
      ...findToldBars(page, bars, said),
      ...findHiddenValues(page, bars, said),
    ])
      problems.push({
        kind: 'hidden-text',
        page: number,
        detail: `${letters} characters ${what} at ${rounded(box)}`,
      });
  }
  const redacted = problems.length > 0 || CROSSED_OUT.test(text) || bars.length > 0;
  return { problems, words: { text: said, redacted }, scans: scansOf(page) };
}

const PLACES = {
  box: 'under an opaque rectangle',
  image: 'under an image',
  annotation: 'under an annotation',
  field: 'under a form field',
} as const;

function place(cover: Cover | undefined): string {
  return cover === undefined ? 'out of sight' : PLACES[cover.kind];
}

function rounded(box: Cover['box']): string {
  return box.map((side) => Math.round(side)).join(' ');
}

/** Dark bars such as a redaction leaves. */
function barsOf(page: EnginePage, covers: readonly Cover[]): Cover[] {
  const bars = covers.filter(
    ({ box: [l, b, r, t] }) => r - l >= BAR.width && t - b >= BAR.least && t - b <= BAR.most,
  );
  if (bars.length === 0) return bars;
  const look = Look.at(page);
  return bars.filter(({ box }) => (look.brightness(box) ?? 255) <= BAR.dark);
}
