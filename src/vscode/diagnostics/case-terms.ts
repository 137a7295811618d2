import type { ForeignTerm } from '../../core/diagnostics/rule.ts';
import type { DossierDocument } from '../../core/dossier/types.ts';
import type { GroundSet } from '../../core/grounds/types.ts';
import type { Sidecar } from '../../core/model/redaction.ts';
import { secretTerms } from '../../core/same-text/terms.ts';

/** A document of a dossier with its marks. */
export interface MarkedRow {
  readonly document: DossierDocument;
  readonly sidecar: Sidecar;
}

/**
 * What the documents of each dossier keep secret, to be looked for in the others. A list stays the same object as
 * long as its terms do, so that findings are not worked out again for nothing.
 */
export class CaseTerms {
  readonly #lists = new Map<string, { readonly keys: string; readonly terms: readonly ForeignTerm[] }>();

  /** As found at the last {@link update}. `dossier`: its URI as a text. */
  of(dossier: string): readonly ForeignTerm[] {
    return this.#lists.get(dossier)?.terms ?? [];
  }

  update(dossier: string, rows: readonly MarkedRow[], set: GroundSet): void {
    const terms = new Map<string, ForeignTerm>();
    for (const { document, sidecar } of rows) {
      for (const mark of sidecar.redactions)
        for (const term of secretTerms(mark, set))
          if (term.everywhere && !terms.has(term.key))
            terms.set(term.key, { ...term, mark, document: document.number });
    }
    const keys = [...terms.values()]
      .map(({ key, document, mark }) => `${key}\t${document}\t${mark.grounds.join()}\t${mark.reason ?? ''}`)
      .join('\n');
    if (this.#lists.get(dossier)?.keys !== keys)
      this.#lists.set(dossier, { keys, terms: [...terms.values()] });
  }
}
