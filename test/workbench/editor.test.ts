import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Sidecar } from '../../src/core/model/redaction.ts';
import { PdfPage } from './pdf-page.ts';
import { until, useWorkbench } from './workbench.ts';

const bare = '05-informatiebericht-2019-22.pdf';

describe('the PDF editor in the workbench', () => {
  const workbench = useWorkbench();
  let pdf: PdfPage;
  before(() => {
    pdf = new PdfPage(workbench());
  });

  const path = (): string => workbench().path(`${bare}.redactions.json`);
  const sidecar = (): Sidecar => JSON.parse(readFileSync(path(), 'utf8')) as Sidecar;

  it('holds an unsaved mark without writing a sidecar', async () => {
    await workbench().openFile(bare);
    await pdf.ready();
    await pdf.markWord('helpdesk', 'e');
    await workbench().dirty(bare);
    await pdf.marks.first().waitFor();
    assert.equal(existsSync(path()), false, 'nothing was written');
    await workbench().screenshot('editor-unsaved');
  });

  it('brings it back, still unsaved, after the window is reloaded', async () => {
    await workbench().backedUp(bare);
    await workbench().reload();
    await pdf.ready();
    await pdf.marks.first().waitFor();
    await workbench().dirty(bare);
    assert.equal(existsSync(path()), false, 'nothing was written');
    await workbench().screenshot('editor-hot-exit');
    await pdf.markWord('intranet', 'd');
    await workbench().press('Control+Z');
    await until('the one mark of before', async () => (await pdf.marks.count()) === 1);
    await workbench().dirty(bare);
    assert.equal(existsSync(path()), false, 'nothing was written');
  });

  it('shows two panels of one document in step', async () => {
    await workbench().command('View: Split Editor Right');
    const right = new PdfPage(workbench(), 1);
    await right.ready();
    await until('the mark in both', async () => (await right.marks.count()) === 1);
    await right.markWord('intranet', 'd');
    await until(
      'both marks in both',
      async () => (await pdf.marks.count()) === 2 && (await right.marks.count()) === 2,
    );
    await workbench().screenshot('editor-two-panels');
    await workbench().press('Control+Z');
    await until(
      'one mark in both',
      async () => (await pdf.marks.count()) === 1 && (await right.marks.count()) === 1,
    );
    await workbench().command('View: Close Editor');
  });

  it('asks when the sidecar changed on disk meanwhile, and merges both sides', async () => {
    await workbench().tab(bare).first().click();
    await pdf.ready();
    await workbench().save(bare);
    const saved = sidecar();
    await pdf.markWord('intranet', 'd');
    await workbench().dirty(bare);
    const [first] = saved.redactions;
    assert.ok(first);
    const theirs = { ...first, id: 'van-elders', quads: [[72, 100, 200, 100, 72, 80, 200, 80]] };
    writeFileSync(path(), JSON.stringify({ ...saved, redactions: [first, theirs] }));
    const dialog = workbench().page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: `${bare}.redactions.json is op schijf gewijzigd` }).waitFor();
    await workbench().screenshot('editor-conflict');
    await dialog.locator('.monaco-button', { hasText: 'Samenvoegen' }).click();
    await until('three marks', async () => (await pdf.marks.count()) === 3);
    await workbench().save(bare);
    assert.equal(sidecar().redactions.length, 3);
  });

  it('goes back to what is on disk when it is reverted', async () => {
    await pdf.markWord('werkgroep', 'e');
    await workbench().dirty(bare);
    await workbench().command('File: Revert File');
    await workbench().dirty(bare, false);
    await until('three marks', async () => (await pdf.marks.count()) === 3);
    assert.equal(sidecar().redactions.length, 3);
  });

  it('sees on return to the window the files that nobody told of', async () => {
    // VS Code does not watch what lies behind a link.
    const share = mkdtempSync(join(tmpdir(), 'lakmoes-'));
    const put = (name: string): void => {
      copyFileSync(workbench().path(bare), join(share, name));
      writeFileSync(join(share, `${name}.redactions.json`), '{ "version": 1 }');
    };
    put('eerst.pdf');
    symlinkSync(share, workbench().path('schijf'));
    const rows = await workbench().problems();
    await rows.filter({ hasText: 'eerst.pdf.redactions.json' }).first().waitFor();
    put('later.pdf');
    await workbench().away();
    await rows.filter({ hasText: 'later.pdf.redactions.json' }).first().waitFor();
    rmSync(share, { recursive: true });
  });

  it('marks what somebody filled in, and finds it again elsewhere', async () => {
    const form = 'aanvraagformulier.pdf';
    writeFileSync(workbench().path(form), await filledInForm());
    await workbench().openFile(form);
    await pdf.ready();
    await pdf.markWord('Zwaluw', 'e');
    await pdf.panel.getByText('“Zwaluw” is in dit document gemarkeerd').waitFor();
    await workbench().screenshot('editor-form');
    await workbench().save(form);
    const saved = JSON.parse(readFileSync(workbench().path(`${form}.redactions.json`), 'utf8')) as Sidecar;
    assert.deepEqual(
      saved.redactions.map(({ quote }) => quote),
      ['Zwaluw'],
    );
  });
});

/** A form of one page with the name of the applicant in a field, and once more in the text. */
async function filledInForm(): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const font = await doc.embedFont(StandardFonts.Helvetica);
  const page = doc.addPage([595, 842]);
  page.drawText('Aanvraag vergunning', { x: 60, y: 770, size: 16, font });
  page.drawText('Naam aanvrager', { x: 60, y: 720, size: 11, font });
  page.drawText('Geboren op', { x: 60, y: 690, size: 11, font });
  page.drawText('Deze aanvraag is op 3 juni met mevrouw Zwaluw besproken.', {
    x: 60,
    y: 640,
    size: 11,
    font,
  });
  const form = doc.getForm();
  for (const [name, value, y] of [
    ['naam', 'A. Zwaluw', 714],
    ['geboren', '12 mei 1970', 684],
  ] as const) {
    const field = form.createTextField(name);
    field.setText(value);
    field.addToPage(page, { x: 180, y, width: 200, height: 20, font });
    field.setFontSize(11);
  }
  return doc.save();
}
