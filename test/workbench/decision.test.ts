import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { Sidecar } from '../../src/core/model/redaction.ts';
import { chooseFolder, notification } from './dialogs.ts';
import { PdfPage } from './pdf-page.ts';
import { insist, until, useWorkbench } from './workbench.ts';

const unfounded = '12-e-mail-vraag-gemeente.pdf';
const wordless = '13-e-mail-tolkdiensten.pdf';
const suggested = '01-informatiebericht-2021-12.pdf';
const fresh = '11-e-mail-doorlooptijden.pdf';

describe('from the sample dossier to the exported decision', () => {
  const workbench = useWorkbench({ open: suggested });
  let pdf: PdfPage;
  before(() => {
    pdf = new PdfPage(workbench());
  });

  const sidecar = (file: string): Sidecar =>
    JSON.parse(readFileSync(workbench().path(`${file}.redactions.json`), 'utf8')) as Sidecar;

  /** Gives the page the focus, as VS Code does at times a moment after a list has closed. */
  const focusComesBack = async (): Promise<void> => {
    const page = await workbench().editorFrame();
    await page.evaluate(() => window.focus());
    await workbench().quickInput.and(workbench().page.locator(':focus')).waitFor();
  };

  it('opens a PDF in the editor with its marks, and leaves it clean', async () => {
    const editor = workbench().editor();
    await editor.locator('.page[data-page="1"] canvas').first().waitFor();
    await editor.locator('.page[data-page="1"] .mark').nth(3).waitFor();
    await workbench().dirty(suggested, false);
    await workbench().screenshot('sample-open');
  });

  it('lists the two unjustified marks in the Problems panel', async () => {
    const problems = await workbench().problems();
    await problems.filter({ hasText: 'grond-ontbreekt' }).waitFor();
    await problems.filter({ hasText: 'motivering-ontbreekt' }).waitFor();
    await workbench().screenshot('sample-problems');
    assert.equal(await problems.locator('.codicon-error').count(), 2);
  });

  it('explains a finding whose code is clicked', async () => {
    const problems = await workbench().problems();
    const explanation = workbench().editor().locator('#motivering-ontbreekt');
    await insist(() => problems.locator('a', { hasText: 'motivering-ontbreekt' }).click(), explanation);
    await until('it to be in view', async () => {
      const box = await explanation.boundingBox();
      return box !== null && box.y > 0 && box.y < 400;
    });
    await workbench().screenshot('sample-explained');
    await workbench().command('View: Close Editor');
  });

  it('folds the files with marks away below their PDFs, which tell of the findings', async () => {
    await workbench().command('File: Focus on Files Explorer');
    const rows = workbench().page.locator('.explorer-folders-view .monaco-list-row');
    const unfounded = rows.filter({ hasText: '12-e-mail-vraag-gemeente.pdf' });
    await unfounded.locator('[aria-label*="bevinding"]').waitFor();
    assert.equal(await rows.filter({ hasText: '.redactions.json' }).count(), 0);
    await workbench().screenshot('sample-explorer');
    await workbench().command('View: Toggle Panel Visibility');
  });

  it('shows the documents of the dossier and what is unjustified', async () => {
    await workbench().viewContainer('Lakmoes');
    await workbench().treeRows('Documenten').filter({ hasText: 'zaak' }).first().waitFor();
    const findings = workbench().treeRows('Bevindingen');
    await findings.filter({ hasText: unfounded }).first().waitFor();
    await workbench().screenshot('1-dossier');
  });

  it('refuses to export while something is unjustified, and leads to it', async () => {
    await workbench().command('Lakmoes: Besluit exporteren');
    mkdirSync(workbench().path('uitvoer'));
    await chooseFolder(workbench(), workbench().path('uitvoer'), 'Hier exporteren');
    const row = workbench().quickPickRows.filter({ hasText: unfounded }).first();
    await row.waitFor();
    await workbench().screenshot('2-blocked');
    await row.click();
    await workbench().tab(unfounded).waitFor();
    await pdf.selected('t3');
    assert.deepEqual(readdirSync(workbench().path('uitvoer')), []);
  });

  it('gives the mark without a ground one from the quick pick, with a reason', async () => {
    await workbench().command('Lakmoes: Grond kiezen');
    await workbench().quickPickRow('10.2.e').waitFor();
    await workbench().screenshot('3-grounds');
    await workbench().quickInput.fill('10.2e');
    await focusComesBack();
    await until('only one ground', async () => (await workbench().quickPickRows.count()) === 1);
    await workbench().pressInQuickInput('Enter');
    await workbench().quickPickRow('Namen en doorkiesnummers').waitFor();
    await focusComesBack();
    await workbench().screenshot('4-reasons');
    await workbench().pressInQuickInput('ArrowDown', 'Enter');
    await workbench().dirty(unfounded);
    await workbench().save(unfounded);
    const mark = sidecar(unfounded).redactions.find(({ id }) => id === 't3');
    assert.deepEqual(mark?.grounds, ['10.2.e']);
    assert.ok(mark.reason);
  });

  it('writes the motivation that a reason asks for', async () => {
    const findings = workbench().treeRows('Bevindingen');
    const finding = findings.filter({ hasText: /motivering/i }).first();
    await insist(() => finding.click(), workbench().tab(wordless));
    await pdf.selected('t4');
    await workbench().command('Lakmoes: Motivering schrijven');
    await workbench().quickInput.fill('De prijs');
    await focusComesBack();
    assert.equal(await workbench().quickInput.inputValue(), 'De prijs');
    await workbench().answer(
      'De prijs is vertrouwelijk meegedeeld en laat de bedrijfsvoering van de leverancier zien.',
    );
    await workbench().dirty(wordless);
    await workbench().save(wordless);
    assert.match(sidecar(wordless).redactions.find(({ id }) => id === 't4')?.motivation ?? '', /^De prijs/);
  });

  it('decides on a suggestion', async () => {
    await workbench().openFile(suggested);
    await pdf.ready();
    await pdf.chooseMark('t4');
    await workbench().command('Lakmoes: Markering accepteren');
    await workbench().dirty(suggested);
  });

  it('marks selected text by a key, with undo and redo, and saves all at once', async () => {
    await workbench().openFile(fresh);
    await pdf.ready();
    await until('the marks', async () => (await pdf.marks.count()) > 5);
    const count = await pdf.marks.count();
    await pdf.markWord('bezetting', 'd');
    await workbench().dirty(fresh);
    await workbench().screenshot('5-marked');
    await workbench().press('Control+Z');
    await workbench().dirty(fresh, false);
    await until('the mark to go', async () => (await pdf.marks.count()) === count);
    await workbench().press('Control+Shift+Z');
    await workbench().dirty(fresh);
    await workbench().command('File: Save All');
    for (const file of [suggested, fresh]) await workbench().dirty(file, false);
    assert.equal(sidecar(suggested).redactions.find(({ id }) => id === 't4')?.status, 'accepted');
    const added = sidecar(fresh).redactions.find(({ quote }) => quote === 'bezetting');
    assert.deepEqual(added?.grounds, ['10.2.d']);
  });

  it('gives it a second ground, with those chosen last on top, and own words', async () => {
    const added = sidecar(fresh).redactions.find(({ quote }) => quote === 'bezetting');
    await pdf.chooseMark(added?.id ?? '');
    await workbench().command('Lakmoes: Grond kiezen');
    await workbench().quickPickRow('10.2.d').waitFor();
    const rows = await workbench().quickPickRows.allInnerTexts();
    assert.deepEqual(
      rows.slice(0, 2).map((row) => /10\.\d\.\w/.exec(row)?.[0]),
      ['10.2.d', '10.2.e'],
      rows.join(' | '),
    );
    await workbench().quickInput.fill('10.2.g');
    await until('only one ground', async () => (await workbench().quickPickRows.count()) === 1);
    await workbench().pick('10.2.g');
    await focusComesBack();
    await workbench().screenshot('5-two-grounds');
    await workbench().pressInQuickInput('Enter');
    await workbench().pick('Eigen woorden');
    await workbench().answer('Dit geeft de afweging van de werkgroep weer.');
    await workbench().dirty(fresh);
    await workbench().save(fresh);
    const mark = sidecar(fresh).redactions.find(({ quote }) => quote === 'bezetting');
    assert.deepEqual(mark?.grounds, ['10.2.d', '10.2.g']);
    assert.equal(mark.motivation, 'Dit geeft de afweging van de werkgroep weer.');
  });

  it('leaves nothing behind when the export is cancelled', async () => {
    await workbench().command('Lakmoes: Besluit exporteren');
    await chooseFolder(workbench(), workbench().path('uitvoer'), 'Hier exporteren');
    const progress = await notification(workbench(), /Besluit exporteren/);
    await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await notification(workbench(), 'De export is afgebroken. Er is niets geschreven.');
    await workbench().screenshot('6-cancelled');
    assert.deepEqual(readdirSync(workbench().path('uitvoer')), []);
    await workbench().command('Notifications: Clear All Notifications');
  });

  it('exports letter, inventory and redacted documents, with nothing of what was marked', async () => {
    await workbench().command('Lakmoes: Besluit exporteren');
    await chooseFolder(workbench(), workbench().path('uitvoer'), 'Hier exporteren');
    await notification(workbench(), /Het besluit staat in/, 180_000);
    await workbench().screenshot('7-exported');
    const [name, ...others] = readdirSync(workbench().path('uitvoer'));
    assert.ok(name);
    assert.deepEqual(others, []);
    const folder = workbench().path('uitvoer', name);
    assert.ok(existsSync(join(folder, 'Besluit.pdf')));
    const annex = join(
      folder,
      readdirSync(folder).find((entry) => /^Bijlage 3$/i.test(entry)) ?? 'Bijlage 3',
    );
    const texts = new Map(
      readdirSync(annex).map((file) => [
        file,
        execFileSync('pdftotext', ['-layout', join(annex, file), '-'], { encoding: 'utf8' }),
      ]),
    );
    assert.ok(texts.size >= 15);
    for (const file of [unfounded, wordless, suggested, fresh]) {
      const number = file.slice(0, 2).replace(/^0/, '');
      const exported = [...texts].find(([path]) => path.replace(/^0+/, '').startsWith(number))?.[1] ?? '';
      const original = oneLine(
        execFileSync('pdftotext', ['-layout', workbench().path(file), '-'], { encoding: 'utf8' }),
      );
      const kept = oneLine(exported);
      const quotes = sidecar(file).redactions.flatMap(({ quote, status }) =>
        quote && status === 'accepted' ? [oneLine(quote)] : [],
      );
      for (const quote of quotes) {
        const marked = quotes.reduce((sum, other) => sum + count(other, quote), 0);
        assert.ok(
          count(kept, quote) <= Math.max(0, count(original, quote) - marked),
          `“${quote}” is gone from ${file}`,
        );
      }
    }
    const letter = execFileSync('pdftotext', ['-layout', join(folder, 'Besluit.pdf'), '-'], {
      encoding: 'utf8',
    });
    assert.match(letter, /10\.2\.e/);
    assert.match(letter, /vertrouwelijk meegedeeld/);
  }).timeout(240_000);
});

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
