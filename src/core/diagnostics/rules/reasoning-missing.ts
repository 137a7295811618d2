import { missingReasoning } from '../justification.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { report } from '../subjects.ts';
import { placeOf } from './place.ts';

/** A refusal without sound reasoning (Awb 3:46; Woo 5.1 lid 3 asks for it in so many words). */
export const reasoningMissing: Rule<SidecarContext> = {
  code: 'motivering-ontbreekt',
  check: ({ marks, groundSet, language }) =>
    marks.flatMap((placed) =>
      missingReasoning(placed.mark, groundSet, language).map((objection) =>
        report(placeOf(placed), objection),
      ),
    ),
};
