import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { Desk } from './support/editor-page.ts';
import { letterPdf, longPdf } from './support/pdfs.ts';

describe('reading a document', () => {
  let desk: Desk;
  before(async () => {
    desk = await Desk.start();
  });
  afterEach(() => desk.clear());
  after(() => desk.stop());

  it('draws the first pages and says so', async () => {
    const editor = await desk.open({ pdf: await letterPdf() });
    await editor.host.until(() => (editor.host.last('state')?.rendered.length ?? 0) >= 2, 'two pages are drawn');
    const state = editor.host.last('state');
    assert.equal(state?.pages, 3);
    await editor.textReady(1);
    await editor.selectText(1, 'mevrouw J. Jansen');
    await editor.shot('selection');
    await editor.page.keyboard.press('e');
    await editor.host.until(() => editor.host.redactions.length === 1, 'a mark');
    await editor.shot('marked');
    assert.deepEqual(editor.errors, []);
    void longPdf;
  });
});
