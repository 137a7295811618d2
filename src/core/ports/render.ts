import type { DecisionModel } from '../decision/types.ts';
import type { AbortSignalLike } from './pdf.ts';

/** Why a decision could not be rendered; the sentence for the user is made at the edge. */
export type RenderErrorCode = 'template' | 'unprintable' | 'timeout' | 'cancelled' | 'failed';

/** One thing that is wrong with a template. Lines and columns from 1. */
export interface TemplateProblem {
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A character that no font draws, and a text that it stands in. */
export interface Unprintable {
  readonly character: string;
  readonly text: string;
}

/** Any failure of the render port. `problems` with code `template`, `unprintable` with that code. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;
  readonly problems: readonly TemplateProblem[];
  readonly unprintable: readonly Unprintable[];
  constructor(
    code: RenderErrorCode,
    message: string,
    problems: readonly TemplateProblem[] = [],
    unprintable: readonly Unprintable[] = [],
  ) {
    super(message);
    this.code = code;
    this.problems = problems;
    this.unprintable = unprintable;
  }
}

/** A body's own look, from files of its workspace. */
export interface HouseStyle {
  /** Typst source instead of the built-in template. */
  readonly template: string;
  /** Files the template names (logo), by path from the template's folder. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** TTF or OTF files besides the built-in ones. */
  readonly fonts?: readonly Uint8Array[];
}

/** How the letter is to be rendered. */
export interface LetterOptions {
  readonly style?: HouseStyle;
}

/** Renders a decision. All output follows from model and options alone: same input, same bytes. Rejects with `RenderError`. */
export interface RenderPort {
  /** Gets ready for a first letter, so that it takes less time once it is asked for. */
  prepare(): void;
  /** Letter with annexes 1 and 2, and the list of annex 3, as one PDF. */
  letterPdf(model: DecisionModel, signal?: AbortSignalLike, options?: LetterOptions): Promise<Uint8Array>;
  letterDocx(model: DecisionModel, signal?: AbortSignalLike): Promise<Uint8Array>;
  /** Annex 2 in the columns of the production report that the government's publication platform imports. */
  inventoryXlsx(model: DecisionModel, signal?: AbortSignalLike): Promise<Uint8Array>;
  /** UTF-8 with BOM, semicolons, as Dutch spreadsheets expect. */
  inventoryCsv(model: DecisionModel): Uint8Array;
  dispose(): Promise<void>;
}
