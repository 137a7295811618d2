import type { DossierContext, Rule } from '../rule.ts';
import { texts } from '../texts.ts';

/** Own wording that was written beside other figures or lists than the letter has now. */
export const staleText: Rule<DossierContext> = {
  code: 'tekst-verouderd',
  check: ({ staleSections = [], language }) =>
    staleSections.map((section) => ({
      path: ['decision', 'overrides', section],
      message: texts[language].textStale(section),
      fixes: [{ kind: 'open-dossier' }],
    })),
};
