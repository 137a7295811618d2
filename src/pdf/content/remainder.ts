import type { Quad } from '../../core/model/redaction.ts';
import type { Token } from './tokens.ts';

/** What remains of a show operator that lost glyphs, or of which some move. */
export interface Remainder {
  /** What stands in the TJ array up to the last glyph that stays. */
  readonly tokens: readonly Token[];
  /** Gaps in order of place. */
  readonly gaps: readonly GapNote[];
  /** Whether the last gap is behind all glyphs that stay. */
  readonly endsWithGap: boolean;
  /** Whether the line begins anew where it did, by an operator among the tokens. */
  readonly isAnchored: boolean;
  /** Whether numbers of it changed that are beside no gap. */
  readonly isSmoothed: boolean;
  /** Where glyphs that stay moved, for the width of a gap before them. */
  readonly moved: Quad | undefined;
}

/** A removed run, on the page. */
export interface GapNote {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly width: number;
  readonly filled: number;
  readonly fontSize: number;
  readonly shift: number;
  readonly carried: number;
}
