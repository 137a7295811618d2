import type { Dossier, DossierDocument } from '../dossier/types.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Redaction } from '../model/redaction.ts';

/** A document of the dossier with its marks, whatever their status. */
export interface DocumentMarks {
  readonly document: DossierDocument;
  readonly redactions: readonly Redaction[];
  /** Number of pages, where the PDF could be read. */
  readonly pages?: number;
}

/** All that a decision follows from. `documents` are those of the dossier, in its order. */
export interface DecisionInput {
  readonly dossier: Dossier;
  readonly documents: readonly DocumentMarks[];
  readonly groundSet: GroundSet;
}
