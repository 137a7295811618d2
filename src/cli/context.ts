import type { Language } from '../core/l10n/language.ts';
import type { FilesPort } from '../core/ports/files.ts';
import type { PdfPort } from '../core/ports/pdf.ts';
import type { RenderPort } from '../core/ports/render.ts';

/** What a command works with. */
export interface Context {
  readonly files: FilesPort;
  readonly pdf: PdfPort;
  /** Started at the first use. */
  readonly render: () => RenderPort;
  readonly signal: AbortSignal;
  readonly language: Language;
  /** Folder that paths are shown from. */
  readonly folder: string;
  /** One line or object on standard output. */
  readonly print: (text: string) => void;
  /** A line on standard error. */
  readonly tell: (text: string) => void;
  /** Progress on standard error: the same line again on a terminal, else nothing. */
  readonly progress: (label: string, done: number, total: number) => void;
}

/** 0: done. 1: findings that block, or a verification that failed. 2: unusable input. */
export type ExitCode = 0 | 1 | 2;

/** Input that nothing can be done with: one clear line, exit code 2. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}
