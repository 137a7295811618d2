import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { RowFacts } from '../../src/core/dossier/protocol.ts';
import type { Dossier, DossierDocument } from '../../src/core/dossier/types.ts';
import { seriousViolations } from './support/axe.ts';
import { DossierTable, fullDossier } from './support/dossier-host.ts';
import { PlainDesk, until } from './support/plain-page.ts';

const HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">=cmd|\' /C calc\'!A0 #import "x"';
const HEBREW = 'דוגמה בדויה';

const facts: readonly RowFacts[] = [
  { judgement: 'partly-public', judgementText: 'Deels openbaar', grounds: ['10.2.e'], marks: 3, open: 0 },
  { judgement: 'already-public', judgementText: 'Reeds openbaar', grounds: [], marks: 0, open: 0 },
  { judgement: 'public', judgementText: 'Openbaar', grounds: [], marks: 0, open: 2 },
  {
    judgement: 'public',
    judgementText: 'Openbaar',
    grounds: [],
    marks: 0,
    open: 0,
    problem: 'bestand ontbreekt',
  },
];

const findings: readonly Finding[] = [
  {
    code: 'dossier-onvolledig',
    severity: 'error',
    message: 'Het dossier noemt niet de datum van het besluit.',
    path: ['decision', 'date'],
    fixes: [{ kind: 'open-dossier' }],
  },
  {
    code: 'nummer-dubbel',
    severity: 'warning',
    message: 'Nummer 3 komt vaker voor.',
    path: ['documents', 2, 'number'],
    fixes: [],
  },
];

const many = (count: number): readonly DossierDocument[] =>
  Array.from({ length: count }, (_, index) => ({
    number: String(index + 1),
    title: `Stuk ${index + 1}`,
    status: 'assessed',
  }));

describe('the dossier editor', () => {
  let desk: PlainDesk;
  before(async () => {
    desk = await PlainDesk.start();
  });
  afterEach(() => desk.clear());

  describe('form', () => {
    const open = async (dossier?: Dossier, more: object = {}): Promise<DossierTable> => {
      const table = await DossierTable.open(desk, { ...(dossier ? { dossier } : {}), ...more });
      await table.tab('data').click();
      return table;
    };

    it('gives a field to the extension once, when it is left', async () => {
      const table = await open();
      await table.field('decision.reference').fill('WOB-2022-1');
      assert.deepEqual(table.changes, []);
      await table.press('Tab');
      await table.until('the reference', ({ decision }) => decision.reference === 'WOB-2022-1');
      await table.field('decision.signatory.name').focus();
      assert.equal(table.changes.length, 1);
    });

    it('gives a field when Enter is pressed, and lists line by line', async () => {
      const table = await open();
      await table.field('request.requester.name').fill('B. Bedacht');
      await table.press('Enter');
      await table.until('the name', ({ request }) => request.requester.name === 'B. Bedacht');
      await table.field('authority.address').fill('Postbus 1\n1000 AA Verzinstad');
      await table.press('Control+Enter');
      await table.until('the address', ({ authority }) => authority.address?.[1] === '1000 AA Verzinstad');
    });

    it('takes dates as they are typed in Dutch', async () => {
      const table = await open();
      for (const [typed, iso, shown] of [
        ['5-3-2021', '2021-03-05', '05-03-2021'],
        ['1 mei 2022', '2022-05-01', '01-05-2022'],
        ['2.12.2021', '2021-12-02', '02-12-2021'],
      ] as const) {
        await table.field('decision.date').fill(typed);
        await table.press('Enter');
        await table.until(typed, ({ decision }) => decision.date === iso);
        await until(shown, async () => (await table.field('decision.date').inputValue()) === shown);
      }
      await table.field('decision.date').fill('');
      await table.press('Enter');
      await table.until('no date', ({ decision }) => decision.date === undefined);
    });

    it('says so when something is no date, keeps what was typed, and gives nothing to the extension', async () => {
      const table = await open();
      const date = table.field('decision.date');
      await date.fill('31 februari 2022');
      await table.press('Tab');
      const message = table.plain.page.locator('#field-decision-date-problem');
      await message.waitFor();
      assert.match(await message.innerText(), /geen datum/);
      assert.equal(await date.getAttribute('aria-invalid'), 'true');
      await table.show({ ...table.dossier, law: 'woo' });
      await until('the law', async () => (await table.field('law').inputValue()) === 'woo');
      assert.equal(await date.inputValue(), '31 februari 2022');
      assert.deepEqual(table.changes, []);
      await date.focus();
      await table.press('Escape');
      assert.equal(await date.inputValue(), '14-02-2022');
      assert.equal(await date.getAttribute('aria-invalid'), null);
    });

    it('lists the texts that stay readable, one a line, to change or to take out', async () => {
      const table = await open();
      await table.show({ ...table.dossier, keepReadable: ['Hans Bestuurder', '070 - 000 00 00'] });
      const list = table.field('keepReadable');
      await until('the list', async () => (await list.inputValue()) === 'Hans Bestuurder\n070 - 000 00 00');
      await list.fill('070 - 000 00 00\nvoorlichting@dienst.voorbeeld\n');
      await table.press('Tab');
      await table.until(
        'the new list',
        ({ keepReadable = [] }) => keepReadable.join() === '070 - 000 00 00,voorlichting@dienst.voorbeeld',
      );
    });

    it('leaves the field that is being typed in alone when the dossier changes', async () => {
      const table = await open();
      await table.field('authority.name').fill('De Minister van');
      await table.show({ ...table.dossier, decision: { ...table.dossier.decision, reference: 'ANDERS' } });
      await until(
        'the reference',
        async () => (await table.field('decision.reference').inputValue()) === 'ANDERS',
      );
      assert.equal(await table.field('authority.name').inputValue(), 'De Minister van');
      await table.press('End');
      await table.plain.page.keyboard.type(' Proefzaken');
      await table.press('Enter');
      await table.until('the name', ({ authority }) => authority.name === 'De Minister van Proefzaken');
    });

    it('asks about the grounds before a dossier goes from Wob to Woo', async () => {
      const table = await open();
      await table.field('law').selectOption('woo');
      await until('the command', () =>
        table.received.some((m) => m.type === 'command' && m.command === 'to-woo'),
      );
      assert.deepEqual(table.changes, []);
      assert.equal(await table.field('law').inputValue(), 'wob');
    });

    it('can be read but not changed where the dossier cannot be written', async () => {
      const table = await open(undefined, { readOnly: 'Dit dossier kan niet worden gewijzigd.' });
      await table.plain.page.getByRole('alert').filter({ hasText: 'kan niet worden gewijzigd' }).waitFor();
      assert.equal(await table.field('decision.reference').getAttribute('readonly'), '');
      assert.equal(await table.field('law').isDisabled(), true);
      await table.tab('inventory').click();
      await table.cell(0, 'title').dblclick();
      await table.paste('9\tGeplakt');
      await table.press('Delete');
      assert.equal(await table.action('add-row').isVisible(), false);
      assert.equal(await table.cell(0, 'title').locator('input').count(), 0);
      assert.deepEqual(table.changes, []);
    });

    it('opens where something is still missing, else with the inventory', async () => {
      const full = await DossierTable.open(desk);
      assert.equal(await full.tab('inventory').getAttribute('aria-selected'), 'true');
      const bare = await DossierTable.open(desk, { dossier: { ...fullDossier, decision: {} } });
      assert.equal(await bare.tab('data').getAttribute('aria-selected'), 'true');
    });

    it('shows each finding at its field and goes there', async () => {
      const table = await DossierTable.open(desk, { findings });
      const { page } = table.plain;
      await page.locator('.findings summary').click();
      await page.locator('[data-finding="dossier-onvolledig"]').click();
      const date = table.field('decision.date');
      assert.equal(await date.evaluate((node) => node === document.activeElement), true);
      assert.equal(await page.locator('#field-decision-date-problem').innerText(), findings[0]!.message);
      await page.locator('[data-finding="nummer-dubbel"]').click();
      await table.cell(2, 'number').and(page.locator('.current')).waitFor();
      assert.equal(await table.cell(2, 'number').getAttribute('title'), 'Nummer 3 komt vaker voor.');
      await table.plain.send({ type: 'focus', field: 'request.subject' });
      await until('the subject', () =>
        table.field('request.subject').evaluate((node) => node === document.activeElement),
      );
    });

    it('tells which documents have findings on their marks, and opens them', async () => {
      const more = facts.map((each, row) => (row === 2 ? { ...each, errors: 1, warnings: 2 } : each));
      const table = await DossierTable.open(desk, { facts: more, findings });
      const { page } = table.plain;
      const summary = page.locator('.findings summary');
      assert.equal(await summary.innerText(), '2 fouten die de export tegenhouden, 3 waarschuwingen');
      await summary.click();
      await page.locator('[data-document="3"]').click();
      await until('the document', () =>
        table.received.some((m) => m.type === 'open-document' && m.row === 2),
      );
      assert.match(
        (await table.cell(2, 'judgement').getAttribute('title')) ?? '',
        /1 fout en 2 waarschuwingen/,
      );
    });

    it('explains a file that is no dossier, and offers its text', async () => {
      const table = await DossierTable.open(desk);
      await table.plain.send({
        type: 'invalid',
        language: 'nl',
        message: 'zaak.dossier.json is geen leesbaar dossier.',
      });
      await table.plain.page.getByText('geen leesbaar dossier').waitFor();
      assert.equal(await table.grid.count(), 0);
      await table.action('open-json').click();
      await until('the command', () =>
        table.received.some((m) => m.type === 'command' && m.command === 'open-json'),
      );
      await table.show();
      await table.grid.waitFor();
      assert.deepEqual(await seriousViolations(table.plain.page), []);
    });
  });

  describe('table', () => {
    it('filters by words, accents and status', async () => {
      const table = await DossierTable.open(desk, { facts });
      await table.numbersAre('1', '2', '3', '10');
      await table.role('filter').fill('planning mail');
      await table.numbersAre('3');
      await table.role('filter').fill('10.2.e');
      await table.numbersAre('1');
      await table.role('filter').fill('reeds');
      await table.numbersAre('2');
      await table.role('filter').fill('bestaat niet');
      await table.numbersAre();
      await table.plain.page.getByText('Geen document past').waitFor();
      await table.role('filter').fill('');
      await table.role('status-filter').selectOption('already-public');
      await table.numbersAre('2');
      assert.match(await table.plain.page.locator('.bar .summary').innerText(), /1 van 4 documenten/);
    });

    it('sorts by numbers, days and words, up, down and back, by mouse and keyboard', async () => {
      const table = await DossierTable.open(desk, { facts });
      const head = (column: string) => table.plain.page.locator(`[data-sort="${column}"]`);
      await head('date').click();
      await table.numbersAre('10', '2', '1', '3');
      await head('date').click();
      await table.numbersAre('3', '1', '2', '10');
      await head('date').click();
      await table.numbersAre('1', '2', '3', '10');
      await head('number').click();
      await head('number').click();
      await table.numbersAre('10', '3', '2', '1');
      await table.grid.focus();
      await table.press('Control+Home', 'ArrowUp', 'ArrowRight', 'Enter');
      await table.numbersAre('10', '2', '3', '1');
      assert.equal(await head('title').locator('..').getAttribute('aria-sort'), 'ascending');
    });

    it('edits in place: Enter goes down, Tab goes on, Escape drops, leaving keeps', async () => {
      const table = await DossierTable.open(desk);
      await table.cell(0, 'title').dblclick();
      const input = table.grid.locator('.cell input[type="text"]');
      await input.fill('Eerste stuk');
      await table.press('Enter');
      await table.documents('the title', ([first]) => first?.title === 'Eerste stuk');
      await table.cell(1, 'title').and(table.plain.page.locator('.current')).waitFor();
      await table.plain.page.keyboard.type('Nieuw');
      await table.press('Tab');
      await table.documents('the second title', ([, second]) => second?.title === 'Nieuw');
      await table.cell(1, 'date').and(table.plain.page.locator('.current')).waitFor();
      await table.press('F2');
      await input.fill('7 april 2021');
      await table.press('Escape');
      await table.press('Enter');
      await input.fill('8 april 2021');
      await table.cell(3, 'remark').click();
      await table.documents('the date', ([, second]) => second?.date === '2021-04-08');
      assert.equal(table.changes.length, 3);
      await until(
        'the day as printed',
        async () => (await table.cell(1, 'date').innerText()) === '08-04-2021',
      );
    });

    it('chooses a status from a list, and never types over what follows from the marks', async () => {
      const table = await DossierTable.open(desk, { facts });
      await table.cell(2, 'status').dblclick();
      await table.grid.locator('.cell select').selectOption('duplicate');
      await table.press('Enter');
      await table.documents('the status', (documents) => documents[2]?.status === 'duplicate');
      await table.cell(0, 'judgement').click();
      await table.plain.page.keyboard.type('x');
      assert.equal(await table.grid.locator('.cell input[type="text"]').count(), 0);
      await table.press('Enter');
      await until('the document', () =>
        table.received.some((m) => m.type === 'open-document' && m.row === 0),
      );
    });

    it('keeps what is typed in a cell when the dossier changes', async () => {
      const table = await DossierTable.open(desk);
      await table.cell(1, 'title').dblclick();
      await table.grid.locator('.cell input[type="text"]').fill('Half');
      await table.show({ ...table.dossier, documents: [...table.dossier.documents, ...many(1)] });
      await until('another row', async () => (await table.rows.count()) === 5);
      await table.plain.page.keyboard.type(' af');
      await table.press('Enter');
      await table.documents('the title', (documents) => documents[1]?.title === 'Half af');
    });

    it('takes rows from a spreadsheet, also beyond the last, as one change', async () => {
      const table = await DossierTable.open(desk);
      await table.cell(3, 'title').click();
      await table.paste(
        'Tiende stuk\t5-3-2021\tBrief\tReeds openbaar\r\n"Met ""quotes"" en\teen tab"\t\tNota\tDubbel\r\nLaatste\t2020\r\n',
      );
      await table.documents('two more rows', ({ length }) => length === 6);
      assert.equal(table.changes.length, 1);
      const [tenth, eleventh, twelfth] = table.dossier.documents.slice(3);
      assert.deepEqual(
        [tenth?.title, tenth?.date, tenth?.type, tenth?.status],
        ['Tiende stuk', '2021-03-05', 'Brief', 'already-public'],
      );
      assert.deepEqual(
        [eleventh?.number, eleventh?.title, eleventh?.status],
        ['11', 'Met "quotes" en een tab', 'duplicate'],
      );
      assert.deepEqual([twelfth?.number, twelfth?.title, twelfth?.date], ['12', 'Laatste', '2020']);
      await table.numbersAre('1', '2', '3', '10', '11', '12');
    });

    it('takes rows into an empty inventory', async () => {
      const table = await DossierTable.open(desk, { dossier: { ...fullDossier, documents: [] } });
      await table.plain.page.getByText('Nog geen documenten').waitFor();
      await table.plain.shot('dossier-empty');
      await table.grid.focus();
      await table.paste('1\tEen\n2\tTwee\n');
      await table.numbersAre('1', '2');
    });

    it('copies a cell, or the selected rows as a spreadsheet takes them', async () => {
      const table = await DossierTable.open(desk, { facts });
      await table.cell(0, 'status').click();
      await table.press('Control+C');
      assert.equal(await table.clipboard(), 'Beoordeeld');
      await table.box(0).click();
      await table.box(2).click({ modifiers: ['Shift'] });
      await table.grid.focus();
      await table.press('Control+C');
      const lines = (await table.clipboard()).split('\n');
      assert.equal(lines.length, 3);
      assert.deepEqual(lines[0]!.split('\t').slice(0, 7), [
        '1',
        'Werkinstructie horen',
        '18-03-2021',
        'Werkinstructie',
        'Beoordeeld',
        'Deels openbaar',
        '10.2.e',
      ]);
    });

    it('sets the status of many rows at once, and deletes them', async () => {
      const table = await DossierTable.open(desk);
      await table.grid.focus();
      await table.press('Control+Home', ' ', 'ArrowDown', 'ArrowDown', 'Shift+ ');
      await table.role('set-status').selectOption('no-longer-valid');
      await table.documents(
        'three rows',
        (documents) =>
          documents.map(({ status }) => status).join() ===
          'no-longer-valid,no-longer-valid,no-longer-valid,assessed',
      );
      assert.equal(table.changes.length, 1);
      await table.action('delete-rows').click();
      await table.numbersAre('10');
      assert.equal(await table.action('delete-rows').isVisible(), false);
      await table.grid.focus();
      await table.press('Control+A');
      await table.action('clear').click();
      assert.equal(await table.action('clear').isVisible(), false);
    });

    it('adds a row under the cursor and puts the cursor in its title', async () => {
      const table = await DossierTable.open(desk);
      await table.role('filter').fill('horen');
      await table.numbersAre('1');
      await table.cell(0, 'title').click();
      await table.action('add-row').click();
      await table.grid.locator('.cell.title input').waitFor();
      await table.plain.page.keyboard.type('Bijlage');
      await table.press('Enter');
      await table.documents('the row', (documents) => documents[1]?.title === 'Bijlage');
      await table.numbersAre('1', '11', '2', '3', '10');
    });

    it('opens a document, or asks for its PDF', async () => {
      const table = await DossierTable.open(desk, {
        dossier: { ...fullDossier, documents: [...fullDossier.documents, ...many(1)] },
      });
      await table.cell(2, 'title').locator('.open').click();
      await until('the document', () =>
        table.received.some((m) => m.type === 'open-document' && m.row === 2),
      );
      await table.cell(4, 'file').locator('.choose').click();
      await until('the question', () => table.received.some((m) => m.type === 'choose-file' && m.row === 4));
      await table.cell(0, 'date').click();
      await table.press('Control+Enter');
      await until('the other document', () =>
        table.received.some((m) => m.type === 'open-document' && m.row === 0),
      );
    });

    it('keeps only what can be seen of 5,000 rows in the page', async () => {
      const table = await DossierTable.open(desk, { dossier: { ...fullDossier, documents: many(5_000) } });
      await table.cell(0, 'title').waitFor();
      assert.ok((await table.rows.count()) < 60);
      await table.grid.focus();
      await table.press('Control+End');
      await table.cell(4_999, 'title').waitFor();
      assert.ok((await table.rows.count()) < 60);
      assert.equal(await table.cell(0, 'title').count(), 0);
      await table.role('filter').fill('4987');
      await table.numbersAre('4987');
    });

    it('keeps a cell that is typed in while another part of the list is looked at', async () => {
      const table = await DossierTable.open(desk, { dossier: { ...fullDossier, documents: many(500) } });
      await table.cell(2, 'title').dblclick();
      await table.grid.locator('.cell input[type="text"]').fill('Nog niet af');
      await table.grid.evaluate((node) => node.scrollTo({ top: 9_000 }));
      await table.cell(300, 'title').waitFor();
      await table.press('Enter');
      await table.documents('the title', (documents) => documents[2]?.title === 'Nog niet af');
    });

    it('shows anything as plain text: markup, formulas, right to left, 500 letters', async () => {
      const long = 'Zeer lange titel '.repeat(30).slice(0, 500);
      const documents: readonly DossierDocument[] = [HOSTILE, HEBREW, long].map((title, index) => ({
        number: String(index + 1),
        title,
        status: 'assessed',
        remark: title,
        file: `${title}.pdf`,
      }));
      const request = { ...fullDossier.request, subject: HOSTILE };
      const table = await DossierTable.open(desk, {
        dossier: { ...fullDossier, documents, request },
        findings: [{ ...findings[0]!, message: HOSTILE }],
        readOnly: HOSTILE,
      });
      const { page } = table.plain;
      assert.equal(await table.cell(0, 'title').locator('.text').innerText(), HOSTILE);
      const width = (await table.cell(0, 'title').boundingBox())?.width;
      assert.equal((await table.cell(2, 'title').boundingBox())?.width, width);
      assert.equal((await table.rows.nth(2).boundingBox())?.height, 30);
      assert.equal(
        await table
          .cell(1, 'title')
          .locator('.text')
          .evaluate((node) => getComputedStyle(node).direction),
        'rtl',
      );
      await table.tab('data').click();
      assert.equal(await table.field('request.subject').inputValue(), HOSTILE);
      assert.equal(await page.locator('#app script, #app img').count(), 0);
      assert.deepEqual(table.plain.errors, []);
    });
  });

  describe('details beside the list', () => {
    const openDetails = async (more: object = {}): Promise<DossierTable> => {
      const table = await DossierTable.open(desk, more);
      await table.cell(2, 'title').click();
      await table.action('details').click();
      await table.detail('title').waitFor();
      return table;
    };

    it('follow the cursor, and change every field of a document', async () => {
      const table = await openDetails();
      assert.equal(await table.detail('number').inputValue(), '3');
      await table.detail('sender').fill('Team Toezicht');
      await table.press('Tab');
      await table.documents('the sender', (documents) => documents[2]?.sender === 'Team Toezicht');
      await table.detail('date').fill('geen dag');
      await table.press('Enter');
      await table.plain.page.getByText('Dit is geen datum').waitFor();
      await table.detail('date').fill('5 maart 2021');
      await table.press('Enter');
      await table.documents('the date', (documents) => documents[2]?.date === '2021-03-05');
      await table.detail('environmental').click();
      await table.documents('the nature', (documents) => documents[2]?.environmental === true);
      await table.cell(0, 'title').click();
      await until(
        'the first document',
        async () => (await table.detail('title').inputValue()) === 'Werkinstructie horen',
      );
      assert.equal(await table.detail('environmental').isChecked(), false);
      await table.action('close-details').click();
      assert.equal(await table.detail('title').isVisible(), false);
    });

    it('refuse a document as a whole, with grounds, reason and own words, and take that back', async () => {
      const table = await openDetails();
      await table.role('withheld').click();
      await table.documents('the refusal', (documents) => documents[2]?.withheld?.grounds.length === 0);
      await table.role('withheld-ground').selectOption('10.2.d');
      await table.documents('the ground', (documents) => documents[2]?.withheld?.grounds[0] === '10.2.d');
      await table.role('withheld-reason').selectOption('werkwijze');
      await table.documents('the reason', (documents) => documents[2]?.withheld?.reason === 'werkwijze');
      await table.role('withheld-ground').selectOption('10.2.g');
      await table.role('withheld-motivation').fill('Geheel intern.\n\nTweede alinea.');
      await table.press('Tab');
      await table.documents(
        'the whole',
        (documents) =>
          JSON.stringify(documents[2]?.withheld) ===
          JSON.stringify({
            grounds: ['10.2.d', '10.2.g'],
            reason: 'werkwijze',
            motivation: 'Geheel intern.\n\nTweede alinea.',
          }),
      );
      await table.plain.page.locator('[data-code="10.2.g"]').click();
      await table.documents('one ground', (documents) => documents[2]?.withheld?.grounds.length === 1);
      await table.role('withheld').click();
      await table.documents('no refusal', (documents) => documents[2]?.withheld === undefined);
    });

    it('refuse all selected documents at once', async () => {
      const table = await DossierTable.open(desk);
      await table.box(0).check();
      await table.box(2).check();
      await table.action('withhold').click();
      await table.role('withheld').click();
      await table.role('withheld-reason').selectOption('aanvragen');
      await table.documents('both', (documents) =>
        [0, 2].every((row) => documents[row]?.withheld?.grounds.join() === '10.2.g,10.2.d'),
      );
      assert.equal(table.dossier.documents[1]?.withheld, undefined);
    });

    it('open where a finding on a refusal leads', async () => {
      const table = await DossierTable.open(desk, {
        dossier: {
          ...fullDossier,
          documents: fullDossier.documents.map((document, index) =>
            index === 2 ? { ...document, withheld: { grounds: ['10.2.d'] } } : document,
          ),
        },
        findings: [
          {
            code: 'motivering-ontbreekt',
            severity: 'error',
            message: 'Grond 10.2.d heeft geen reden.',
            path: ['documents', 2, 'withheld', 'grounds'],
            fixes: [],
          },
        ],
      });
      await table.plain.send({ type: 'focus', field: 'documents.2.withheld.grounds' });
      await table.role('withheld-reason').waitFor();
      assert.equal(await table.plain.page.locator(':focus').getAttribute('data-role'), 'withheld-reason');
      await table.plain.page.locator('.details').getByText('Grond 10.2.d heeft geen reden.').waitFor();
      await table.tab('data').click();
      await table.plain.send({ type: 'focus', field: 'motivering.geheel.10.2.d' });
      await until(
        'the refusal again',
        async () =>
          (await table.plain.page.locator(':focus').getAttribute('data-role')) === 'withheld-reason',
      );
    });

    it('let the list say which documents hold environmental information', async () => {
      const table = await DossierTable.open(desk);
      await table.cell(1, 'environmental').dblclick();
      await table.grid.locator('.cell select').selectOption('Ja');
      await table.press('Enter');
      await table.documents('the nature', (documents) => documents[1]?.environmental === true);
      await until('the cell', async () => (await table.cell(1, 'environmental').innerText()) === 'Ja');
    });
  });

  describe('terms and standard texts', () => {
    it('asks for the day of a temporary refusal once that ground is used', async () => {
      const used: RowFacts = { grounds: ['10.2.f'], marks: 1, open: 0 };
      const table = await DossierTable.open(desk, { facts: [used] });
      await table.tab('data').click();
      await table.field('decision.terms.10.2.f').fill('31-1-2023');
      await table.press('Enter');
      await table.until('the term', ({ decision }) => decision.terms?.['10.2.f'] === '2023-01-31');
      await table.plain.send({ type: 'focus', field: 'decision.terms.10.2.f' });
      await until(
        'the date as it is written',
        async () => (await table.field('decision.terms.10.2.f').inputValue()) === '31-01-2023',
      );
    });

    it('puts a reason in own words, and brings the standard text back', async () => {
      const table = await DossierTable.open(desk);
      await table.tab('reasons').click();
      const mailbox = table.plain.page.locator('[data-reason="mailbox"]');
      await table.plain.page.getByText('Interne mailboxen').click();
      const standard = await mailbox.inputValue();
      assert.match(standard, /apenstaartje/);
      await mailbox.fill('Eerste alinea.\n\nTweede alinea met {code}.');
      await table.press('Tab');
      await table.until(
        'own words',
        ({ reasons }) =>
          reasons?.['mailbox']?.boilerplate?.join('|') === 'Eerste alinea.|Tweede alinea met {code}.',
      );
      await table.plain.page.locator('[data-restore="mailbox"]').click();
      await table.until('the standard text', ({ reasons }) => reasons === undefined);
      await until('the text', async () => (await mailbox.inputValue()) === standard);
    });
  });

  describe('looks', () => {
    for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
      it(`has no serious accessibility violation in the ${theme} theme`, async () => {
        const table = await DossierTable.open(desk, { theme, facts, findings });
        await table.box(1).click();
        await table.cell(2, 'title').click();
        await table.plain.page.locator('.findings summary').click();
        await table.plain.shot(`dossier-table-${theme}`);
        assert.deepEqual(await seriousViolations(table.plain.page), []);
        await table.tab('data').click();
        await table.field('decision.date').fill('gisteren');
        await table.press('Tab');
        await table.plain.shot(`dossier-form-${theme}`);
        assert.deepEqual(await seriousViolations(table.plain.page), []);
        await table.tab('reasons').click();
        await table.plain.page.getByText('Interne mailboxen').click();
        await table.plain.shot(`dossier-reasons-${theme}`);
        assert.deepEqual(await seriousViolations(table.plain.page), []);
        await table.tab('inventory').click();
        await table.box(1).click();
        await table.cell(2, 'title').click();
        await table.action('details').click();
        await table.role('withheld').click();
        await table.role('withheld-reason').selectOption('werkwijze');
        await table.plain.page.locator('.details blockquote').waitFor();
        await table.plain.shot(`dossier-details-${theme}`);
        assert.deepEqual(await seriousViolations(table.plain.page), []);
        assert.deepEqual(table.plain.errors, []);
      });
    }

    it('goes from tab to tab by arrow keys, in English where asked', async () => {
      const table = await DossierTable.open(desk, { language: 'en' });
      await table.tab('inventory').focus();
      await table.press('ArrowRight');
      assert.equal(await table.tab('data').getAttribute('aria-selected'), 'true');
      assert.equal(await table.field('decision.date').isVisible(), true);
      assert.equal(await table.plain.page.locator('html').getAttribute('lang'), 'en');
      await table.plain.page.getByText('Date of the decision').waitFor();
    });
  });
});
