import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** A mark without a ground is a refusal that no law allows (Wob 10, 11; Woo 5.1, 5.2). */
export const groundMissing: Rule<SidecarContext> = {
  code: 'grond-ontbreekt',
  check: ({ marks, language }) =>
    marks
      .filter(({ mark }) => mark.grounds.length === 0)
      .map((placed) => ({
        ...placeOf(placed, 'grounds'),
        message: texts[language].groundMissing,
        fixes: [{ kind: 'pick-ground' }, { kind: 'delete' }],
      })),
};
