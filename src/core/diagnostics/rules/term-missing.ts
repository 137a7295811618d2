import { findGround, findReason } from '../../grounds/sets.ts';
import type { GroundSet } from '../../grounds/types.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import type { Subject } from '../subjects.ts';
import { placeOf } from './place.ts';

/** Woo 5.1 lid 4: the requester is told when the information will be public after all. */
export const termMissing: Rule<SidecarContext> = {
  code: 'termijn-ontbreekt',
  check: ({ marks, groundSet, dossier, language }) => {
    if (dossier === undefined) return [];
    return marks.flatMap((placed) =>
      temporaryGrounds(placed.mark, groundSet)
        .filter((code) => (dossier.decision.terms?.[code] ?? '').trim() === '')
        .map((code) => ({
          ...placeOf(placed, 'grounds'),
          message: texts[language].termMissing(code),
          fixes: [{ kind: 'open-dossier' as const }],
        })),
    );
  },
};

/** Grounds of a subject that refuse for a time only. */
export function temporaryGrounds(subject: Subject, set: GroundSet): readonly string[] {
  const reason = findReason(set, subject.reason);
  const byReason = reason?.rules.some(({ kind }) => kind === 'needs-term') === true ? reason.grounds : [];
  return subject.grounds.filter(
    (code) => findGround(set, code)?.kind === 'temporary' || byReason.includes(code),
  );
}
