import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { DossierEditor, LetterPreview } from './dossier-page.ts';
import { PdfPage } from './pdf-page.ts';
import { until, useWorkbench } from './workbench.ts';

describe('a dossier and its letter in the workbench', () => {
  const workbench = useWorkbench({ viewport: { width: 1500, height: 940 } });
  let name = '';
  let dossier: DossierEditor;
  before(async () => {
    name = readdirSync(workbench().folder).find((file) => file.endsWith('.dossier.json')) ?? '';
    await workbench().openFile(name);
    dossier = new DossierEditor(workbench());
    await dossier.cell(0, 'title').waitFor();
  });

  const onDisk = (): Dossier => JSON.parse(readFileSync(workbench().path(name), 'utf8')) as Dossier;

  it('shows the inventory with what follows from the marks', async () => {
    await until('the judgement', async () =>
      /openbaar/i.test(await dossier.cell(0, 'judgement').innerText()),
    );
    assert.match(await dossier.cell(0, 'grounds').innerText(), /10\.2\./);
    await workbench().dirty(name, false);
    await workbench().screenshot('dossier-1-inventory');
  });

  it('sorts and filters', async () => {
    await dossier.editor.locator('[data-sort="date"]').click();
    await until('another row on top', async () => (await dossier.first.innerText()) !== '1');
    await dossier.editor.locator('[data-sort="date"]').click();
    await dossier.editor.locator('[data-sort="date"]').click();
    await until('the dossier’s own order', async () => (await dossier.first.innerText()) === '1');
    await dossier.editor.locator('[data-role="filter"]').fill('werkinstructie');
    await until('only instructions', async () => (await dossier.first.innerText()) === '6');
    await workbench().screenshot('dossier-2-filtered');
    await dossier.editor.locator('[data-role="filter"]').fill('');
  });

  it('changes the date of the decision, with undo, and saves it', async () => {
    const before = onDisk().decision.date;
    await dossier.tab('data').click();
    await dossier.field('decision.date').fill('1 maart 2022');
    await workbench().press('Enter');
    await workbench().dirty(name);
    await until(
      'the day as printed',
      async () => (await dossier.field('decision.date').inputValue()) === '01-03-2022',
    );
    await workbench().screenshot('dossier-3-form');
    await workbench().command('Undo');
    await workbench().dirty(name, false);
    await workbench().command('Redo');
    await workbench().dirty(name);
    await workbench().save(name);
    assert.notEqual(before, '2022-03-01');
    assert.equal(onDisk().decision.date, '2022-03-01');
  });

  it('opens a document from the table', async () => {
    await dossier.tab('inventory').click();
    const file = await dossier.cell(0, 'file').innerText();
    await dossier.cell(0, 'title').locator('.open').click();
    await workbench().tab(file).waitFor();
    await new PdfPage(workbench()).ready();
  });

  it('shows the letter beside it, and leads from a paragraph to the mark it comes from', async () => {
    await workbench().command('Lakmoes: Besluit bekijken');
    const letter = new LetterPreview(workbench(), 1);
    await letter.section('besluit').waitFor();
    await letter.page.getByText('1 maart 2022').first().waitFor();
    await workbench().screenshot('dossier-4-letter');
    const card = await letter.trace('overwegingen:10.2.d', /passages/);
    await workbench().screenshot('dossier-5-provenance');
    const link = card.locator('[data-mark]').first();
    const [number, mark] = [await link.getAttribute('data-open'), await link.getAttribute('data-mark')];
    assert.ok(number !== null && mark !== null);
    await link.click();
    const file = onDisk().documents.find((document) => document.number === number)?.file ?? '';
    await workbench().tab(file).waitFor();
    const pdf = new PdfPage(workbench(), 0);
    await pdf.selected(mark);
    await letter.section('besluit').waitFor();
    await workbench().screenshot('dossier-6-mark');
  });

  it('lets the letter follow a mark before it is saved', async () => {
    const pdf = new PdfPage(workbench(), 0);
    const letter = new LetterPreview(workbench(), 1);
    await letter.section('overwegingen:10.2.d').locator('.card [data-mark]').first().waitFor();
    const marks = letter.section('overwegingen:10.2.d').locator('.card [data-mark]');
    const before = await marks.count();
    const selected = await pdf.editor.locator('.mark[data-selected]').first().getAttribute('data-redaction');
    await pdf.chooseMark(selected ?? '');
    await workbench().command('Lakmoes: Markering verwijderen');
    await until('one mark less behind the paragraph', async () => (await marks.count()) === before - 1);
    await workbench().screenshot('dossier-7-followed');
  });
});
