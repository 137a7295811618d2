import { buildDecision } from '../decision/build.ts';
import { holdsQuote } from '../decision/file-name.ts';
import type { DecisionModel } from '../decision/types.ts';
import { checkDossier } from '../diagnostics/check-dossier.ts';
import { checkSidecar } from '../diagnostics/check-sidecar.ts';
import type { ForeignTerm, Severities } from '../diagnostics/rule.ts';
import type { Finding } from '../diagnostics/types.ts';
import type { GroundSet } from '../grounds/types.ts';
import type { Language } from '../l10n/language.ts';
import type { Sidecar } from '../model/redaction.ts';
import { secretTerms } from '../same-text/terms.ts';
import { marksOf, SIDECAR_SUFFIX, type Case, type CaseDocument } from './load-case.ts';
import { texts } from './texts.ts';
import type { ExportProblem } from './types.ts';

/** What is to be known about a case before it can be exported. */
export interface CaseCheck {
  readonly model: DecisionModel;
  /** All findings, with the file that each is about. */
  readonly findings: readonly (ExportProblem & { readonly finding: Finding })[];
  /** What holds an export: findings of severity `error` and what is still open in the letter. */
  readonly blocking: readonly ExportProblem[];
  /** What deserves a look, in words. */
  readonly warnings: readonly string[];
}

/** How a case is to be checked. */
export interface CaseRules {
  readonly groundSet: GroundSet;
  readonly severities?: Severities;
  readonly language: Language;
}

/** The decision that follows from a case, whatever is still wrong with it. */
function decisionOf({ dossier, documents }: Case, groundSet: GroundSet): DecisionModel {
  return buildDecision({
    dossier,
    groundSet,
    documents: documents.map((each) => ({
      document: each.document,
      redactions: marksOf(each),
      ...(each.actual === undefined ? {} : { pages: each.actual.pages.length }),
    })),
  });
}

/** Builds the decision and holds dossier, sidecars and PDFs against all rules. */
export function checkCase(source: Case, { groundSet, severities = {}, language }: CaseRules): CaseCheck {
  const { dossier, documents, name } = source;
  const model = decisionOf(source, groundSet);
  const stale = model.ownWords.filter(({ state }) => state === 'stale').map(({ section }) => section);
  const onDossier = checkDossier({
    dossier,
    documents: documents.map(checked),
    groundSet,
    staleSections: stale,
    severities,
    language,
  }).map((finding) => ({ file: name, message: finding.message, finding }));
  const elsewhere = documents.flatMap((each) => termsOf(each, groundSet));
  const onMarks = documents.flatMap((each) => {
    const { document, actual, path, words } = each;
    // A document without marks may hold what is marked in another.
    const sidecar = each.sidecar ?? (words && actual && !each.unreadable ? unmarked(actual) : undefined);
    if (sidecar === undefined || path === undefined) return [];
    const found = checkSidecar({
      sidecar,
      groundSet,
      dossier,
      document,
      severities,
      language,
      ...(actual === undefined ? {} : { actual }),
      ...(words === undefined ? {} : { words, elsewhere }),
    });
    const file = each.sidecar === undefined ? path : `${path}${SIDECAR_SUFFIX}`;
    return found.map((finding) => ({ file, document: document.number, message: finding.message, finding }));
  });
  const findings = [...onDossier, ...onMarks];
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  return {
    model,
    findings,
    blocking: [...errors, ...openFields(model, errors, name, language), ...unreadable(source, errors)],
    warnings: [...ownWords(model, language), ...tellingTitles(documents, language)],
  };
}

function termsOf(each: CaseDocument, set: GroundSet): readonly ForeignTerm[] {
  const { number } = each.document;
  return marksOf(each).flatMap((mark) =>
    secretTerms(mark, set)
      .filter(({ everywhere }) => everywhere)
      .map((term) => ({ ...term, mark, document: number })),
  );
}

function unmarked({ sha256, pages }: NonNullable<CaseDocument['actual']>): Sidecar {
  return { version: 1, source: { sha256, bytes: 0, pages: pages.length }, redactions: [] };
}

function checked({
  document,
  sidecar,
  missing,
  unreadable,
  actual,
}: CaseDocument): Parameters<typeof checkDossier>[0]['documents'][number] {
  return {
    document,
    ...(sidecar === undefined ? {} : { sidecar }),
    ...(missing === undefined ? {} : { missing }),
    ...(unreadable === undefined ? {} : { unreadable }),
    ...(actual === undefined ? {} : { pageCount: actual.pages.length }),
  };
}

/** Placeholders that no finding is about: a letter with a placeholder is not signed, whatever severities are set. */
function openFields(
  { missing }: DecisionModel,
  errors: readonly { readonly finding: Finding }[],
  file: string,
  language: Language,
): readonly ExportProblem[] {
  const told = new Set(errors.map(({ finding }) => finding.path.join('.')));
  const reasoned = errors.some(({ finding }) => finding.code === 'motivering-ontbreekt');
  return missing
    .filter(({ field }) => !told.has(field) && !(reasoned && field.startsWith('motivering.')))
    .filter(
      ({ field }) =>
        !(
          field.startsWith('decision.terms.') &&
          errors.some(({ finding }) => finding.code === 'termijn-ontbreekt')
        ),
    )
    .map(({ label }) => ({ file, message: texts[language].fieldOpen(label) }));
}

/** A document that is missing or unreadable holds the export even where a setting took the finding's weight away. */
function unreadable({ documents, name }: Case, errors: readonly ExportProblem[]): readonly ExportProblem[] {
  if (errors.some(({ file, finding }) => file === name && finding?.code === 'bestand-onleesbaar')) return [];
  return documents.flatMap(({ document, path, unreadable: why }) =>
    why === undefined || document.withheld
      ? []
      : [{ file: path ?? name, document: document.number, message: why }],
  );
}

function ownWords({ ownWords: all }: DecisionModel, language: Language): readonly string[] {
  const text = texts[language];
  return all.flatMap(({ section, state }) => {
    if (state === 'current') return [];
    return [state === 'stale' ? text.ownWordsStale(section) : text.ownWordsOrphaned(section)];
  });
}

/** What is blacked out in a document and stands in its row all the same. */
function tellingTitles(documents: readonly CaseDocument[], language: Language): readonly string[] {
  return documents.flatMap((each) => {
    const quotes = marksOf(each).flatMap(({ status, quote }) =>
      status === 'accepted' && quote !== undefined ? [quote] : [],
    );
    const { number, title, citation = '', remark = '' } = each.document;
    const row = `${title}\n${citation}\n${remark}`;
    return holdsQuote(row, quotes) ? [texts[language].titleHoldsQuote(number)] : [];
  });
}
