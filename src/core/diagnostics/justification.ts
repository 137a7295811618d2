import { WOB_TO_WOO } from '../grounds/correspondence.ts';
import { groundCodeIn, parseGroundCode } from '../grounds/parse-code.ts';
import { findGround, findReason, groundSetFor } from '../grounds/sets.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Language } from '../l10n/language.ts';
import { hasMotivation, listed, type Objection, type Subject } from './subjects.ts';
import { texts } from './texts.ts';
import type { FindingFix } from './types.ts';

/** Grounds of a subject that the set does not know, with what they may stand for. */
export function unknownGrounds(subject: Subject, set: GroundSet, language: Language): readonly Objection[] {
  return subject.grounds
    .filter((code) => findGround(set, code) === undefined)
    .map((code) => unknownGround(code, subject, set, language));
}

function unknownGround(code: string, subject: Subject, set: GroundSet, language: Language): Objection {
  const replaceBy = (codes: readonly string[]): FindingFix => ({
    kind: 'set-ground',
    grounds: [...new Set(subject.grounds.flatMap((ground) => (ground === code ? codes : [ground])))],
  });
  const spelling = groundCodeIn(set, code);
  if (spelling !== undefined) {
    return {
      field: 'grounds',
      message: texts[language].groundSpelling(code, spelling),
      fixes: [replaceBy([spelling]), { kind: 'pick-ground' }],
    };
  }
  const other = groundSetFor(set.law === 'wob' ? 'woo' : 'wob');
  const there = parseGroundCode(code, other.law);
  if (there === undefined) {
    return {
      field: 'grounds',
      message: texts[language].groundUnknown(code, set.shortName),
      fixes: [{ kind: 'pick-ground' }],
    };
  }
  const proposals = carriedOver(there, set);
  return {
    field: 'grounds',
    message: texts[language].groundOtherLaw(
      there,
      other.shortName,
      set.shortName,
      listed(
        proposals.map((codes) => codes.join(' + ')),
        texts[language].or,
      ),
    ),
    fixes: [...proposals.map(replaceBy), { kind: 'pick-ground' }],
  };
}

/** What a ground of the other law may become under this one. */
function carriedOver(code: string, set: GroundSet): readonly (readonly string[])[] {
  if (set.law === 'woo') {
    return WOB_TO_WOO.find(({ from }) => from === code)?.proposals.map(({ grounds }) => grounds) ?? [];
  }
  return WOB_TO_WOO.filter(({ proposals }) => proposals.some(({ grounds }) => grounds.includes(code))).map(
    ({ from }) => [from],
  );
}

/**
 * What is wrong with the reasoning of a subject: nothing that carries one of its grounds, a reason that is unknown
 * or belongs elsewhere, a reason that needs own words. Own words carry any ground (3:46 Awb asks for sound
 * reasoning, not for boilerplate).
 */
export function missingReasoning(subject: Subject, set: GroundSet, language: Language): readonly Objection[] {
  const known = subject.grounds.filter((code) => findGround(set, code) !== undefined);
  if (known.length === 0 || hasMotivation(subject)) return [];
  const text = texts[language];
  const write: readonly FindingFix[] = [{ kind: 'pick-reason' }, { kind: 'write-motivation' }];
  if (subject.reason === undefined || subject.reason === '') {
    return [{ field: 'grounds', message: text.noReason(listed(known, text.and)), fixes: write }];
  }
  const reason = findReason(set, subject.reason);
  if (reason === undefined)
    return [{ field: 'reason', message: text.reasonUnknown(subject.reason), fixes: write }];
  const carried = known.filter((code) => reason.grounds.includes(code));
  if (carried.length === 0) {
    const message = text.reasonOtherGround(
      reason.title,
      listed(reason.grounds, text.and),
      listed(known, text.and),
    );
    return [{ field: 'reason', message, fixes: [...write, { kind: 'set-ground', grounds: reason.grounds }] }];
  }
  if (reason.rules.some(({ kind }) => kind === 'needs-motivation')) {
    return [
      {
        field: 'reason',
        message: text.reasonNeedsWords(reason.title),
        fixes: [{ kind: 'write-motivation' }, { kind: 'pick-reason' }],
      },
    ];
  }
  const bare = known.filter((code) => !reason.grounds.includes(code));
  if (bare.length === 0) return [];
  const without: FindingFix = {
    kind: 'set-ground',
    grounds: subject.grounds.filter((code) => !bare.includes(code)),
  };
  return [
    {
      field: 'grounds',
      message: text.noReason(listed(bare, text.and)),
      fixes: [{ kind: 'write-motivation' }, without],
    },
  ];
}

/** Grounds that the reason needs beside it and that are not there. */
export function missingCombination(
  subject: Subject,
  set: GroundSet,
  language: Language,
): readonly Objection[] {
  const reason = findReason(set, subject.reason);
  if (reason === undefined || !subject.grounds.some((code) => reason.grounds.includes(code))) return [];
  const needed = reason.rules.flatMap((rule) => (rule.kind === 'together-with' ? rule.grounds : []));
  const missing = needed.filter((code) => !subject.grounds.includes(code));
  if (missing.length === 0) return [];
  return [
    {
      field: 'grounds',
      message: texts[language].combinationMissing(reason.title, listed(missing, texts[language].and)),
      fixes: [{ kind: 'set-ground', grounds: [...subject.grounds, ...missing] }, { kind: 'pick-reason' }],
    },
  ];
}
