import type { DossierDocument } from '../dossier/types.ts';
import type { Redaction } from '../model/redaction.ts';
import type { GroundSet } from './types.ts';

/** Grounds of the Wob that stand together on marks, and how often. */
export interface GroundCombination {
  readonly grounds: readonly string[];
  readonly count: number;
}

/** What a person chose for each combination, by {@link combinationKey}; a combination left out stays as it is. */
export type LawChoices = ReadonlyMap<string, readonly string[]>;

/** Key of a combination: the codes, whatever their order. */
export function combinationKey(grounds: readonly string[]): string {
  return [...new Set(grounds)].sort().join('+');
}

/** The combinations on marks (not rejected) and on documents withheld as a whole, most used first. */
export function combinationsOf(
  redactions: readonly Redaction[],
  documents: readonly DossierDocument[],
): readonly GroundCombination[] {
  const used = [
    ...redactions.filter(({ status }) => status !== 'rejected').map(({ grounds }) => grounds),
    ...documents.flatMap(({ withheld }) => (withheld ? [withheld.grounds] : [])),
  ].filter((grounds) => grounds.length > 0);
  const combinations = new Map<string, GroundCombination>();
  for (const grounds of used) {
    const key = combinationKey(grounds);
    const known = combinations.get(key);
    combinations.set(key, {
      grounds: known?.grounds ?? [...new Set(grounds)],
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...combinations.values()].sort((a, b) => b.count - a.count);
}

/** A reason goes along when the new law has one of that name for these grounds. */
function reasonFor(
  set: GroundSet,
  reason: string | undefined,
  grounds: readonly string[],
): string | undefined {
  const found = set.reasons.find(({ id }) => id === reason);
  return found?.grounds.every((code) => grounds.includes(code)) === true ? found.id : undefined;
}

/** A mark under the new law; the same object where nothing was chosen for its grounds. `now` is ISO 8601. */
export function moveRedaction(mark: Redaction, choices: LawChoices, set: GroundSet, now: string): Redaction {
  const grounds = choices.get(combinationKey(mark.grounds));
  if (grounds === undefined || mark.grounds.length === 0) return mark;
  const { reason: old, ...rest } = mark;
  const reason = reasonFor(set, old, grounds);
  return { ...rest, grounds, modified: now, ...(reason === undefined ? {} : { reason }) };
}

/** A row under the new law: its grounds for withholding the document as a whole. */
export function moveDocument(row: DossierDocument, choices: LawChoices, set: GroundSet): DossierDocument {
  const { withheld } = row;
  const grounds = withheld && choices.get(combinationKey(withheld.grounds));
  if (withheld === undefined || grounds === undefined) return row;
  const { reason: old, ...rest } = withheld;
  const reason = reasonFor(set, old, grounds);
  return { ...row, withheld: { ...rest, grounds, ...(reason === undefined ? {} : { reason }) } };
}
