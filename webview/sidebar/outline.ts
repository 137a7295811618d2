import type { EditorContext } from '../context.ts';
import type { OutlineEntry } from '../pdf/source.ts';
import { element } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

/** Entries shown open at first, at most. */
const OPEN_UP_TO = 40;

/** The PDF's outline as a tree (WAI-ARIA, tree view pattern). Branches are filled when they are opened. */
export class OutlineTree {
  readonly node: HTMLElement;
  readonly #context: EditorContext;

  constructor(context: EditorContext) {
    this.#context = context;
    const { texts, source } = context;
    this.node = element('div', {
      class: 'outline',
      attributes: { role: 'tree', 'aria-label': texts.outline },
    });
    this.node.addEventListener('keydown', (event) => this.#onKey(event));
    source.outline().then(
      (entries) => this.#fill(entries),
      () => this.#fill([]),
    );
  }

  #fill(entries: readonly OutlineEntry[]): void {
    if (entries.length === 0) {
      this.node.removeAttribute('role');
      this.node.removeAttribute('aria-label');
      this.node.replaceChildren(element('p', { class: 'side-empty' }, this.#context.texts.noOutline));
      return;
    }
    const all = entries.length + entries.reduce((sum, entry) => sum + entry.children.length, 0);
    const items = entries.map((entry) => this.#item(entry, 1));
    this.node.replaceChildren(...items);
    if (all <= OPEN_UP_TO) {
      for (const item of items) {
        setOpen(item, true);
      }
    }
    const [first] = items;
    first?.setAttribute('tabindex', '0');
  }

  #item(entry: OutlineEntry, level: number): HTMLElement {
    const label = element('span', { class: 'outline-label' }, entry.title.trim() || '—');
    const row = element('div', { class: 'outline-row' }, icon('right'), label);
    row.style.paddingInlineStart = `${level * 12 - 4}px`;
    const branch = entry.children.length > 0;
    const item = element(
      'div',
      {
        attributes: {
          role: 'treeitem',
          'aria-level': level,
          'aria-label': entry.title.trim() || '—',
          'aria-expanded': branch ? 'false' : undefined,
          tabindex: -1,
        },
      },
      row,
    );
    const group = element('div', { attributes: { role: 'group', hidden: true } });
    if (branch) {
      item.append(group);
      item.addEventListener('lakmoes-open', (event) => {
        event.stopPropagation();
        if (group.childElementCount === 0) {
          group.append(...entry.children.map((child) => this.#item(child, level + 1)));
        }
      });
    }
    row.addEventListener('click', (event) => {
      if ((event.target as Element).closest('.icon') !== null && branch) {
        setOpen(item, item.getAttribute('aria-expanded') !== 'true');
      } else {
        this.#focus(item);
        void this.#go(entry);
      }
    });
    item.addEventListener('lakmoes-go', (event) => {
      event.stopPropagation();
      void this.#go(entry);
    });
    return item;
  }

  async #go(entry: OutlineEntry): Promise<void> {
    const page = await entry.page().catch(() => undefined);
    if (page !== undefined) {
      this.#context.viewer.scrollTo(page);
    }
  }

  #visible(): HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>('[role="treeitem"]')].filter(
      (item) => item.parentElement?.closest('[hidden]') === null,
    );
  }

  #focus(item: HTMLElement | undefined): void {
    if (item !== undefined) {
      this.node.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
      item.setAttribute('tabindex', '0');
      item.focus();
    }
  }

  #onKey(event: KeyboardEvent): void {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    if (item === null || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const visible = this.#visible();
    const at = visible.indexOf(item);
    const expanded = item.getAttribute('aria-expanded');
    switch (event.key) {
      case 'ArrowDown':
        this.#focus(visible[at + 1]);
        break;
      case 'ArrowUp':
        this.#focus(visible[at - 1]);
        break;
      case 'Home':
        this.#focus(visible[0]);
        break;
      case 'End':
        this.#focus(visible.at(-1));
        break;
      case 'ArrowRight':
        if (expanded === 'false') {
          setOpen(item, true);
        } else if (expanded === 'true') {
          this.#focus(visible[at + 1]);
        }
        break;
      case 'ArrowLeft':
        if (expanded === 'true') {
          setOpen(item, false);
        } else {
          this.#focus(item.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? undefined);
        }
        break;
      case 'Enter':
      case ' ':
        item.dispatchEvent(new CustomEvent('lakmoes-go', { bubbles: true }));
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

function setOpen(item: HTMLElement, open: boolean): void {
  if (item.hasAttribute('aria-expanded')) {
    if (open) {
      item.dispatchEvent(new CustomEvent('lakmoes-open', { bubbles: true }));
    }
    item.setAttribute('aria-expanded', String(open));
    item.querySelector<HTMLElement>(':scope > [role="group"]')?.toggleAttribute('hidden', !open);
  }
}
