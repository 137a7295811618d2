import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { formatDossier } from '../../src/core/dossier/format.ts';
import { parseDossier } from '../../src/core/dossier/parse.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { quadsForRange } from '../../src/core/text/quads.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import type { PdfDocument } from '../../src/vscode/editor/document.ts';
import { answerPrompts } from './prompts.ts';
import {
  answerMessages,
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

const code = 'zelfde-tekst-ongemarkeerd';

function messagesOn(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((one) => typeof one.code === 'object' && one.code.value === code)
    .map(({ message }) => message);
}

describe('a name that is marked once', () => {
  let api: LakmoesApi;
  let folder: vscode.Uri;
  let [first, second, dossier]: vscode.Uri[] = [];
  before(async () => {
    api = await lakmoes();
    folder = freshFolder();
    first = await put(folder, 'een.pdf', await textPdf(['Aan Joris Inktpot', 'Dag Joris, tot morgen.']));
    second = await put(
      folder,
      'twee.pdf',
      await textPdf(['Verslag'], ['Met Joris Inktpot gesproken.', 'Joris Inktpot belt terug.']),
    );
    const content: Dossier = {
      version: 1,
      law: 'woo',
      request: { requester: {}, subject: 'proef' },
      authority: { name: '', shortName: '' },
      decision: {},
      documents: [
        { number: '1', title: 'Een', file: 'een.pdf', status: 'assessed' },
        { number: '2', title: 'Twee', file: 'twee.pdf', status: 'assessed' },
      ],
    };
    dossier = await put(folder, 'proef.dossier.json', formatDossier(content));
    await until('the dossier', () => first && api.dossiers.placeOf(first));
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  /** Marks the name where it stands first, as a person does who selects it and presses E. */
  async function markName(): Promise<PdfDocument> {
    assert.ok(first);
    const { document, panel } = await openPdf(api, first);
    if (document.sidecar.redactions.length > 0) return document;
    const text = await document.pageText(1);
    const start = text.characters.findIndex(({ text: letter }) => letter === 'J');
    const draft = { page: 1, kind: 'text' as const, ...quadsForRange(text, start, start + 13) };
    assert.equal(draft.quote, 'Joris Inktpot');
    await api.requests.edit(document, { kind: 'add-usual', drafts: [draft], key: 'e' }, panel);
    return document;
  }

  it('gives a finding on its document and on others of the dossier, marked or not', async () => {
    assert.ok(first && second);
    const document = await markName();
    await vscode.workspace.save(first);
    const [pdf, marked] = [second, sidecarOf(first)];
    const [here] = await until(
      'the finding beside it',
      () => messagesOn(marked).length > 0 && messagesOn(marked),
    );
    assert.match(here ?? '', /^“Joris” is in dit document gemarkeerd \(5\.1\.2\.e\).* op pagina 1\./u);
    const [there] = await until('the finding elsewhere', () => messagesOn(pdf).length > 0 && messagesOn(pdf));
    assert.match(there ?? '', /^“Joris Inktpot” is in document 1 gemarkeerd.* op pagina 2 \(2 keer\)\./u);
    // The panel got it too, without a change of its marks.
    assert.equal(
      api.casebook.file(document.uri).findings.some((one) => one.code === code),
      true,
    );
  });

  it('can be marked in the whole dossier at once, and taken back at once', async () => {
    assert.ok(first && second);
    const document = await markName();
    const [panel] = api.editor.panels(document);
    panel?.post({ type: 'select', ids: document.sidecar.redactions.map(({ id }) => id) });
    await until('the selection', () => (panel?.selection?.ids.length ?? 0) > 0);
    const titles: string[] = [];
    const prompts = answerPrompts({
      pick: (question) => {
        titles.push(question);
        return 'Meteen accepteren';
      },
    });
    let undo: (() => void) | undefined;
    const undone = new Promise<void>((resolve) => (undo = resolve));
    const original = vscode.window.showInformationMessage;
    Object.assign(vscode.window, {
      showInformationMessage: (_message: string, ...items: string[]) => undone.then(() => items[0]),
    });
    try {
      await vscode.commands.executeCommand('lakmoes.markSameTextInDossier');
    } finally {
      prompts.restore();
      Object.assign(vscode.window, { showInformationMessage: original });
    }
    assert.equal(titles[0], 'Zelfde tekst markeren: 3 plaatsen in 2 documenten');
    assert.equal(document.sidecar.redactions.length, 2, 'the given name in the open document');
    const written = await readSidecar(second);
    assert.deepEqual(
      written.redactions.map(({ quote, grounds, reason, status, origin }) => [
        quote,
        grounds,
        reason,
        status,
        origin,
      ]),
      Array.from({ length: 2 }, () => ['Joris Inktpot', ['5.1.2.e'], 'ambtenaren', 'accepted', 'search']),
    );
    undo?.();
    const pdf = second;
    await until('the mark to be gone', () => document.sidecar.redactions.length === 1);
    for (let text = await textOf(sidecarOf(pdf)); text !== undefined; text = await textOf(sidecarOf(pdf)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    // In the open document it is a step of undo like any other.
    await vscode.commands.executeCommand('undo');
    await until('the mark to be back', () => document.sidecar.redactions.length === 2);
  });

  it('may stay readable: a quick fix notes that in the dossier, and the finding is gone', async () => {
    assert.ok(first && second && dossier);
    await markName();
    const pdf = second;
    await until('the finding', () => messagesOn(pdf).length > 0);
    const found = api.casebook.file(pdf).findings.find((one) => one.code === code);
    const at = found?.fixes.findIndex(({ kind }) => kind === 'keep-readable');
    assert.ok(found && at !== undefined && at >= 0);
    await vscode.commands.executeCommand('lakmoes.fixInJson', sidecarOf(pdf), found, at);
    const kept = parseDossier((await textOf(dossier)) ?? '');
    assert.deepEqual(kept.ok && kept.value.keepReadable, ['Joris Inktpot']);
    await until('the finding to be gone', () => messagesOn(pdf).length === 0);
  });

  it('is marked by the quick fix where it still stands', async () => {
    assert.ok(first && dossier);
    const messages = answerMessages(() => undefined);
    const document = await markName();
    const found = await until('the finding', () =>
      api.casebook.file(document.uri).findings.find((one) => one.code === code),
    );
    await vscode.workspace.save(document.uri);
    await until('the sidecar', () => document.disk.kind === 'valid');
    await vscode.commands.executeCommand('lakmoes.fixInJson', sidecarOf(document.uri), found, 0);
    messages.restore();
    const json = await vscode.workspace.openTextDocument(sidecarOf(document.uri));
    assert.match(json.getText(), /"quote": "Joris",/u);
    await json.save();
    await until('the mark', () => document.sidecar.redactions.length === 2);
    await until(
      'no finding',
      () => !api.casebook.file(document.uri).findings.some((one) => one.code === code),
    );
  });
});
