import type { DossierDocument } from '../../src/core/dossier/types.ts';
import type { BuiltDocument } from '../kit.ts';

/** A row of the inventory, with how its PDF is made where there is one. */
export interface SampleDocument {
  readonly row: Omit<DossierDocument, 'number' | 'file'>;
  /** File name without the number before it and without `.pdf`. */
  readonly name?: string;
  readonly build?: () => Promise<BuiltDocument>;
  /** Pages that were read through already. */
  readonly reviewed?: readonly number[];
}
