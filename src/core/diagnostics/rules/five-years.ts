import { findGround } from '../../grounds/sets.ts';
import type { Report, Rule, SidecarContext } from '../rule.ts';
import { addYears, latestDay } from '../dates.ts';
import { hasMotivation } from '../subjects.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/**
 * Woo 5.3: for information over five years old the refusal says why its interest prevails in spite of the time. One
 * report for each main ground of a document; `related` names the other marks with it. Age is counted to the request, as the article does; of a year or month its last day counts.
 */
export const fiveYears: Rule<SidecarContext> = {
  code: 'vijf-jaar-motivering',
  check: ({ marks, groundSet, dossier, document, language }) => {
    const date = document?.date;
    const reference = dossier && (dossier.request.received ?? dossier.request.date ?? dossier.decision.date);
    if (groundSet.law !== 'woo' || date === undefined || reference === undefined) return [];
    const newest = latestDay(date);
    const today = latestDay(reference);
    if (newest === undefined || today === undefined || addYears(newest, 5) >= today) return [];
    const reports = new Map<string, Report & { related: string[] }>();
    for (const placed of marks) {
      const code = placed.mark.grounds.find((ground) => weighed(findGround(groundSet, ground)?.kind));
      if (code === undefined || hasMotivation(placed.mark)) continue;
      const earlier = reports.get(code);
      if (earlier) earlier.related.push(placed.mark.id);
      else {
        reports.set(code, {
          ...placeOf(placed),
          related: [],
          message: texts[language].fiveYears(date, code),
          fixes: [{ kind: 'write-motivation' }],
        });
      }
    }
    return [...reports.values()];
  },
};

/** The interests that article 5.3 names: 5.1 lid 2 and 5, and 5.2. */
function weighed(kind: string | undefined): boolean {
  return kind === 'relative' || kind === 'residual' || kind === 'policy-views';
}
