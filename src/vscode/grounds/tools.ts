import { applyFix } from '../../core/diagnostics/apply-fix.ts';
import { findReason, usualReason } from '../../core/grounds/sets.ts';
import type { GroundSet } from '../../core/grounds/types.ts';
import type { Redaction } from '../../core/model/redaction.ts';
import type { EditTools, MarkedDocument } from '../editor/edits.ts';
import { author } from '../platform/settings.ts';
import type { BasisQuestion } from './basis.ts';

/** What edits need, on the law of each document. */
export function createEditTools(
  groundsOf: (document: MarkedDocument) => GroundSet,
  authorityOf: (document: MarkedDocument) => string | undefined,
  question: BasisQuestion,
): EditTools {
  return {
    usual: (document, key, quote) => {
      const set = groundsOf(document);
      const reason = usualReason(set, key, quote);
      const basis = reason ? { grounds: reason.grounds, reason: reason.id } : { grounds: [] };
      question.remember(set, basis);
      return basis;
    },
    pick: (document, current, start) =>
      question.ask(groundsOf(document), current, authorityOf(document), start),
    motivate: (_document, marks) =>
      question.askWords(
        [...new Set(marks.flatMap(({ grounds }) => grounds))].join(' + '),
        marks[0]?.motivation ?? '',
      ),
    settle: (document, mark) => settle(groundsOf(document), document, mark),
    author,
  };
}

/** A mark whose reason keeps the mail domain ends before the `@`; others stay as they are. */
async function settle(set: GroundSet, document: MarkedDocument, mark: Redaction): Promise<Redaction> {
  const rules = findReason(set, mark.reason)?.rules ?? [];
  if (!rules.some(({ kind }) => kind === 'keep-mail-domain') || mark.kind === 'page') return mark;
  // Without the page's text the cut follows the quote, or the finding on the mark offers it again.
  const page = await document.pageText(mark.page).catch(() => undefined);
  const edit = applyFix(
    { kind: 'cut-at-at-sign' },
    {
      code: 'mailbox-geheel-gelakt',
      severity: 'warning',
      message: '',
      redactionId: mark.id,
      path: [],
      fixes: [],
    },
    { ...document.sidecar, redactions: [mark] },
    { now: mark.modified, ...(page ? { text: [page] } : {}) },
  );
  return edit?.changes[0]?.after ?? mark;
}
