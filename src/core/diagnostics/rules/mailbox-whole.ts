import { findReason } from '../../grounds/sets.ts';
import type { GroundSet } from '../../grounds/types.ts';
import type { Redaction } from '../../model/redaction.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { hasMotivation } from '../subjects.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** A local part, an `@` and at least the beginning of a domain. */
const WITH_DOMAIN = /[^\s@]\s?@\s?[\p{L}\p{N}]/u;
const ONE_ADDRESS = /^[<("']*[^\s@<>]+@[^\s@<>]+[>)"'.;,]*$/u;

/** A mailbox blacked out beyond what its reason carries: the letter says that the domain stays. */
export const mailboxWhole: Rule<SidecarContext> = {
  code: 'mailbox-geheel-gelakt',
  check: ({ marks, groundSet, language }) =>
    marks
      .filter(({ mark }) => coversDomain(mark, groundSet))
      .map((placed) => ({
        ...placeOf(placed, 'quote'),
        message: texts[language].mailboxWhole,
        fixes: [{ kind: 'cut-at-at-sign' }, { kind: 'pick-reason' }],
      })),
};

function coversDomain(mark: Redaction, set: GroundSet): boolean {
  const quote = mark.quote ?? '';
  if (!WITH_DOMAIN.test(quote)) return false;
  const reason = findReason(set, mark.reason);
  if (reason !== undefined) return reason.rules.some(({ kind }) => kind === 'keep-mail-domain');
  const mailGround = findReason(set, set.shortcuts.g.mailReason)?.grounds[0];
  return (
    mailGround !== undefined &&
    mark.grounds.includes(mailGround) &&
    !hasMotivation(mark) &&
    ONE_ADDRESS.test(quote.trim())
  );
}
