import { isDay } from '../dates.ts';
import type { DossierContext, Rule } from '../rule.ts';
import { texts } from '../texts.ts';

/** Woo 10.1 withdrew the Wob on 1 May 2022 without transitional law (ECLI:NL:RVS:2022:1432). */
export const lawAndDate: Rule<DossierContext> = {
  code: 'wet-past-niet-bij-datum',
  check: ({ dossier, groundSet, language }) => {
    const { date } = dossier.decision;
    if (date === undefined || !isDay(date)) return [];
    const text = texts[language];
    const late = groundSet.decidedBefore !== undefined && date >= groundSet.decidedBefore;
    const early = groundSet.decidedFrom !== undefined && date < groundSet.decidedFrom;
    if (!late && !early) return [];
    const message = late ? text.wobTooLate(date) : text.wooTooEarly(date);
    return [{ path: ['decision', 'date'], message, fixes: [{ kind: 'open-dossier' }] }];
  },
};
