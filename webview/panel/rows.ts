import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { Redaction } from '../../src/core/model/redaction.ts';
import type { Snapshot } from '../../src/core/protocol.ts';
import { indexOf } from '../state/model.ts';

/** Which marks the list shows. */
export type PanelFilter = 'all' | 'findings' | 'suggested';

/** A line of the list. */
export type PanelRow =
  | { readonly kind: 'document' }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly number: number }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'mark'; readonly redaction: Redaction; readonly findings: readonly Finding[] };

/** How many marks each filter leaves. */
export interface PanelCounts {
  readonly all: number;
  readonly findings: number;
  readonly suggested: number;
}

const passes = (filter: PanelFilter, redaction: Redaction, findings: readonly Finding[]): boolean =>
  filter === 'all' || (filter === 'findings' ? findings.length > 0 : redaction.status === 'suggested');

/** The lines for a snapshot: findings on the document first, then the marks by page. */
export function panelRows(snapshot: Snapshot, filter: PanelFilter): readonly PanelRow[] {
  const index = indexOf(snapshot);
  const rows: PanelRow[] = [];
  if (filter !== 'suggested' && index.otherFindings.length > 0) {
    rows.push({ kind: 'document' });
    for (const [number, finding] of index.otherFindings.entries()) {
      rows.push({ kind: 'finding', finding, number });
    }
  }
  const pages = [...index.byPage.keys()].sort((a, b) => a - b);
  for (const page of pages) {
    const marks = (index.byPage.get(page) ?? []).flatMap((redaction): PanelRow[] => {
      const findings = index.findingsByMark.get(redaction.id) ?? [];
      return passes(filter, redaction, findings) ? [{ kind: 'mark', redaction, findings }] : [];
    });
    if (marks.length > 0) {
      rows.push({ kind: 'page', page }, ...marks);
    }
  }
  return rows;
}

/** Counts for the filter's buttons. */
export function panelCounts(snapshot: Snapshot): PanelCounts {
  return {
    all: snapshot.redactions.length,
    findings: snapshot.findings.length,
    suggested: snapshot.redactions.filter((redaction) => redaction.status === 'suggested').length,
  };
}

/** Identity of a line, the same from snapshot to snapshot. */
export function rowKey(row: PanelRow): string {
  switch (row.kind) {
    case 'document':
      return 'document';
    case 'finding':
      return `finding:${row.number}:${row.finding.code}`;
    case 'page':
      return `page:${row.page}`;
    case 'mark':
      return `mark:${row.redaction.id}`;
  }
}

/** Height in CSS pixels to assume for a line that has not been drawn yet. */
export function rowEstimate(row: PanelRow): number {
  switch (row.kind) {
    case 'document':
    case 'page':
      return 34;
    case 'finding':
      return 58;
    case 'mark':
      return 66 + row.findings.length * 52;
  }
}
