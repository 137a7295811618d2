import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { DossierChange, RowField } from '../../src/core/dossier/changes.ts';
import type { DossierPageMessage, PageGroundSet, RowFacts } from '../../src/core/dossier/protocol.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element, setText } from '../ui/dom.ts';
import { batchBar, toolbar, type Toolbar } from './bars.ts';
import { editCell } from './cell-editor.ts';
import { parseClipboard, pasteChange, rowsAsText } from './clipboard.ts';
import { COLUMNS, editable } from './columns.ts';
import { cellId, headElement, ROW_HEIGHT, rowElement, rowsStyle, type RowActions } from './row-element.ts';
import { RowWindow } from './row-window.ts';
import { cellText, viewRows, type Column, type TableRow, type TableView } from './rows.ts';
import { RowDetails } from './details.ts';
import { Selection } from './selection.ts';
import type { DossierTexts } from './texts.ts';

/** Place of the head in the list of rows, for the cursor. */
const HEAD = -1;

const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The inventory as a grid: filter, sort, edit in place, paste from a spreadsheet, status of many rows. */
export class InventoryTable {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly send: (message: DossierPageMessage) => void;
  private readonly toolbar: Toolbar;
  private readonly viewport: HTMLElement;
  private readonly head: HTMLElement;
  private readonly window: RowWindow;
  private readonly summary: HTMLElement;
  private readonly note: HTMLElement;
  private readonly live: HTMLElement;
  private readonly actions: RowActions;
  private readonly details: RowDetails;
  private readonly detailsShown: (on: boolean) => void;
  private readonly selection = new Selection();
  private groundSet: PageGroundSet = { shortName: '', grounds: [], reasons: [] };
  private dossier: Dossier | undefined;
  private facts: readonly RowFacts[] = [];
  private findings = new Map<number, Finding[]>();
  private rows: readonly TableRow[] = [];
  private view: TableView = { filter: '', status: 'all' };
  private cursor = { row: 0, column: 0 };
  /** Index in the dossier of the row that is being edited. */
  private editing: number | undefined;
  /** Number of documents at which a row that was asked for is there, to be typed in. */
  private awaited: { readonly length: number; readonly index: number } | undefined;
  private readOnly = false;

  /** `details`: whether the pane beside the table is open at first; `detailsShown` hears when that changes. */
  constructor(
    texts: DossierTexts,
    send: (message: DossierPageMessage) => void,
    details: boolean,
    detailsShown: (on: boolean) => void,
  ) {
    this.texts = texts;
    this.detailsShown = detailsShown;
    this.send = send;
    this.actions = {
      toggle: (place, range) => {
        this.toggle(place, range);
      },
      put: (place, column) => {
        this.move(place, column);
      },
      activate: (row, column) => {
        if (editable(column)) this.edit(row, column);
        else this.open(row);
      },
      open: (row) => {
        this.open(row);
      },
    };
    this.summary = element('span', { class: 'summary', attributes: { role: 'status' } });
    this.live = element('span', { class: 'sr-only', attributes: { role: 'status' } });
    this.note = element('p', { class: 'empty', attributes: { hidden: true } });
    const batch = batchBar(texts, {
      setStatus: (value) => {
        const cells = this.selection.indexes.map((row) => ({ row, field: 'status' as const, value }));
        this.change({ kind: 'set-cells', cells });
      },
      withhold: () => {
        this.openDetails('withheld');
      },
      remove: () => {
        const rows = this.selection.indexes;
        this.selection.clear();
        this.change({ kind: 'delete-rows', rows });
      },
      clear: () => {
        this.selection.clear();
        this.refresh();
      },
    });
    this.toolbar = toolbar(texts, this.summary, batch, {
      filter: (filter) => {
        this.look({ ...this.view, filter });
      },
      status: (status) => {
        this.look({ ...this.view, status });
      },
      addRow: () => {
        this.addRow();
      },
      addFiles: () => {
        send({ type: 'command', command: 'add-files' });
      },
      readInventory: () => {
        send({ type: 'command', command: 'import' });
      },
      details: () => {
        this.setDetails(this.details.root.hidden !== false);
      },
    });
    this.head = element('div', { class: 'headgroup', attributes: { role: 'rowgroup', style: rowsStyle } });
    const body = element('div', { class: 'body', attributes: { role: 'rowgroup' } });
    this.viewport = element(
      'div',
      {
        class: 'viewport',
        attributes: {
          role: 'grid',
          tabindex: 0,
          'aria-label': texts.sections.inventory,
          'aria-multiselectable': 'true',
          'aria-colcount': COLUMNS.length + 1,
          'aria-describedby': 'table-help',
        },
        on: {
          scroll: () => {
            this.draw();
          },
          keydown: (event: KeyboardEvent) => {
            this.key(event);
          },
          paste: (event: ClipboardEvent) => {
            this.paste(event);
          },
          copy: (event: ClipboardEvent) => {
            this.copy(event);
          },
        },
      },
      this.head,
      body,
    );
    this.window = new RowWindow(this.viewport, body, (row, place, selected) =>
      rowElement(row, place, selected, this.findings.get(row.index) ?? [], texts, this.actions),
    );
    this.details = new RowDetails(
      texts,
      (change) => {
        this.change(change);
      },
      () => {
        this.setDetails(false);
        this.viewport.focus();
      },
    );
    this.details.root.hidden = !details;
    this.toolbar.showsDetails(details);
    this.root = element(
      'div',
      { class: 'inventory' },
      this.toolbar.root,
      element('div', { class: 'split' }, this.viewport, this.details.root),
      this.note,
      element('small', { class: 'hint', attributes: { id: 'table-help' } }, texts.help),
      this.live,
    );
    new ResizeObserver(() => {
      this.draw();
    }).observe(this.viewport);
  }

  /** Shows a dossier's documents; cursor and scroll stay, and so does the selection as long as no row comes or goes. */
  show(
    dossier: Dossier,
    facts: readonly RowFacts[],
    findings: readonly Finding[],
    groundSet: PageGroundSet,
    readOnly: boolean,
  ): void {
    const { length } = dossier.documents;
    if (this.dossier !== undefined && this.dossier.documents.length !== length) this.selection.clear();
    this.dossier = dossier;
    this.facts = facts;
    this.groundSet = groundSet;
    this.readOnly = readOnly;
    this.findings = new Map();
    for (const finding of findings) {
      const [root, index] = finding.path;
      if (root !== 'documents' || typeof index !== 'number') continue;
      this.findings.set(index, [...(this.findings.get(index) ?? []), finding]);
    }
    this.window.forget(this.editing);
    this.refresh();
    const { awaited } = this;
    if (awaited === undefined || awaited.length !== length) return;
    this.awaited = undefined;
    this.reveal(awaited.index, 'title');
    const row = this.rows[this.cursor.row];
    if (row?.index === awaited.index) this.edit(row, 'title');
  }

  /** Scrolls to a document and puts the cursor on it, in a column where one is named. */
  reveal(index: number, column = 'title'): void {
    this.showAll();
    const row = this.rows.findIndex((each) => each.index === index);
    const at = COLUMNS.findIndex(([name]) => name === column);
    if (row >= 0) this.move(row, at < 0 ? 1 : at);
    this.viewport.focus();
    if (column === 'withheld') {
      this.selection.clear();
      this.openDetails(column);
    }
  }

  private openDetails(field: string): void {
    this.setDetails(true);
    this.details.focus(field);
  }

  private setDetails(on: boolean): void {
    this.details.root.hidden = !on;
    this.toolbar.showsDetails(on);
    this.detailsShown(on);
    this.drawDetails();
  }

  /** The pane follows the selection, else the cursor. */
  private drawDetails(): void {
    if (this.details.root.hidden) return;
    const chosen = this.rows.filter(({ index }) => this.selection.has(index));
    const current = this.rows[this.cursor.row];
    const rows = chosen.length > 0 ? chosen : current === undefined ? [] : [current];
    this.details.show({
      rows,
      findings: rows.flatMap(({ index }) => this.findings.get(index) ?? []),
      groundSet: this.groundSet,
      readOnly: this.readOnly,
    });
  }

  private showAll(): void {
    if (this.view.filter === '' && this.view.status === 'all') return;
    this.toolbar.clear();
    this.look({ ...this.view, filter: '', status: 'all' });
  }

  private look(view: TableView): void {
    this.view = view;
    this.refresh();
  }

  private change(change: DossierChange): void {
    if (!this.readOnly) this.send({ type: 'change', change });
  }

  private addRow(): void {
    const length = this.dossier?.documents.length ?? 0;
    const at = (this.rows[this.cursor.row]?.index ?? length - 1) + 1;
    this.awaited = { length: length + 1, index: at };
    this.change({ kind: 'add-rows', at, rows: [{}] });
  }

  private refresh(): void {
    if (this.dossier === undefined) return;
    const { documents } = this.dossier;
    this.rows = viewRows(documents, this.facts, this.view, this.texts.statuses);
    this.cursor = { ...this.cursor, row: Math.min(this.cursor.row, this.rows.length - 1) };
    setText(this.summary, this.texts.shown(this.rows.length, documents.length, this.selection.size));
    setText(this.note, documents.length === 0 ? this.texts.empty : this.texts.noHits);
    this.note.hidden = this.rows.length > 0;
    this.toolbar.offer(this.readOnly ? 'nothing' : this.selection.size > 0 ? 'batch' : 'adding');
    this.viewport.setAttribute('aria-rowcount', String(this.rows.length + 1));
    const all = this.rows.length > 0 && this.rows.every(({ index }) => this.selection.has(index));
    this.head.replaceChildren(
      headElement(this.view.sort, all, this.texts, {
        selectAll: (on) => {
          this.selectAll(on);
        },
        sort: (column) => {
          this.sort(column);
        },
      }),
    );
    this.draw();
  }

  private sort(column: Column): void {
    const { sort, ...rest } = this.view;
    const again = sort?.column === column;
    if (again && sort.descending) this.look(rest);
    else this.look({ ...rest, sort: { column, descending: again } });
  }

  private selectAll(on: boolean): void {
    this.selection.set(
      this.rows.map(({ index }) => index),
      on,
    );
    this.refresh();
  }

  private draw(): void {
    this.window.draw(this.rows, (index) => this.selection.has(index), this.editing);
    this.drawCursor();
    this.drawDetails();
  }

  private drawCursor(): void {
    for (const old of this.viewport.querySelectorAll('.cell.current')) old.classList.remove('current');
    const id = this.cursorId();
    const cell = id === undefined ? null : document.getElementById(id);
    cell?.classList.add('current');
    if (cell === null) this.viewport.removeAttribute('aria-activedescendant');
    else this.viewport.setAttribute('aria-activedescendant', cell.id);
  }

  private cursorId(): string | undefined {
    const { row, column } = this.cursor;
    const index = row === HEAD ? -1 : this.rows[row]?.index;
    return index === undefined ? undefined : cellId(index, column);
  }

  private open(row: TableRow): void {
    this.send(
      row.document.file === undefined
        ? { type: 'choose-file', row: row.index }
        : { type: 'open-document', row: row.index },
    );
  }

  private toggle(place: number, range: boolean): void {
    this.selection.toggle(this.rows, place, range);
    this.refresh();
  }

  private move(row: number, column: number): void {
    this.cursor = {
      row: Math.max(HEAD, Math.min(row, this.rows.length - 1)),
      column: Math.max(0, Math.min(column, COLUMNS.length - 1)),
    };
    const top = Math.max(0, this.cursor.row) * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.viewport;
    // The head covers the first row's height of what can be seen.
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (top + 2 * ROW_HEIGHT > scrollTop + clientHeight) {
      this.viewport.scrollTop = top + 2 * ROW_HEIGHT - clientHeight;
    }
    this.draw();
    const id = this.cursorId();
    if (id !== undefined) {
      document.getElementById(id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.viewport) return;
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    const row = this.rows[this.cursor.row];
    const column = COLUMNS[this.cursor.column]![0];
    const step = MOVES[key];
    const page = Math.max(1, Math.floor(this.viewport.clientHeight / ROW_HEIGHT) - 2);
    const { row: at } = this.cursor;
    if (event.altKey) return;
    if (step !== undefined && !command) this.move(at + step[0], this.cursor.column + step[1]);
    else if (key === 'PageUp' || key === 'PageDown') {
      this.move(Math.max(0, key === 'PageUp' ? at - page : at + page), this.cursor.column);
    } else if (key === 'Home') this.move(command ? 0 : at, 0);
    else if (key === 'End') this.move(command ? this.rows.length : at, COLUMNS.length);
    else if (key.toLowerCase() === 'a' && command) this.selectAll(true);
    else if (key === 'Escape' && this.selection.size > 0) {
      this.selection.clear();
      this.refresh();
    } else if (at === HEAD && (key === 'Enter' || key === ' ')) this.sort(column);
    else if (row === undefined) return;
    else if (key === ' ') this.toggle(at, event.shiftKey);
    else if (key === 'Enter' && (command || !editable(column))) this.open(row);
    else if ((key === 'Enter' || key === 'F2') && editable(column)) this.edit(row, column);
    else if (key === 'Delete' && editable(column)) {
      this.change({ kind: 'set-cells', cells: [{ row: row.index, field: column, value: '' }] });
    } else if (key.length === 1 && !command && editable(column)) this.edit(row, column, key);
    else return;
    event.preventDefault();
  }

  private edit(row: TableRow, column: RowField, typed?: string): void {
    if (this.readOnly) return;
    const at = COLUMNS.findIndex(([name]) => name === column);
    const cell = document.getElementById(cellId(row.index, at));
    if (cell === null) return;
    this.editing = row.index;
    editCell(cell, row, column, this.texts, typed, ({ value, down, right, refocus }) => {
      this.editing = undefined;
      this.window.forget(undefined);
      if (value !== undefined) {
        this.change({ kind: 'set-cells', cells: [{ row: row.index, field: column, value }] });
      }
      if (refocus) this.viewport.focus();
      this.move(this.cursor.row + down, this.cursor.column + right);
    });
  }

  private paste(event: ClipboardEvent): void {
    if (document.activeElement !== this.viewport || this.readOnly || this.dossier === undefined) return;
    const cells = parseClipboard(event.clipboardData?.getData('text/plain') ?? '');
    const at = { ...this.cursor, row: Math.max(0, this.cursor.row) };
    const change = pasteChange(cells, this.rows, at, this.dossier.documents.length, this.texts);
    if (change === undefined) return;
    event.preventDefault();
    this.change(change);
    setText(this.live, this.texts.pasted(cells.length));
  }

  private copy(event: ClipboardEvent): void {
    if (document.activeElement !== this.viewport) return;
    const { statuses } = this.texts;
    const chosen = this.rows.filter(({ index }) => this.selection.has(index));
    const current = this.rows[this.cursor.row];
    const single = current === undefined ? '' : cellText(current, COLUMNS[this.cursor.column]![0], statuses);
    event.clipboardData?.setData('text/plain', chosen.length > 0 ? rowsAsText(chosen, statuses) : single);
    event.preventDefault();
  }
}
