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

/** The text of a cell, as shown, sorted, searched and copied. */
export function cellText(row: TableRow, column: Column): string {
  switch (column) {
    case 'judgement':
      return row.facts.judgementText ?? '';
    case 'grounds':
      return row.facts.grounds.join('; ');
    case 'date':
      return shortDutchDate(row.document.date ?? '');
    default:
      return row.document[column] ?? '';
  }
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Rows that pass filter and status, in the order that was asked for; unsorted is the dossier's own order. */
export function viewRows(
  documents: readonly DossierDocument[],
  facts: readonly RowFacts[],
  view: TableView,
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
      const text = fold(columns.map((column) => cellText(row, column)).join('\n'));
      return words.every((word) => text.includes(word));
    });
  const { sort } = view;
  if (sort === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.sort(
    (a, b) =>
      sign * collator.compare(cellText(a, sort.column), cellText(b, sort.column)) || a.index - b.index,
  );
}
