import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { until, useWorkbench } from './workbench.ts';

const PDF = '01-informatiebericht-2021-12.pdf';

describe('the sample dossier in the workbench', () => {
  const workbench = useWorkbench({ open: PDF });

  it('opens a PDF in the editor with its marks, and leaves it clean', async () => {
    const editor = workbench().editor();
    await editor.locator('.page[data-page="1"] canvas').first().waitFor();
    await editor.locator('.page[data-page="1"] .mark').nth(3).waitFor();
    await workbench().dirty(PDF, false);
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
    await problems.locator('a', { hasText: 'motivering-ontbreekt' }).click();
    const explanation = workbench().editor().locator('#motivering-ontbreekt');
    await explanation.waitFor();
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
  });
});
