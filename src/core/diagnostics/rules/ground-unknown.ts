import { unknownGrounds } from '../justification.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { report } from '../subjects.ts';
import { placeOf } from './place.ts';

/** A ground that the law of the dossier does not have. */
export const groundUnknown: Rule<SidecarContext> = {
  code: 'grond-onbekend',
  check: ({ marks, groundSet, language }) =>
    marks.flatMap((placed) =>
      unknownGrounds(placed.mark, groundSet, language).map((objection) => report(placeOf(placed), objection)),
    ),
};
