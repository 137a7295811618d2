import { combinesResidual } from '../../grounds/correspondence.ts';
import type { Report, Rule, SidecarContext } from '../rule.ts';
import { listed } from '../subjects.ts';
import { texts } from '../texts.ts';
import { overlapsOf } from './overlaps.ts';
import { placeOf } from './place.ts';

/** Woo 5.1 lid 5, last sentence: not beside a ground of lid 1 or 2 for the same information. */
export const residualBeside: Rule<SidecarContext> = {
  code: 'restgrond-naast-andere-grond',
  check: ({ marks, groundSet, language }) => {
    if (groundSet.law !== 'woo') return [];
    const text = texts[language];
    const others = (grounds: readonly string[]): readonly string[] =>
      grounds.filter((code) => /^5\.1\.[12]\./u.test(code));
    const alone = marks
      .filter(({ mark }) => combinesResidual(mark.grounds))
      .map((placed): Report => {
        const { grounds } = placed.mark;
        return {
          ...placeOf(placed, 'grounds'),
          message: text.residualBeside(listed(others(grounds), text.and)),
          fixes: [
            { kind: 'set-ground', grounds: grounds.filter((code) => code !== '5.1.5') },
            { kind: 'set-ground', grounds: grounds.filter((code) => !others(grounds).includes(code)) },
          ],
        };
      });
    const together = overlapsOf(marks)
      .filter(
        ({ first, second }) =>
          !combinesResidual(first.mark.grounds) && !combinesResidual(second.mark.grounds),
      )
      .filter(({ first, second }) => combinesResidual([...first.mark.grounds, ...second.mark.grounds]))
      .map(({ first, second }): Report => ({
        ...placeOf(first, 'grounds'),
        related: [second.mark.id],
        message: text.residualOverlap(
          listed(others([...first.mark.grounds, ...second.mark.grounds]), text.and),
        ),
        fixes: [{ kind: 'set-ground', grounds: second.mark.grounds }, { kind: 'delete' }],
      }));
    return [...alone, ...together];
  },
};
