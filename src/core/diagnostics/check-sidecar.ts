import type { Language } from '../l10n/language.ts';
import { finish } from './finish.ts';
import type { Rule, Severities, SidecarContext } from './rule.ts';
import { combinationMissing } from './rules/combination-missing.ts';
import { environmental } from './rules/environmental.ts';
import { fiveYears } from './rules/five-years.ts';
import { groundMissing } from './rules/ground-missing.ts';
import { groundUnknown } from './rules/ground-unknown.ts';
import { mailboxWhole } from './rules/mailbox-whole.ts';
import { markEmpty } from './rules/mark-empty.ts';
import { markOutside } from './rules/mark-outside.ts';
import { marksClash } from './rules/marks-clash.ts';
import { pagesUnread } from './rules/pages-unread.ts';
import { pictureUncovered } from './rules/picture-uncovered.ts';
import { quoteDiffers } from './rules/quote-differs.ts';
import { reasoningMissing } from './rules/reasoning-missing.ts';
import { residualBeside } from './rules/residual-beside.ts';
import { sameText } from './rules/same-text.ts';
import { sourceChanged } from './rules/source-changed.ts';
import { suggestionOpen } from './rules/suggestion-open.ts';
import { termMissing } from './rules/term-missing.ts';
import type { Finding } from './types.ts';

/** The checks of one document, in the order in which findings on one place are shown. */
export const rules: readonly Rule<SidecarContext>[] = [
  sourceChanged,
  groundMissing,
  groundUnknown,
  reasoningMissing,
  combinationMissing,
  residualBeside,
  termMissing,
  environmental,
  mailboxWhole,
  markEmpty,
  markOutside,
  marksClash,
  quoteDiffers,
  pictureUncovered,
  sameText,
  fiveYears,
  suggestionOpen,
  pagesUnread,
];

/** What to check. What is left out (the PDF as it is, its text, the dossier) is not held against the marks. */
export interface SidecarCheck extends Omit<SidecarContext, 'marks' | 'language'> {
  readonly severities?: Severities;
  readonly language?: Language;
}

/**
 * Findings on one sidecar, in the order of its marks. Rejected marks have none. `path` points into the JSON in the
 * order of `sidecar.redactions` as given: give them in the order of the text that the paths are looked up in.
 */
export function checkSidecar(input: SidecarCheck): readonly Finding[] {
  const { severities = {}, language = 'nl', ...rest } = input;
  const marks = input.sidecar.redactions
    .map((mark, index) => ({ mark, path: ['redactions', index] }))
    .filter(({ mark }) => mark.status !== 'rejected');
  return finish(rules, { ...rest, marks, language }, severities);
}
