import type { Language } from '../../l10n/language.ts';
import type { LawId } from '../../grounds/types.ts';
import type { Rule, SidecarContext } from '../rule.ts';
import { texts } from '../texts.ts';
import { placeOf } from './place.ts';

/** Grounds that the law closes to environmental information, and those it keeps for it. */
const FORBIDDEN: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '10.2.g': { nl: 'artikel 10, zesde lid, van de Wob', en: 'article 10(6) Wob' },
  '5.1.5': { nl: 'artikel 5.1, vijfde lid, van de Woo', en: 'article 5.1(5) Woo' },
  '5.1.1.c': {
    nl: 'artikel 5.1, zesde lid, van de Woo; de grond is daar 5.1.6',
    en: 'article 5.1(6) Woo; use 5.1.6',
  },
};
const ONLY = new Set(['10.7.a', '10.7.b', '5.1.6']);

/** Environmental information has its own, narrower grounds (Aarhus Convention; Wob 10 lid 4-8, Woo 5.1 lid 5-7). */
export const environmental: Rule<SidecarContext> = {
  code: 'milieu-informatie',
  check: ({ marks, groundSet, document, language }) => {
    if (document === undefined) return [];
    return marks.flatMap((placed) =>
      environmentalObjections(
        placed.mark.grounds,
        groundSet.law,
        document.environmental === true,
        language,
      ).map((message) => ({
        ...placeOf(placed, 'grounds'),
        message,
        fixes: [{ kind: 'pick-ground' as const }],
      })),
    );
  },
};

/** Messages on grounds that do not go with what a document is. */
export function environmentalObjections(
  grounds: readonly string[],
  law: LawId,
  isEnvironmental: boolean,
  language: Language,
): readonly string[] {
  const own = grounds.filter((code) => (law === 'wob' ? /^1[01]\./u : /^5\./u).test(code));
  return own.flatMap((code) => {
    const article = FORBIDDEN[code]?.[language];
    if (isEnvironmental && article !== undefined)
      return [texts[language].environmentalForbidden(code, article)];
    return !isEnvironmental && ONLY.has(code) ? [texts[language].environmentalOnly(code)] : [];
  });
}
