import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { formatSidecar } from '../../src/core/sidecar/format.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import type { PdfDocument } from '../../src/vscode/editor/document.ts';
import type { PdfPanel } from '../../src/vscode/editor/panel.ts';
import {
  activeTab,
  answerMessages,
  area,
  box,
  closeAll,
  freshFolder,
  lakmoes,
  openPdf,
  put,
  readSidecar,
  sidecarOf,
  textOf,
  textPdf,
  until,
} from './support.ts';

const folder = freshFolder();

/** A PDF with one saved mark, open and clean. */
async function withOneMark(
  api: LakmoesApi,
  name: string,
): Promise<{ readonly pdf: vscode.Uri; readonly document: PdfDocument; readonly panel: PdfPanel }> {
  const pdf = await put(folder, name, await textPdf(['Jan Voorbeeld', 'Tweede regel']));
  const { document, panel } = await openPdf(api, pdf);
  await api.requests.edit(
    document,
    { kind: 'add-usual', key: 'e', drafts: [area(72, 755, 160, 775)] },
    panel,
  );
  await vscode.commands.executeCommand('workbench.action.files.save');
  await until('clean', () => !activeTab().isDirty);
  return { pdf, document, panel };
}

/** What somebody else would write: the saved sidecar with one more mark and another note on the first. */
async function writtenElsewhere(pdf: vscode.Uri): Promise<string> {
  const sidecar = await readSidecar(pdf);
  const first = sidecar.redactions[0];
  assert.ok(first);
  return formatSidecar({
    ...sidecar,
    redactions: [
      { ...first, note: 'van een collega' },
      { ...first, id: 'van-elders', quads: [box(72, 300, 200, 320)] },
    ],
  });
}

describe('the sidecar', () => {
  let api: LakmoesApi;
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it('edited and saved as JSON shows at once', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'json.pdf');
    const editor = await vscode.window.showTextDocument(sidecarOf(pdf), {
      viewColumn: vscode.ViewColumn.Beside,
    });
    assert.equal(editor.document.languageId, 'json');
    const text = await writtenElsewhere(pdf);
    await editor.edit((change) => change.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text));
    await editor.document.save();
    await until('the mark in memory', () => document.mark('van-elders'));
    await until('two marks on screen', () => panel.state?.marks === 2);
    assert.equal(document.unsaved, false);
  });

  it('changed on disk without unsaved marks is taken over without a question', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'schijf.pdf');
    const messages = answerMessages(() => undefined);
    try {
      await put(folder, 'schijf.pdf.redactions.json', await writtenElsewhere(pdf));
      await until('two marks on screen', () => panel.state?.marks === 2);
      assert.deepEqual(messages.asked, []);
      assert.equal(document.mark('van-elders')?.id, 'van-elders');
    } finally {
      messages.restore();
    }
  });

  it('changed on disk with unsaved marks asks, and merges both sides', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'samen.pdf');
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    await until('dirty', () => activeTab().isDirty);
    const messages = answerMessages((_, titles) => titles.find((title) => title === 'Samenvoegen'));
    try {
      const theirs = await writtenElsewhere(pdf);
      // Who writes the file in place has it cut short for a moment; that is nothing to tell.
      await put(folder, 'samen.pdf.redactions.json', theirs.slice(0, theirs.length / 2));
      const check = api.editor.sync.checkDisk(document);
      await put(folder, 'samen.pdf.redactions.json', theirs);
      await check;
      await until('three marks', () => document.sidecar.redactions.length === 3);
      assert.equal(messages.asked.length, 1, messages.asked.join(' | '));
      assert.match(messages.asked[0] ?? '', /samen\.pdf\.redactions\.json is op schijf gewijzigd/);
    } finally {
      messages.restore();
    }
    assert.ok(document.sidecar.redactions.some(({ note }) => note === 'van een collega'));
    await until('three marks on screen', () => panel.state?.marks === 3);
    assert.equal(activeTab().isDirty, true);
    await vscode.commands.executeCommand('undo');
    await until('merge undone', () => document.sidecar.redactions.length === 2);
    await vscode.commands.executeCommand('redo');
    await until('merge redone', () => document.sidecar.redactions.length === 3);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    assert.equal((await readSidecar(pdf)).redactions.length, 3);
  });

  it('keeps both versions of a mark that both sides changed', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'beide.pdf');
    const id = document.sidecar.redactions[0]?.id ?? '';
    await api.requests.edit(document, { kind: 'set-usual', key: 'd', ids: [id] }, panel);
    const messages = answerMessages((_, titles) => titles.find((title) => title === 'Samenvoegen'));
    try {
      await put(folder, 'beide.pdf.redactions.json', await writtenElsewhere(pdf));
      await until('both versions and the new mark', () => document.sidecar.redactions.length === 3);
      await until('told so', () =>
        messages.asked.some((message) => /aan beide kanten gewijzigd/.test(message)),
      );
    } finally {
      messages.restore();
    }
  });

  it('keeps my version and leaves the one of the disk beside it', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'mijn.pdf');
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    const theirs = await writtenElsewhere(pdf);
    const messages = answerMessages((_, titles) => titles.find((title) => title === 'Mijn versie houden'));
    try {
      await put(folder, 'mijn.pdf.redactions.json', theirs);
      await until('told of the copy', () => messages.asked.length === 2);
    } finally {
      messages.restore();
    }
    assert.equal(document.mark('van-elders'), undefined);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('clean', () => !activeTab().isDirty);
    assert.deepEqual((await readSidecar(pdf)).redactions, document.sidecar.redactions);
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    const copy = names.find((name) => name.startsWith('mijn.pdf.redactions.schijf-'));
    assert.ok(copy);
    assert.equal(await textOf(vscode.Uri.joinPath(folder, copy)), theirs);
  });

  it('takes the version of the disk and leaves mine beside it, with undo', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'hun.pdf');
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    const mine = document.sidecar.redactions;
    const theirs = await writtenElsewhere(pdf);
    const messages = answerMessages((_, titles) =>
      titles.find((title) => title === 'Versie van schijf nemen'),
    );
    try {
      await put(folder, 'hun.pdf.redactions.json', theirs);
      await until('theirs', () => document.mark('van-elders'));
      await until('clean', () => !activeTab().isDirty);
    } finally {
      messages.restore();
    }
    assert.equal(await textOf(sidecarOf(pdf)), theirs);
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    assert.ok(names.some((name) => name.startsWith('hun.pdf.redactions.mijn-')));
    await vscode.commands.executeCommand('undo');
    await until('mine again', () => !document.mark('van-elders'));
    assert.deepEqual(document.sidecar.redactions, mine);
  });

  it('is asked about again when saving, and not overwritten when the question is put aside', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'opzij.pdf');
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    const theirs = await writtenElsewhere(pdf);
    const messages = answerMessages(() => undefined);
    try {
      await put(folder, 'opzij.pdf.redactions.json', theirs);
      await until('asked', () => messages.asked.length === 1);
      await assert.rejects(api.editor.saveCustomDocument(document));
      assert.equal(messages.asked.length, 2);
    } finally {
      messages.restore();
    }
    assert.equal(await textOf(sidecarOf(pdf)), theirs);
    assert.equal(document.sidecar.redactions.length, 2);
  });

  const refused: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['geen JSON', '{ "version": 1, ', /geen-json\.pdf\.redactions\.json/],
    ['van een nieuwere Lakmoes', '{ "version": 2 }\n', /nieuwere|bijwerken|versie/i],
    [
      'met wilde coordinaten',
      '{"version":1,"source":{"sha256":"","bytes":1,"pages":1},"redactions":[{"id":"a","page":1,"kind":"area","quads":[[1e99,0,0,0,0,0,0,0]],"grounds":[],"status":"accepted","origin":"manual","created":"","modified":""}]}',
      /met-wilde-coordinaten\.pdf\.redactions\.json/,
    ],
  ];
  for (const [name, text, says] of refused) {
    it(`that is ${name} opens read-only and is never overwritten`, async () => {
      const file = `${name.replaceAll(' ', '-').toLowerCase()}.pdf`;
      const pdf = await put(folder, file, await textPdf(['Jan Voorbeeld']));
      await put(folder, `${file}.redactions.json`, text);
      const { document, panel } = await openPdf(api, pdf);
      const messages = answerMessages(() => undefined);
      try {
        await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
        assert.equal(messages.asked.length, 1);
        assert.match(messages.asked[0] ?? '', says);
        assert.match(messages.asked[0] ?? '', /alleen te lezen/);
      } finally {
        messages.restore();
      }
      assert.equal(document.sidecar.redactions.length, 0);
      await assert.rejects(api.editor.saveCustomDocument(document));
      assert.equal(await textOf(sidecarOf(pdf)), text);
      await put(
        folder,
        `${file}.redactions.json`,
        text.replace(/^.*$/su, () => formatEmpty()),
      );
      await until('editable once it is repaired', () => document.readOnly === undefined);
    });
  }

  it('that becomes invalid while there are unsaved marks stops the save and loses nothing', async () => {
    const { pdf, document, panel } = await withOneMark(api, 'kapot.pdf');
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 500, 160, 520)] }, panel);
    const messages = answerMessages(() => undefined);
    try {
      await put(folder, 'kapot.pdf.redactions.json', '{ half');
      await until('told', () => messages.asked.length === 1);
    } finally {
      messages.restore();
    }
    await assert.rejects(api.editor.saveCustomDocument(document), /kapot\.pdf\.redactions\.json/);
    assert.equal(await textOf(sidecarOf(pdf)), '{ half');
    assert.equal(document.sidecar.redactions.length, 2);
  });
});

function formatEmpty(): string {
  return formatSidecar({ version: 1, source: { sha256: '', bytes: 0, pages: 0 }, redactions: [] });
}
