import type { Quad } from '../../core/model/redaction.ts';
import type { PageCharacter } from '../../core/text/characters.ts';

/** A rendered page: 8-bit RGBA, row 0 at the top, no padding between rows, alpha ignored. */
export interface PageBitmap {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** Colour of the painted places, 0 to 255 each. */
export interface BoxColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Everything `replaceWithRaster` needs besides the document. */
export interface RasterPageInput {
  /**
   * What a viewer shows of the ORIGINAL page: its CropBox (cut to the MediaBox), turned by /Rotate. The
   * resolution follows from its size; 200 dpi is meant. It is not changed.
   */
  readonly bitmap: PageBitmap;
  /** Marks of this page, PDF user space. Every pixel that one of them touches is painted. */
  readonly quads: readonly Quad[];
  /** More that is painted: boxes that are drawn over marks and the room between them; default none. */
  readonly boxes?: readonly Quad[];
  /** Areas of which the text layer says nothing, though nothing is painted there; default none. */
  readonly unsaid?: readonly Quad[];
  /**
   * Characters of the original page, in reading order; those in a mark (centre of the ink box, centre of the
   * loose box, or origin) are dropped here, so the whole page may be passed.
   */
  readonly characters: readonly PageCharacter[];
  /** Leaves out characters that are merely near a mark too: programs differ on where they place text. */
  readonly sparse?: boolean;
  /** Default black. */
  readonly boxColour?: BoxColour;
  /** BCP 47 language of the text layer, when known. */
  readonly language?: string;
}

/** How the pixels of a page were written. */
export type RasterEncoding = 'jpeg' | 'indexed' | 'bilevel';

/** What became of the page; holds no text. */
export interface RasterPageResult {
  readonly encoding: RasterEncoding;
  /** Size of the image stream, bytes. */
  readonly imageBytes: number;
  /** Characters that went into the invisible text layer. */
  readonly charactersKept: number;
  /** Characters left out because they lie in a mark. */
  readonly charactersDropped: number;
}

/*
 * The call, in `raster/replace-page.ts`:
 *
 *   replaceWithRaster(doc: PDFDocument, pageIndex: number, input: RasterPageInput): Promise<RasterPageResult>
 *
 * pageIndex counts from 0. The page keeps its reference, MediaBox, CropBox, /Rotate and UserUnit; its Contents
 * and Resources are replaced whole, and every other key of the page but Type and Parent is dropped (Annots,
 * Thumb, Metadata, PieceInfo, AA, StructParents, …). Old objects stay in the context as orphans: the caller
 * collects garbage. Boxes with codes are drawn by the caller afterwards, on top.
 */
