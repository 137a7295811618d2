import type { Rule, SidecarContext } from '../rule.ts';
import { listed } from '../subjects.ts';
import { texts } from '../texts.ts';
import { overlapsOf } from './overlaps.ts';
import { placeOf } from './place.ts';

/** Two marks say different things about the same words; which code stands in the box is then chance. */
export const marksClash: Rule<SidecarContext> = {
  code: 'markeringen-botsen',
  check: ({ marks, language }) => {
    const text = texts[language];
    const named = (grounds: readonly string[]): string =>
      grounds.length === 0 ? text.noGround : listed(grounds, text.and);
    return overlapsOf(marks)
      .filter(({ first, second }) => !sameGrounds(first.mark.grounds, second.mark.grounds))
      .map(({ first, second }) => ({
        ...placeOf(first),
        related: [second.mark.id],
        message: text.overlap(named(first.mark.grounds), named(second.mark.grounds)),
        fixes: [
          { kind: 'pick-ground' },
          { kind: 'set-ground', grounds: second.mark.grounds },
          { kind: 'delete' },
        ],
      }));
  },
};

function sameGrounds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code));
}
