import type { DossierDocument } from '../../dossier/types.ts';
import { missingCombination, missingReasoning, unknownGrounds } from '../justification.ts';
import type { DossierContext, Report, Rule } from '../rule.ts';
import type { Objection, Subject } from '../subjects.ts';
import { texts } from '../texts.ts';
import type { FindingCode } from '../types.ts';
import { documentPath } from './place.ts';

/** The checks on a mark's grounds and reasoning, for documents that are withheld as a whole. */
export const withheldRules: readonly Rule<DossierContext>[] = [
  rule('grond-ontbreekt', (withheld, document, { language }) =>
    withheld.grounds.length > 0
      ? []
      : [{ field: 'grounds', message: texts[language].withheldGroundMissing(document.number), fixes: [] }],
  ),
  rule('grond-onbekend', (withheld, _, { groundSet, language }) =>
    unknownGrounds(withheld, groundSet, language),
  ),
  rule('motivering-ontbreekt', (withheld, _, { groundSet, language }) =>
    missingReasoning(withheld, groundSet, language),
  ),
  rule('combinatie-ontbreekt', (withheld, _, { groundSet, language }) =>
    missingCombination(withheld, groundSet, language),
  ),
];

function rule(
  code: FindingCode,
  objections: (withheld: Subject, document: DossierDocument, context: DossierContext) => readonly Objection[],
): Rule<DossierContext> {
  return {
    code,
    check: (context) =>
      context.dossier.documents.flatMap((document) => {
        const { withheld } = document;
        if (withheld === undefined || document.status !== 'assessed') return [];
        return objections(withheld, document, context).map(({ field, message }): Report => ({
          path: documentPath(context.dossier, document, 'withheld', field),
          message,
          fixes: [{ kind: 'open-dossier' }],
        }));
      }),
  };
}
