import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { formatSidecar } from '../../src/core/sidecar/format.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import type { PdfPanel } from '../../src/vscode/editor/panel.ts';
import { sourceProblemMessage } from '../../src/vscode/editor/messages.ts';
import {
  activeTab,
  area,
  closeAll,
  emptyPdf,
  freshFolder,
  lakmoes,
  lockedPdf,
  longPdf,
  openPdf,
  put,
  readSidecar,
  sidecarOf,
  textOf,
  textPdf,
  until,
} from './support.ts';

describe('the PDF editor', () => {
  let api: LakmoesApi;
  const folder = freshFolder();
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it('is what a PDF opens in, and shows its pages', async () => {
    const pdf = await put(folder, 'open.pdf', await textPdf(['Eerste'], ['Tweede']));
    const { document, panel } = await openPdf(api, pdf);
    assert.ok(activeTab().input instanceof vscode.TabInputCustom);
    const state = await until('the pages', () => (panel.state?.rendered.length ? panel.state : undefined));
    assert.equal(state.error, undefined);
    assert.equal(document.source.state.kind === 'ready' && document.source.state.pages.length, 2);
    assert.equal(activeTab().isDirty, false);
  });

  it('marks, undoes and redoes, with the dirty mark in step', async () => {
    const pdf = await put(folder, 'undo.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
      panel,
    );
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 600, 160, 620)] }, panel);
    await until('dirty', () => activeTab().isDirty);
    await until('two marks on screen', () => panel.state?.marks === 2);
    const [first, second] = document.sidecar.redactions;
    assert.ok(first && second);
    assert.ok(first.grounds.length > 0, 'the usual reason gives a ground');
    assert.equal(second.grounds.length, 0);

    await api.requests.edit(document, { kind: 'delete', ids: [first.id] }, panel);
    await until('one mark on screen', () => panel.state?.marks === 1);
    await vscode.commands.executeCommand('undo');
    await until('the deleted mark is back', () => document.mark(first.id));
    await vscode.commands.executeCommand('undo');
    await until('the second mark is gone', () => !document.mark(second.id));
    assert.ok(document.mark(first.id));
    await vscode.commands.executeCommand('undo');
    await until('clean again', () => !activeTab().isDirty);
    assert.equal(document.sidecar.redactions.length, 0);
    await vscode.commands.executeCommand('redo');
    await until('the first mark is back', () => document.mark(first.id));
    await until('dirty again', () => activeTab().isDirty);
    assert.deepEqual(document.mark(first.id), first);
  });

  it('saves marks in a sidecar of the fixed form and leaves the PDF as it was', async () => {
    const bytes = await textPdf(['Jan Voorbeeld'], ['Nog een bladzij']);
    const pdf = await put(folder, 'bewaren.pdf', bytes);
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'd', drafts: [area(72, 400, 200, 420.123456, 2), area(72, 755, 160, 775)] },
      panel,
    );
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    const sidecar = await readSidecar(pdf);
    assert.deepEqual(
      sidecar.redactions.map(({ page }) => page),
      [1, 2],
    );
    assert.equal(sidecar.source.pages, 2);
    assert.equal(sidecar.source.bytes, bytes.byteLength);
    assert.match(sidecar.source.sha256, /^[0-9a-f]{64}$/);
    assert.equal(sidecar.redactions[1]?.quads[0]?.[1], 420.12);
    assert.equal(await textOf(sidecarOf(pdf)), formatSidecar(sidecar));
    assert.deepEqual(new Uint8Array(await vscode.workspace.fs.readFile(pdf)), bytes);
    assert.equal(document.unsaved, false);
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    assert.deepEqual(
      names.filter((name) => name.includes('.tmp')),
      [],
    );
  });

  it('writes no sidecar for a PDF without marks', async () => {
    const pdf = await put(folder, 'leeg.pdf', await textPdf(['Niets geheims']));
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 755, 160, 775)] }, panel);
    const id = document.sidecar.redactions[0]?.id ?? '';
    await api.requests.edit(document, { kind: 'delete', ids: [id] }, panel);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    assert.equal(await textOf(sidecarOf(pdf)), undefined);
  });

  it('cuts a mailbox at its at sign, and changes several marks in one step of undo', async () => {
    const pdf = await put(
      folder,
      'mailbox.pdf',
      await textPdf(['Mail: postbus.intern@dienst.example', 'Jan Voorbeeld']),
    );
    const { document, panel } = await openPdf(api, pdf);
    const page = await document.pageText(1);
    const text = page.characters.map((character) => character.text).join('');
    const start = text.indexOf('postbus');
    const { quads, quote } = quadsForRange(page, start, text.indexOf('example') + 'example'.length);
    assert.equal(quote, 'postbus.intern@dienst.example');
    const drafts = [{ page: 1, kind: 'text' as const, quads, quote }];
    await api.requests.edit(document, { kind: 'add-usual', key: 'g', drafts }, panel);
    const [mailbox] = document.sidecar.redactions;
    assert.equal(mailbox?.quote, 'postbus.intern');
    assert.ok((mailbox?.quads[0]?.[2] ?? Infinity) < (quads[0]?.[2] ?? 0), 'the domain is left');

    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    await until('two marks on screen', () => panel.state?.marks === 2);
    const before = document.sidecar.redactions;
    const ids = before.map(({ id }) => id);
    await api.requests.edit(document, { kind: 'set-usual', key: 'd', ids }, panel);
    const [ground] = document.sidecar.redactions[0]?.grounds ?? [];
    assert.ok(ground);
    assert.ok(document.sidecar.redactions.every(({ grounds }) => grounds[0] === ground));
    // A round trip to the workbench, which takes notice of the edit before it answers.
    await vscode.commands.executeCommand('vscode.open', pdf);
    await vscode.commands.executeCommand('undo');
    await until('both as they were', () =>
      document.sidecar.redactions.some(({ grounds }) => grounds.length === 0),
    );
    assert.deepEqual(document.sidecar.redactions, before);
  });

  it('reverts to what is on disk', async () => {
    const pdf = await put(folder, 'terug.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
      panel,
    );
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    await until('dirty', () => activeTab().isDirty);
    await until('two marks on screen', () => panel.state?.marks === 2);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    // VS Code takes the dirty mark away before the editor has reverted.
    await until('clean after revert', () => !activeTab().isDirty);
    await until('one mark on screen', () => panel.state?.marks === 1);
    assert.equal(document.sidecar.redactions.length, 1);
    assert.equal(document.unsaved, false);
  });

  it('saves a copy of PDF and marks elsewhere', async () => {
    const bytes = await textPdf(['Jan Voorbeeld']);
    const pdf = await put(folder, 'origineel.pdf', bytes);
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
      panel,
    );
    const copy = vscode.Uri.joinPath(folder, 'kopie.pdf');
    await api.editor.saveCustomDocumentAs(document, copy);
    assert.deepEqual(new Uint8Array(await vscode.workspace.fs.readFile(copy)), bytes);
    assert.equal((await readSidecar(copy)).redactions.length, 1);
    assert.equal(await textOf(sidecarOf(pdf)), undefined);
    await assert.rejects(api.editor.saveCustomDocumentAs(document, pdf), /origineel/);
  });

  it('keeps two panels of one document in step', async () => {
    const pdf = await put(folder, 'twee.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    const other = await until('a second panel', () =>
      api.editor.panels(document).find((one) => one !== panel),
    );
    await until('the second page', () => other.state);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
      other,
    );
    await until('the mark in both', () => panel.state?.marks === 1 && other.state?.marks === 1);
    assert.equal(api.editor.documents.filter(({ uri }) => uri.toString() === pdf.toString()).length, 1);
    await vscode.commands.executeCommand('undo');
    await until('gone in both', () => panel.state?.marks === 0 && other.state?.marks === 0);
  });

  it('undoes and redoes across marks that two panels made, in the order in which they were made', async () => {
    const pdf = await put(folder, 'volgorde.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    const other = await until('a second panel', () =>
      api.editor.panels(document).find((one) => one !== panel),
    );
    await until('the second page', () => other.state);
    const steps = [document.sidecar.redactions];
    const edit = async (...[request, by]: [Parameters<typeof api.requests.edit>[1], PdfPanel]) => {
      await api.requests.edit(document, request, by);
      steps.push(document.sidecar.redactions);
      // A round trip to the workbench, which takes notice of an edit before it answers.
      await vscode.commands.executeCommand('workbench.action.focusNextGroup');
    };
    await edit({ kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] }, panel);
    await edit({ kind: 'add-bare', drafts: [area(72, 600, 160, 620)] }, other);
    const ids = document.sidecar.redactions.map(({ id }) => id);
    await edit({ kind: 'set-usual', key: 'd', ids }, panel);
    await edit({ kind: 'delete', ids: ids.slice(0, 1) }, other);
    let at = steps.length - 1;
    // Undone and redone from either panel: each move is one step of the one history.
    for (const move of 'uuruurrruuuurrrr') {
      at += move === 'u' ? -1 : 1;
      await vscode.commands.executeCommand('workbench.action.focusNextGroup');
      await vscode.commands.executeCommand(move === 'u' ? 'undo' : 'redo');
      const wanted = JSON.stringify(steps[at]);
      await until(`step ${at}`, () => JSON.stringify(document.sidecar.redactions) === wanted);
      const count = steps[at]?.length;
      await until('both panels in step', () => panel.state?.marks === count && other.state?.marks === count);
      await until('the dirty mark in step', () => activeTab().isDirty === at > 0);
    }
  });

  it('saves all that is unsaved at once: marks of two documents', async () => {
    const [one, two] = [
      await put(folder, 'alles-1.pdf', await textPdf(['Jan Voorbeeld'])),
      await put(folder, 'alles-2.pdf', await textPdf(['Piet Proef'])),
    ];
    for (const pdf of [one, two]) {
      const { document, panel } = await openPdf(api, pdf);
      const drafts = [area(72, 755, 160, 775)];
      await api.requests.edit(document, { kind: 'add-usual', key: 'e', drafts }, panel);
      await until('dirty', () => activeTab().isDirty);
    }
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
    await until('all clean', () =>
      vscode.window.tabGroups.all.every(({ tabs }) => tabs.every(({ isDirty }) => !isDirty)),
    );
    for (const pdf of [one, two]) assert.equal((await readSidecar(pdf)).redactions.length, 1);
    assert.ok(api.editor.documents.every(({ unsaved }) => !unsaved));
  });

  it('opens 5,000 pages, marks the last, saves it and comes back to it', async () => {
    const pdf = await put(folder, 'lang.pdf', longPdf(5000));
    const { document, panel } = await openPdf(api, pdf);
    const page = await document.pageText(5000);
    const text = page.characters.map((character) => character.text).join('');
    const start = text.indexOf('Jan Voorbeeld');
    const draft = { page: 5000, kind: 'text' as const, ...quadsForRange(page, start, start + 13) };
    await api.requests.edit(document, { kind: 'add-usual', key: 'e', drafts: [draft] }, panel);
    panel.post({ type: 'reveal', page: 5000, redactionId: document.sidecar.redactions[0]?.id ?? '' });
    await until('the last page to be drawn', () => panel.state?.rendered.includes(5000));
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    const sidecar = await readSidecar(pdf);
    assert.equal(sidecar.source.pages, 5000);
    assert.equal(sidecar.redactions[0]?.quote, 'Jan Voorbeeld');
    // The page before it may be the one at the top of the window.
    await until('its place to be noted', () => (panel.position?.page ?? 0) >= 4999);
    await closeAll();
    const again = await openPdf(api, pdf);
    await until('the same place', () => again.panel.state?.rendered.includes(5000));
  });

  it('restores unsaved marks from a hot-exit backup', async () => {
    const pdf = await put(folder, 'herstel.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(
      document,
      { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
      panel,
    );
    const marks = document.sidecar.redactions;
    const destination = vscode.Uri.joinPath(folder, 'backup');
    const backup = await api.editor.backupCustomDocument(document, { destination });
    await closeAll();
    await until('closed', () => !api.editor.document(pdf));
    const restored = await api.editor.openCustomDocument(pdf, {
      backupId: backup.id,
      untitledDocumentData: undefined,
    });
    assert.deepEqual(restored.sidecar.redactions, marks);
    assert.equal(restored.unsaved, true);
    assert.equal(await textOf(sidecarOf(pdf)), undefined);
    restored.dispose();
  });

  const unreadable: readonly (readonly [name: string, content: () => Promise<Uint8Array>, says: RegExp])[] = [
    [
      'geen-pdf.pdf',
      () => Promise.resolve(new TextEncoder().encode('Dit is een brief.')),
      /geen-pdf\.pdf is geen PDF/,
    ],
    ['leeg-bestand.pdf', () => Promise.resolve(new Uint8Array()), /leeg-bestand\.pdf is geen PDF/],
    [
      'afgekapt.pdf',
      async () => (await textPdf(['Jan Voorbeeld'])).slice(0, 60),
      /afgekapt\.pdf is (?:beschadigd|geen PDF)/,
    ],
    [
      'met-slot.pdf',
      () => Promise.resolve(lockedPdf()),
      /^met-slot\.pdf is beveiligd met een wachtwoord\. Sla het zonder wachtwoord op en open het opnieuw\.$/,
    ],
    [
      'zonder-pagina.pdf',
      () => Promise.resolve(emptyPdf()),
      /^zonder-pagina\.pdf heeft geen pagina's\. Vraag een nieuw exemplaar op\.$/,
    ],
  ];
  for (const [name, content, says] of unreadable) {
    it(`says in one sentence what is wrong with ${name}, and writes nothing`, async () => {
      const pdf = await put(folder, name, await content());
      await vscode.commands.executeCommand('vscode.open', pdf);
      const document = await until('the document', () => api.editor.document(pdf));
      const state = await document.source.load();
      assert.equal(state.kind, 'unreadable');
      assert.ok(state.kind === 'unreadable');
      assert.match(sourceProblemMessage(pdf, state.problem), says);
      await assert.rejects(api.editor.saveCustomDocument(document), new RegExp(name.replace('.', '\\.')));
      assert.equal(await textOf(sidecarOf(pdf)), undefined);
      await put(folder, name, await textPdf(['Nu wel']));
      await until('readable once it is replaced', () => document.readOnly === undefined);
    });
  }
});
