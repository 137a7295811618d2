import type { DossierChange, RowField } from '../../src/core/dossier/changes.ts';
import { COLUMNS, STATUSES, editable } from './columns.ts';
import { cellText, type StatusNames, type TableRow } from './rows.ts';
import type { DossierTexts } from './texts.ts';

/** Cells of a text copied from a spreadsheet: tab-separated, quoted where a cell holds a tab, quote or line end. */
export function parseClipboard(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') {
      row.push(cell);
      cell = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

function statusOf(text: string, texts: DossierTexts): string {
  const name = text.trim().toLowerCase();
  return STATUSES.find((s) => s === name || texts.statuses[s].toLowerCase() === name) ?? text;
}

/** What a paste at a cell asks for, as one change: cells of the rows shown from there on, and new rows beyond them. */
export function pasteChange(
  cells: readonly (readonly string[])[],
  rows: readonly TableRow[],
  at: { readonly row: number; readonly column: number },
  documents: number,
  texts: DossierTexts,
): DossierChange | undefined {
  const fields = COLUMNS.slice(at.column).map(([column]) => column);
  const entries = (line: readonly string[]): [RowField, string][] =>
    line.flatMap((value, i): [RowField, string][] => {
      const column = fields[i];
      if (column === undefined || !editable(column)) return [];
      return [[column, column === 'status' ? statusOf(value, texts) : value]];
    });
  const fits = cells.slice(0, rows.length - at.row);
  const beyond = cells.slice(fits.length);
  const changed = fits.flatMap((line, i) =>
    entries(line).map(([field, value]) => ({ row: rows[at.row + i]!.index, field, value })),
  );
  const changes: DossierChange[] = [
    ...(changed.length > 0 ? [{ kind: 'set-cells', cells: changed } as const] : []),
    ...(beyond.length > 0
      ? [
          {
            kind: 'add-rows',
            at: documents,
            rows: beyond.map((line) => Object.fromEntries(entries(line))),
          } as const,
        ]
      : []),
  ];
  return changes.length > 1 ? { kind: 'all', changes } : changes[0];
}

/** Rows as tab-separated text, as a spreadsheet takes it. */
export function rowsAsText(rows: readonly TableRow[], statuses: StatusNames): string {
  const quote = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows
    .map((row) => COLUMNS.map(([column]) => quote(cellText(row, column, statuses))).join('\t'))
    .join('\n');
}
