import type { DecisionModel } from '../decision/types.ts';
import type { Severities } from '../diagnostics/rule.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { ExportChanges } from './changes.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Language } from '../l10n/language.ts';
import type { FilesPort } from '../ports/files.ts';
import type { AbortSignalLike, BoxStyle, PdfPort, WidthProtection } from '../ports/pdf.ts';
import type { HouseStyle, RenderPort } from '../ports/render.ts';

/** SHA-256 of bytes as lower-case hex. */
export type Hash = (bytes: Uint8Array) => string | Promise<string>;

/** What a person can set about an export. */
export interface ExportSettings {
  readonly box: BoxStyle;
  readonly widthProtection: WidthProtection;
  readonly severities?: Severities;
  /** Instead of the built-in layout. */
  readonly style?: HouseStyle;
  /** Also one PDF of all of annex 3, with a bookmark for each document. */
  readonly combined?: boolean;
  /** Letter and inventory alone, as a draft to pass round: no redacted documents, nothing to publish. */
  readonly letterOnly?: boolean;
}

/** What an export does, in order. */
export type ExportStep = 'read' | 'letter' | 'redact' | 'finish';

/** Everything an export needs. */
export interface ExportRequest {
  /** URI of the `*.dossier.json`. */
  readonly dossierUri: string;
  readonly targetFolderUri: string;
  readonly files: FilesPort;
  readonly pdf: PdfPort;
  readonly render: RenderPort;
  readonly hash: Hash;
  readonly settings: ExportSettings;
  readonly language: Language;
  /** The set of the dossier's law where a workspace has added to it. */
  readonly groundSet?: GroundSet;
  readonly signal?: AbortSignalLike;
  readonly onProgress?: (step: ExportStep, done: number, total: number) => void;
  /** Documents redacted at the same time; as many as the PDF port has workers. */
  readonly concurrency?: number;
}

/** What was written. */
export interface ExportResult {
  /** URI of the folder. */
  readonly folder: string;
  /** Paths in the folder, in the order of the manifest. */
  readonly files: readonly string[];
  /** Sentences in the user's language about what deserves a look. */
  readonly warnings: readonly string[];
  readonly model: DecisionModel;
  /** Against the newest earlier export of this dossier in the same folder. */
  readonly changes?: ExportChanges;
}

/** One thing that holds an export, with the file it is about. */
export interface ExportProblem {
  /** Path of the file, relative to the dossier's folder. */
  readonly file: string;
  /** Number of the document. */
  readonly document?: string;
  /** A sentence in the user's language. */
  readonly message: string;
  readonly finding?: Finding;
}

/** Findings hold the export; nothing was written. */
export class ExportBlocked extends Error {
  override readonly name = 'ExportBlocked';
  readonly problems: readonly ExportProblem[];
  /** The dossier itself cannot be read, so nothing could be checked. */
  readonly unusable: boolean;
  constructor(problems: readonly ExportProblem[], unusable = false) {
    super(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
    this.problems = problems;
    this.unusable = unusable;
  }
}

/** The export was cancelled; nothing is left behind. */
export class ExportCancelled extends Error {
  override readonly name = 'ExportCancelled';
}

/** The letter's template is at fault: `problems` of Typst are in the cause; the built-in template can take over. */
export class ExportTemplateFailed extends Error {
  override readonly name = 'ExportTemplateFailed';
}
