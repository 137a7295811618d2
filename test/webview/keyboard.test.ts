import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { Desk, type EditorPage, quadBox } from './support/editor-page.ts';
import { mark, quad } from './support/marks.ts';
import { letterPdf } from './support/pdfs.ts';

const focusedMark = (editor: EditorPage): Promise<string | undefined> =>
  editor.page.evaluate(() => (document.activeElement as HTMLElement).dataset['redaction']);

const focusedRegion = (editor: EditorPage): Promise<string | undefined> =>
  editor.page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'],
  );

describe('the keyboard alone', () => {
  let desk: Desk;
  let letter: Uint8Array;
  before(async () => {
    desk = await Desk.start();
    letter = await letterPdf();
  });
  afterEach(() => desk.clear());

  it('takes a lawyer from finding a name to a marked, motivated and deleted passage', async () => {
    const editor = await desk.open({ pdf: letter });
    const { page, host } = editor;
    await page.keyboard.press('F6');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('Pieter');
    await page.locator('[data-find-count]', { hasText: '1 van 1' }).waitFor();
    await page.keyboard.press('Escape');
    for (let count = 0; count < 9; count += 1) {
      await page.keyboard.press('Shift+ArrowRight');
    }
    await page.keyboard.press('e');
    await editor.mark('nieuw-1').waitFor();
    assert.equal(host.redactions[0]?.quote, 'Pieter van Dijk');
    await host.until(() => host.last('selection')?.ids.join() === 'nieuw-1', 'it is selected');
    await page.keyboard.press('Tab');
    assert.equal(await focusedMark(editor), 'nieuw-1');
    await page.keyboard.press('m');
    await host.until(() => host.edits.at(-1)?.kind === 'motivate', 'asked for own words');
    await page.keyboard.press('Shift+R');
    await host.until(() => host.redactions[0]?.status === 'rejected', 'rejected');
    await page.keyboard.press('Delete');
    await host.until(() => host.redactions.length === 0, 'deleted');
  });

  it('selects text with the text cursor', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.textReady(1);
    await editor.scroller.focus();
    await editor.page.keyboard.press('t');
    await editor.page.locator('.text-cursor').waitFor();
    assert.match(await editor.page.locator('[data-mode]').innerText(), /Tekstcursor aan/u);
    await editor.page.keyboard.press('ArrowDown');
    await editor.page.keyboard.press('Home');
    await editor.page.keyboard.press('Control+ArrowRight');
    await editor.page.keyboard.press('ArrowRight');
    await editor.page.keyboard.press('Shift+End');
    await editor.page.keyboard.press('g');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    assert.equal(editor.host.redactions[0]?.quote, 'Vergunningen');
    await editor.page.keyboard.press('Escape');
    await editor.page.keyboard.press('Escape');
    assert.equal(await editor.page.locator('.text-cursor').count(), 0);
  });

  it('places, moves and stretches an area', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.scroller.focus();
    await editor.page.keyboard.press('a');
    assert.match(await editor.page.locator('[data-mode]').innerText(), /Gebied markeren/u);
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.shape').waitFor();
    const before = await editor.page.locator('.shape').boundingBox();
    await editor.page.keyboard.press('ArrowRight');
    await editor.page.keyboard.press('Shift+ArrowDown');
    const after = await editor.page.locator('.shape').boundingBox();
    assert.ok((after?.x ?? 0) > (before?.x ?? 0) && (after?.height ?? 0) > (before?.height ?? 0));
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    await editor.host.until(() => editor.host.last('selection')?.ids.join() === 'nieuw-1', 'it is selected');
    const placed = quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0));
    await editor.page.keyboard.press('Tab');
    assert.equal(await focusedMark(editor), 'nieuw-1');
    for (let count = 0; count < 5; count += 1) {
      await editor.page.keyboard.down('ArrowRight');
    }
    await editor.page.keyboard.up('ArrowRight');
    await editor.host.until(() => editor.host.edits.length === 2, 'one change for a held key');
    const moved = quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0));
    assert.ok(Math.abs(moved[0] - placed[0] - 5) < 0.05, `moved by ${moved[0] - placed[0]} points`);
    await editor.page.keyboard.press('Shift+ArrowUp');
    await editor.host.until(() => editor.host.edits.length === 3, 'a stretch');
    const stretched = quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0));
    assert.ok(
      Math.abs(stretched[1] - moved[1] - 1) < 0.05,
      `the lower edge went up by ${stretched[1] - moved[1]}`,
    );
  });

  it('goes through the marks in reading order with visible focus, also to pages that are not in the document', async () => {
    const editor = await desk.open({
      pdf: letter,
      redactions: [mark('een', 1), mark('twee', 1, { quads: [quad(72, 500, 200, 540)] }), mark('drie', 3)],
    });
    await editor.scroller.focus();
    await editor.page.keyboard.press('Tab');
    assert.equal(await focusedMark(editor), 'een');
    const outline = await editor
      .mark('een')
      .locator('.mark-rect')
      .evaluate((node) => getComputedStyle(node).outlineStyle);
    assert.equal(outline, 'solid');
    await editor.page.keyboard.press('Tab');
    assert.equal(await focusedMark(editor), 'twee');
    await editor.page.keyboard.press('Tab');
    await editor.host.until(
      () => editor.host.last('selection')?.ids.join() === 'drie',
      'the third is selected',
    );
    await editor.page.waitForFunction(
      () => (document.activeElement as HTMLElement).dataset['redaction'] === 'drie',
    );
    await editor.page.keyboard.press('Shift+Tab');
    await editor.page.waitForFunction(
      () => (document.activeElement as HTMLElement).dataset['redaction'] === 'twee',
    );
    await editor.page.keyboard.press('Alt+ArrowDown');
    await editor.page.waitForFunction(
      () => (document.activeElement as HTMLElement).dataset['redaction'] === 'drie',
    );
    await editor.page.keyboard.press('Tab');
    assert.equal(await focusedRegion(editor), 'panel');
  });

  it('goes from part to part with F6, and along a toolbar with the arrows', async () => {
    const editor = await desk.open({ pdf: letter, redactions: [mark('een', 1)] });
    await editor.action('toggle-outline').click();
    await editor.page.getByRole('treeitem', { name: 'Brief' }).waitFor();
    await editor.scroller.focus();
    await editor.page.keyboard.press('F6');
    assert.equal(await focusedRegion(editor), 'panel');
    const forwarded = (): number => editor.host.forwarded.filter(({ key }) => key === 'F6').length;
    assert.equal(forwarded(), 0);
    await editor.page.keyboard.press('F6');
    await editor.host.until(() => forwarded() === 1, 'beyond the last part the key is VS Code’s');
    const seen: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      await editor.page.keyboard.press('Shift+F6');
      seen.push(await focusedRegion(editor));
    }
    assert.deepEqual(seen, ['document', 'sidebar', 'toolbar']);
    await editor.page.keyboard.press('ArrowRight');
    const action = await editor.page.evaluate(
      () => (document.activeElement as HTMLElement).dataset['action'],
    );
    assert.equal(action, 'toggle-thumbnails');
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('[data-thumbnail="1"]').waitFor();
  });

  it('keeps its own keys and lets those of VS Code through', async () => {
    const editor = await desk.open({ pdf: letter, redactions: [mark('een', 1)] });
    await editor.mark('een').click();
    for (const key of ['Control+s', 'Control+z', 'Control+y', 'Control+Shift+p', 'F1', 'Control+f']) {
      await editor.page.keyboard.press(key);
    }
    await editor.page.keyboard.press('Escape');
    await editor.mark('een').click();
    await editor.page.keyboard.press('d');
    await editor.page.keyboard.press('Control+a');
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    const let_through = editor.host.forwarded.filter(({ key }) => key !== 'Control' && key !== 'Shift');
    assert.deepEqual(
      let_through.map(({ key }) => key.toLowerCase()),
      ['s', 'z', 'y', 'p', 'f1', 'f'],
    );
    assert.deepEqual(
      let_through.slice(0, 5).map(({ defaultPrevented }) => defaultPrevented),
      [false, false, false, false, false],
    );
  });

  it('leaves its keys to a list of VS Code that is open and gives the focus back, unless a person clicked', async () => {
    const name = mark('naam', 1);
    const editor = await desk.open({ pdf: letter, redactions: [name] });
    const { page, host } = editor;
    await host.send({ type: 'reveal', page: 1, redactionId: 'naam' });
    await page.locator('[data-redaction="naam"]:focus').waitFor();
    const given = (): number => host.received.filter(({ type }) => type === 'focus').length;
    await host.send({ type: 'asking', asking: true });
    await host.until(() => given() === 1, 'the focus is given back');
    await page.keyboard.press('Delete');
    await page.keyboard.press('e');
    await host.send({ type: 'asking', asking: false });
    await page.keyboard.press('m');
    await host.until(() => host.edits.length > 0, 'an edit');
    assert.deepEqual(
      host.edits.map(({ kind }) => kind),
      ['motivate'],
    );
    await host.send({ type: 'asking', asking: true });
    await host.until(() => given() === 2, 'the focus is given back again');
    await editor.mark('naam').click();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.keyboard.press('Delete');
    await host.until(() => host.redactions.length === 0, 'deleted');
    assert.equal(given(), 2);
  });

  it('lists its keys', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.scroller.focus();
    await editor.page.keyboard.press('?');
    const help = editor.page.getByRole('dialog', { name: 'Sneltoetsen' });
    await help.waitFor();
    await editor.page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    assert.equal(await focusedRegion(editor), 'document');
  });
});
