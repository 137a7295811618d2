import { element, setText } from '../ui/dom.ts';

/** A tab and what it shows. */
export interface TabDefinition<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Tabs with their panels, one shown at a time; arrow keys go from tab to tab. */
export class Tabs<K extends string> {
  readonly list: HTMLElement;
  private readonly tabs = new Map<
    K,
    { readonly tab: HTMLElement; readonly badge: HTMLElement; readonly panel: HTMLElement }
  >();
  private readonly chosen: (key: K) => void;
  current: K;

  /** `chosen` is called when a person goes to a tab. */
  constructor(label: string, tabs: readonly TabDefinition<K>[], start: K, chosen: (key: K) => void) {
    this.chosen = chosen;
    this.current = start;
    this.list = element('div', { class: 'tabs', attributes: { role: 'tablist', 'aria-label': label } });
    for (const { key, label: name, panel } of tabs) {
      const badge = element('span', { class: 'badge', attributes: { hidden: true } });
      const tab = element(
        'button',
        {
          attributes: {
            type: 'button',
            role: 'tab',
            id: `tab-${key}`,
            'aria-controls': `panel-${key}`,
            'data-tab': key,
          },
          on: {
            click: () => {
              this.go(key);
            },
            keydown: (event: KeyboardEvent) => {
              this.key(event);
            },
          },
        },
        name,
        badge,
      );
      panel.id = `panel-${key}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', `tab-${key}`);
      this.tabs.set(key, { tab, badge, panel });
      this.list.append(tab);
    }
    this.show(start);
  }

  /** Shows a panel without telling anybody. */
  show(key: K): void {
    this.current = key;
    for (const [name, { tab, panel }] of this.tabs) {
      const on = name === key;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      panel.hidden = !on;
    }
  }

  /** A count at a tab's name; 0 hides it. `label` says in words what is counted. */
  badge(key: K, count: number, serious: boolean, label: string): void {
    const badge = this.tabs.get(key)?.badge;
    if (badge === undefined) return;
    badge.hidden = count === 0;
    badge.classList.toggle('serious', serious);
    badge.title = label;
    setText(badge, String(count));
  }

  private go(key: K): void {
    this.show(key);
    this.chosen(key);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const keys = [...this.tabs.keys()];
    const next = keys.at((keys.indexOf(this.current) + step) % keys.length)!;
    this.go(next);
    this.tabs.get(next)?.tab.focus();
  }
}
