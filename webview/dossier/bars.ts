import type { DocumentStatus } from '../../src/core/dossier/types.ts';
import { element } from '../ui/dom.ts';
import { STATUSES } from './columns.ts';
import type { DossierTexts } from './texts.ts';

/** A choice of status; the first option stands for none. */
function statusSelect(
  texts: DossierTexts,
  none: { readonly value: string; readonly text: string },
  label: string,
  role: string,
  onChoice: (value: string, select: HTMLSelectElement) => void,
): HTMLSelectElement {
  const select = element(
    'select',
    {
      attributes: { 'aria-label': label, 'data-role': role },
      on: {
        change: () => {
          onChoice(select.value, select);
        },
      },
    },
    element('option', { attributes: { value: none.value } }, none.text),
    ...STATUSES.map((status) => element('option', { attributes: { value: status } }, texts.statuses[status])),
  );
  return select;
}

function button(text: string, action: string, run: () => void): HTMLElement {
  return element(
    'button',
    { attributes: { type: 'button', 'data-action': action }, on: { click: run } },
    text,
  );
}

/** What the bar above the table can ask for. */
export interface ToolbarActions {
  readonly filter: (text: string) => void;
  readonly status: (status: DocumentStatus | 'all') => void;
  readonly addRow: () => void;
  readonly addFiles: () => void;
  readonly readInventory: () => void;
  readonly details: () => void;
}

/** The bar above the table. */
export interface Toolbar {
  readonly root: HTMLElement;
  /** What is offered at the end: adding to the list, or what can be done with selected rows, or nothing. */
  readonly offer: (what: 'adding' | 'batch' | 'nothing') => void;
  /** Whether the pane beside the table is open. */
  readonly showsDetails: (on: boolean) => void;
  /** Empties search and status. */
  readonly clear: () => void;
}

/** Search, status filter and adding. `summary` tells how many rows are shown, `batch` is for selected rows. */
export function toolbar(
  texts: DossierTexts,
  summary: HTMLElement,
  batch: HTMLElement,
  actions: ToolbarActions,
): Toolbar {
  const filter = element('input', {
    attributes: {
      type: 'search',
      placeholder: texts.filter,
      'aria-label': texts.filter,
      'data-role': 'filter',
    },
    on: {
      input: () => {
        actions.filter(filter.value);
      },
    },
  });
  const status = statusSelect(
    texts,
    { value: 'all', text: texts.allStatuses },
    texts.columns.status,
    'status-filter',
    (value) => {
      actions.status(STATUSES.find((each) => each === value) ?? 'all');
    },
  );
  const adding = element(
    'span',
    { class: 'group' },
    button(texts.actions.addRow, 'add-row', actions.addRow),
    button(texts.actions.addFiles, 'add-files', actions.addFiles),
    button(texts.actions.import, 'import', actions.readInventory),
  );
  const details = element(
    'button',
    {
      attributes: {
        type: 'button',
        'data-action': 'details',
        'aria-pressed': 'false',
        title: texts.details.hint,
      },
      on: { click: actions.details },
    },
    texts.details.toggle,
  );
  return {
    root: element(
      'div',
      { class: 'bar', attributes: { role: 'toolbar', 'aria-label': texts.sections.inventory } },
      filter,
      status,
      summary,
      element('span', { class: 'stretch' }),
      batch,
      adding,
      details,
    ),
    offer: (what) => {
      batch.hidden = what !== 'batch';
      adding.hidden = what !== 'adding';
    },
    showsDetails: (on) => {
      details.setAttribute('aria-pressed', String(on));
    },
    clear: () => {
      filter.value = '';
      status.value = 'all';
    },
  };
}

/** What can be done with the selected rows. */
export interface BatchActions {
  readonly setStatus: (status: string) => void;
  readonly withhold: () => void;
  readonly remove: () => void;
  readonly clear: () => void;
}

/** What shows while rows are selected. */
export function batchBar(texts: DossierTexts, actions: BatchActions): HTMLElement {
  const status = statusSelect(
    texts,
    { value: '', text: texts.actions.setStatus },
    texts.actions.setStatus,
    'set-status',
    (value, select) => {
      select.value = '';
      if (value !== '') actions.setStatus(value);
    },
  );
  return element(
    'span',
    { class: 'group', attributes: { hidden: true, 'data-role': 'batch' } },
    status,
    button(texts.actions.withhold, 'withhold', actions.withhold),
    button(texts.actions.delete, 'delete-rows', actions.remove),
    button(texts.actions.clear, 'clear', actions.clear),
  );
}
