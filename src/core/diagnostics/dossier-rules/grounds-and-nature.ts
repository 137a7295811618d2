import type { DossierContext, Report, Rule } from '../rule.ts';
import { environmentalObjections } from '../rules/environmental.ts';
import { temporaryGrounds } from '../rules/term-missing.ts';
import { combinesResidual } from '../../grounds/correspondence.ts';
import { listed } from '../subjects.ts';
import { texts } from '../texts.ts';
import { documentPath } from './place.ts';

const OPEN = [{ kind: 'open-dossier' }] as const;

/** Woo 5.1 lid 4 for documents withheld as a whole. */
export const withheldTermMissing: Rule<DossierContext> = {
  code: 'termijn-ontbreekt',
  check: ({ dossier, groundSet, language }) => {
    const codes = new Set(
      dossier.documents.flatMap(({ withheld, status }) =>
        withheld && status === 'assessed' ? temporaryGrounds(withheld, groundSet) : [],
      ),
    );
    return [...codes]
      .filter((code) => (dossier.decision.terms?.[code] ?? '').trim() === '')
      .map((code) => ({
        path: ['decision', 'terms'],
        message: texts[language].termMissing(code),
        fixes: OPEN,
      }));
  },
};

/** Environmental grounds for documents withheld as a whole. */
export const withheldEnvironmental: Rule<DossierContext> = {
  code: 'milieu-informatie',
  check: ({ dossier, groundSet, language }) =>
    dossier.documents.flatMap((document): readonly Report[] => {
      const { withheld, status, environmental } = document;
      if (!withheld || status !== 'assessed') return [];
      const path = documentPath(dossier, document, 'withheld', 'grounds');
      return environmentalObjections(withheld.grounds, groundSet.law, environmental === true, language).map(
        (message) => ({ path, message, fixes: OPEN }),
      );
    }),
};

/** Woo 5.1 lid 5, last sentence, for documents withheld as a whole. */
export const withheldResidual: Rule<DossierContext> = {
  code: 'restgrond-naast-andere-grond',
  check: ({ dossier, groundSet, language }) =>
    dossier.documents.flatMap((document): readonly Report[] => {
      const grounds = document.withheld?.grounds ?? [];
      if (groundSet.law !== 'woo' || document.status !== 'assessed' || !combinesResidual(grounds)) return [];
      const others = grounds.filter((code) => /^5\.1\.[12]\./u.test(code));
      const message = texts[language].residualBeside(listed(others, texts[language].and));
      return [{ path: documentPath(dossier, document, 'withheld', 'grounds'), message, fixes: OPEN }];
    }),
};
