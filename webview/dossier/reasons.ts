import type { DossierChange } from '../../src/core/dossier/changes.ts';
import type { PageGroundSet } from '../../src/core/dossier/protocol.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element, setText } from '../ui/dom.ts';
import type { DossierTexts } from './texts.ts';

type Reason = PageGroundSet['reasons'][number];

interface Entry {
  readonly root: HTMLElement;
  readonly own: HTMLElement;
  readonly text: HTMLTextAreaElement;
  readonly restore: HTMLButtonElement;
}

/** The boilerplate of each reason, which a dossier can put in its own words. */
export class ReasonTexts {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly change: (change: DossierChange) => void;
  private readonly list: HTMLElement;
  private readonly entries = new Map<string, Entry>();
  private own: NonNullable<Dossier['reasons']> = {};
  private reasons = new Map<string, Reason>();
  private shown = '';

  constructor(texts: DossierTexts, change: (change: DossierChange) => void) {
    this.texts = texts;
    this.change = change;
    this.list = element('div', { class: 'reasons' });
    this.root = element('div', {}, element('p', { class: 'hint' }, texts.reasons.explanation), this.list);
  }

  show(dossier: Dossier, set: PageGroundSet, readOnly: boolean): void {
    this.own = dossier.reasons ?? {};
    this.reasons = new Map(set.reasons.map((reason) => [reason.id, reason]));
    const now = set.reasons.map(({ id }) => id).join();
    if (now !== this.shown) {
      this.shown = now;
      this.entries.clear();
      this.list.replaceChildren(...set.reasons.map((reason) => this.entry(reason)));
    }
    for (const [id, entry] of this.entries) {
      const mine = this.own[id]?.boilerplate;
      entry.text.readOnly = readOnly;
      if (document.activeElement !== entry.text) entry.text.value = this.textOf(id);
      entry.own.hidden = mine === undefined;
      entry.restore.hidden = mine === undefined || readOnly;
    }
  }

  /** Opens a reason with the cursor in its text. */
  focus(id: string): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    entry.root.setAttribute('open', '');
    entry.text.focus();
  }

  private textOf(id: string): string {
    return (this.own[id]?.boilerplate ?? this.reasons.get(id)?.boilerplate ?? []).join('\n\n');
  }

  private give(id: string, text: string): void {
    const paragraphs = text.split(/\n\s*\n/).filter((each) => each.trim() !== '');
    const same = paragraphs.join('\n\n') === (this.reasons.get(id)?.boilerplate ?? []).join('\n\n');
    this.change({ kind: 'set-reason', reason: id, boilerplate: same ? [] : paragraphs });
  }

  private entry({ id, title, grounds }: Reason): HTMLElement {
    const { reasons } = this.texts;
    const own = element('span', { class: 'badge', attributes: { hidden: true } }, reasons.own);
    const text = element('textarea', {
      attributes: {
        rows: 8,
        spellcheck: 'true',
        dir: 'auto',
        'aria-label': `${grounds.join(' + ')} ${title}`,
        'data-reason': id,
      },
      on: {
        change: () => {
          if (text.value.trim() !== this.textOf(id)) this.give(id, text.value);
        },
      },
    });
    const restore = element(
      'button',
      {
        attributes: { type: 'button', 'data-restore': id },
        on: {
          click: () => {
            this.change({ kind: 'set-reason', reason: id, boilerplate: [] });
          },
        },
      },
      reasons.restore,
    );
    const name = element('span', {});
    setText(name, title);
    const root = element(
      'details',
      {},
      element('summary', {}, element('strong', {}, grounds.join(' + ')), name, own),
      text,
      element('div', { class: 'reason-foot' }, element('small', { class: 'hint' }, reasons.hint), restore),
    );
    this.entries.set(id, { root, own, text, restore });
    return root;
  }
}
