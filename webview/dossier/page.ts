import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { DossierHostMessage, DossierPageMessage } from '../../src/core/dossier/protocol.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { element, setText } from '../ui/dom.ts';
import { FindingsBox } from './findings.ts';
import { DossierForm } from './form.ts';
import { ReasonTexts } from './reasons.ts';
import { InventoryTable } from './table.ts';
import { Tabs } from './tabs.ts';
import { dossierTexts, type DossierTexts } from './texts.ts';

type Command = Extract<DossierPageMessage, { type: 'command' }>['command'];

/** The tabs of the page. */
export type DossierTab = 'inventory' | 'data' | 'reasons';

/** How a person left the page. */
export interface PageState {
  readonly tab: DossierTab;
  /** Whether the pane beside the table is open. */
  readonly details: boolean;
}

const onRows = ({ path }: Finding): boolean => path[0] === 'documents';

/** The dossier as a person fills it in: the inventory as a table, the rest as a form, boilerplate by reason. */
export class DossierPage {
  readonly root: HTMLElement;
  private readonly texts: DossierTexts;
  private readonly form: DossierForm;
  private readonly table: InventoryTable;
  private readonly reasons: ReasonTexts;
  private readonly tabs: Tabs<DossierTab>;
  private readonly findings: FindingsBox;
  private readonly banner: HTMLElement;
  private readonly title: HTMLElement;
  private readonly toWoo: HTMLElement;
  private dossier: Dossier | undefined;

  /** `state` is how the page starts; `left` hears how a person leaves it. */
  constructor(
    language: 'nl' | 'en',
    state: PageState,
    send: (message: DossierPageMessage) => void,
    left: (state: PageState) => void,
  ) {
    const texts = dossierTexts[language];
    this.texts = texts;
    this.form = new DossierForm(texts, send);
    let now = state;
    const note = (change: Partial<PageState>): void => {
      now = { ...now, ...change };
      left(now);
    };
    this.table = new InventoryTable(texts, send, state.details, (details) => {
      note({ details });
    });
    this.reasons = new ReasonTexts(texts, (change) => {
      send({ type: 'change', change });
    });
    const action = (text: string, command: Command, style?: string): HTMLElement =>
      element(
        'button',
        {
          ...(style === undefined ? {} : { class: style }),
          attributes: { type: 'button', 'data-action': command },
          on: {
            click: () => {
              send({ type: 'command', command });
            },
          },
        },
        text,
      );
    this.banner = element('p', { class: 'banner', attributes: { role: 'alert', hidden: true } });
    this.findings = new FindingsBox(
      texts,
      (field) => {
        this.focus(field);
      },
      (row) => {
        send({ type: 'open-document', row });
      },
    );
    this.title = element('span', { class: 'reference', attributes: { dir: 'auto' } });
    this.toWoo = action(texts.actions.toWoo, 'to-woo');
    const inventory = element('section', { class: 'panel' }, this.table.root);
    const data = element('section', { class: 'panel scroll' }, this.form.root);
    const reasons = element('section', { class: 'panel scroll' }, this.reasons.root);
    this.tabs = new Tabs(
      texts.title,
      [
        { key: 'inventory', label: texts.sections.inventory, panel: inventory },
        { key: 'data', label: texts.sections.data, panel: data },
        { key: 'reasons', label: texts.sections.reasons, panel: reasons },
      ],
      state.tab,
      (tab) => {
        note({ tab });
      },
    );
    this.root = element(
      'main',
      { class: 'page' },
      element(
        'header',
        {},
        element('h1', {}, texts.title),
        this.title,
        element('span', { class: 'stretch' }),
        action(texts.actions.json, 'open-json'),
        this.toWoo,
        action(texts.actions.preview, 'preview'),
        action(texts.actions.export, 'export', 'primary'),
      ),
      this.banner,
      this.findings.root,
      this.tabs.list,
      inventory,
      data,
      reasons,
    );
  }

  show({
    dossier,
    facts,
    findings,
    groundSet,
    readOnly,
  }: Extract<DossierHostMessage, { type: 'dossier' }>): void {
    this.banner.hidden = readOnly === undefined;
    setText(this.banner, readOnly ?? '');
    setText(this.title, dossier.decision.reference ?? '');
    this.toWoo.hidden = dossier.law === 'woo' || readOnly !== undefined;
    this.dossier = dossier;
    const fixed = readOnly !== undefined;
    const used = facts.flatMap(({ grounds }) => grounds);
    this.form.show(dossier, findings, used, groundSet, fixed);
    this.table.show(dossier, facts, findings, groundSet, fixed);
    this.reasons.show(dossier, groundSet, fixed);
    this.findings.show(
      findings,
      dossier.documents.flatMap(({ number, title }, row) => {
        const { errors = 0, warnings = 0 } = facts[row] ?? {};
        return errors + warnings === 0 ? [] : [{ row, number, title, errors, warnings }];
      }),
    );
    for (const [tab, some] of [
      ['inventory', findings.filter(onRows)],
      ['data', findings.filter((finding) => !onRows(finding))],
    ] as const) {
      const serious = some.some(({ severity }) => severity === 'error');
      this.tabs.badge(tab, some.length, serious, this.texts.findingsHere(some.length));
    }
  }

  /**
   * Goes to a field, by its dotted path (`decision.date`), to a row (`documents.3`, a cell of it where one is named),
   * or to what a placeholder of the letter stands for (`motivering.geheel.10.2.d`).
   */
  focus(field: string): void {
    const [root, row, column] = field.split('.');
    if (root === 'documents') {
      this.tabs.show('inventory');
      if (row !== undefined) this.table.reveal(Number(row), column);
      return;
    }
    if (root === 'motivering') {
      this.tabs.show('inventory');
      const bare = this.dossier?.documents.findIndex(
        ({ withheld }) =>
          withheld !== undefined && withheld.reason === undefined && withheld.motivation === undefined,
      );
      if (row === 'geheel' && bare !== undefined && bare >= 0) this.table.reveal(bare, 'withheld');
      return;
    }
    if (root === 'reasons') {
      this.tabs.show('reasons');
      if (row !== undefined) this.reasons.focus(row);
      return;
    }
    this.tabs.show('data');
    this.form.focus(field);
  }
}
