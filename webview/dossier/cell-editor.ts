import type { RowField } from '../../src/core/dossier/changes.ts';
import { element } from '../ui/dom.ts';
import { STATUSES } from './columns.ts';
import { cellText, type TableRow } from './rows.ts';
import type { DossierTexts } from './texts.ts';

/** How an edit in place ended: the new value (undefined where nothing changed) and where the cursor goes. */
export interface CellResult {
  readonly value: string | undefined;
  readonly down: number;
  readonly right: number;
  /** Whether the keyboard goes back to the table. */
  readonly refocus: boolean;
}

/** Puts an input into a cell; Enter and Tab keep, Escape drops, leaving the field keeps. Calls back once. */
export function editCell(
  cell: HTMLElement,
  row: TableRow,
  column: RowField,
  texts: DossierTexts,
  typed: string | undefined,
  ended: (result: CellResult) => void,
): void {
  const old = column === 'status' ? row.document.status : cellText(row, column, texts.statuses);
  const label = `${texts.columns[column]}, ${row.document.number}`;
  const choices = choicesOf(column, texts);
  const input =
    choices !== undefined
      ? element(
          'select',
          { attributes: { 'aria-label': label } },
          ...choices.map(([value, text]) => element('option', { attributes: { value } }, text)),
        )
      : element('input', { attributes: { type: 'text', 'aria-label': label, dir: 'auto' } });
  input.value = typed !== undefined && choices === undefined ? typed : old;
  let done = false;
  const finish = (keep: boolean, down: number, right: number, refocus = true): void => {
    if (done) return;
    done = true;
    const value = keep && input.value !== old ? input.value : undefined;
    ended({ value, down, right, refocus });
  };
  input.addEventListener('blur', () => {
    finish(true, 0, 0, false);
  });
  input.addEventListener('keydown', (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (event.key === 'Enter') finish(true, event.shiftKey ? -1 : 1, 0);
    else if (event.key === 'Tab') finish(true, 0, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') finish(false, 0, 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  cell.replaceChildren(input);
  input.focus();
  if (typed === undefined && input instanceof HTMLInputElement) input.select();
}

/** The values of a column that is chosen rather than typed, each with its text. */
function choicesOf(
  column: RowField,
  texts: DossierTexts,
): readonly (readonly [value: string, text: string])[] | undefined {
  if (column === 'status') return STATUSES.map((status) => [status, texts.statuses[status]]);
  if (column === 'environmental')
    return ['', 'Ja'].map((value) => [value, value === '' ? texts.no : texts.yes]);
  return undefined;
}
