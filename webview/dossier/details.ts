import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { DossierChange, RowField } from '../../src/core/dossier/changes.ts';
import { parseDutchDate } from '../../src/core/dossier/dates.ts';
import type { PageGroundSet } from '../../src/core/dossier/protocol.ts';
import { element, setText } from '../ui/dom.ts';
import { STATUSES } from './columns.ts';
import { cellText, type TableRow } from './rows.ts';
import type { DossierTexts } from './texts.ts';
import { WithheldForm } from './withheld.ts';

/** The fields of a row in the pane, in order, each with the number of its lines. */
const FIELDS: readonly (readonly [field: Exclude<RowField, 'status' | 'environmental'>, lines: number])[] = [
  ['number', 1],
  ['title', 2],
  ['date', 1],
  ['type', 1],
  ['citation', 1],
  ['sender', 1],
  ['recipient', 1],
  ['file', 1],
  ['publicUrl', 1],
  ['duplicateOf', 1],
  ['remark', 2],
];

/** What the pane shows. */
export interface DetailsSubject {
  /** One row, or all that are selected. */
  readonly rows: readonly TableRow[];
  /** On these rows. */
  readonly findings: readonly Finding[];
  readonly groundSet: PageGroundSet;
  readonly readOnly: boolean;
}

interface Field {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly problem: HTMLElement;
}

/** Everything about one document beside the table, and what can be set for several at once. */
export class RowDetails {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly change: (change: DossierChange) => void;
  private readonly heading: HTMLElement;
  private readonly none: HTMLElement;
  private readonly single: HTMLElement;
  private readonly fields = new Map<RowField, Field>();
  private readonly status: HTMLSelectElement;
  private readonly environmental: HTMLInputElement;
  private readonly several: HTMLElement;
  private readonly withheld: WithheldForm;
  private rows: readonly TableRow[] = [];

  constructor(texts: DossierTexts, change: (change: DossierChange) => void, close: () => void) {
    this.texts = texts;
    this.change = change;
    this.heading = element('h2', { attributes: { dir: 'auto' } });
    this.none = element('p', { class: 'hint' }, texts.details.none);
    this.status = element(
      'select',
      {
        attributes: { id: 'detail-status', 'data-detail': 'status' },
        on: {
          change: () => {
            this.give('status', this.status.value);
          },
        },
      },
      ...STATUSES.map((each) => element('option', { attributes: { value: each } }, texts.statuses[each])),
    );
    this.environmental = element('input', {
      attributes: { type: 'checkbox', 'data-detail': 'environmental' },
      on: {
        change: () => {
          this.give('environmental', this.environmental.checked ? 'ja' : '');
        },
      },
    });
    this.withheld = new WithheldForm(texts, change);
    this.single = element(
      'div',
      {},
      ...FIELDS.map(([field, lines]) => this.field(field, lines)),
      element(
        'div',
        { class: 'field' },
        element('label', { attributes: { for: 'detail-status' } }, texts.columns.status),
        this.status,
      ),
    );
    this.several = element(
      'div',
      {},
      element('label', { class: 'check' }, this.environmental, texts.details.environmental),
      element('small', { class: 'hint' }, texts.details.environmentalHint),
      this.withheld.root,
    );
    this.root = element(
      'aside',
      { class: 'details', attributes: { 'aria-label': texts.details.title, hidden: true } },
      element(
        'div',
        { class: 'details-head' },
        this.heading,
        element(
          'button',
          {
            class: 'in-cell',
            attributes: { type: 'button', 'aria-label': texts.details.close, 'data-action': 'close-details' },
            on: { click: close },
          },
          '×',
        ),
      ),
      this.none,
      this.several,
      this.single,
    );
  }

  show({ rows, findings, groundSet, readOnly }: DetailsSubject): void {
    const other = rows.map(({ index }) => index).join() !== this.rows.map(({ index }) => index).join();
    this.rows = rows;
    const [row] = rows;
    this.none.hidden = row !== undefined;
    this.single.hidden = rows.length !== 1;
    this.several.hidden = row === undefined;
    setText(this.heading, this.headline(rows));
    if (row === undefined) return;
    const yes = rows.filter(({ document }) => document.environmental).length;
    this.environmental.checked = yes === rows.length;
    this.environmental.indeterminate = yes > 0 && yes < rows.length;
    this.environmental.disabled = readOnly;
    this.withheld.show(rows, findings, groundSet, readOnly);
    this.status.value = row.document.status;
    this.status.disabled = readOnly;
    for (const [field, { input, problem }] of this.fields) {
      input.readOnly = readOnly;
      if (other || document.activeElement !== input) {
        input.value = cellText(row, field, this.texts.statuses);
        const finding = findings.find(({ path }) => (path[2] ?? 'number') === field);
        tell(input, problem, finding?.message ?? '', finding?.severity ?? 'info');
      }
    }
  }

  /** Puts the cursor in a field of the row, or where its refusal as a whole wants something. */
  focus(field: string): void {
    if (field === 'withheld') this.withheld.focus();
    else if (field === 'environmental') this.environmental.focus();
    else this.fields.get(field as RowField)?.input.focus();
  }

  private headline(rows: readonly TableRow[]): string {
    const [row] = rows;
    if (row === undefined) return this.texts.details.title;
    return rows.length === 1
      ? this.texts.details.document(row.document.number)
      : this.texts.details.documents(rows.length);
  }

  private give(field: RowField, value: string): void {
    const cells = this.rows.map(({ index }) => ({ row: index, field, value }));
    this.change({ kind: 'set-cells', cells });
  }

  private commit(field: RowField, { input, problem }: Field): void {
    const [row] = this.rows;
    if (row === undefined || this.rows.length !== 1) return;
    const typed = input.value.trim();
    if (typed === cellText(row, field, this.texts.statuses)) return;
    if (field === 'date' && typed !== '' && parseDutchDate(typed) === undefined) {
      tell(input, problem, this.texts.noDate, 'error');
      return;
    }
    this.give(field, typed);
  }

  private field(field: (typeof FIELDS)[number][0], lines: number): HTMLElement {
    const id = `detail-${field}`;
    const options = {
      attributes: {
        id,
        'data-detail': field,
        dir: 'auto',
        autocomplete: 'off',
        placeholder: field === 'date' ? this.texts.datePlaceholder : undefined,
        'aria-describedby': `${id}-problem`,
        rows: lines > 1 ? lines : undefined,
        type: lines > 1 ? undefined : 'text',
      },
      on: {
        change: () => {
          this.commit(field, made);
        },
        keydown: (event: KeyboardEvent) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            this.commit(field, made);
          } else if (event.key === 'Escape') {
            const [row] = this.rows;
            if (row !== undefined) made.input.value = cellText(row, field, this.texts.statuses);
          }
        },
      },
    };
    const input = lines > 1 ? element('textarea', options) : element('input', options);
    const problem = element('p', { attributes: { id: `${id}-problem`, hidden: true } });
    const made: Field = { input, problem };
    this.fields.set(field, made);
    return element(
      'div',
      { class: field === 'date' || field === 'number' ? 'field short' : 'field' },
      element('label', { attributes: { for: id } }, this.texts.columns[field]),
      input,
      problem,
    );
  }
}

function tell(input: HTMLElement, problem: HTMLElement, text: string, severity: Finding['severity']): void {
  setText(problem, text);
  problem.hidden = text === '';
  problem.className = `problem ${severity}`;
  if (severity === 'error' && text !== '') input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}
