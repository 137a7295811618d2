import type { Redaction } from '../model/redaction.ts';
import type { DocumentStatus, DossierDocument, Judgement } from './types.ts';

const BY_STATUS: Readonly<Record<Exclude<DocumentStatus, 'assessed'>, Judgement>> = {
  'already-public': 'already-public',
  'no-longer-valid': 'not-assessed',
  duplicate: 'duplicate',
  'out-of-scope': 'out-of-scope',
};

/**
 * What was decided on a document. For an assessed one it follows from its accepted marks: none, it is public; every
 * page blacked out whole (`pageCount` given and each page has an accepted mark of kind `page`) or withheld as a
 * whole, it is not public; else partly. Never typed by a person, so it cannot contradict the marks.
 */
export function judgementOf(
  document: DossierDocument,
  redactions: readonly Redaction[],
  pageCount?: number,
): Judgement {
  if (document.status !== 'assessed') return BY_STATUS[document.status];
  if (document.withheld) return 'not-public';
  const accepted = redactions.filter(({ status }) => status === 'accepted');
  if (accepted.length === 0) return 'public';
  const whole = new Set(accepted.filter(({ kind }) => kind === 'page').map(({ page }) => page));
  const pages = pageCount ?? 0;
  const everyPage =
    pages > 0 && Array.from({ length: pages }, (_, index) => index + 1).every((page) => whole.has(page));
  return everyPage ? 'not-public' : 'partly-public';
}

/** Grounds used on a document: of its accepted marks and of a refusal as a whole, each once, in order of use. */
export function groundsUsed(document: DossierDocument, redactions: readonly Redaction[]): readonly string[] {
  if (document.status !== 'assessed') return [];
  const marks = redactions.filter(({ status }) => status === 'accepted').flatMap(({ grounds }) => grounds);
  return [...new Set([...(document.withheld?.grounds ?? []), ...marks])];
}
