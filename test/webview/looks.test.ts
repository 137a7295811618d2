import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import type { Finding } from '../../src/core/diagnostics/types.ts';
import type { Redaction } from '../../src/core/model/redaction.ts';
import { seriousViolations } from './support/axe.ts';
import { Desk, type EditorPage } from './support/editor-page.ts';
import { finding, mark, quad } from './support/marks.ts';
import { LETTER_LEFT, LETTER_LEADING, LETTER_TOP, letterPdf } from './support/pdfs.ts';
import type { ThemeName } from './support/themes.ts';

const line = (number: number, from: number, to: number): ReturnType<typeof quad> => {
  const base = LETTER_TOP - number * LETTER_LEADING;
  return quad(LETTER_LEFT + from, base - 3, LETTER_LEFT + to, base + 10);
};

/** One mark of every kind, as a case in full swing has them. */
const redactions: readonly Redaction[] = [
  mark('naam', 1, { kind: 'text', quads: [line(5, 126, 230)], quote: 'mevrouw J. Jansen' }),
  mark('naam-2', 1, {
    kind: 'text',
    quads: [line(5, 262, 353)],
    quote: 'heer Pieter van Dijk',
    status: 'suggested',
    origin: 'search',
  }),
  mark('telefoon', 1, { kind: 'text', quads: [line(6, 178, 252)], quote: '06-12345678', grounds: [] }),
  mark('mailbox', 1, {
    kind: 'text',
    quads: [line(7, 0, 74)],
    quote: 'vergunningen',
    grounds: ['10.2.g', '10.2.d'],
    reason: 'mailbox',
  }),
  mark('jansen', 1, { kind: 'text', quads: [line(8, 140, 187)], quote: 'Jansen', status: 'rejected' }),
  mark('overweging', 1, {
    kind: 'text',
    quads: [line(10, 196, 400), line(11, 0, 354)],
    quote:
      'De commissie meent dat de aanvraag te laat is ingediend, en dat het besluit daarom kan worden herzien.',
    grounds: ['10.2.d'],
    reason: 'werkwijze',
  }),
  mark('handtekening', 1, { quads: [quad(72, 380, 260, 450)] }),
  mark('tabel', 3, { quads: [quad(90, 300, 320, 420)], grounds: ['10.2.g'] }),
];

const findings: readonly Finding[] = [
  finding('telefoon'),
  finding('naam-2', {
    code: 'suggestie-open',
    severity: 'warning',
    message: 'Over dit voorstel heeft nog niemand beslist.',
    fixes: [{ kind: 'accept' }, { kind: 'reject' }],
  }),
  finding(undefined, {
    code: 'bron-gewijzigd',
    severity: 'error',
    message: 'De PDF is gewijzigd sinds de markeringen zijn geplaatst. Kijk alle markeringen na.',
    fixes: [{ kind: 'confirm-source' }],
  }),
];

describe('how the editor looks', () => {
  let desk: Desk;
  before(async () => {
    desk = await Desk.start();
  });
  afterEach(() => desk.clear());

  const open = async (theme: ThemeName, size = { width: 1280, height: 860 }): Promise<EditorPage> => {
    const editor = await desk.open({ pdf: await letterPdf(), redactions, findings, theme, size });
    await editor.textReady(1);
    return editor;
  };

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`has no serious accessibility violation in the ${theme} theme`, async () => {
      const editor = await open(theme);
      await editor.shot(`theme-${theme}`);
      await editor.page.keyboard.press('Control+f');
      await editor.page.keyboard.type('jansen');
      await editor.page.locator('[data-find-count]', { hasText: '1 van 9' }).waitFor();
      await editor.action('toggle-outline').click();
      await editor.page.getByRole('treeitem', { name: 'Tabel' }).waitFor();
      await editor.mark('overweging').locator('.mark-rect').first().click();
      await editor.page.locator('[data-popup="marks"]').waitFor();
      await editor.shot(`busy-${theme}`);
      assert.deepEqual(await seriousViolations(editor.page), []);
      assert.deepEqual(editor.errors, []);
    });
  }

  it('has no serious accessibility violation with help, thumbnails, dark pages and preview', async () => {
    const editor = await open('dark');
    await editor.action('toggle-thumbnails').click();
    await editor.action('toggle-dark-pages').click();
    await editor.page.mouse.move(600, 700);
    await editor.shot('dark-pages');
    assert.deepEqual(await seriousViolations(editor.page), []);
    await editor.action('toggle-dark-pages').click();
    await editor.action('toggle-preview').click();
    await editor.page.mouse.move(600, 700);
    await editor.shot('preview');
    await editor.action('help').click();
    await editor.page.locator('[data-help]').waitFor();
    await editor.shot('help');
    assert.deepEqual(await seriousViolations(editor.page), []);
  });

  it('stays usable in a narrow window', async () => {
    const editor = await open('dark', { width: 520, height: 640 });
    await editor.selectText(1, 'Klaas Bakker');
    await editor.page.locator('[data-popup="draft"]').waitFor();
    await editor.shot('narrow');
    const popup = await editor.page.locator('[data-popup]').boundingBox();
    const room = await editor.scroller.boundingBox();
    assert.ok((room?.width ?? 0) > 200, 'the page keeps room');
    assert.ok((popup?.x ?? 0) >= (room?.x ?? 0));
  });
});
