import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { Desk } from './support/editor-page.ts';
import { finding, mark, quad } from './support/marks.ts';
import { letterPdf, longPdf } from './support/pdfs.ts';

describe('the list of marks', () => {
  let desk: Desk;
  let letter: Uint8Array;
  before(async () => {
    desk = await Desk.start();
    letter = await letterPdf();
  });
  afterEach(() => desk.clear());

  const redactions = [
    mark('naam', 1, { quote: 'mevrouw\n Jansen', kind: 'text' }),
    mark('open', 1, { quads: [quad(72, 500, 200, 540)], grounds: [] }),
    mark('voorstel', 2, {
      quote: 'Bakker',
      kind: 'text',
      status: 'suggested',
      grounds: ['10.2.g', '10.2.d'],
    }),
    mark('tabel', 3),
  ];

  it('shows ground, reason, quote, status and findings of each mark, by page', async () => {
    const editor = await desk.open({ pdf: letter, redactions, findings: [finding('open')] });
    assert.match(
      await editor.row('naam').innerText(),
      /10\.2\.e\s+Namen en doorkiesnummers van ambtenaren\s+mevrouw Jansen/u,
    );
    assert.match(await editor.row('open').innerText(), /zonder grond[\s\S]*Deze markering heeft geen grond/u);
    assert.match(await editor.row('voorstel').innerText(), /10\.2\.g\s+10\.2\.d[\s\S]*voorstel\s+Bakker/u);
    assert.deepEqual(await editor.page.locator('.row-page .row-title').allInnerTexts(), [
      'Pagina 1',
      'Pagina 2',
      'Pagina 3',
    ]);
    assert.equal(await editor.page.locator('[data-panel-counts]').innerText(), '4 markeringen');
    assert.equal(
      await editor.row('open').getAttribute('aria-label'),
      'Markering zonder grond op pagina 1: gebied (geaccepteerd). 1 bevinding',
    );
  });

  it('selects the text that a finding says should be marked, by click and by F8, ready for a ground', async () => {
    const editor = await desk.open({ pdf: letter, redactions: [mark('tabel', 3)] });
    const range = editor.indexOf(1, 'Bakker');
    await editor.host.change(editor.host.redactions, [
      finding('tabel'),
      finding(undefined, {
        code: 'zelfde-tekst-ongemarkeerd',
        message: '“Bakker” staat nog leesbaar op pagina 1.',
        page: 1,
        range,
        fixes: [{ kind: 'mark-places', places: [{ page: 1, ...range }], grounds: ['10.2.e'] }],
      }),
    ]);
    const message = editor.page.locator('[data-finding="zelfde-tekst-ongemarkeerd"] .finding-message');
    await message.click();
    await editor.page.locator('[data-popup="draft"]').waitFor();
    await editor.host.until(() => editor.host.last('selection')?.quote === 'Bakker', 'the text is selected');
    await editor.host.command('next-finding');
    await editor.mark('tabel').and(editor.page.locator('[data-selected]')).waitFor();
    await editor.host.command('next-finding');
    await editor.host.until(() => editor.host.last('selection')?.quote === 'Bakker', 'the text again');
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    const [edit] = editor.host.edits;
    assert.equal(edit?.kind === 'add-usual' && edit.drafts[0]?.quote, 'Bakker');
  });

  it('asks for the same text elsewhere', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    await editor.row('naam').click();
    await editor.page.keyboard.press('s');
    await editor.page.keyboard.press('Shift+S');
    await editor.host.until(
      () => editor.host.received.filter(({ type }) => type === 'same-text').length === 2,
      'two requests',
    );
    assert.deepEqual(
      editor.host.received.flatMap((message) => (message.type === 'same-text' ? [message.scope] : [])),
      ['document', 'dossier'],
    );
  });

  it('gives way to the page in a narrow window, and lies over it when asked for', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    const panel = editor.page.locator('[data-region="panel"]');
    await panel.waitFor();
    await editor.page.setViewportSize({ width: 560, height: 700 });
    await panel.waitFor({ state: 'hidden' });
    await editor.action('toggle-marks-panel').click();
    await panel.waitFor();
    assert.ok(((await editor.scroller.boundingBox())?.width ?? 0) > 500, 'the page keeps its width');
    await editor.action('toggle-marks-panel').click();
    await editor.page.setViewportSize({ width: 1180, height: 800 });
    await panel.waitFor();
  });

  it('filters', async () => {
    const editor = await desk.open({
      pdf: letter,
      redactions,
      findings: [finding('open'), finding(undefined)],
    });
    const rows = editor.page.locator('[data-row]');
    await editor.page.getByRole('button', { name: 'Bevindingen (2)' }).click();
    assert.equal(await rows.count(), 1);
    await editor.page.getByRole('button', { name: 'Voorstellen (1)' }).click();
    assert.deepEqual(
      await rows.evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset['row'])),
      ['voorstel'],
    );
    await editor.host.change(redactions.map((item) => ({ ...item, status: 'accepted' as const })));
    await editor.page.getByText('Niets in deze lijst.').waitFor();
    await editor.page.getByRole('button', { name: 'Alle (4)' }).click();
    assert.equal(await rows.count(), 4);
  });

  it('brings a mark into view and selects it', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    await editor.row('tabel').click();
    await editor.host.until(() => editor.host.last('selection')?.page === 3, 'page 3 is in view');
    await editor.mark('tabel').waitFor();
    assert.equal(await editor.mark('tabel').getAttribute('data-selected'), '');
    const box = await editor.mark('tabel').locator('.mark-rect').boundingBox();
    const room = await editor.scroller.boundingBox();
    assert.ok(box !== null && room !== null && box.y > room.y && box.y + box.height < room.y + room.height);
    await editor.mark('tabel').click();
    await editor.host.send({ type: 'reveal', page: 1, redactionId: 'naam' });
    await editor.page.locator('[data-row="naam"][aria-selected="true"]').waitFor();
    await editor.page.locator('[data-redaction="naam"]:focus').waitFor();
  });

  it('leaves the focus where a person took it while the page of a mark was fetched', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    const elsewhere = editor.action('next-page');
    await editor.scroller.evaluate(
      (scroller, button) => {
        scroller.blur();
        scroller.addEventListener('focus', () => (button as HTMLElement).focus(), { once: true });
      },
      await elsewhere.elementHandle(),
    );
    await editor.host.send({ type: 'reveal', page: 3, redactionId: 'tabel' });
    await editor.host.until(() => editor.host.last('selection')?.page === 3, 'page 3 is in view');
    await editor.mark('tabel').waitFor();
    assert.ok(await elsewhere.evaluate((button) => button === document.activeElement));
  });

  it('changes several at once', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    await editor.row('naam').click();
    await editor.row('voorstel').click({ modifiers: ['Shift'] });
    await editor.page.getByText('3 markeringen gekozen').waitFor();
    await editor.row('open').click({ modifiers: ['Control'] });
    await editor.page.getByText('2 markeringen gekozen').waitFor();
    await editor.action('batch-reject').click();
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    assert.deepEqual(editor.host.edits[0], {
      kind: 'set-status',
      ids: ['naam', 'voorstel'],
      status: 'rejected',
    });
    await editor.page.locator('[data-row="naam"][data-look="rejected"]').waitFor();
    await editor.row('naam').focus();
    await editor.page.keyboard.press('Control+a');
    await editor.page.getByText('4 markeringen gekozen').waitFor();
    await editor.page.keyboard.press('d');
    await editor.host.until(() => editor.host.edits.length === 2, 'an edit');
    assert.deepEqual(editor.host.edits[1], {
      kind: 'set-usual',
      ids: ['naam', 'open', 'voorstel', 'tabel'],
      key: 'd',
    });
    await editor.action('batch-remove').click();
    await editor.page.getByText('Nog geen markeringen').waitFor();
  });

  it('passes on a quick fix, and shows a finding that is not about a mark', async () => {
    const about = finding('open', {
      fixes: [{ kind: 'pick-ground' }, { kind: 'set-ground', grounds: ['10.2.e'] }],
    });
    const general = finding(undefined, {
      code: 'bron-gewijzigd',
      page: 2,
      fixes: [{ kind: 'confirm-source' }],
    });
    const editor = await desk.open({ pdf: letter, redactions, findings: [about, general] });
    await editor
      .row('open')
      .getByRole('button', { name: /^Grond 10\.2\.e geven/u })
      .click();
    await editor.host.until(() => editor.host.last('fix') !== undefined, 'a fix');
    assert.deepEqual(editor.host.last('fix'), { type: 'fix', finding: about, fix: 1 });
    await editor.page.locator('[data-finding="bron-gewijzigd"]').getByRole('button').click();
    await editor.host.until(
      () => editor.host.last('fix')?.finding.code === 'bron-gewijzigd',
      'the other fix',
    );
    await editor.page.locator('[data-finding="bron-gewijzigd"] .finding-message').click();
    await editor.host.until(() => editor.host.last('selection')?.page === 2, 'page 2 is in view');
  });

  it('notes pages that have been read through, from the list and from the page', async () => {
    const editor = await desk.open({ pdf: letter, redactions });
    await editor.page.locator('.row-page [data-action="reviewed"]').nth(1).click();
    await editor.host.until(() => editor.host.reviewedPages.join() === '2', 'page 2 is noted');
    await editor.page.locator('[data-page="1"] [data-action="reviewed"]').click();
    await editor.host.until(() => editor.host.reviewedPages.join() === '1,2', 'page 1 is noted');
    await editor.page.locator('[data-reviewed-count]', { hasText: "2 van 3 pagina's nagekeken" }).waitFor();
    await editor.scroller.focus();
    await editor.page.keyboard.press('k');
    await editor.host.until(() => editor.host.reviewedPages.join() === '2', 'page 1 is not noted any more');
    assert.equal(editor.host.edits.length, 3, 'a checkbox set by a snapshot asks for nothing');
  });

  it('stays quick with 2,000 marks: only rows in view are in the document', async () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      mark(`m${index}`, 1 + Math.floor(index / 10), {
        quads: [quad(72, 700 - (index % 10) * 30, 200, 720 - (index % 10) * 30)],
      }),
    );
    const editor = await desk.open({ pdf: await longPdf(200), redactions: many });
    assert.ok((await editor.page.locator('[data-row]').count()) < 60);
    await editor.row('m0').focus();
    await editor.page.keyboard.press('End');
    await editor.row('m1999').waitFor();
    assert.equal(
      await editor.page.evaluate(() => (document.activeElement as HTMLElement).dataset['row']),
      'm1999',
    );
    await editor.host.until(() => editor.host.last('selection')?.page === 200, 'its page is in view');
    assert.ok((await editor.page.locator('[data-row]').count()) < 60);
    assert.ok((await editor.scroller.locator('[data-redaction]').count()) < 80);
    const rows = await editor.page.locator('.row').evaluateAll((nodes) =>
      nodes
        .map((node) => node.getBoundingClientRect())
        .map(({ top, bottom }) => [top, bottom])
        .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    );
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1];
      assert.ok(
        next === undefined || Math.abs((next[0] ?? 0) - (row[1] ?? 0)) < 1.5,
        'rows neither overlap nor leave gaps',
      );
    }
  });
});
