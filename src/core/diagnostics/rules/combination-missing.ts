import { missingCombination } from '../justification.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { report } from '../subjects.ts';
import { placeOf } from './place.ts';

/** A reason that leans on a second ground which the mark does not have. */
export const combinationMissing: Rule<SidecarContext> = {
  code: 'combinatie-ontbreekt',
  check: ({ marks, groundSet, language }) =>
    marks.flatMap((placed) =>
      missingCombination(placed.mark, groundSet, language).map((objection) =>
        report(placeOf(placed), objection),
      ),
    ),
};
