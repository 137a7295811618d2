import type { DossierChange, RowField } from '../../src/core/dossier/changes.ts';
import type { DossierPageMessage, RowFacts } from '../../src/core/dossier/protocol.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { batchBar, toolbar } from './bars.ts';
import { editCell } from './cell-editor.ts';
import { parseClipboard, pasteChanges, rowsAsText } from './clipboard.ts';
import { COLUMNS, editable } from './columns.ts';
import { element } from '../dom.ts';
import { cellText, viewRows, type Column, type TableRow, type TableView } from './rows.ts';
import type { DossierTexts } from './texts.ts';

/** Height of a row in CSS pixels; rows outside the viewport are not in the document. */
const ROW_HEIGHT = 30;
const OVERSCAN = 8;

/** The inventory as a grid: filter, sort, edit in place, paste from a spreadsheet, status of many rows. */
export class InventoryTable {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly send: (message: DossierPageMessage) => void;
  private readonly viewport: HTMLElement;
  private readonly body: HTMLElement;
  private readonly head: HTMLElement;
  private readonly summary: HTMLElement;
  private readonly emptyNote: HTMLElement;
  private readonly batch: HTMLElement;
  private readonly live: HTMLElement;
  private dossier: Dossier | undefined;
  private facts: readonly RowFacts[] = [];
  private rows: TableRow[] = [];
  private view: TableView = { filter: '', status: 'all' };
  private readonly selected = new Set<number>();
  private anchor: number | undefined;
  private cursor = { row: 0, column: 0 };
  private editing = false;
  private readOnly = false;

  constructor(texts: DossierTexts, send: (message: DossierPageMessage) => void) {
    this.texts = texts;
    this.send = send;
    this.summary = element('span', { attributes: { class: 'summary', role: 'status' } });
    this.live = element('span', { attributes: { class: 'sr-only', role: 'status' } });
    this.emptyNote = element('p', { attributes: { class: 'empty' }, text: texts.empty });
    this.batch = batchBar(texts, {
      setStatus: (value) => {
        const cells = [...this.selected].map((row) => ({ row, field: 'status' as const, value }));
        this.change({ kind: 'set-cells', cells });
      },
      remove: () => {
        const rows = [...this.selected];
        this.selected.clear();
        this.change({ kind: 'delete-rows', rows });
      },
      clear: () => {
        this.selected.clear();
        this.refresh();
      },
    });
    this.head = element('div', { attributes: { class: 'row head', role: 'row', 'aria-rowindex': '1' } });
    this.body = element('div', { attributes: { class: 'body', role: 'rowgroup' } });
    this.viewport = element(
      'div',
      {
        attributes: {
          class: 'viewport',
          role: 'grid',
          tabindex: '0',
          'aria-label': texts.sections.inventory,
          'aria-multiselectable': 'true',
          'aria-colcount': String(COLUMNS.length + 1),
        },
        on: {
          scroll: () => this.draw(),
          keydown: (event) => this.key(event),
          paste: (event) => this.paste(event),
          copy: (event) => this.copy(event),
        },
      },
      [element('div', { attributes: { role: 'rowgroup', class: 'headgroup' } }, [this.head]), this.body],
    );
    this.root = element('section', { attributes: { class: 'inventory' } }, [
      toolbar(texts, this.summary, {
        filter: (filter) => {
          this.look({ ...this.view, filter });
        },
        status: (status) => {
          this.look({ ...this.view, status });
        },
        addRow: () => {
          const at = this.rows[this.cursor.row]?.index ?? (this.dossier?.documents.length ?? 0) - 1;
          this.change({ kind: 'add-rows', at: at + 1, rows: [{}] });
        },
        addFiles: () => {
          send({ type: 'command', command: 'add-files' });
        },
        readInventory: () => {
          send({ type: 'command', command: 'import' });
        },
      }),
      this.batch,
      this.viewport,
      this.emptyNote,
      this.live,
    ]);
    new ResizeObserver(() => this.draw()).observe(this.viewport);
  }

  /** Shows a dossier's documents; selection, cursor and scroll stay where they can. */
  show(dossier: Dossier, facts: readonly RowFacts[], readOnly: boolean): void {
    this.dossier = dossier;
    this.facts = facts;
    this.readOnly = readOnly;
    for (const index of this.selected) if (index >= dossier.documents.length) this.selected.delete(index);
    this.refresh();
  }

  /** Scrolls to a document and puts the cursor on it. */
  reveal(index: number): void {
    this.view = { filter: '', status: 'all' };
    this.refresh();
    const row = this.rows.findIndex((r) => r.index === index);
    if (row >= 0) this.move(row, 1);
    this.viewport.focus();
  }

  private look(view: TableView): void {
    this.view = view;
    this.refresh();
  }

  private change(change: DossierChange): void {
    if (!this.readOnly) this.send({ type: 'change', change });
  }

  private refresh(): void {
    if (this.dossier === undefined) return;
    this.rows = viewRows(this.dossier.documents, this.facts, this.view);
    const total = this.dossier.documents.length;
    this.cursor = { ...this.cursor, row: Math.max(0, Math.min(this.cursor.row, this.rows.length - 1)) };
    this.summary.textContent = this.texts.shown(this.rows.length, total, this.selected.size);
    this.emptyNote.hidden = total > 0;
    this.viewport.hidden = total === 0;
    this.batch.hidden = this.selected.size === 0 || this.readOnly;
    this.viewport.setAttribute('aria-rowcount', String(this.rows.length + 1));
    this.drawHead();
    this.draw();
  }

  private drawHead(): void {
    const all = this.rows.length > 0 && this.rows.every((row) => this.selected.has(row.index));
    const box = element('input', {
      attributes: { type: 'checkbox', 'aria-label': this.texts.selectAll, tabindex: '-1' },
      on: {
        change: () => {
          for (const row of this.rows) {
            if (box.checked) this.selected.add(row.index);
            else this.selected.delete(row.index);
          }
          this.refresh();
        },
      },
    });
    box.checked = all;
    const { sort } = this.view;
    this.head.replaceChildren(
      element('div', { attributes: { class: 'cell check', role: 'columnheader' } }, [box]),
      ...COLUMNS.map(([column, width]) => {
        const state =
          sort === undefined || sort.column !== column
            ? 'none'
            : sort.descending
              ? 'descending'
              : 'ascending';
        return element(
          'div',
          {
            attributes: {
              class: 'cell',
              role: 'columnheader',
              'aria-sort': state,
              style: `width:${width}px`,
            },
          },
          [
            element('button', {
              attributes: { type: 'button', tabindex: '-1', 'data-sort': column },
              text: `${this.texts.columns[column]}${state === 'none' ? '' : state === 'ascending' ? ' ▲' : ' ▼'}`,
              on: {
                click: () => {
                  const { sort: _old, ...rest } = this.view;
                  this.view =
                    state === 'descending'
                      ? rest
                      : { ...rest, sort: { column, descending: state === 'ascending' } };
                  this.refresh();
                },
              },
            }),
          ],
        );
      }),
    );
  }

  private draw(): void {
    if (this.editing) return;
    const top = this.viewport.scrollTop;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(
      this.rows.length,
      Math.ceil((top + this.viewport.clientHeight) / ROW_HEIGHT) + OVERSCAN,
    );
    this.body.style.height = `${this.rows.length * ROW_HEIGHT}px`;
    this.body.replaceChildren(
      ...this.rows.slice(first, last).map((row, i) => this.rowElement(row, first + i)),
    );
    const active = this.rows[this.cursor.row];
    if (active === undefined) this.viewport.removeAttribute('aria-activedescendant');
    else this.viewport.setAttribute('aria-activedescendant', `cell-${active.index}-${this.cursor.column}`);
  }

  private rowElement(row: TableRow, place: number): HTMLElement {
    const selected = this.selected.has(row.index);
    const box = element('input', {
      attributes: {
        type: 'checkbox',
        tabindex: '-1',
        'aria-label': this.texts.selectRow(row.document.number),
      },
      on: {
        click: (event) => {
          this.toggle(place, event.shiftKey);
        },
      },
    });
    box.checked = selected;
    return element(
      'div',
      {
        attributes: {
          class: `row${selected ? ' selected' : ''}`,
          role: 'row',
          'aria-rowindex': String(place + 2),
          'aria-selected': String(selected),
          'data-row': String(row.index),
          style: `top:${place * ROW_HEIGHT}px`,
        },
      },
      [
        element('div', { attributes: { class: 'cell check', role: 'gridcell' } }, [box]),
        ...COLUMNS.map(([column, width], i) => this.cellElement(row, place, column, i, width)),
      ],
    );
  }

  private cellElement(row: TableRow, place: number, column: Column, i: number, width: number): HTMLElement {
    const current = place === this.cursor.row && i === this.cursor.column;
    const { facts } = row;
    const text = column === 'status' ? this.texts.statuses[row.document.status] : cellText(row, column);
    const problem = column === 'file' ? facts.problem : undefined;
    const title = problem ?? (column === 'judgement' && facts.open > 0 ? this.texts.open(facts.open) : text);
    const cell = element(
      'div',
      {
        attributes: {
          id: `cell-${row.index}-${i}`,
          class: `cell ${column}${current ? ' current' : ''}${problem === undefined ? '' : ' problem'}${editable(column) ? '' : ' derived'}`,
          role: 'gridcell',
          'aria-readonly': String(!editable(column)),
          'data-column': column,
          title,
          style: `width:${width}px`,
        },
        on: {
          mousedown: () => {
            this.move(place, i);
          },
          dblclick: () => {
            if (column === 'judgement' || column === 'grounds') this.open(row);
            else this.edit(row, column);
          },
        },
      },
      [],
    );
    if (column === 'title' && row.document.file !== undefined) {
      cell.append(
        element('span', { attributes: { class: 'text' }, text }),
        element('button', {
          attributes: {
            type: 'button',
            class: 'open',
            tabindex: '-1',
            'aria-label': `${this.texts.actions.open}: ${text}`,
          },
          text: '↗',
          on: {
            click: () => {
              this.open(row);
            },
          },
        }),
      );
    } else cell.textContent = column === 'judgement' && facts.open > 0 ? `${text} (${facts.open}?)` : text;
    return cell;
  }

  private open(row: TableRow): void {
    this.send(
      row.document.file === undefined
        ? { type: 'choose-file', row: row.index }
        : { type: 'open-document', row: row.index },
    );
  }

  private toggle(place: number, range: boolean): void {
    const from = range && this.anchor !== undefined ? this.anchor : place;
    const index = this.rows[place]?.index;
    const on = index !== undefined && !this.selected.has(index);
    for (let i = Math.min(from, place); i <= Math.max(from, place); i++) {
      const row = this.rows[i];
      if (row === undefined) continue;
      if (range || on) this.selected.add(row.index);
      else this.selected.delete(row.index);
    }
    this.anchor = place;
    this.refresh();
  }

  private move(row: number, column: number): void {
    this.cursor = {
      row: Math.max(0, Math.min(row, this.rows.length - 1)),
      column: Math.max(0, Math.min(column, COLUMNS.length - 1)),
    };
    const top = this.cursor.row * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.viewport;
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (top + 2 * ROW_HEIGHT > scrollTop + clientHeight) {
      this.viewport.scrollTop = top + 2 * ROW_HEIGHT - clientHeight;
    }
    this.draw();
    document
      .getElementById(`cell-${this.rows[this.cursor.row]?.index ?? -1}-${this.cursor.column}`)
      ?.scrollIntoView({
        block: 'nearest',
        inline: 'nearest',
      });
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.viewport) return;
    const row = this.rows[this.cursor.row];
    const column = COLUMNS[this.cursor.column]?.[0];
    if (row === undefined || column === undefined) return;
    const page = Math.max(1, Math.floor(this.viewport.clientHeight / ROW_HEIGHT) - 2);
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-page, 0],
      PageDown: [page, 0],
    };
    const step = moves[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (step !== undefined && plain) this.move(this.cursor.row + step[0], this.cursor.column + step[1]);
    else if (event.key === 'Home') this.move(event.ctrlKey ? 0 : this.cursor.row, 0);
    else if (event.key === 'End')
      this.move(event.ctrlKey ? this.rows.length : this.cursor.row, COLUMNS.length);
    else if (event.key === ' ') this.toggle(this.cursor.row, event.shiftKey);
    else if ((event.key === 'Enter' || event.key === 'F2') && editable(column)) this.edit(row, column);
    else if (event.key === 'Enter') this.open(row);
    else if (event.key === 'Delete' && editable(column) && plain) {
      this.change({ kind: 'set-cells', cells: [{ row: row.index, field: column, value: '' }] });
    } else if (event.key.length === 1 && plain && editable(column)) this.edit(row, column, event.key);
    else return;
    event.preventDefault();
  }

  private edit(row: TableRow, column: RowField, typed?: string): void {
    if (this.readOnly) return;
    const cell = document.getElementById(
      `cell-${row.index}-${COLUMNS.findIndex(([name]) => name === column)}`,
    );
    if (cell === null) return;
    this.editing = true;
    editCell(cell, row, column, this.texts, typed, ({ value, down, right, refocus }) => {
      this.editing = false;
      if (value !== undefined) {
        this.change({ kind: 'set-cells', cells: [{ row: row.index, field: column, value }] });
      }
      this.move(this.cursor.row + down, this.cursor.column + right);
      if (refocus) this.viewport.focus();
    });
  }

  private paste(event: ClipboardEvent): void {
    if (event.target !== this.viewport || this.readOnly || this.dossier === undefined) return;
    const cells = parseClipboard(event.clipboardData?.getData('text/plain') ?? '');
    if (cells.length === 0) return;
    event.preventDefault();
    const changes = pasteChanges(cells, this.rows, this.cursor, this.dossier.documents.length, this.texts);
    for (const change of changes) this.change(change);
    this.live.textContent = this.texts.pasted(cells.length);
  }

  private copy(event: ClipboardEvent): void {
    if (event.target !== this.viewport) return;
    const chosen = this.rows.filter((row) => this.selected.has(row.index));
    const current = this.rows[this.cursor.row];
    const single = current === undefined ? '' : cellText(current, COLUMNS[this.cursor.column]![0]);
    const text = chosen.length > 0 ? rowsAsText(chosen) : single;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }
}
