import type { EditorContext } from '../context.ts';
import type { Navigation } from '../marks/navigation.ts';
import { selectMarks } from '../state/model.ts';
import { createButton, setPressed } from '../toolkit.ts';
import { element, setAttribute, setText } from '../ui/dom.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { makeRoving } from '../ui/roving.ts';
import { listSpace, VirtualList } from '../ui/virtual-list.ts';
import { createRow, fillRow, type RowActions, showRowState } from './row-views.ts';
import { panelCounts, type PanelFilter, type PanelRow, panelRows, rowEstimate, rowKey } from './rows.ts';

/** Below this width (as in panel.css) the list lies over the page, so it is not there until it is asked for. */
const NARROW = '(width < 620px)';

const FILTERS: readonly PanelFilter[] = ['all', 'findings', 'suggested'];

/** The list of the document's marks with ground, reason, quote, status and findings (WAI-ARIA, grid pattern). */
export class MarksPanel {
  readonly node: HTMLElement;
  readonly #context: EditorContext;
  readonly #navigation: Navigation;
  readonly #list: VirtualList<PanelRow>;
  readonly #grid: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #counts: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #batch: HTMLElement;
  readonly #batchCount: HTMLElement;
  readonly #filters = new Map<PanelFilter, HTMLElement>();
  #filter: PanelFilter = 'all';
  /** Key of the row that the Tab key reaches. */
  #current: string | undefined;
  /** Id of the mark that a range of selected rows starts from. */
  #rangeStart: string | undefined;

  constructor(context: EditorContext, navigation: Navigation) {
    this.#context = context;
    this.#navigation = navigation;
    const { texts, model } = context;
    this.#grid = listSpace({ role: 'grid', 'aria-label': texts.panelTitle, 'aria-multiselectable': 'true' });
    this.#empty = element('div', { class: 'panel-empty' });
    this.#counts = element('span', { class: 'panel-counts', attributes: { 'data-panel-counts': '' } });
    this.#progress = element('span', { class: 'panel-progress', attributes: { 'data-reviewed-count': '' } });
    const scroller = element('div', { class: 'panel-list' }, this.#empty, this.#grid);
    this.#batchCount = element('span', { class: 'batch-count' });
    this.#batch = this.#batchBar();
    this.node = element(
      'aside',
      { class: 'panel', attributes: { 'aria-label': texts.panelTitle, 'data-region': 'panel' } },
      element(
        'header',
        { class: 'side-header' },
        element('h2', {}, texts.panelTitle),
        this.#counts,
        createButton(
          {
            look: 'icon',
            label: texts.close,
            action: 'close-panel',
            onPress: () => model.marksPanel.set(false),
          },
          icon('close'),
        ),
      ),
      this.#filterBar(),
      scroller,
      this.#batch,
      element('footer', { class: 'panel-footer' }, this.#progress),
    );
    const rowActions: RowActions = {
      onFix: (finding, fix) => context.transport.send({ type: 'fix', finding, fix }),
      onReviewed: (page, reviewed) => context.actions.review([page], reviewed),
      onFinding: (finding) => navigation.showFinding(finding, false),
    };
    this.#list = new VirtualList<PanelRow>({
      key: rowKey,
      estimate: rowEstimate,
      create: createRow,
      update: (node, row, index) => {
        fillRow(node, row, model.snapshot.value, texts, rowActions);
        setAttribute(node, 'aria-rowindex', index + 1);
        const selected = row.kind === 'mark' && model.selected.value.has(row.redaction.id);
        showRowState(node, selected, rowKey(row) === this.#currentKey());
      },
      scroller,
      holder: this.#grid,
    });
    this.#grid.addEventListener('click', (event) => this.#onClick(event));
    this.#grid.addEventListener('contextmenu', (event) => {
      const id = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'];
      if (id !== undefined && !model.selected.value.has(id)) {
        selectMarks(model, [id]);
      }
    });
    this.#grid.addEventListener('keydown', (event) => this.#onKey(event));
    model.snapshot.subscribe(() => this.#show());
    model.selected.subscribe(() => this.#showSelected());
    model.marksPanel.subscribe(() => this.#showPanel());
    this.#followWidth(matchMedia(NARROW));
    this.#show();
    this.#showPanel();
  }

  /** Puts the keyboard in the list; tells whether it is shown. */
  focus(): boolean {
    if (this.node.hidden) {
      return false;
    }
    const index = this.#list.items.findIndex((row) => rowKey(row) === this.#currentKey());
    const row = this.#list.reveal(index);
    (row ?? this.#filters.get(this.#filter))?.focus();
    return true;
  }

  #filterBar(): HTMLElement {
    const { texts } = this.#context;
    const bar = element('div', {
      class: 'filters',
      attributes: { role: 'toolbar', 'aria-label': texts.filter },
    });
    for (const filter of FILTERS) {
      const button = createButton({
        look: 'icon',
        label: '',
        action: `filter-${filter}`,
        pressed: filter === this.#filter,
        onPress: () => {
          this.#filter = filter;
          this.#show();
        },
      });
      this.#filters.set(filter, button);
      bar.append(button);
    }
    makeRoving(bar);
    return bar;
  }

  #batchBar(): HTMLElement {
    const { texts, actions } = this.#context;
    const button = (label: string, name: IconName, action: string, onPress: () => void): HTMLElement =>
      createButton({ look: 'icon', label, action, onPress }, icon(name));
    const bar = element(
      'div',
      { class: 'batch', attributes: { role: 'toolbar', 'aria-label': texts.markActions, hidden: true } },
      this.#batchCount,
      button(texts.changeGround, 'ground', 'batch-pick', () => actions.pick()),
      button(texts.motivate, 'motivate', 'batch-motivate', () => actions.motivate()),
      button(texts.accept, 'accept', 'batch-accept', () => actions.decide('accepted')),
      button(texts.reject, 'reject', 'batch-reject', () => actions.decide('rejected')),
      button(texts.remove, 'remove', 'batch-remove', () => actions.remove()),
    );
    return bar;
  }

  #followWidth(narrow: MediaQueryList): void {
    const { model, lifetime } = this.#context;
    let shownWhenWide = model.marksPanel.value;
    const adapt = (): void => {
      if (narrow.matches) {
        shownWhenWide = model.marksPanel.value;
        model.marksPanel.set(false);
      } else if (shownWhenWide) {
        model.marksPanel.set(true);
      }
    };
    narrow.addEventListener('change', adapt, { signal: lifetime });
    if (narrow.matches) {
      adapt();
    }
  }

  #showPanel(): void {
    this.node.hidden = !this.#context.model.marksPanel.value;
    if (!this.node.hidden) {
      this.#list.render();
    }
  }

  #show(): void {
    const { model, texts, viewer } = this.#context;
    const snapshot = model.snapshot.value;
    const counts = panelCounts(snapshot);
    const labels = {
      all: texts.filterAll(counts.all),
      findings: texts.filterFindings(counts.findings),
      suggested: texts.filterSuggested(counts.suggested),
    };
    for (const [filter, button] of this.#filters) {
      setText(button, labels[filter]);
      button.setAttribute('aria-label', labels[filter]);
      button.removeAttribute('title');
      setPressed(button, filter === this.#filter);
    }
    setText(this.#counts, texts.markCount(counts.all));
    setText(this.#progress, texts.reviewedCount(snapshot.reviewedPages.length, viewer.count));
    const share = snapshot.reviewedPages.length / Math.max(1, viewer.count);
    this.#progress.style.setProperty('--share', `${(share * 100).toFixed(1)}%`);
    const rows = panelRows(snapshot, this.#filter);
    setAttribute(this.#grid, 'aria-rowcount', rows.length);
    this.#grid.hidden = rows.length === 0;
    this.#empty.hidden = rows.length > 0;
    this.#empty.replaceChildren(
      ...(counts.all === 0 && this.#filter === 'all'
        ? [element('p', {}, texts.emptyPanel), element('p', { class: 'hint' }, texts.emptyPanelHint)]
        : [element('p', {}, texts.emptyFilter)]),
    );
    this.#list.set(rows);
    this.#showSelected();
  }

  #showSelected(): void {
    const { model, texts, actions } = this.#context;
    const selected = model.selected.value;
    this.#batch.hidden = selected.size === 0 || !actions.editable;
    setText(this.#batchCount, texts.marksSelected(selected.size));
    if (!this.#batch.hidden) {
      makeRoving(this.#batch);
    }
    const first = this.#list.items.findIndex((row) => row.kind === 'mark' && selected.has(row.redaction.id));
    if (first >= 0 && !this.#grid.contains(document.activeElement) && !this.node.hidden) {
      this.#current = rowKey(this.#list.items[first] as PanelRow);
      this.#list.reveal(first);
    } else {
      this.#list.render();
    }
  }

  #currentKey(): string | undefined {
    const rows = this.#list.items;
    const known = rows.some((row) => rowKey(row) === this.#current);
    const fallback = rows.find((row) => row.kind === 'mark') ?? rows[0];
    return known ? this.#current : fallback === undefined ? undefined : rowKey(fallback);
  }

  #onClick(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (id === undefined || target.closest('[data-action]') !== null) {
      return;
    }
    this.#choose(id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  }

  #choose(id: string, how: 'only' | 'toggle' | 'range'): void {
    const { model } = this.#context;
    this.#current = `mark:${id}`;
    const ids = this.#list.items.flatMap((row) => (row.kind === 'mark' ? [row.redaction.id] : []));
    if (how === 'range') {
      const from = Math.max(0, ids.indexOf(this.#rangeStart ?? id));
      const to = ids.indexOf(id);
      selectMarks(model, ids.slice(Math.min(from, to), Math.max(from, to) + 1));
    } else if (how === 'toggle') {
      this.#rangeStart = id;
      const selected = new Set(model.selected.value);
      if (!selected.delete(id)) {
        selected.add(id);
      }
      selectMarks(model, selected);
    } else {
      this.#rangeStart = id;
      void this.#navigation.show(id, false);
    }
    this.#list.render();
    const index = this.#list.items.findIndex((row) => row.kind === 'mark' && row.redaction.id === id);
    this.#list.reveal(index)?.focus({ preventScroll: true });
  }

  #onKey(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role="row"]');
    if (row === null || event.target !== row || event.altKey) {
      return;
    }
    if (!this.#rowKey(event, row)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #rowKey(event: KeyboardEvent, row: HTMLElement): boolean {
    const rows = this.#list.items;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'a') {
      selectMarks(
        this.#context.model,
        rows.flatMap((item) => (item.kind === 'mark' ? [item.redaction.id] : [])),
      );
      return true;
    }
    const id = row.dataset['row'];
    const shown = rows[Number(row.getAttribute('aria-rowindex')) - 1];
    if (event.key === 'Enter' && shown?.kind === 'finding') {
      this.#navigation.showFinding(shown.finding, true);
      return true;
    }
    if (event.key === ' ' && id !== undefined) {
      this.#choose(id, 'toggle');
      return true;
    }
    const at = Number(row.getAttribute('aria-rowindex')) - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    const target = next === undefined ? undefined : rows[next];
    if (target === undefined) {
      return next !== undefined;
    }
    if (target.kind === 'mark' && !command) {
      this.#choose(target.redaction.id, event.shiftKey ? 'range' : 'only');
    } else {
      this.#current = rowKey(target);
      this.#list.render();
      this.#list.reveal(next ?? 0)?.focus({ preventScroll: true });
    }
    return true;
  }
}
