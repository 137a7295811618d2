import type { DocumentStatus } from '../../src/core/dossier/types.ts';
import { STATUSES } from './columns.ts';
import { element } from '../dom.ts';
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
    [
      element('option', { attributes: { value: none.value }, text: none.text }),
      ...STATUSES.map((s) => element('option', { attributes: { value: s }, text: texts.statuses[s] })),
    ],
  );
  return select;
}

function button(text: string, action: string, run: () => void): HTMLElement {
  return element('button', {
    attributes: { type: 'button', 'data-action': action },
    text,
    on: { click: run },
  });
}

/** What the bar above the table can ask for. */
export interface ToolbarActions {
  readonly filter: (text: string) => void;
  readonly status: (status: DocumentStatus | 'all') => void;
  readonly addRow: () => void;
  readonly addFiles: () => void;
  readonly readInventory: () => void;
}

/** Search, status filter and adding. `summary` tells how many rows are shown. */
export function toolbar(texts: DossierTexts, summary: HTMLElement, actions: ToolbarActions): HTMLElement {
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
      actions.status(STATUSES.find((s) => s === value) ?? 'all');
    },
  );
  return element(
    'div',
    { attributes: { class: 'bar', role: 'toolbar', 'aria-label': texts.sections.inventory } },
    [
      filter,
      status,
      summary,
      element('span', { attributes: { class: 'stretch' } }),
      button(texts.actions.addRow, 'add-row', actions.addRow),
      button(texts.actions.addFiles, 'add-files', actions.addFiles),
      button(texts.actions.import, 'import', actions.readInventory),
    ],
  );
}

/** What can be done with the selected rows. */
export interface BatchActions {
  readonly setStatus: (status: string) => void;
  readonly remove: () => void;
  readonly clear: () => void;
}

/** The bar that shows while rows are selected. */
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
  return element('div', { attributes: { class: 'bar batch', hidden: '' } }, [
    status,
    button(texts.actions.delete, 'delete-rows', actions.remove),
    button(texts.actions.clear, 'clear', actions.clear),
  ]);
}
