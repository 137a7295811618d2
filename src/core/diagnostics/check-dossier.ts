import type { Language } from '../l10n/language.ts';
import { fileMissing, fileOutside, fileUnreadable } from './dossier-rules/files.ts';
import {
  withheldEnvironmental,
  withheldResidual,
  withheldTermMissing,
} from './dossier-rules/grounds-and-nature.ts';
import { incomplete } from './dossier-rules/incomplete.ts';
import { numberTwice } from './dossier-rules/inventory.ts';
import { lawAndDate } from './dossier-rules/law-and-date.ts';
import { staleText } from './dossier-rules/stale-text.ts';
import { withheldRules } from './dossier-rules/withheld.ts';
import { finish } from './finish.ts';
import type { DossierContext, Rule, Severities } from './rule.ts';
import type { Finding } from './types.ts';

/** The checks of a dossier as a whole. */
export const dossierRules: readonly Rule<DossierContext>[] = [
  lawAndDate,
  incomplete,
  numberTwice,
  fileOutside,
  fileMissing,
  fileUnreadable,
  ...withheldRules,
  withheldTermMissing,
  withheldEnvironmental,
  withheldResidual,
  staleText,
];

/** What to check. */
export interface DossierCheck extends Omit<DossierContext, 'language'> {
  readonly severities?: Severities;
  readonly language?: Language;
}

/** Findings on a dossier; their `path` points into its JSON. The marks themselves are for `checkSidecar`. */
export function checkDossier(input: DossierCheck): readonly Finding[] {
  const { severities = {}, language = 'nl', ...rest } = input;
  return finish(dossierRules, { ...rest, language }, severities);
}
