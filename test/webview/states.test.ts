import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { Desk } from './support/editor-page.ts';
import { finding, mark } from './support/marks.ts';
import { letterPdf } from './support/pdfs.ts';

describe('states of the editor', () => {
  let desk: Desk;
  let letter: Uint8Array;
  before(async () => {
    desk = await Desk.start();
    letter = await letterPdf();
  });
  afterEach(() => desk.clear());

  it('changes nothing in a document that is read-only, and says why', async () => {
    const editor = await desk.open({
      pdf: letter,
      readOnly: 'brief.pdf.redactions.json is geen geldige JSON. Herstel het bestand en open de PDF opnieuw.',
      redactions: [mark('vak', 1)],
      findings: [finding('vak')],
    });
    await editor.page.locator('[data-banner]', { hasText: 'geen geldige JSON' }).waitFor();
    await editor.selectText(1, 'Pieter van Dijk');
    assert.equal(await editor.page.locator('[data-popup]').count(), 0);
    await editor.page.keyboard.press('e');
    await editor.page.keyboard.press('Enter');
    await editor.mark('vak').click();
    await editor.page.keyboard.press('Delete');
    await editor.page.keyboard.press('g');
    await editor.page.keyboard.press('p');
    await editor.page.keyboard.press('k');
    const box = await editor.mark('vak').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 10, (box?.y ?? 0) + 10];
    await editor.drag({ x, y }, { x: x + 80, y: y + 80 });
    await editor.page.keyboard.press('ArrowDown');
    assert.deepEqual(editor.host.edits, []);
    assert.equal(await editor.page.locator('.handle').count(), 0);
    assert.equal(await editor.row('vak').getByRole('button').count(), 0, 'no quick fixes');
    assert.equal(await editor.action('mark-area').getAttribute('disabled'), '');
    await editor.shot('read-only');
  });

  it('shows why a file cannot be read, in the words of the host', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.host.send({
      type: 'unreadable',
      fileName: 'brief.pdf',
      message: 'brief.pdf is beveiligd met een wachtwoord. Vraag een versie zonder wachtwoord.',
    });
    await editor.page.getByRole('heading', { name: 'Deze PDF kan niet worden getoond' }).waitFor();
    await editor.page.getByText('Vraag een versie zonder wachtwoord.').waitFor();
    await editor.host.until(() => editor.host.last('state')?.pages === 0, 'the host is told');
    await editor.shot('unreadable');
  });

  it('shows a sentence and a way out when pdf.js cannot read the file', async () => {
    const editor = await desk.open({
      pdf: new TextEncoder().encode('dit is geen pdf'),
      pageText: () => {
        throw new Error('kapot');
      },
      waitForPage: false,
    });
    await editor.page.getByText('brief.pdf is beschadigd of geen PDF.').waitFor();
    await editor.page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await editor.page.getByText('brief.pdf is beschadigd of geen PDF.').waitFor();
    await editor.host.until(() => (editor.host.last('state')?.error ?? '') !== '', 'the host is told');
  });

  it('speaks English when asked', async () => {
    const editor = await desk.open({ pdf: letter, language: 'en', redactions: [mark('vak', 1)] });
    assert.equal(await editor.page.locator('[data-panel-counts]').innerText(), '1 mark');
    assert.equal(
      await editor.mark('vak').getAttribute('aria-label'),
      'Mark 10.2.e on page 1: area (accepted)',
    );
    assert.equal(await editor.page.evaluate(() => document.documentElement.lang), 'en');
  });

  it('opens another file in the same page without a trace of the first', async () => {
    const editor = await desk.open({ pdf: letter, redactions: [mark('vak', 1)] });
    await editor.mark('vak').waitFor();
    const again = await desk.open({ pdf: letter });
    const { snapshot } = again.host;
    await again.host.send({
      type: 'open',
      pdfUrl: desk.addPdf(letter),
      fileName: 'nieuw.pdf',
      language: 'nl',
      snapshot,
    });
    await again.page.getByRole('region', { name: 'Document nieuw.pdf' }).waitFor();
    await again.selectText(1, 'Pieter');
    await again.page.keyboard.press('e');
    await again.host.until(() => again.host.edits.length > 0, 'an edit');
    await again.mark('nieuw-1').waitFor();
    assert.equal(again.host.edits.length, 1, 'keys are heard once');
    assert.equal(await again.page.locator('.editor').count(), 1);
  });

  it('drops messages that are not the host’s', async () => {
    const editor = await desk.open({ pdf: letter, redactions: [mark('vak', 1)] });
    const nonsense = [
      { type: 'snapshot' },
      { type: 'snapshot', snapshot: { ...editor.host.snapshot, version: 9, redactions: [{ id: 'x' }] } },
      { type: 'command', command: 'constructor' },
      { type: 'open', pdfUrl: 3 },
      'snapshot',
      null,
    ];
    await editor.page.evaluate((messages) => {
      for (const message of messages) {
        window.postMessage(message, '*');
      }
    }, nonsense);
    await editor.host.change([mark('vak', 1), mark('later', 1)]);
    await editor.mark('later').waitFor();
    assert.deepEqual(editor.errors, []);
  });

  it('says so when the host does not carry a change out', async () => {
    const editor = await desk.open({ pdf: letter, delay: 60_000 });
    // Not Playwright's clock: it stays in the window, which later tests use.
    await editor.page.evaluate(() => {
      const later = window.setTimeout.bind(window);
      Object.assign(window, {
        setTimeout: (run: () => void, delay?: number) => later(run, delay === 10_000 ? 300 : delay),
      });
    });
    await editor.selectText(1, 'Pieter');
    await editor.page.keyboard.press('e');
    await editor.page.locator('[data-pending]').waitFor();
    await editor.page.locator('[data-pending]').waitFor({ state: 'detached' });
    await editor.hears('De wijziging is niet doorgevoerd.');
  });
});
