import type { PDFContext, PDFDict, PDFRawStream, PDFRef } from 'pdf-lib';
import type { Quad } from '../../core/model/redaction.ts';
import type { WidthProtection } from '../../core/ports/pdf.ts';
import type { Box } from '../../core/text/characters.ts';
import type { ReadGlyph } from './glyphs-read.ts';
import type { MovedText } from './moved-text.ts';
import type { CodesByFont } from './fonts/codes.ts';
import type { SharedUses } from './shared-uses.ts';

/** A point; its space is told by the context (page user space, or the unit square of an image). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Why something could not be done; for developers, holds nothing of the page's content. */
export interface Refusal {
  readonly unsupported: string;
}

/** An inline image after cutting: its dictionary (keys and values may be abbreviated) and data as written. */
export interface InlineImage {
  readonly dict: PDFDict;
  readonly data: Uint8Array;
}

/** Sides of an image as it is painted, in points of the page. */
export interface ImageSize {
  readonly across: number;
  readonly along: number;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Cuts areas out of an image. Polygons are in image space: the unit square, (0,0) bottom left, (1,1) top right
 * as `Do` paints the image; they may stick out of it. Never mutates what it is given. With the size of the image
 * on the page, samples so large that their part beside the mark shows stay where they are not marked whole.
 */
export interface ImageCutter {
  /**
   * A new image XObject stream, not yet registered in the context; its masks, if changed, are registered. The image
   * itself where no sample of it is lost.
   */
  cut(
    context: PDFContext,
    image: PDFRawStream,
    polygons: readonly (readonly Point[])[],
    resources: PDFDict | undefined,
    size?: ImageSize,
  ): Awaitable<PDFRawStream | Refusal>;
  /** `dict` holds the entries between BI and ID as they were written, `data` the bytes between ID and EI. */
  cutInline(
    context: PDFContext,
    dict: PDFDict,
    data: Uint8Array,
    polygons: readonly (readonly Point[])[],
    resources: PDFDict | undefined,
    size?: ImageSize,
  ): Awaitable<InlineImage | Refusal>;
  /** The same picture in a stream that has no data in common with others. */
  alone(context: PDFContext, image: PDFRawStream): Awaitable<PDFRawStream | Refusal>;
}

/** A space on the page where removed glyphs were; points in PDF user space. */
export interface Gap {
  /** Start of the run on its baseline. */
  readonly x: number;
  readonly y: number;
  /** What remains between the neighbours, along the baseline (after width protection). */
  readonly width: number;
  /** How much of it, as it was, was taken by what went: more may be between words, or columns. */
  readonly filled: number;
  /** Direction of the run in radians, counter-clockwise. */
  readonly angle: number;
  /** Size of the type in points as it appears on the page. */
  readonly fontSize: number;
  /** Whether text of the same line follows, so that the width can be measured in the output. */
  readonly followed: boolean;
  /** By how much width protection moved the text that follows (0 when off); positive is onwards. */
  readonly shift: number;
  /** How far the text before it was moved, so that the gap begins further on than where its text stood. */
  readonly carried: number;
}

/** Marked content (ISO 32000-2, 14.6) out of which something was removed. */
export interface TouchedContent {
  readonly mcid: number;
  /** The form or other stream that the sequence was in, as it was before; absent for the page's own content. */
  readonly stream?: PDFRef;
}

/** Bounds on the work for one page; beyond them the page is answered with `unsupported`. */
export interface ContentLimits {
  /** Operators executed, forms counted for every use. */
  readonly maxOperators: number;
  /** Decoded bytes of one stream. */
  readonly maxStreamBytes: number;
  /** Decoded bytes of everything that is executed for the page. */
  readonly maxPageBytes: number;
  /** Forms in forms. */
  readonly maxDepth: number;
}

/** Reads a predefined CMap by its name (ISO 32000-2, 9.7.5.2), in the packed form of pdf.js (`.bcmap`). */
export type CMapLoader = (name: string) => Uint8Array | undefined;

/** How to redact a page's content. */
export interface ContentOptions {
  readonly images: ImageCutter;
  /** What of the page is seen; default all of it. */
  readonly cropBox?: Box;
  /** Without it, marked text in a font with a predefined CMap other than Identity is `unsupported`. */
  readonly loadCMap?: CMapLoader;
  readonly limits?: Partial<ContentLimits>;
  /** What becomes of drawing that crosses a mark: it stays, or is clipped to what lies beside it. */
  readonly crossing?: 'stays' | 'clipped';
  /** Default `off`: the text that stays does not move. */
  readonly widthProtection?: WidthProtection;
  /** Whether nothing is drawn in an area and it lies on the page: text may be moved there. Without it, text moves anywhere. */
  readonly isFree?: (area: Quad) => boolean;
  /** What the program that proves the result reads in and near the marks; where it reads nothing, places are told by the fonts. */
  readonly read?: readonly ReadGlyph[];
}

/** What was removed from a page. */
export interface PageRemoval {
  /** From 1. */
  readonly page: number;
  /** Whether the page's objects were replaced; never when anything is `unsupported`. */
  readonly changed: boolean;
  readonly glyphsRemoved: number;
  /** Images cut or taken out whole. */
  readonly imagesCut: number;
  /** Subpaths and shadings taken out. */
  readonly pathsRemoved: number;
  /** Reasons why this page must be rasterised instead; the page is then as it was. */
  readonly unsupported: readonly string[];
  /** Whether what is drawn behind the content may find the graphics state changed. */
  readonly leavesState: boolean;
  readonly gaps: readonly Gap[];
  /** Where width protection moved text, both places taken together; pixels and characters changed there. */
  readonly moved: readonly Quad[];
  /** That text, for what else lies along it. */
  readonly movedText: MovedText | undefined;
  /** Whether a line had no room for the step that the level of width protection promises. */
  readonly cramped: boolean;
  /** Where glyphs went that the program which proves the result places beside the mark, or does not read; or drawing. */
  readonly besides: readonly Box[];
  /** Loose boxes of glyphs that went though that program reads them beside the mark: some readers find them in it. */
  readonly elsewhere: readonly Box[];
  /**
   * Loose boxes of glyphs that go with others of their string, for a clip or the edge of the page hides them; a page that
   * becomes a picture instead must not say them either.
   */
  readonly unseen: readonly Box[];
  /** Where a pattern, or a slanting picture, is drawn otherwise than before: the same, but edges lie elsewhere. */
  readonly redrawn: readonly Box[];
  /** Streams of the page's Contents that were written anew, for this page alone. */
  readonly written: readonly PDFRef[];
  /** Codes of the glyphs that went. */
  readonly removed: CodesByFont;
  /** For the structure tree: elements whose ActualText, Alt and E may tell what was removed. */
  readonly touched: readonly TouchedContent[];
  /** What the page draws that others may draw, too, and what went from it; also when anything is `unsupported`. */
  readonly shared: SharedUses;
}
