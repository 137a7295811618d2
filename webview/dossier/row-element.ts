import type { Finding } from '../../src/core/diagnostics/types.ts';
import { element } from '../ui/dom.ts';
import { CHECK_WIDTH, COLUMNS, ROW_WIDTH, editable } from './columns.ts';
import { cellText, type Column, type TableRow, type TableView } from './rows.ts';
import type { DossierTexts } from './texts.ts';

/** Height of a row in CSS pixels. */
export const ROW_HEIGHT = 30;

/** What a row can ask for. Cells are told by their column's place; the check box is not among them. */
export interface RowActions {
  readonly toggle: (place: number, range: boolean) => void;
  readonly put: (place: number, column: number) => void;
  readonly activate: (row: TableRow, column: Column) => void;
  readonly open: (row: TableRow) => void;
}

/** Id of a cell by the row's index in the dossier (-1 for the head) and the column's place. */
export const cellId = (index: number, column: number): string => `cell-${index}-${column}`;

/** The title takes what is left of a wide window. */
function widthStyle(column: Column, width: number): string {
  return column === 'title' ? `flex:1 0 ${width}px;width:${width}px` : `flex:none;width:${width}px`;
}

/** A row of the table at its place in the list. `findings`: those on this document. */
export function rowElement(
  row: TableRow,
  place: number,
  selected: boolean,
  findings: readonly Finding[],
  texts: DossierTexts,
  actions: RowActions,
): HTMLElement {
  const box = element('input', {
    attributes: { type: 'checkbox', tabindex: -1, 'aria-label': texts.selectRow(row.document.number) },
    on: {
      click: (event: MouseEvent) => {
        actions.toggle(place, event.shiftKey);
      },
    },
  });
  box.checked = selected;
  return element(
    'div',
    {
      class: selected ? 'row selected' : 'row',
      attributes: {
        role: 'row',
        'aria-rowindex': place + 2,
        'aria-selected': String(selected),
        'data-row': row.index,
        style: `top:${place * ROW_HEIGHT}px`,
      },
    },
    element(
      'div',
      { class: 'cell check', attributes: { role: 'gridcell', style: `flex:none;width:${CHECK_WIDTH}px` } },
      box,
    ),
    ...COLUMNS.map(([column], at) => cellElement(row, place, at, findings, texts, actions, column)),
  );
}

function cellElement(
  row: TableRow,
  place: number,
  at: number,
  findings: readonly Finding[],
  texts: DossierTexts,
  actions: RowActions,
  column: Column,
): HTMLElement {
  const { facts, document } = row;
  const text = cellText(row, column, texts.statuses);
  const finding = findings.find(({ path }) => (path[2] ?? 'number') === column);
  const problem = (column === 'file' ? facts.problem : undefined) ?? finding?.message;
  const undecided = column === 'judgement' && facts.open > 0;
  const { errors = 0, warnings = 0 } = facts;
  const marked = column === 'judgement' && errors + warnings > 0;
  return element(
    'div',
    {
      class: [
        'cell',
        column,
        problem === undefined ? '' : `problem ${finding?.severity ?? 'error'}`,
        marked ? `marked ${errors > 0 ? 'error' : 'warning'}` : '',
        editable(column) ? '' : 'derived',
      ]
        .filter(Boolean)
        .join(' '),
      attributes: {
        id: cellId(row.index, at),
        role: 'gridcell',
        'aria-readonly': String(!editable(column)),
        'aria-invalid': problem === undefined ? undefined : 'true',
        'data-column': column,
        title: [
          problem ?? text,
          ...(marked ? [texts.marksToCheck(document.number, document.title, errors, warnings)] : []),
          ...(undecided ? [texts.open(facts.open)] : []),
        ].join('\n'),
        style: widthStyle(column, COLUMNS[at]![1]),
      },
      on: {
        mousedown: () => {
          actions.put(place, at);
        },
        dblclick: () => {
          actions.activate(row, column);
        },
      },
    },
    element(
      'span',
      { class: 'text', attributes: { dir: 'auto' } },
      undecided ? `${text}, ${texts.openShort(facts.open)}` : text,
    ),
    column === 'title' &&
      document.file !== undefined &&
      cellButton('open', '↗', `${texts.actions.open}: ${text}`, () => {
        actions.open(row);
      }),
    column === 'file' &&
      document.file === undefined &&
      document.status === 'assessed' &&
      cellButton('choose', texts.actions.chooseFile, `${texts.actions.chooseFile} ${document.number}`, () => {
        actions.open(row);
      }),
  );
}

function cellButton(style: string, text: string, label: string, run: () => void): HTMLElement {
  return element(
    'button',
    {
      class: `in-cell ${style}`,
      attributes: { type: 'button', tabindex: -1, 'aria-label': label, title: label },
      on: { click: run },
    },
    text,
  );
}

/** The head: a box for all rows and a button a column to sort by. */
export function headElement(
  sort: TableView['sort'],
  all: boolean,
  texts: DossierTexts,
  actions: { readonly selectAll: (on: boolean) => void; readonly sort: (column: Column) => void },
): HTMLElement {
  const box = element('input', {
    attributes: { type: 'checkbox', 'aria-label': texts.selectAll, tabindex: -1, 'data-role': 'select-all' },
    on: {
      change: () => {
        actions.selectAll(box.checked);
      },
    },
  });
  box.checked = all;
  return element(
    'div',
    { class: 'row head', attributes: { role: 'row', 'aria-rowindex': 1 } },
    element(
      'div',
      {
        class: 'cell check',
        attributes: { role: 'columnheader', style: `flex:none;width:${CHECK_WIDTH}px` },
      },
      box,
    ),
    ...COLUMNS.map(([column, width], at) => {
      const state = sort?.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending';
      const arrow = { none: '', ascending: ' ▲', descending: ' ▼' }[state];
      return element(
        'div',
        {
          class: `cell ${column}`,
          attributes: {
            id: cellId(-1, at),
            role: 'columnheader',
            'aria-sort': state,
            style: widthStyle(column, width),
          },
        },
        element(
          'button',
          {
            attributes: { type: 'button', tabindex: -1, 'data-sort': column },
            on: {
              click: () => {
                actions.sort(column);
              },
            },
          },
          `${texts.columns[column]}${arrow}`,
        ),
      );
    }),
  );
}

/** Style of what holds rows. */
export const rowsStyle = `min-width:${ROW_WIDTH}px`;
