import type { PdfDescription } from '../../core/ports/pdf.ts';
import type { PageCharacter, PageGeometry, PageText } from '../../core/text/characters.ts';
import { seenInBox, withAnnotationTexts } from '../../core/text/annotation-texts.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import { toPixels as toPixelsOf } from '../engine/geometry.ts';
import type { EnginePage } from '../engine/page.ts';
import { numberAt } from '../objects/lookup.ts';
import { withPictureInk } from '../raster/scan-ink.ts';
import { unseenUnderPictures } from '../raster/under-picture.ts';
import { mayShowText } from '../verify/reading.ts';
import { loadDocument } from './load.ts';
import { mayHaveUserUnit } from './user-unit.ts';
import type { Checkpoint } from './tools.ts';

/** Sizes of all pages. Throws PdfError. */
export async function describeDocument(engine: Engine, bytes: Uint8Array): Promise<PdfDescription> {
  const opened = engine.open(bytes);
  try {
    const units = await userUnits(bytes, opened);
    const pages = Array.from({ length: opened.pageCount }, (_, index) => withUnit(opened, units, index));
    return { pages, encrypted: opened.encrypted };
  } finally {
    opened.close();
  }
}

/** Text of pages (from 1; all when left out). A page that does not exist is left out. Throws PdfError. */
export async function readText(
  engine: Engine,
  bytes: Uint8Array,
  pages: readonly number[] | undefined,
  checkpoint: Checkpoint,
): Promise<PageText[]> {
  const opened = engine.open(bytes);
  try {
    const units = await userUnits(bytes, opened);
    const wanted = pages ?? Array.from({ length: opened.pageCount }, (_, index) => index + 1);
    const inside = wanted.filter((page) => Number.isInteger(page) && page >= 1 && page <= opened.pageCount);
    checkpoint.expect(inside.length);
    const found: PageText[] = [];
    for (const number of inside) {
      const characters = readWhole(opened, number - 1);
      found.push({ geometry: withUnit(opened, units, number - 1), characters });
      await checkpoint.step();
    }
    return found;
  } finally {
    opened.close();
  }
}

/** The characters of a page (from 0), with those of its annotations and fields where they stand. */
function readWhole(opened: EngineDocument, index: number): readonly PageCharacter[] {
  const { characters, annotations } = opened.withPage(index, (page) => ({
    characters: readPage(page),
    annotations: page.annotations(),
  }));
  const texts = annotations.some(mayShowText)
    ? opened.withFlatPage(index, (page) => shownTexts(page, annotations))
    : undefined;
  return texts ? withAnnotationTexts(characters, texts) : characters;
}

/** What is seen of the text of each annotation and field, of a page that they are part of. */
export function shownTexts(
  flat: EnginePage,
  annotations: ReturnType<EnginePage['annotations']>,
): (readonly PageCharacter[])[] {
  const boxes = annotations.filter(mayShowText).map(({ box }) => box);
  return flat.annotationTexts().map((text) => seenInBox(text, boxes));
}

/** Pixels a point at which letters of small print on a scan part; fewer for a poster. */
const SCAN_SCALE = 200 / 72;
const SCAN_PIXELS = 16_000_000;

/** The characters of a page; of those behind a scan with what the picture shows of them. */
function readPage(page: EnginePage): readonly PageCharacter[] {
  const characters = page.drawsPictureLate()
    ? unseenUnderPictures(page.characters(), page.owners(), page.drawings())
    : page.characters();
  if (!characters.some(({ unseen }) => unseen)) return characters;
  const size = page.pixelSize(SCAN_SCALE, SCAN_PIXELS);
  const toPixels = toPixelsOf(page.geometry, size.width, size.height);
  return page.withRendering(size, 1, ({ width, height, stride, pixels }) =>
    withPictureInk(characters, { width, height, stride, pixels, toPixels }),
  );
}

function withUnit(opened: EngineDocument, units: readonly number[], index: number): PageGeometry {
  return { ...opened.geometry(index), userUnit: units[index] ?? 1 };
}

/** UserUnit by page; the engine does not tell it, and few files have any. */
async function userUnits(bytes: Uint8Array, opened: EngineDocument): Promise<number[]> {
  if (!opened.encrypted && !mayHaveUserUnit(bytes)) return [];
  try {
    const { doc } = await loadDocument(bytes, opened);
    return doc.getPages().map((page) => {
      const unit = numberAt(page.node, 'UserUnit') ?? 1;
      return unit > 0 ? unit : 1;
    });
  } catch {
    // A file that only the engine can read: its own view counts.
    return [];
  }
}
