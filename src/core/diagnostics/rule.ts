import type { Dossier, DossierDocument } from '../dossier/types.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Language } from '../l10n/language.ts';
import type { Redaction, Sidecar } from '../model/redaction.ts';
import type { DocumentWords } from '../same-text/document-words.ts';
import type { Term } from '../same-text/terms.ts';
import type { PageGeometry, PageText } from '../text/characters.ts';
import type { Finding, FindingCode, FindingSeverity, JsonPath } from './types.ts';

/** Severity by code, as a setting overrides it. */
export type Severities = Partial<Readonly<Record<FindingCode, FindingSeverity>>>;

/** What a rule reports; code and severity are added around it. */
export type Report = Omit<Finding, 'code' | 'severity'>;

/** A mark that counts (not rejected) with its place in the sidecar. */
export interface PlacedMark {
  readonly mark: Redaction;
  readonly path: JsonPath;
}

/** What is known about one document when its sidecar is checked. */
export interface SidecarContext {
  readonly sidecar: Sidecar;
  /** Marks that are not rejected, in the order of the file. */
  readonly marks: readonly PlacedMark[];
  readonly groundSet: GroundSet;
  readonly dossier?: Dossier;
  /** The row of the dossier that this document is. */
  readonly document?: DossierDocument;
  /** The PDF as it is now. */
  readonly actual?: { readonly sha256: string; readonly pages: readonly PageGeometry[] };
  /** Text of pages as far as it was read. */
  readonly text?: readonly PageText[];
  /** All words of the PDF as it is now. */
  readonly words?: DocumentWords;
  /** What other documents of the dossier keep secret. */
  readonly elsewhere?: readonly ForeignTerm[];
  readonly language: Language;
}

/** A text that is marked in another document, with the basis it is marked on. */
export interface ForeignTerm extends Term {
  readonly mark: Redaction;
  /** Number of that document. */
  readonly document: string;
}

/** What is known about a document when its dossier is checked. */
export interface CheckedDocument {
  readonly document: DossierDocument;
  readonly sidecar?: Sidecar;
  /** The file that the dossier names is not there. */
  readonly missing?: boolean;
  /** Why PDF or sidecar cannot be read: a sentence for the user, in the language of the check. */
  readonly unreadable?: string;
  readonly pageCount?: number;
}

/** What is known when a dossier is checked. */
export interface DossierContext {
  readonly dossier: Dossier;
  readonly documents: readonly CheckedDocument[];
  readonly groundSet: GroundSet;
  /** Ids of letter sections whose own wording was written for another text than what would be there now. */
  readonly staleSections?: readonly string[];
  readonly language: Language;
}

/** One check, pure: the same context gives the same reports. */
export interface Rule<Context> {
  readonly code: FindingCode;
  check(context: Context): readonly Report[];
}
