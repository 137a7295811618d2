import { loadFrom, openFileAccess } from './file-access.ts';
import type { Pointer, RawEngine } from './raw.ts';
import { reserve } from './scratch.ts';

/** Grey; what it shows does not matter. */
const FORMAT_GREY = 1;
const SIDE = 8;
/** Sizes that the page is drawn in, pixels: the engine does not draw a letter anew that it has at a size. */
const SMALLEST = 200;
const SIZES = 1500;

/**
 * Two hyphens, quick to draw, in the corner of a page, which is on the bitmap at any size. Of their fonts, which are not in
 * the file, it only says whether they have serifs: the engine draws them with fonts that it makes as wide as the file says
 * (multiple masters), and a width of 0 is that of its own design.
 */
const PAGE = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000 1000]/Contents 6 0 R/Resources<</Font<</A 4 0 R/B 5 0 R>>>>>>endobj',
  ...[32, 34].map(
    (flags, i) =>
      `${4 + i} 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Plain${flags}/FirstChar 45/LastChar 45/Widths[0]/FontDescriptor<</Type/FontDescriptor/FontName/Plain${flags}/Flags ${flags}/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontBBox[0 -200 1000 900]>>>>endobj`,
  ),
  '6 0 obj<</Length 60>>stream',
  'BT /A 9 Tf 0 997.5 Td (-) Tj 0 0 Td /B 9 Tf (-) Tj ET'.padEnd(60),
  'endstream endobj',
  'trailer<</Root 1 0 R>>',
].join('\n');

/**
 * The engine's own fonts, which stand for those that a file lacks. All documents share them, and they stay as wide as the
 * letter that was drawn last; fonts of a page that is opened then are measured by that. So that a page is always read as
 * it was, whatever was drawn before, they go back to their own width before one is opened. At first they have another.
 */
export class SubstituteFonts {
  private page: Pointer = 0;
  private bitmap: Pointer = 0;
  private round = 0;
  private isUsed = true;

  /** Something was drawn. */
  use(): void {
    this.isUsed = true;
  }

  /** Before a page is opened. */
  settle(engine: RawEngine): void {
    if (!this.isUsed) return;
    this.isUsed = false;
    if (this.page === 0) this.open(engine);
    if (this.page === 0 || this.bitmap === 0) return;
    const width = SMALLEST + (this.round % SIZES);
    const height = SMALLEST + (Math.floor(this.round++ / SIZES) % SIZES);
    engine.calls.FPDF_RenderPageBitmap(this.bitmap, this.page, 0, 0, width, height, 0, 0);
  }

  /** For as long as the engine runs. */
  private open(engine: RawEngine): void {
    const { calls } = engine;
    const document = loadFrom(engine, openFileAccess(engine, Buffer.from(PAGE, 'latin1')));
    if (document !== 0) this.page = calls.FPDF_LoadPage(document, 0);
    this.bitmap = calls.FPDFBitmap_CreateEx(SIDE, SIDE, FORMAT_GREY, reserve(engine, SIDE * SIDE), SIDE);
  }
}
