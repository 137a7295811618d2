import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import { Desk, type EditorPage } from './support/editor-page.ts';
import { mark, quad } from './support/marks.ts';
import { letterPdf, longPdf, mixedPdf } from './support/pdfs.ts';
import { until } from './support/plain-page.ts';

/** Place of a page's top in the window, in CSS pixels. */
async function topOf(editor: EditorPage, page: number): Promise<number> {
  const box = await editor.sheet(page).boundingBox();
  return box?.y ?? Number.NaN;
}

/** Numbers of the pages in the document, and how many pixels their pictures take. */
async function onScreen(editor: EditorPage): Promise<{ pages: number[]; canvases: number; pixels: number }> {
  return editor.page.evaluate(() => {
    const pages = [...document.querySelectorAll<HTMLElement>('[data-page]')].map((node) =>
      Number(node.dataset['page']),
    );
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.scroller canvas')];
    return {
      pages,
      canvases: canvases.length,
      pixels: canvases.reduce((sum, canvas) => sum + canvas.width * canvas.height, 0),
    };
  });
}

const goToPage = async (editor: EditorPage, page: number): Promise<void> => {
  await editor.action('page-box').click();
  await editor.page.keyboard.type(String(page));
  await editor.page.keyboard.press('Enter');
  await editor.host.until(
    () => editor.host.last('state')?.rendered.includes(page) === true,
    `page ${page} is drawn`,
  );
};

describe('reading a document', () => {
  let desk: Desk;
  before(async () => {
    desk = await Desk.start();
  });
  afterEach(() => desk.clear());

  it('draws the first pages and says which', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    await editor.host.until(
      () => (editor.host.last('state')?.rendered.length ?? 0) >= 2,
      'two pages are drawn',
    );
    assert.equal(editor.host.last('state')?.pages, 3);
    assert.equal(editor.host.last('state')?.error, undefined);
    assert.equal(await editor.page.locator('[data-page-count]').innerText(), '/ 3');
    const marks = await editor.page.evaluate(() => performance.getEntriesByName('lakmoes:first-page').length);
    assert.equal(marks, 1);
    assert.deepEqual(editor.errors, []);
  });

  it('keeps only pages near the view in the document, of 5,000', async () => {
    const editor = await desk.open({ pdf: await longPdf(5000) });
    assert.equal(editor.host.last('state')?.pages, 5000);
    for (const page of [5000, 2500, 17]) {
      await goToPage(editor, page);
      const { pages, canvases, pixels } = await onScreen(editor);
      assert.ok(pages.includes(page), `page ${page} is there`);
      assert.ok(pages.length <= 8, `${pages.length} pages are in the document`);
      assert.ok(canvases <= pages.length);
      assert.ok(pixels < 64_000_000, `${pixels} pixels`);
    }
    assert.deepEqual(editor.errors, []);
  });

  it('draws the page that is in view after a long way of scrolling, and nothing on the way', async () => {
    const editor = await desk.open({ pdf: await longPdf(300) });
    await editor.scroller.evaluate(async (node) => {
      for (let step = 0; step < 40; step += 1) {
        node.scrollTop += 4000;
        await new Promise((frame) => requestAnimationFrame(frame));
      }
    });
    const inView = await editor.scroller.evaluate((node) => {
      const middle = node.getBoundingClientRect().top + node.clientHeight / 3;
      const page = [...node.querySelectorAll<HTMLElement>('[data-page]')].find(
        (item) => item.getBoundingClientRect().bottom > middle,
      );
      return Number(page?.dataset['page']);
    });
    await editor.host.until(
      () => editor.host.last('state')?.rendered.includes(inView) === true,
      'it is drawn',
    );
    const drawn = new Set(
      editor.host.received.flatMap((message) => (message.type === 'state' ? message.rendered : [])),
    );
    assert.ok(drawn.size < 60, `${drawn.size} pages were drawn`);
  });

  it('stays where it is when the true sizes of pages above become known', async () => {
    const editor = await desk.open({
      pdf: await mixedPdf(),
      position: { page: 6, top: 0.25, zoom: 1, darkPages: false, sidebar: 'none', marksPanel: false },
    });
    await editor.host.until(
      () => editor.host.last('state')?.rendered.includes(6) === true,
      'page 6 is drawn',
    );
    const before = await topOf(editor, 6);
    const height = (await editor.sheet(6).boundingBox())?.height ?? 0;
    const scroller = await editor.scroller.boundingBox();
    assert.ok(Math.abs(before + 0.25 * height - (scroller?.y ?? 0)) < 2, 'page 6 stands at a quarter');
    await editor.page.mouse.move(400, 400);
    await editor.page.mouse.wheel(0, -300);
    await editor.host.until(
      () => editor.host.last('state')?.rendered.includes(5) === true,
      'page 5 is drawn',
    );
    // The wheel's scroll may still be under way; where it ends is what counts: exactly 300 pixels on.
    await until(
      'scrolled by exactly 300 pixels',
      async () => Math.abs((await topOf(editor, 6)) - before - 300) < 2,
    );
    const widths = await editor.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-sheet]')].map((sheet) => [
        Number(sheet.dataset['sheet']),
        Math.round((sheet.clientWidth * 72) / 96),
      ]),
    );
    assert.equal(new Map(widths as [number, number][]).get(6), 842);
  });

  it('tells the host where it is, and comes back there', async () => {
    const pdf = await longPdf(40);
    const first = await desk.open({ pdf });
    await first.action('zoom-in').click();
    await first.action('toggle-dark-pages').click();
    await goToPage(first, 23);
    await first.page.mouse.move(300, 400);
    await first.page.mouse.wheel(0, 200);
    await first.host.until(() => {
      const position = first.host.last('position')?.position;
      return position?.page === 23 && position.top > 0.1;
    }, 'the place is told');
    const position = first.host.last('position')?.position;
    assert.ok(position !== undefined);
    assert.equal(position.darkPages, true);
    assert.equal(typeof position.zoom, 'number');
    const second = await desk.open({ pdf, position });
    await second.host.until(() => second.host.last('position') !== undefined, 'its place is told');
    assert.deepEqual(second.host.last('position')?.position, position);
    assert.ok(await second.page.locator('.editor.dark-pages').isVisible());
  });

  it('zooms about the pointer, and by keys, buttons and commands', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    const level = editor.action('zoom-level');
    await editor.scroller.focus();
    await editor.page.keyboard.press('0');
    const fit = await level.innerText();
    const at = await editor.windowPoint(1, 300, 600);
    await editor.page.mouse.move(at.x, at.y);
    await editor.page.keyboard.down('Control');
    await editor.page.mouse.wheel(0, -240);
    await editor.page.keyboard.up('Control');
    await editor.page.waitForFunction(
      (before) => document.querySelector('[data-action="zoom-level"]')?.textContent !== before,
      fit,
    );
    const after = await editor.windowPoint(1, 300, 600);
    assert.ok(Math.hypot(after.x - at.x, after.y - at.y) < 2, 'the point under the pointer stays');
    await editor.page.keyboard.press('9');
    const sheet = await editor.sheet(1).boundingBox();
    const room = await editor.scroller.boundingBox();
    assert.ok((sheet?.height ?? 0) < (room?.height ?? 0), 'the whole page fits');
    const small = await level.innerText();
    await editor.page.keyboard.press('+');
    assert.notEqual(await level.innerText(), small);
    await editor.page.keyboard.press('-');
    assert.equal(await level.innerText(), small);
    await editor.host.command('fit-width');
    await editor.page.waitForFunction(
      (wanted) => document.querySelector('[data-action="zoom-level"]')?.textContent === wanted,
      fit,
    );
  });

  it('goes by outline and thumbnails', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    await editor.host.command('toggle-outline');
    await editor.page.getByRole('treeitem', { name: 'Bijlage' }).click();
    assert.ok(Math.abs((await topOf(editor, 2)) - (await editor.scroller.boundingBox())!.y - 30) < 3);
    await editor.action('toggle-thumbnails').click();
    await editor.page.getByRole('option', { name: /Pagina 3/ }).click();
    await editor.host.until(() => editor.host.last('selection')?.page === 3, 'page 3 is in view');
    await editor.page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-thumbnail="1"] canvas');
      return canvas !== null && canvas.width === 120;
    });
    assert.equal(
      await editor.page.getByRole('option', { selected: true }).getAttribute('data-thumbnail'),
      '3',
    );
    await editor.page.keyboard.press('F6');
    await editor.page.locator('[data-thumbnail="3"]').focus();
    await editor.page.keyboard.press('ArrowUp');
    await editor.host.until(() => editor.host.last('selection')?.page === 2, 'page 2 is in view');
  });

  it('finds over all pages, with a count, and leaves the hit selected', async () => {
    const editor = await desk.open({ pdf: await longPdf(60) });
    await editor.scroller.focus();
    await editor.page.keyboard.press('Control+f');
    await editor.page.keyboard.type('TREFWOORD');
    const count = editor.page.locator('[data-find-count]');
    await count.filter({ hasText: /^1 van 12$/ }).waitFor();
    await editor.host.until(() => editor.host.last('selection')?.page === 5, 'page 5 is in view');
    await editor.page.keyboard.press('Enter');
    await count.filter({ hasText: '2 van 12' }).waitFor();
    await editor.page.keyboard.press('Shift+Enter');
    await editor.page.keyboard.press('Shift+Enter');
    await count.filter({ hasText: '12 van 12' }).waitFor();
    await editor.host.until(() => editor.host.last('selection')?.page === 60, 'page 60 is in view');
    await editor.page.keyboard.press('F3');
    await count.filter({ hasText: '1 van 12' }).waitFor();
    await editor.page.keyboard.press('Escape');
    assert.equal(await editor.page.locator('[data-find]').isHidden(), true);
    await editor.host.until(() => editor.host.last('selection')?.text === true, 'the hit is selected');
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    const [edit] = editor.host.edits;
    assert.equal(edit?.kind === 'add-usual' ? edit.drafts[0]?.quote : '', 'trefwoord');
    assert.equal(edit?.kind === 'add-usual' ? edit.drafts[0]?.page : 0, 5);
  });

  it('hands over all hits, to be marked at once', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    await editor.page.keyboard.press('Control+f');
    await editor.page.keyboard.type('jansen');
    await editor.page.locator('[data-find-count]', { hasText: '1 van 9' }).waitFor();
    await editor.action('find-mark-all').click();
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    const [edit] = editor.host.edits;
    assert.ok(edit?.kind === 'add-pick');
    assert.equal(edit.origin, 'search');
    assert.deepEqual(
      edit.drafts.map(({ page, quote }) => [page, quote]),
      [1, 1, 2, 3, 3, 3, 3, 3, 3].map((page) => [page, 'Jansen']),
    );
  });

  it('leaves out hits that are marked, and says when all are', async () => {
    const editor = await desk.open({
      pdf: await letterPdf(),
      redactions: [mark('een', 1, { kind: 'page', quads: [quad(0, 0, 595, 842)] })],
    });
    await editor.page.keyboard.press('Control+f');
    await editor.page.keyboard.type('jansen');
    await editor.page.locator('[data-find-count]', { hasText: '1 van 9' }).waitFor();
    await editor.action('find-mark-all').click();
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    const [edit] = editor.host.edits;
    assert.deepEqual(edit?.kind === 'add-pick' && edit.drafts.map(({ page }) => page), [2, 3, 3, 3, 3, 3, 3]);
    await editor.page.locator('[data-find] input').fill('geachte');
    await editor.page.locator('[data-find-count]', { hasText: '1 van 1' }).waitFor();
    await editor.action('find-mark-all').click();
    await editor.page.locator('[data-find-count]', { hasText: 'Alles is al gemarkeerd' }).waitFor();
    assert.equal(editor.host.edits.length, 1);
  });

  it('finds by case and by whole words, says when there is nothing and when a page could not be read', async () => {
    const pdf = await letterPdf();
    const editor = await desk.open({ pdf });
    const count = editor.page.locator('[data-find-count]');
    await editor.page.keyboard.press('Control+f');
    await editor.page.keyboard.type('rij');
    await count.filter({ hasText: '1 van 6' }).waitFor();
    await editor.action('find-caseSensitive').click();
    await count.filter({ hasText: 'Niets gevonden' }).waitFor();
    await editor.action('find-caseSensitive').click();
    await editor.action('find-field').locator('input').fill('heer');
    await count.filter({ hasText: '1 van 4' }).waitFor();
    await editor.action('find-field').locator('input').fill('he');
    await editor.action('find-wholeWord').click();
    await count.filter({ hasText: 'Niets gevonden' }).waitFor();
    const broken = await desk.open({
      pdf,
      pageText: (page) => {
        if (page === 2) {
          throw new Error('kapot');
        }
        return {
          geometry: { page, mediaBox: [0, 0, 595, 842], cropBox: [0, 0, 595, 842], rotate: 0, userUnit: 1 },
          characters: [],
        };
      },
    });
    await broken.page.keyboard.press('Control+f');
    await broken.page.keyboard.type('heer');
    await broken.page
      .locator('[data-find-count]', { hasText: 'Niets gevonden · 1 pagina kon niet worden doorzocht' })
      .waitFor();
  });

  it('copies the selected text clean', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    await editor.textReady(1);
    const from = editor.indexOf(1, 'Het college');
    const to = editor.indexOf(1, 'is ingediend');
    await editor.drag(await editor.caretPoint(1, from.start), await editor.caretPoint(1, to.end));
    await editor.page.keyboard.press('Control+c');
    const copied = await editor.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(
      copied,
      'Het college overweegt het volgende. De commissie meent dat de aanvraag\nte laat is ingediend',
    );
    const native = await editor.page.evaluate(() => document.getSelection()?.toString() ?? '');
    assert.match(native.replaceAll(/\s+/gu, ' '), /^Het college overweegt .* is ingediend$/u);
  });
});
