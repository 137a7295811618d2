import { shortDutchDate } from '../../src/core/dossier/dates.ts';
import type { RowFacts } from '../../src/core/dossier/protocol.ts';
import type { RowField } from '../../src/core/dossier/changes.ts';
import type { DossierDocument, DocumentStatus } from '../../src/core/dossier/types.ts';

/** Columns of the inventory table; `judgement` and `grounds` follow from the marks and cannot be typed. */
export type Column = RowField | 'judgement' | 'grounds';

/** A row as the table shows it. `index` is its place in the dossier. */
export interface TableRow {
  readonly index: number;
  readonly document: DossierDocument;
  readonly facts: RowFacts;
}

/** What is shown and in which order. */
export interface TableView {
  readonly filter: string;
  readonly status: DocumentStatus | 'all';
  readonly sort?: { readonly column: Column; readonly descending: boolean };
}

const NO_FACTS: RowFacts = { grounds: [], marks: 0, open: 0 };
const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });

/** What the statuses are called. */
export type StatusNames = Readonly<Record<DocumentStatus, string>>;

/** The text of a cell, as shown, searched and copied. */
export function cellText(row: TableRow, column: Column, statuses: StatusNames): string {
  switch (column) {
    case 'status':
      return statuses[row.document.status];
    case 'judgement':
      return row.facts.judgementText ?? '';
    case 'grounds':
      return row.facts.grounds.join('; ');
    case 'date':
      return shortDutchDate(row.document.date ?? '');
    case 'environmental':
      return row.document.environmental ? 'Ja' : '';
    default:
      return row.document[column] ?? '';
  }
}

/** What a column is sorted by: days by the calendar, not as they are printed. */
function sortText(row: TableRow, column: Column, statuses: StatusNames): string {
  return column === 'date' ? (row.document.date ?? '') : cellText(row, column, statuses);
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Rows that pass filter and status, in the order that was asked for; unsorted is the dossier's own order. */
export function viewRows(
  documents: readonly DossierDocument[],
  facts: readonly RowFacts[],
  view: TableView,
  statuses: StatusNames,
): TableRow[] {
  const words = fold(view.filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  const columns: readonly Column[] = [
    'number',
    'title',
    'date',
    'type',
    'citation',
    'sender',
    'recipient',
    'status',
    'judgement',
    'grounds',
    'file',
    'publicUrl',
    'remark',
  ];
  const rows = documents
    .map((document, index) => ({ index, document, facts: facts[index] ?? NO_FACTS }))
    .filter((row) => {
      if (view.status !== 'all' && row.document.status !== view.status) return false;
      if (words.length === 0) return true;
      const text = fold(columns.map((column) => cellText(row, column, statuses)).join('\n'));
      return words.every((word) => text.includes(word));
    });
  const { sort } = view;
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, sortText(row, sort.column, statuses)]));
  return rows.sort((a, b) => sign * collator.compare(keys.get(a)!, keys.get(b)!) || a.index - b.index);
}
