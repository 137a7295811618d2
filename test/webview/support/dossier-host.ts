import type { Locator } from 'playwright-core';
import type { Finding } from '../../../src/core/diagnostics/types.ts';
import { applyDossierChange, type DossierChange } from '../../../src/core/dossier/changes.ts';
import type { DossierPageMessage, RowFacts } from '../../../src/core/dossier/protocol.ts';
import type { Dossier, DossierDocument } from '../../../src/core/dossier/types.ts';
import { groundSetFor } from '../../../src/core/grounds/sets.ts';
import { type PlainDesk, type PlainOptions, type PlainPage, until } from './plain-page.ts';

/** A dossier with everything filled in, of invented people. */
export const fullDossier: Dossier = {
  version: 1,
  law: 'wob',
  request: {
    date: '2021-10-04',
    received: '2021-10-06',
    requester: { name: 'A. Voorbeeldsma', salutation: 'heer', address: ['Denkbeeldige Gracht 12'] },
    subject: 'openbaarmaking van werkinstructies',
  },
  authority: {
    name: 'De Staatssecretaris van Voorbeeldzaken',
    shortName: 'de Dienst Voorbeeld',
    organisation: 'Dienst Voorbeeld',
    address: ['Postbus 0000', '0000 AA Voorbeeldstad'],
  },
  decision: {
    date: '2022-02-14',
    reference: 'WOB-2021-0047',
    signatory: { name: 'H. Handtekening', function: 'directeur' },
  },
  documents: [
    {
      number: '1',
      title: 'Werkinstructie horen',
      date: '2021-03-18',
      type: 'Werkinstructie',
      file: 'een.pdf',
      status: 'assessed',
    },
    {
      number: '2',
      title: 'Beleidsregel kosten',
      date: '2020-11-26',
      type: 'Nota',
      status: 'already-public',
      publicUrl: 'www.voorbeeld.nl',
    },
    {
      number: '3',
      title: 'E-mail over de planning',
      date: '2021-05-02',
      type: 'E-mail',
      file: 'drie.pdf',
      status: 'assessed',
    },
    {
      number: '10',
      title: 'Aantekening',
      date: '2019',
      type: 'Memo',
      file: 'tien.pdf',
      status: 'assessed',
      remark: 'gescand',
    },
  ],
};

const noFacts: RowFacts = { grounds: [], marks: 0, open: 0 };

/** What a fake host begins with. */
export interface DossierStart extends PlainOptions {
  readonly dossier?: Dossier;
  readonly facts?: readonly RowFacts[];
  readonly findings?: readonly Finding[];
  readonly readOnly?: string;
  readonly language?: 'nl' | 'en';
}

/** The dossier editor's page with a stand-in for the extension, which carries changes out as the extension does. */
export class DossierTable {
  readonly plain: PlainPage;
  readonly received: DossierPageMessage[];
  dossier: Dossier;
  readonly #start: DossierStart;

  private constructor(plain: PlainPage, received: DossierPageMessage[], start: DossierStart) {
    this.plain = plain;
    this.received = received;
    this.#start = start;
    this.dossier = start.dossier ?? fullDossier;
  }

  static async open(desk: PlainDesk, start: DossierStart = {}): Promise<DossierTable> {
    const received: DossierPageMessage[] = [];
    let answer: (message: DossierPageMessage) => void = () => undefined;
    const plain = await desk.open(
      'dossier',
      (message: DossierPageMessage) => {
        received.push(message);
        answer(message);
      },
      start,
    );
    const table = new DossierTable(plain, received, start);
    answer = (message) => {
      if (message.type !== 'change') return;
      table.dossier = applyDossierChange(table.dossier, message.change);
      void table.show();
    };
    await table.show();
    await plain.page.locator('.tabs').waitFor();
    return table;
  }

  /** Sends the dossier as it is now. */
  async show(dossier: Dossier = this.dossier): Promise<void> {
    this.dossier = dossier;
    const { facts, findings, readOnly, language } = this.#start;
    await this.plain.send({
      type: 'dossier',
      language: language ?? 'nl',
      dossier,
      facts: dossier.documents.map((_, index) => facts?.[index] ?? noFacts),
      findings: findings ?? [],
      groundSet: groundSetFor(dossier.law),
      ...(readOnly === undefined ? {} : { readOnly }),
    });
  }

  get changes(): readonly DossierChange[] {
    return this.received.flatMap((message) => (message.type === 'change' ? [message.change] : []));
  }

  /** Waits for the dossier to be so. */
  async until(what: string, holds: (dossier: Dossier) => boolean): Promise<void> {
    await until(what, () => holds(this.dossier));
  }

  async documents(what: string, holds: (documents: readonly DossierDocument[]) => boolean): Promise<void> {
    await this.until(what, ({ documents }) => holds(documents));
  }

  tab(name: 'inventory' | 'data' | 'reasons'): Locator {
    return this.plain.page.locator(`[data-tab="${name}"]`);
  }

  field(path: string): Locator {
    return this.plain.page.locator(`[data-field="${path}"]`);
  }

  /** A field of the pane beside the list. */
  detail(name: string): Locator {
    return this.plain.page.locator(`[data-detail="${name}"]`);
  }

  get grid(): Locator {
    return this.plain.page.locator('[role="grid"]');
  }

  get rows(): Locator {
    return this.plain.page.locator('.body [role="row"]');
  }

  cell(row: number, column: string): Locator {
    return this.plain.page.locator(`[data-row="${row}"] [data-column="${column}"]`);
  }

  box(row: number): Locator {
    return this.plain.page.locator(`[data-row="${row}"] input[type="checkbox"]`);
  }

  action(name: string): Locator {
    return this.plain.page.locator(`[data-action="${name}"]`);
  }

  role(name: string): Locator {
    return this.plain.page.locator(`[data-role="${name}"]`);
  }

  /** Numbers of the rows in the page, in the order in which they are shown. */
  async numbers(): Promise<readonly string[]> {
    const cells = await this.rows.evaluateAll((rows) =>
      rows
        .map((row) => ({
          top: Number.parseFloat((row as HTMLElement).style.top),
          number: row.querySelector('[data-column="number"]')?.textContent ?? '',
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ number }) => number),
    );
    return cells;
  }

  async numbersAre(...wanted: readonly string[]): Promise<void> {
    await until(`rows ${wanted.join(', ')}`, async () => (await this.numbers()).join() === wanted.join());
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.plain.page.keyboard.press(key);
  }

  /** Pastes a text where the focus is. */
  async paste(text: string): Promise<void> {
    await this.plain.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.press('Control+V');
  }

  async clipboard(): Promise<string> {
    return this.plain.page.evaluate(() => navigator.clipboard.readText());
  }
}
