import type { JsonPath } from '../diagnostics/types.ts';
import type { JsonRanges } from '../sidecar/json-ranges.ts';

/** What is wrong with a value at a place in a JSON text. */
export type InvalidReason =
  | 'missing'
  | 'wrong-type'
  | 'empty'
  | 'not-finite'
  | 'too-large'
  | 'not-a-page'
  | 'not-eight-numbers'
  | 'unknown-value'
  | 'duplicate-id'
  | 'too-many'
  | 'not-a-date';

/** A file that cannot be read; `describeFailure` makes the sentence for the user. */
export interface ParseFailure {
  readonly ok: false;
  /** `newer-version`: written by a later Lakmoes, refused rather than guessed. */
  readonly problem: 'not-json' | 'newer-version' | 'invalid';
  /** With `invalid`. */
  readonly reason?: InvalidReason;
  /** Where it went wrong, keys and indexes from the root. */
  readonly path?: JsonPath;
  /** With `not-json`: UTF-16 offset, where it is known. */
  readonly offset?: number;
  /** The offending value or what was expected, short and never a secret. */
  readonly detail?: string;
}

/** A value read from a JSON text with the place of each of its parts. */
export type ParseResult<T> =
  | { readonly ok: true; readonly value: T; readonly ranges: JsonRanges }
  | ParseFailure;
