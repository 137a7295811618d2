import type { PDFContext, PDFDict } from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import type { Coverage } from './coverage.ts';
import type { ImageDecoders } from './decoders.ts';
import type { DecodedFilters } from './filters/chain.ts';
import type { ImageLimits } from './limits.ts';

/** What an image is for; decides the value that cut pixels get. */
export type ImageRole =
  /** Colours: cut pixels are black, or of a JPEG about as what is left around them. */
  | 'colours'
  /** Image mask or explicit mask: cut pixels do not paint. */
  | 'stencil'
  /** Soft mask: cut pixels are transparent. */
  | 'opacity';

/** One image on its way through the cutter. */
export interface ImageJob {
  readonly context: PDFContext;
  readonly dict: PDFDict;
  readonly resources: PDFDict | undefined;
  readonly role: ImageRole;
  readonly width: number;
  readonly height: number;
  readonly limits: ImageLimits;
  readonly decoders: ImageDecoders;
  /** The stream with its general filters undone. */
  readonly source: DecodedFilters;
  /** Length of the stream as it stood in the file, bytes. */
  readonly encodedLength: number;
  /** What the polygons touch on a grid of this size. */
  cover(width: number, height: number): Coverage;
}

/** The new data of an image, and the dictionary entries that go with it. */
export interface CutPixels {
  readonly data: Uint8Array;
  /** Undefined for data without a filter. */
  readonly filter: string;
  readonly parameters?: PDFDict;
  /** Entries to set; undefined removes. Keys are the full names. */
  readonly entries?: Readonly<Record<string, PDFObject | undefined>>;
}
