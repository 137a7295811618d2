import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { DossierChange, Withheld } from '../../src/core/dossier/changes.ts';
import type { PageGroundSet } from '../../src/core/dossier/protocol.ts';
import { element, setText } from '../ui/dom.ts';
import type { TableRow } from './rows.ts';
import type { DossierTexts } from './texts.ts';

/** Refusal of whole documents: whether, on what grounds, for what reason, in what own words. */
export class WithheldForm {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly change: (change: DossierChange) => void;
  private readonly whole: HTMLInputElement;
  private readonly rest: HTMLElement;
  private readonly grounds: HTMLElement;
  private readonly ground: HTMLSelectElement;
  private readonly reason: HTMLSelectElement;
  private readonly boilerplate: HTMLElement;
  private readonly motivation: HTMLTextAreaElement;
  private readonly hint: HTMLElement;
  private readonly problem: HTMLElement;
  private rows: readonly TableRow[] = [];
  private set: PageGroundSet = { shortName: '', grounds: [], reasons: [] };

  constructor(texts: DossierTexts, change: (change: DossierChange) => void) {
    this.texts = texts;
    this.change = change;
    const { withheld } = texts;
    this.whole = element('input', {
      attributes: { type: 'checkbox', 'data-role': 'withheld' },
      on: {
        change: () => {
          this.give(this.whole.checked ? { grounds: [] } : undefined);
        },
      },
    });
    this.grounds = element('ul', { class: 'chosen', attributes: { 'aria-label': withheld.grounds } });
    this.ground = element('select', {
      attributes: { id: 'withheld-ground', 'data-role': 'withheld-ground' },
      on: {
        change: () => {
          this.addGround(this.ground.value);
        },
      },
    });
    this.reason = element('select', {
      attributes: { id: 'withheld-reason', 'data-role': 'withheld-reason' },
      on: {
        change: () => {
          this.chooseReason(this.reason.value);
        },
      },
    });
    this.boilerplate = element('blockquote', { attributes: { hidden: true } });
    this.hint = element('small', { class: 'hint' });
    this.motivation = element('textarea', {
      attributes: {
        id: 'withheld-motivation',
        rows: 4,
        spellcheck: 'true',
        dir: 'auto',
        'data-role': 'withheld-motivation',
      },
      on: {
        change: () => {
          const { common } = this;
          if (common !== undefined) this.give({ ...common, motivation: this.motivation.value });
        },
      },
    });
    this.problem = element('p', { attributes: { hidden: true } });
    const field = (label: string, id: string, ...inputs: readonly HTMLElement[]): HTMLElement =>
      element('div', { class: 'field' }, element('label', { attributes: { for: id } }, label), ...inputs);
    this.rest = element(
      'div',
      {},
      field(withheld.grounds, 'withheld-ground', this.grounds, this.ground),
      field(withheld.reason, 'withheld-reason', this.reason),
      field(withheld.motivation, 'withheld-motivation', this.motivation, this.hint),
      this.boilerplate,
    );
    this.root = element(
      'fieldset',
      { class: 'withheld' },
      element('legend', {}, withheld.title),
      element('label', { class: 'check' }, this.whole, withheld.whole),
      element('small', { class: 'hint' }, withheld.explanation),
      this.problem,
      this.rest,
    );
  }

  show(rows: readonly TableRow[], findings: readonly Finding[], set: PageGroundSet, readOnly: boolean): void {
    this.rows = rows;
    this.set = set;
    const { common } = this;
    const some = rows.some(({ document }) => document.withheld !== undefined);
    this.root.hidden = !some && rows.every(({ document }) => document.status !== 'assessed');
    this.whole.checked = common !== undefined;
    this.whole.indeterminate = some && common === undefined;
    this.rest.hidden = common === undefined;
    for (const input of [this.whole, this.ground, this.reason, this.motivation]) input.disabled = readOnly;
    const finding = findings.find(({ path }) => path[2] === 'withheld');
    setText(this.problem, finding?.message ?? '');
    this.problem.hidden = finding === undefined;
    this.problem.className = `problem ${finding?.severity ?? 'info'}`;
    if (common === undefined) return;
    this.showGrounds(common, readOnly);
    this.showReasons(common);
    if (document.activeElement !== this.motivation) this.motivation.value = common.motivation ?? '';
  }

  /** Puts the cursor where something is still to be done. */
  focus(): void {
    const { common } = this;
    const next =
      common === undefined
        ? this.whole
        : common.grounds.length === 0
          ? this.ground
          : common.reason === undefined
            ? this.reason
            : this.motivation;
    this.root.scrollIntoView({ block: 'nearest' });
    next.focus();
  }

  /** What all rows have alike; undefined where they differ or have none. */
  private get common(): Withheld | undefined {
    const [first, ...rest] = this.rows.map(({ document }) => document.withheld);
    return rest.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : undefined;
  }

  private give(withheld: Withheld | undefined): void {
    const change = {
      kind: 'set-withheld',
      rows: this.rows.map(({ index }) => index),
      ...(withheld === undefined ? {} : { withheld }),
    } as const;
    // What is chosen next builds on this, whether or not the answer is there by then.
    this.rows = this.rows.map(({ document, ...row }) => {
      const { withheld: _old, ...rest } = document;
      return { ...row, document: withheld === undefined ? rest : { ...rest, withheld } };
    });
    this.change(change);
  }

  private addGround(code: string): void {
    const { common } = this;
    if (common !== undefined && code !== '') this.give({ ...common, grounds: [...common.grounds, code] });
  }

  private chooseReason(id: string): void {
    const { common } = this;
    if (common === undefined) return;
    const { reason: _old, ...others } = common;
    const chosen = this.set.reasons.find((each) => each.id === id);
    const grounds = [...new Set([...(chosen?.grounds ?? []), ...common.grounds])];
    this.give({ ...others, grounds, ...(chosen === undefined ? {} : { reason: chosen.id }) });
  }

  private showGrounds(common: Withheld, readOnly: boolean): void {
    const { withheld } = this.texts;
    const title = (code: string): string => this.set.grounds.find((each) => each.code === code)?.title ?? '';
    this.grounds.replaceChildren(
      ...common.grounds.map((code) =>
        element(
          'li',
          {},
          element('strong', {}, code),
          element('span', {}, title(code)),
          !readOnly &&
            element(
              'button',
              {
                class: 'in-cell',
                attributes: { type: 'button', 'aria-label': withheld.removeGround(code), 'data-code': code },
                on: {
                  click: () => {
                    this.give({ ...common, grounds: common.grounds.filter((each) => each !== code) });
                  },
                },
              },
              '×',
            ),
        ),
      ),
    );
    this.ground.replaceChildren(
      element('option', { attributes: { value: '' } }, withheld.addGround),
      ...this.set.grounds
        .filter(({ code }) => !common.grounds.includes(code))
        .map(({ code, title: name }) =>
          element('option', { attributes: { value: code } }, `${code} ${name}`),
        ),
    );
  }

  /** The reasons of the grounds that were chosen; of all grounds as long as none is. */
  private showReasons(common: Withheld): void {
    const { withheld } = this.texts;
    const { reasons } = this.set;
    const fits = reasons.filter(
      ({ grounds }) => common.grounds.length === 0 || common.grounds.includes(grounds[0] ?? ''),
    );
    const chosen = reasons.find(({ id }) => id === common.reason);
    const offered = chosen === undefined || fits.includes(chosen) ? fits : [chosen, ...fits];
    const codes = [...new Set(offered.map(({ grounds }) => grounds[0] ?? ''))];
    this.reason.replaceChildren(
      element('option', { attributes: { value: '' } }, withheld.noReason),
      ...codes.map((code) =>
        element(
          'optgroup',
          { attributes: { label: code } },
          ...offered
            .filter(({ grounds }) => (grounds[0] ?? '') === code)
            .map(({ id, title }) => element('option', { attributes: { value: id } }, title)),
        ),
      ),
    );
    this.reason.value = chosen?.id ?? '';
    this.boilerplate.hidden = chosen === undefined;
    this.boilerplate.replaceChildren(...(chosen?.boilerplate ?? []).map((text) => element('p', {}, text)));
    const needed = chosen === undefined || chosen.rules.some(({ kind }) => kind === 'needs-motivation');
    setText(this.hint, needed ? withheld.motivationNeeded : withheld.motivationFree);
  }
}
