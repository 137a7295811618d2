import { judgementOf } from '../dossier/judgement.ts';
import type { DossierDocument } from '../dossier/types.ts';
import type { Ground, GroundSet, Reason } from '../grounds/types.ts';
import { numbersOf } from './drafting.ts';
import { plain } from './plain.ts';
import type { DecisionInput } from './input.ts';
import type { Provenance } from './types.ts';

/** One accepted mark, or one document withheld as a whole. */
export interface Refusal {
  readonly document: DossierDocument;
  /** The document is refused as a whole: no passage of it is in annex 3. */
  readonly whole: boolean;
  readonly redactionId?: string;
  /** Known codes, main ground first; at least one. */
  readonly grounds: readonly [string, ...string[]];
  readonly reason?: Reason;
  readonly motivation?: string;
}

/** What is refused on what ground: the facts that the considerations, annex 1 and annex 2 share. */
export interface Usage {
  readonly refusals: readonly Refusal[];
  /** Grounds in the order of the letter: first those that have reasons, in the order of the reasons. */
  readonly grounds: readonly Ground[];
}

/** Grounds set with the dossier's own boilerplate put over the reasons. */
export function withOwnReasons(set: GroundSet, own: DecisionInput['dossier']['reasons'] = {}): GroundSet {
  const reasons = set.reasons.map((reason) => {
    const mine = own[reason.id];
    return mine === undefined
      ? reason
      : { ...reason, title: mine.title ?? reason.title, boilerplate: mine.boilerplate ?? reason.boilerplate };
  });
  return { ...set, reasons };
}

/** Marks count only where the document is assessed and not withheld as a whole: only those are in a box. */
export function usageOf({ documents, groundSet }: DecisionInput): Usage {
  const known = new Set(groundSet.grounds.map(({ code }) => code));
  const reasons = new Map(groundSet.reasons.map((reason) => [reason.id, reason]));
  const refusals: Refusal[] = [];

  const add = (
    document: DossierDocument,
    whole: boolean,
    redactionId: string | undefined,
    from: { grounds: readonly string[]; reason?: string; motivation?: string },
  ): void => {
    const reason = from.reason === undefined ? undefined : reasons.get(from.reason);
    const codes = [...new Set(from.grounds)].filter((code) => known.has(code));
    const lead = reason?.grounds.find((code) => codes.includes(code));
    const [main, ...others] = lead === undefined ? codes : [lead, ...codes.filter((code) => code !== lead)];
    if (main === undefined) return;
    const motivation = plain(from.motivation)?.trim();
    refusals.push({
      document,
      whole,
      grounds: [main, ...others],
      ...(redactionId === undefined ? {} : { redactionId }),
      // A reason of other grounds than the mark's explains nothing about it.
      ...(reason === undefined || lead === undefined ? {} : { reason }),
      ...(motivation === undefined || motivation === '' ? {} : { motivation }),
    });
  };

  for (const { document, redactions, pages } of documents) {
    if (document.status !== 'assessed') continue;
    if (document.withheld) {
      add(document, true, undefined, document.withheld);
      continue;
    }
    const whole = judgementOf(document, redactions, pages) === 'not-public';
    for (const mark of redactions) {
      if (mark.status === 'accepted') add(document, whole, mark.id, mark);
    }
  }
  return { refusals, grounds: orderForLetter(groundSet, refusals) };
}

function orderForLetter(set: GroundSet, refusals: readonly Refusal[]): readonly Ground[] {
  const used = new Set(refusals.flatMap(({ grounds }) => grounds));
  const rank = (ground: Ground): number => {
    const index = set.reasons.findIndex(({ grounds }) => grounds[0] === ground.code);
    return index === -1 ? set.reasons.length : index;
  };
  return set.grounds.filter(({ code }) => used.has(code)).sort((a, b) => rank(a) - rank(b));
}

/** Documents of refusals, each once, in the order of the dossier. */
export function documentsOf(refusals: readonly Refusal[]): readonly DossierDocument[] {
  return [...new Map(refusals.map(({ document }) => [document.number, document])).values()];
}

/** What a paragraph about refusals comes from. */
export function provenance(refusals: readonly Refusal[]): Provenance {
  const marks = refusals.flatMap(({ document, redactionId }) =>
    redactionId === undefined ? [] : [{ document: document.number, redactionId }],
  );
  return {
    documents: numbersOf(documentsOf(refusals)),
    ...(marks.length === 0 ? {} : { marks }),
  };
}
