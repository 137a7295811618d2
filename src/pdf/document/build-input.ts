import type { RedactRequest, RedactionMark } from '../../core/ports/pdf.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { TrimLevel } from '../fonts/trim.ts';
import type { PageReading } from '../verify/reading.ts';
import type { Needles } from './needles.ts';
import type { Secrets } from './secrets.ts';

/** What a build starts from; the same in every round. */
export interface BuildInput {
  readonly request: RedactRequest;
  readonly original: EngineDocument;
  /** By page, from 0. */
  readonly marks: ReadonlyMap<number, readonly RedactionMark[]>;
  readonly readings: ReadonlyMap<number, PageReading>;
  readonly secrets: Secrets;
  readonly needles: Needles;
  /** Pages (from 0) that failed before and are to be pictures, with the reason. */
  readonly rasterise: ReadonlyMap<number, string>;
  /** Pages (from 0) where width protection made the proof fail; their gaps keep their width. */
  readonly unprotected: ReadonlySet<number>;
  /** Pages (from 0) of which a picture would lack letters: there, glyphs that readers find elsewhere may go. */
  readonly lenient: ReadonlySet<number>;
  /** Pages (from 0) where what crosses a mark made something show below its box: it is clipped. */
  readonly crowded: ReadonlySet<number>;
  /** Pages (from 0) that failed as pictures: their text layer keeps its distance from the marks. */
  readonly sparse: ReadonlySet<number>;
  /** Quotes that the proof found in streams. */
  readonly leftInStreams: ReadonlySet<string>;
  /** How far fonts that would tell of removed text are taken back. */
  readonly fonts: TrimLevel;
}
