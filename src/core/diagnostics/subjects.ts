import type { Report } from './rule.ts';
import type { FindingFix } from './types.ts';

/** What must be justified: a mark, or a document that is withheld as a whole. */
export interface Subject {
  readonly grounds: readonly string[];
  readonly reason?: string;
  readonly motivation?: string;
}

/** A problem with the justification of a subject; where it sits is added by the rule. */
export interface Objection {
  readonly field: 'grounds' | 'reason' | 'motivation';
  readonly message: string;
  readonly fixes: readonly FindingFix[];
}

/** Whether own words are given. */
export function hasMotivation(subject: Subject): boolean {
  return (subject.motivation ?? '').trim() !== '';
}

/** Grounds as read in a sentence: "10.2.g en 10.2.d". */
export function listed(values: readonly string[], and: string): string {
  if (values.length < 2) return values.join('');
  return `${values.slice(0, -1).join(', ')} ${and} ${values.at(-1) ?? ''}`;
}

/** An objection as a report on a place in JSON. */
export function report(place: Omit<Report, 'message' | 'fixes'>, objection: Objection): Report {
  return {
    ...place,
    path: [...place.path, objection.field],
    message: objection.message,
    fixes: objection.fixes,
  };
}
