import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { EditRequest, MarkDraft } from '../../src/core/protocol.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import { Desk, type EditorPage, quadBox } from './support/editor-page.ts';
import { mark, quad } from './support/marks.ts';
import { drawingPdf, letterPdf } from './support/pdfs.ts';
import { until } from './support/plain-page.ts';

/** The drafts of the last edit that placed marks. */
function lastDrafts(editor: EditorPage): readonly MarkDraft[] {
  const edit = editor.host.edits.findLast((item) => item.kind.startsWith('add-'));
  return edit !== undefined && 'drafts' in edit ? edit.drafts : [];
}

function lastEdit(editor: EditorPage): EditRequest | undefined {
  return editor.host.edits.at(-1);
}

const near = (actual: readonly number[], wanted: readonly number[], slack: number): void => {
  for (const [index, value] of wanted.entries()) {
    assert.ok(
      Math.abs((actual[index] ?? Number.NaN) - value) <= slack,
      `${actual.join(' ')} is not near ${wanted.join(' ')}`,
    );
  }
};

describe('marking', () => {
  let desk: Desk;
  let letter: Uint8Array;
  before(async () => {
    desk = await Desk.start();
    letter = await letterPdf();
  });
  afterEach(() => desk.clear());

  it('marks exactly the characters that were selected, line by line', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.textReady(1);
    const from = editor.indexOf(1, 'mevrouw J.');
    const to = editor.indexOf(1, '06-12345678');
    await editor.drag(await editor.caretPoint(1, from.start), await editor.caretPoint(1, to.end));
    await editor.page.locator('[data-popup="draft"]').waitFor();
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    const expected = quadsForRange(editor.host.textOf(1), from.start, to.end);
    assert.deepEqual(lastDrafts(editor), [{ page: 1, kind: 'text', ...expected }]);
    assert.equal(expected.quads.length, 2);
    assert.match(expected.quote, /^mevrouw J\. Jansen .* 06-12345678$/u);
    await editor.mark('nieuw-1').locator('.mark-rect').first().waitFor();
    assert.equal(await editor.mark('nieuw-1').locator('.mark-rect').count(), 2);
    await editor.page.locator('[data-redaction="nieuw-1"][aria-pressed="true"]').first().waitFor();
    await editor.hears('Markering toegevoegd: 10.2.e');
    assert.deepEqual(editor.errors, []);
  });

  it('selects words and lines by double and triple click, backwards too', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.textReady(1);
    const word = await editor.caretPoint(1, editor.indexOf(1, '06-12345678').start + 4);
    await editor.page.mouse.dblclick(word.x, word.y);
    await editor.page.keyboard.press('d');
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    assert.equal(lastDrafts(editor)[0]?.quote, '06-12345678');
    const other = await editor.caretPoint(1, editor.indexOf(1, 'commissie').start + 2);
    await editor.page.mouse.click(other.x, other.y, { clickCount: 3 });
    await editor.page.keyboard.press('g');
    await editor.host.until(() => editor.host.edits.length === 2, 'an edit');
    assert.equal(
      lastDrafts(editor)[0]?.quote,
      'Het college overweegt het volgende. De commissie meent dat de aanvraag',
    );
    const name = editor.indexOf(1, 'Klaas Bakker');
    await editor.drag(await editor.caretPoint(1, name.end), await editor.caretPoint(1, name.start));
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.edits.length === 3, 'an edit');
    assert.equal(lastDrafts(editor)[0]?.quote, 'Klaas Bakker');
  });

  it('makes one mark a page of a selection over two pages', async () => {
    const editor = await desk.open({ pdf: letter, size: { width: 900, height: 1100 } });
    await editor.page.keyboard.press('9');
    await editor.textReady(1);
    await editor.textReady(2);
    await editor.scroller.evaluate((node) => {
      node.scrollTop = 250;
    });
    const first = editor.indexOf(1, 'Klaas');
    const last = editor.indexOf(2, 'Jansen');
    await editor.drag(await editor.caretPoint(1, first.start), await editor.caretPoint(2, last.end));
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.redactions.length === 2, 'two marks');
    assert.deepEqual(
      lastDrafts(editor).map(({ page, quote }) => [page, quote]),
      [
        [1, 'Klaas Bakker'],
        [2, 'Bijlage bij de brief Mevrouw Jansen'],
      ],
    );
  });

  it('marks text on a page that is turned a quarter', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.host.send({ type: 'reveal', page: 3 });
    await editor.textReady(3);
    const { start } = editor.indexOf(3, 'Jansen');
    const { characters } = editor.host.textOf(3);
    const box = await editor.sheet(3).boundingBox();
    const scale = (box?.height ?? 0) / 595;
    // On a page turned by 90 degrees the height in user space runs to the right, its width downwards.
    const point = (index: number, edge: 'from' | 'to'): { x: number; y: number } => {
      const loose = characters[index]?.loose ?? [0, 0, 0, 0];
      const up = edge === 'from' ? loose[1] : loose[3];
      return { x: (box?.x ?? 0) + up * scale, y: (box?.y ?? 0) + ((loose[0] + loose[2]) / 2) * scale };
    };
    await editor.drag(point(start, 'from'), point(start + 5, 'to'));
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    assert.equal(lastDrafts(editor)[0]?.quote, 'Jansen');
    const rect = await editor.mark('nieuw-1').locator('.mark-rect').boundingBox();
    assert.ok((rect?.width ?? 0) > (rect?.height ?? 0), 'it lies along the text on screen');
    const room = await editor.scroller.boundingBox();
    assert.ok((box?.width ?? 0) < (room?.width ?? 0), 'the wide page fits, like the first one');
    await editor.shot('turned');
  });

  it('shows a mark before the host has answered, and keeps one when it has', async () => {
    const editor = await desk.open({ pdf: letter, delay: 400 });
    await editor.selectText(1, 'Pieter van Dijk');
    await editor.page.keyboard.press('e');
    const pending = editor.page.locator('[data-pending]');
    await pending.waitFor();
    assert.equal(editor.host.redactions.length, 0);
    assert.match(await pending.innerText(), /10\.2\.e/u);
    const early = await pending.locator('.mark-rect').boundingBox();
    await editor.mark('nieuw-1').waitFor();
    assert.equal(await pending.count(), 0);
    assert.deepEqual(await editor.mark('nieuw-1').locator('.mark-rect').boundingBox(), early);
    // What the benchmark measures by: from the key to the frame with the mark.
    await editor.page.waitForFunction(() =>
      ['lakmoes:key', 'lakmoes:mark-on-screen'].every(
        (name) => performance.getEntriesByName(name).length > 0,
      ),
    );
  });

  it('keeps the domain of a mailbox out of the early mark of key G', async () => {
    const editor = await desk.open({ pdf: letter, delay: 300 });
    await editor.selectText(1, 'vergunningen@waterdam.example');
    await editor.page.keyboard.press('g');
    const early = await editor.page.locator('[data-pending] .mark-rect').boundingBox();
    const { start, end } = editor.indexOf(1, 'vergunningen@');
    const at = await editor.caretPoint(1, end - 1);
    const from = await editor.caretPoint(1, start);
    assert.ok(Math.abs((early?.x ?? 0) + (early?.width ?? 0) - at.x) < 2, 'it ends at the @');
    assert.ok(Math.abs((early?.x ?? 0) - from.x) < 2);
    assert.equal(lastDrafts(editor)[0]?.quote, 'vergunningen@waterdam.example');
  });

  it('offers the usual reasons and the quick pick at the selection', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.selectText(1, 'Pieter van Dijk');
    const popup = editor.page.getByRole('toolbar', { name: 'Selectie markeren' });
    await popup.getByRole('button', { name: 'D 10.2.d Inzicht in de werkwijze' }).click();
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    assert.deepEqual(editor.host.redactions[0]?.grounds, ['10.2.d']);
    assert.equal(await popup.count(), 0);
    await editor.selectText(1, 'commissie');
    await editor.page.keyboard.press('l');
    await editor.host.until(() => lastEdit(editor)?.kind === 'add-bare', 'a mark without a ground');
    await editor.page.locator('.scroller [data-look="groundless"]:not([data-pending])').waitFor();
    await editor.selectText(1, 'Klaas Bakker');
    await editor.page.keyboard.press('Enter');
    await editor.host.until(() => lastEdit(editor)?.kind === 'add-pick', 'the quick pick');
    assert.equal(lastDrafts(editor)[0]?.quote, 'Klaas Bakker');
    assert.equal(
      await editor.page.locator('.selected-text').count(),
      1,
      'the selection stays while one picks',
    );
    await editor.page.keyboard.press('Escape');
    assert.equal(await editor.page.locator('.selected-text').count(), 0);
  });

  for (const rotation of [0, 90, 180, 270] as const) {
    it(`draws an area on a page turned by ${rotation} degrees with a CropBox of its own`, async () => {
      const editor = await desk.open({ pdf: await drawingPdf(rotation) });
      const box = await editor.sheet(1).boundingBox();
      assert.ok(box !== null);
      const [width, height] = rotation % 180 === 0 ? [500, 700] : [700, 500];
      const scale = box.width / width;
      assert.ok(Math.abs(box.height / height - scale) < 0.01);
      await editor.action('mark-area').click();
      await editor.drag(
        { x: box.x + 100 * scale, y: box.y + 50 * scale },
        { x: box.x + 250 * scale, y: box.y + 110 * scale },
      );
      await editor.page.keyboard.press('e');
      await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
      const [draft] = lastDrafts(editor);
      assert.equal(draft?.kind, 'area');
      const corners = {
        0: [150, 760 - 110, 300, 760 - 50],
        90: [50 + 50, 60 + 100, 50 + 110, 60 + 250],
        180: [550 - 250, 60 + 50, 550 - 100, 60 + 110],
        270: [550 - 110, 760 - 250, 550 - 50, 760 - 100],
      }[rotation];
      near(quadBox(draft?.quads[0] ?? quad(0, 0, 0, 0)), corners, 1.5);
      const shown = await editor.mark('nieuw-1').locator('.mark-rect').boundingBox();
      near(
        [shown?.x ?? 0, shown?.y ?? 0, shown?.width ?? 0, shown?.height ?? 0],
        [box.x + 100 * scale, box.y + 50 * scale, 150 * scale, 60 * scale],
        2,
      );
      assert.equal(await editor.page.locator('.area-mode').count(), 0, 'one area at a time');
    });
  }

  it('draws an area without the mode where a page has no text, and with Alt where it has', async () => {
    const plain = await desk.open({ pdf: await drawingPdf() });
    await plain.textReady(1);
    await plain.drag(await plain.windowPoint(1, 60, 640, 700), await plain.windowPoint(1, 160, 600, 700));
    await plain.page.keyboard.press('e');
    await plain.host.until(() => lastDrafts(plain)[0]?.kind === 'area', 'an area');
    const editor = await desk.open({ pdf: letter });
    await editor.textReady(1);
    await editor.page.keyboard.down('Alt');
    await editor.drag(await editor.windowPoint(1, 72, 700), await editor.windowPoint(1, 300, 650));
    await editor.page.keyboard.up('Alt');
    await editor.page.getByRole('button', { name: 'Alle gronden en redenen (Enter)' }).click();
    await editor.host.until(() => lastEdit(editor)?.kind === 'add-pick', 'the quick pick');
    near(quadBox(lastDrafts(editor)[0]?.quads[0] ?? quad(0, 0, 0, 0)), [72, 650, 300, 700], 1.5);
  });

  it('marks a whole page by its MediaBox', async () => {
    const editor = await desk.open({ pdf: await drawingPdf() });
    await editor.textReady(1);
    await editor.scroller.focus();
    await editor.page.keyboard.press('p');
    await editor.page.locator('[data-popup="draft"]').waitFor();
    await editor.page.keyboard.press('d');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    assert.deepEqual(lastDrafts(editor), [{ page: 1, kind: 'page', quads: [quad(0, 0, 595, 842)] }]);
    await editor.host.command('mark-page');
    await editor.host.until(() => lastEdit(editor)?.kind === 'add-pick', 'the quick pick');
  });

  it('selects marks by click, several with Ctrl, and changes them together', async () => {
    const editor = await desk.open({
      pdf: letter,
      redactions: [
        mark('een', 1, { quads: [quad(72, 400, 200, 440)] }),
        mark('twee', 1, { quads: [quad(72, 340, 200, 380)], status: 'suggested' }),
      ],
    });
    await editor.mark('een').click();
    await editor.host.until(() => editor.host.last('selection')?.ids.join() === 'een', 'one is selected');
    await editor.mark('twee').click({ modifiers: ['Control'] });
    await editor.host.until(() => editor.host.last('selection')?.ids.length === 2, 'both are selected');
    await editor.page.keyboard.press('g');
    await editor.host.until(() => lastEdit(editor)?.kind === 'set-usual', 'another ground');
    assert.deepEqual(lastEdit(editor), { kind: 'set-usual', ids: ['een', 'twee'], key: 'g' });
    await editor.page.keyboard.press('Shift+A');
    await editor.host.until(() => lastEdit(editor)?.kind === 'set-status', 'accepted');
    await editor.page.locator('[data-redaction="twee"][data-look="accepted"]').waitFor();
    await editor.page.keyboard.press('m');
    await editor.page.keyboard.press('Enter');
    await editor.host.until(() => lastEdit(editor)?.kind === 'pick', 'the quick pick');
    assert.equal(editor.host.edits.at(-2)?.kind, 'motivate');
    await editor.page.keyboard.press('Delete');
    await editor.host.until(() => editor.host.redactions.length === 0, 'both are gone');
    await editor.hears('2 markeringen verwijderd');
    await editor.host.until(() => editor.host.last('selection')?.ids.length === 0, 'nothing is selected');
  });

  it('moves and stretches an area with the mouse, as one change each', async () => {
    const editor = await desk.open({
      pdf: letter,
      redactions: [mark('vak', 1, { quads: [quad(72, 300, 172, 360)] })],
      size: { width: 1180, height: 1250 },
    });
    const from = await editor.windowPoint(1, 120, 330);
    const to = await editor.windowPoint(1, 170, 310);
    await editor.drag(from, to);
    await editor.host.until(() => editor.host.edits.length === 1, 'a move');
    near(quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0)), [122, 280, 222, 340], 1.5);
    const foot = await editor.windowPoint(1, 222, 280);
    let grip = { x: 0, y: 0 };
    // The page draws what the host answers.
    await until('the corner is where it was moved to', async () => {
      const corner = await editor.mark('vak').locator('[data-handle="se"]').boundingBox();
      grip = { x: (corner?.x ?? 0) + 4, y: (corner?.y ?? 0) + 4 };
      return Math.hypot(grip.x - foot.x, grip.y - foot.y) < 6;
    });
    const aim = await editor.windowPoint(1, 300, 250);
    await editor.drag(grip, aim);
    await editor.host.until(() => editor.host.edits.length === 2, 'a stretch');
    near(quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0)), [122, 250, 300, 340], 2);
    await editor.page.mouse.move(grip.x, grip.y);
    await editor.drag(await editor.windowPoint(1, 200, 300), await editor.windowPoint(1, 200, 2000));
    await editor.host.until(() => editor.host.edits.length === 3, 'a move');
    assert.ok(
      quadBox(editor.host.redactions[0]?.quads[0] ?? quad(0, 0, 0, 0))[3] <= 842,
      'it stays on the page',
    );
  });

  it('moves the end of a text mark by characters', async () => {
    const editor = await desk.open({ pdf: letter });
    await editor.selectText(1, 'Pieter');
    await editor.page.keyboard.press('e');
    await editor.mark('nieuw-1').waitFor();
    await editor.mark('nieuw-1').click();
    const end = await editor.mark('nieuw-1').locator('[data-handle="end"]').boundingBox();
    const wanted = editor.indexOf(1, 'Pieter van Dijk');
    await editor.drag(
      { x: (end?.x ?? 0) + 2, y: (end?.y ?? 0) + (end?.height ?? 0) / 2 },
      await editor.caretPoint(1, wanted.end),
    );
    await editor.host.until(() => lastEdit(editor)?.kind === 'set-quads', 'a new place');
    const expected = quadsForRange(editor.host.textOf(1), wanted.start, wanted.end);
    assert.deepEqual(lastEdit(editor), { kind: 'set-quads', places: [{ id: 'nieuw-1', ...expected }] });
    await editor.page.keyboard.press('Shift+ArrowLeft');
    await editor.host.until(
      () => editor.host.redactions[0]?.quote === 'Pieter van Dij',
      'one character less',
    );
    await editor.page.keyboard.press('Alt+Shift+ArrowRight');
    await editor.host.until(
      () => editor.host.redactions[0]?.quote === 'ieter van Dij',
      'one less at the start',
    );
  });

  it('builds moves in quick succession on each other, though the host answers late', async () => {
    const editor = await desk.open({ pdf: letter, delay: 1_000 });
    const { start, end } = editor.indexOf(1, 'Pieter van Dijk');
    const place = (until: number) => quadsForRange(editor.host.textOf(1), start, until);
    const marked = (until: number) => [mark('naam', 1, { kind: 'text', ...place(until) })];
    await editor.host.change(marked(end));
    await editor.mark('naam').click();
    await editor.page.keyboard.press('Shift+ArrowLeft');
    await editor.host.until(() => editor.host.edits.length === 1, 'a move');
    await editor.page.keyboard.press('Alt+Shift+ArrowRight');
    await editor.host.until(() => editor.host.edits.length === 2, 'another');
    // The answer to the first, with a mark by which it is seen to be there.
    await editor.host.change([...marked(end - 1), mark('teken', 1)]);
    await editor.mark('teken').waitFor();
    await editor.page.keyboard.press('Shift+ArrowLeft');
    await editor.host.until(() => editor.host.redactions[0]?.quote === 'ieter van Di', 'all three');
  });

  it('selects text that lies under a text mark', async () => {
    const editor = await desk.open({ pdf: letter });
    const { start, end } = editor.indexOf(1, 'Pieter van Dijk');
    const { quads, quote } = quadsForRange(editor.host.textOf(1), start, end);
    await editor.host.change([mark('naam', 1, { kind: 'text', quads, quote })]);
    await editor.mark('naam').waitFor();
    await editor.selectText(1, 'van Dijk');
    await editor.page.keyboard.press('d');
    await editor.host.until(() => editor.host.edits.length === 1, 'an edit');
    assert.equal(lastDrafts(editor)[0]?.quote, 'van Dijk');
  });

  it('takes the mark under the pointer as what the menu is about, unless it is one of several', async () => {
    const redactions = [mark('een', 1), mark('twee', 1, { quads: [quad(72, 300, 172, 360)] })];
    const editor = await desk.open({ pdf: letter, redactions });
    const selected = (ids: readonly string[]): Promise<void> =>
      editor.host.until(
        () => editor.host.last('selection')?.ids.join() === ids.join(),
        `selected: ${ids.join()}`,
      );
    await editor.mark('een').click({ button: 'right' });
    await selected(['een']);
    await editor.mark('twee').click({ button: 'right' });
    await selected(['twee']);
    await editor.mark('een').click({ modifiers: ['Control'] });
    await selected(['twee', 'een']);
    await editor.row('een').click({ button: 'right' });
    await editor.mark('twee').click({ button: 'right' });
    await selected(['twee', 'een']);
    assert.equal(
      await editor.mark('een').getAttribute('data-vscode-context'),
      JSON.stringify({ webviewSection: 'mark', preventDefaultContextMenuItems: true }),
    );
  });

  it('updates marks in place', async () => {
    const redactions = [mark('een', 1), mark('twee', 1, { quads: [quad(72, 300, 172, 360)] })];
    const editor = await desk.open({ pdf: letter, redactions });
    await editor.mark('een').waitFor();
    await editor.page.evaluate(() => {
      const node = document.querySelector('.scroller [data-redaction="een"]');
      const canvas = document.querySelector('[data-page="1"] canvas');
      Object.assign(globalThis, { kept: [node, canvas], removals: 0 });
      new MutationObserver((changes) => {
        const store = globalThis as unknown as { removals: number };
        store.removals += changes.reduce((sum, change) => sum + change.removedNodes.length, 0);
      }).observe(document.querySelector('[data-page="1"] .layer-marks') as Element, { childList: true });
    });
    await editor.host.change([
      mark('nul', 1, { quads: [quad(72, 700, 172, 720)] }),
      { ...redactions[0]!, grounds: ['10.2.g'] },
      redactions[1]!,
    ]);
    await editor.mark('nul').waitFor();
    const result = await editor.page.evaluate(() => {
      const store = globalThis as unknown as { kept: Node[]; removals: number };
      return {
        same: store.kept[0] === document.querySelector('.scroller [data-redaction="een"]'),
        canvas: store.kept[1] === document.querySelector('[data-page="1"] canvas'),
        removals: store.removals,
        order: [...document.querySelectorAll<HTMLElement>('.scroller [data-redaction]')].map(
          (node) => node.dataset['redaction'],
        ),
      };
    });
    assert.deepEqual(result, { same: true, canvas: true, removals: 0, order: ['nul', 'een', 'twee'] });
    assert.match(
      (await editor.mark('een').getAttribute('aria-label')) ?? '',
      /^Markering 10\.2\.g op pagina 1: gebied/u,
    );
  });
});
