import type { Language } from '../../l10n/language.ts';
import type { RedactionOrigin } from '../../model/redaction.ts';
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
        message: texts[language].suggestionOpen(originIn(placed.mark.origin, language)),
        fixes: [{ kind: 'accept' }, { kind: 'reject' }],
      })),
};

/** Where a suggestion came from, for a sentence: `detector:telefoon` is "herkend als telefoon". */
function originIn(origin: RedactionOrigin, language: Language): string {
  const say = texts[language];
  const [kind, what = ''] = origin.split(':', 2);
  if (kind === 'detector') return say.suggestionDetected(what);
  return kind === 'search' ? say.suggestionSearched : say.suggestionOther;
}
