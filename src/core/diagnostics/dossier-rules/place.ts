import type { Dossier, DossierDocument } from '../../dossier/types.ts';
import type { JsonPath } from '../types.ts';

/** Path of a document (by identity, else by number) or of a field of it in the dossier. */
export function documentPath(
  dossier: Dossier,
  document: DossierDocument,
  ...field: readonly string[]
): JsonPath {
  const same = dossier.documents.indexOf(document);
  const index = same >= 0 ? same : dossier.documents.findIndex(({ number }) => number === document.number);
  return index < 0 ? ['documents'] : ['documents', index, ...field];
}
