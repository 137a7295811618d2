import { PDFDocument, PDFName, type PDFDict } from 'pdf-lib';
import type { Quad } from '../../../src/core/model/redaction.ts';
import type { Box, PageGeometry } from '../../../src/core/text/characters.ts';
import { Region } from '../../../src/pdf/content/region.ts';
import { annotationsOf, touches } from '../../../src/pdf/document/annotation-list.ts';
import { loadTools } from '../../../src/pdf/document/assets.ts';
import { loadDocument } from '../../../src/pdf/document/load.ts';
import { drawsAnew } from '../../../src/pdf/document/engine-looks.ts';
import { rectAt } from '../../../src/pdf/document/rect.ts';
import { typedValue } from '../../../src/pdf/document/typed-look.ts';
import { nameAt } from '../../../src/pdf/objects/lookup.ts';
import { pdfAssets } from '../../fixtures/pdf-port.ts';
import { fromDisplay } from '../pixels.ts';
import type { Word } from './readers.ts';

/** Programs write a value that has no appearance this far from one another, points. */
const APART = 2;
/** Points from the edge of a field, where its frame is. */
const FRAME = 2;

/** What no appearance draws of a page's annotations, or viewers draw anew (NeedAppearances); in user space. */
interface Undrawn {
  /**
   * Fields with a value, less their frames. Each program writes it in a place of its own, so that a picture cannot tell
   * whether it is where it was: its words can.
   */
  readonly fields: readonly Box[];
  /** Notes, of which each program has an icon of its own: no part of it can stay. */
  readonly icons: readonly Box[];
}

export async function undrawnOn(bytes: Uint8Array, page: number): Promise<Undrawn> {
  const { engine } = await loadTools(pdfAssets);
  const opened = engine.open(bytes);
  try {
    const { doc } = await loadDocument(bytes, opened);
    const isAnew = drawsAnew(doc);
    const undrawn = annotationsOf(doc.getPage(page - 1)).filter(
      ({ dict }) => !dict.has(PDFName.of('AP')) || (isAnew && nameAt(dict, 'Subtype') === 'Widget'),
    );
    const boxes = (chosen: (dict: PDFDict) => boolean, inset: number): Box[] =>
      undrawn.flatMap(({ dict }) => {
        const rect = chosen(dict) ? rectAt(dict, 'Rect') : undefined;
        return rect ? [[rect.left + inset, rect.bottom + inset, rect.right - inset, rect.top - inset]] : [];
      });
    return {
      fields: boxes((dict) => typedValue(dict) !== undefined, FRAME),
      icons: boxes((dict) => nameAt(dict, 'Subtype') === 'Text', 0),
    };
  } finally {
    opened.close();
  }
}

/**
 * A redacted file without the fields of a page that have no appearance, or that viewers draw anew, and lie beside its marks: some programs write
 * their values and options beyond their edge, where a clip hides them, and a mark is not about them. Undefined where there
 * are none.
 */
export async function withoutOtherFields(
  bytes: Uint8Array,
  { number, quads }: { readonly number: number; readonly quads: readonly Quad[] },
): Promise<Uint8Array | undefined> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const page = doc.getPage(number - 1);
  const region = new Region(quads);
  const all = annotationsOf(page);
  const isAnew = drawsAnew(doc);
  const rest = all.filter(
    ({ dict }) =>
      nameAt(dict, 'Subtype') !== 'Widget' ||
      (dict.has(PDFName.of('AP')) && !isAnew) ||
      touches(region, dict, page),
  );
  if (rest.length === all.length) return undefined;
  page.node.set(PDFName.of('Annots'), doc.context.obj(rest.map(({ raw }) => raw)));
  return doc.save({ useObjectStreams: false });
}

/**
 * Those of some fields in which a program reads all words that it read there beside the marks, where they were but for a
 * little.
 *
 * @param isMarked whether any part of a word is in a mark
 */
export function withAllWords(
  fields: readonly Box[],
  geometry: PageGeometry,
  before: readonly Word[],
  after: readonly Word[],
  isMarked: (word: Word) => boolean,
): Box[] {
  const isKept = (word: Word): boolean =>
    after.some(({ text, x, y }) => text === word.text && Math.hypot(x - word.x, y - word.y) <= APART);
  return fields.filter(([left, bottom, right, top]) => {
    const words = before.filter(({ x, y }) => {
      const [px, py] = fromDisplay(geometry, x, y);
      return px >= left && px <= right && py >= bottom && py <= top;
    });
    return words.length > 0 && words.every((word) => isMarked(word) || isKept(word));
  });
}
