import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** A suggestion is never applied by itself: what it found stays readable until somebody decides. */
export const suggestionOpen: Rule<SidecarContext> = {
  code: 'suggestie-open',
  check: ({ marks, language }) =>
    marks
      .filter(({ mark }) => mark.status === 'suggested')
      .map((placed) => ({
        ...placeOf(placed, 'status'),
        message: texts[language].suggestionOpen(placed.mark.origin),
        fixes: [{ kind: 'accept' }, { kind: 'reject' }],
      })),
};
