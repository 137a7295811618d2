import type { RedactionMark } from '../../core/ports/pdf.ts';
import type { PageVerdict, ProvenPage } from '../verify/page-proof.ts';
import type { Glance } from '../verify/glance.ts';
import type { PageReading } from '../verify/reading.ts';

/** A page to be read, with its marks. */
export interface PageToRead {
  /** From 0. */
  readonly index: number;
  readonly marks: readonly RedactionMark[];
}

/**
 * Each thread that proves has pages of its own in memory; a larger document is proven by one, to stay under a gigabyte,
 * and its bytes are in no shared memory, so that they can be handed over without a copy.
 */
export const MOST_TO_SHARE = 128 << 20;

/** Work that another thread may take part in; bytes and turns are in shared memory. `source`: one for each original. */
export type SharedTask =
  | {
      readonly kind: 'read';
      readonly source: string;
      readonly original: Uint8Array;
      readonly pages: readonly PageToRead[];
      /** Whether they are looked at as well. */
      readonly glances: boolean;
      readonly turns: Int32Array;
    }
  /** Other pages that will be proven are looked at while the file is being built. */
  | {
      readonly kind: 'glance';
      readonly source: string;
      readonly original: Uint8Array;
      readonly pages: readonly PageToRead[];
      readonly turns: Int32Array;
    }
  | {
      readonly kind: 'prove';
      readonly source: string;
      readonly original: Uint8Array;
      readonly final: Uint8Array;
      readonly pages: readonly ProvenPage[];
      readonly turns: Int32Array;
    };

/** What a thread found, by place in the list of pages. */
export type Share = readonly (readonly [place: number, found: Found])[];

/** What is found of a page that is read. */
export interface PageRead {
  readonly reading: PageReading;
  readonly glance: Glance | undefined;
}

/** What is found of a page. */
export type Found = PageRead | Glance | PageVerdict | undefined;

/** Other threads that may take part. */
export interface Assistant {
  /** How many there are, whether or not they have something to do. */
  readonly others: number;
  /** Asks one of them; answers with nothing when none is free, or when it failed. */
  help(task: SharedTask): Promise<Share | undefined>;
  /** What comes is done here alone: threads that have nothing to do may be ended, for what they hold of memory. */
  goOnAlone(): void;
}
