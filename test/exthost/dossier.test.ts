import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import writeXlsxFile from 'write-excel-file/node';
import type { DecisionModel } from '../../src/core/decision/types.ts';
import { formatDossier } from '../../src/core/dossier/format.ts';
import { parseDossier } from '../../src/core/dossier/parse.ts';
import type { DossierHostMessage } from '../../src/core/dossier/protocol.ts';
import type { Dossier, DossierDocument } from '../../src/core/dossier/types.ts';
import { formatSidecar } from '../../src/core/sidecar/format.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import type { DossierPanel } from '../../src/vscode/dossier-editor/panel.ts';
import type { LetterPanel } from '../../src/vscode/preview/panel.ts';
import { type Answers, answerPrompts } from './prompts.ts';
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
  sha256,
  sidecarOf,
  textOf,
  textPdf,
  until,
} from './support.ts';

const folder = freshFolder();

const bare: Dossier = {
  version: 1,
  law: 'wob',
  request: {
    date: '2021-10-04',
    requester: { name: 'A. Voorbeeldsma' },
    subject: 'openbaarmaking van werkinstructies',
  },
  authority: {
    name: 'De Staatssecretaris van Voorbeeldzaken',
    shortName: 'de Dienst Voorbeeld',
    address: ['Postbus 0000', '0000 AA Voorbeeldstad'],
  },
  decision: { date: '2022-02-14', reference: 'WOB-1', signatory: { name: 'H. Handtekening' } },
  documents: [],
};

const row = (number: string, file?: string): DossierDocument => ({
  number,
  title: `Stuk ${number}`,
  status: 'assessed',
  ...(file === undefined ? {} : { file }),
});

/** A dossier file in a folder of its own. */
async function putDossier(name: string, documents: readonly DossierDocument[]): Promise<vscode.Uri> {
  const place = vscode.Uri.joinPath(folder, name);
  return put(place, `${name}.dossier.json`, formatDossier({ ...bare, documents }));
}

async function readDossier(uri: vscode.Uri): Promise<Dossier> {
  const result = parseDossier((await textOf(uri)) ?? '');
  assert.ok(result.ok, 'the dossier is valid');
  return result.value;
}

describe('dossiers', () => {
  let api: LakmoesApi;
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  /** Opens a dossier in its editor and waits until its page shows it. */
  async function openDossier(uri: vscode.Uri): Promise<DossierPanel> {
    await vscode.commands.executeCommand('vscode.open', uri);
    const panel = await until('the panel', () => api.dossierEditor.panels(uri)[0]);
    await until('the page', () => panel.shown);
    return panel;
  }

  function shown(panel: DossierPanel): Extract<DossierHostMessage, { type: 'dossier' }> | undefined {
    return panel.shown?.type === 'dossier' ? panel.shown : undefined;
  }

  async function openLetter(uri: vscode.Uri): Promise<LetterPanel> {
    await vscode.commands.executeCommand('lakmoes.preview', uri);
    const panel = await until('the preview', () => api.preview.panel(uri));
    await until('the letter', () => letter(panel));
    return panel;
  }

  function letter(panel: LetterPanel): DecisionModel | undefined {
    return panel.shown?.type === 'model' ? panel.shown.model : undefined;
  }

  async function withPrompts(answers: Answers, run: () => PromiseLike<unknown>): Promise<readonly string[]> {
    const prompts = answerPrompts(answers);
    const messages = answerMessages((_, titles) => titles[0]);
    try {
      await run();
    } finally {
      prompts.restore();
      messages.restore();
    }
    return [...prompts.refused, ...messages.asked];
  }

  describe('in their editor', () => {
    it('open there, and change as text, with undo, redo and a stable file', async () => {
      const uri = await putDossier('wijzigen', [row('1', 'een.pdf'), row('2')]);
      const panel = await openDossier(uri);
      const { input } = activeTab();
      assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'lakmoes.dossier');
      const before = panel.document.getText();
      await panel.receive({
        type: 'change',
        change: { kind: 'set-field', path: ['decision', 'reference'], value: 'WOB-2' },
      });
      await panel.receive({
        type: 'change',
        change: { kind: 'set-cells', cells: [{ row: 1, field: 'status', value: 'duplicate' }] },
      });
      await until('the page to follow', () => shown(panel)?.dossier.documents[1]?.status === 'duplicate');
      assert.equal(panel.document.isDirty, true);
      await vscode.commands.executeCommand('undo');
      await until('the row to be back', () => shown(panel)?.dossier.documents[1]?.status === 'assessed');
      assert.equal(shown(panel)?.dossier.decision.reference, 'WOB-2');
      await vscode.commands.executeCommand('undo');
      await until('all to be back', () => panel.document.getText() === before);
      await vscode.commands.executeCommand('redo');
      await vscode.commands.executeCommand('redo');
      await until('the row again', () => shown(panel)?.dossier.documents[1]?.status === 'duplicate');
      await vscode.commands.executeCommand('workbench.action.files.save');
      await until('the save', () => !panel.document.isDirty);
      const text = await textOf(uri);
      assert.equal(text, formatDossier(await readDossier(uri)));
      assert.deepEqual((await readDossier(uri)).documents[1], { ...row('2'), status: 'duplicate' });
    });

    it('carry out changes that come fast, one after another', async () => {
      const uri = await putDossier('snel', [row('1')]);
      const panel = await openDossier(uri);
      await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          panel.receive({
            type: 'change',
            change: { kind: 'add-rows', at: 99, rows: [{ title: `Rij ${index}` }] },
          }),
        ),
      );
      await until('all rows', () => shown(panel)?.dossier.documents.length === 13);
      assert.deepEqual(
        shown(panel)
          ?.dossier.documents.slice(1)
          .map(({ number, title }) => `${number} ${title}`),
        Array.from({ length: 12 }, (_, index) => `${index + 2} Rij ${index}`),
      );
    });

    it('show what is typed in the JSON beside them at once, and what is wrong with it', async () => {
      const uri = await putDossier('tekst', [row('1')]);
      const panel = await openDossier(uri);
      await panel.receive({ type: 'command', command: 'open-json' });
      const { document } = panel;
      const replace = async (from: string, to: string): Promise<void> => {
        const at = document.getText().indexOf(from);
        const edit = new vscode.WorkspaceEdit();
        const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
        edit.replace(uri, range, to);
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      await vscode.commands.executeCommand(
        'vscode.openWith',
        uri,
        'lakmoes.dossier',
        vscode.ViewColumn.Beside,
      );
      const beside = await until('a panel that can be seen', () =>
        api.dossierEditor.panels(uri).find(({ view, shown }) => view.visible && shown !== undefined),
      );
      await replace('Stuk 1', 'Een ander stuk');
      await until('the title', () => shown(beside)?.dossier.documents[0]?.title === 'Een ander stuk');
      await replace('"version": 1', '"version": 2');
      const refused = await until('the refusal', () =>
        beside.shown?.type === 'invalid' ? beside.shown : undefined,
      );
      assert.match(refused.message, /tekst\.dossier\.json.*nieuwere versie/);
      const text = document.getText();
      await beside.receive({ type: 'change', change: { kind: 'delete-rows', rows: [0] } });
      assert.equal(document.getText(), text, 'what is not understood is not changed');
    });

    it('tell what follows from the marks, saved or not, and open a document', async () => {
      const uri = await putDossier('marks', [row('1', 'een.pdf'), row('2', 'weg.pdf')]);
      const pdf = await put(vscode.Uri.joinPath(uri, '..'), 'een.pdf', await textPdf(['Jan Voorbeeld']));
      const panel = await openDossier(uri);
      await until('the missing file', () => shown(panel)?.facts[1]?.problem === 'bestand ontbreekt');
      assert.equal(shown(panel)?.facts[0]?.judgementText, 'Openbaar');
      await panel.receive({ type: 'open-document', row: 0 });
      const document = await until('the PDF', () => api.editor.document(pdf));
      const pdfPanel = await until('its panel', () => api.editor.panels(document)[0]);
      await until('its page', () => pdfPanel.state);
      const drafts = [area(72, 755, 160, 775)];
      await api.requests.edit(document, { kind: 'add-usual', key: 'e', drafts }, pdfPanel);
      await vscode.commands.executeCommand('vscode.open', uri);
      await until('the judgement', () => shown(panel)?.facts[0]?.judgementText === 'Deels openbaar');
      assert.deepEqual(shown(panel)?.facts[0]?.grounds, ['10.2.e']);
    });

    it('take a PDF of their own folder only', async () => {
      const uri = await putDossier('kiezen', [row('1')]);
      const inside = await put(vscode.Uri.joinPath(uri, '../bijlagen'), 'een.pdf', await textPdf(['Een']));
      const outside = await put(vscode.Uri.joinPath(folder, 'elders'), 'twee.pdf', await textPdf(['Twee']));
      const panel = await openDossier(uri);
      const told = await withPrompts({ files: () => outside }, () =>
        panel.receive({ type: 'choose-file', row: 0 }),
      );
      assert.match(told.join(), /niet in de map van het dossier/);
      assert.equal(shown(panel)?.dossier.documents[0]?.file, undefined);
      await withPrompts({ files: () => inside }, () => panel.receive({ type: 'choose-file', row: 0 }));
      await until('the file', () => shown(panel)?.dossier.documents[0]?.file === 'bijlagen/een.pdf');
    });

    it('have their findings in the Problems panel, on their JSON, with a way to the field', async () => {
      const uri = await putDossier('onvolledig', [row('1'), row('1')]);
      const text = ((await textOf(uri)) ?? '').replace('"date": "2022-02-14"', '"date": "14 februari"');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const finding = await until('the finding', () =>
        vscode.languages
          .getDiagnostics(uri)
          .find(
            ({ code, message }) =>
              typeof code === 'object' && code.value === 'dossier-onvolledig' && /14 februari/.test(message),
          ),
      );
      const json = await vscode.workspace.openTextDocument(uri);
      assert.equal(json.getText(finding.range), '"14 februari"');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        finding.range,
      );
      const open = actions.find(({ title }) => title === 'Dossier openen')?.command;
      assert.ok(open);
      assert.deepEqual(open.arguments?.[1], 'decision.date');
      await vscode.commands.executeCommand(open.command, ...(open.arguments ?? []));
      const panel = await until('the editor', () => api.dossierEditor.panels(uri)[0]);
      await until('the page', () => shown(panel)?.findings.some(({ code }) => code === 'nummer-dubbel'));
    });
  });

  describe('made anew', () => {
    it('from a folder of PDFs', async () => {
      const place = vscode.Uri.joinPath(folder, 'map');
      await put(place, '2021-03-05 Werkinstructie horen.pdf', await textPdf(['Een']));
      await put(vscode.Uri.joinPath(place, 'mail'), 'e-mail_10.pdf', await textPdf(['Twee']));
      await put(vscode.Uri.joinPath(place, 'uitvoer'), 'manifest.json', '{}');
      await put(vscode.Uri.joinPath(place, 'uitvoer'), 'besluit.pdf', await textPdf(['Geen stuk']));
      await withPrompts(
        {
          pick: (_, labels) => labels.find((label) => label === 'Een map met pdf’s' || label === 'Woo'),
          files: () => place,
          type: () => 'zaak 1',
        },
        () => vscode.commands.executeCommand('lakmoes.newDossier'),
      );
      const uri = vscode.Uri.joinPath(place, 'zaak 1.dossier.json');
      const dossier = await readDossier(uri);
      assert.equal(dossier.law, 'woo');
      assert.deepEqual(dossier.documents, [
        {
          number: '1',
          title: 'Werkinstructie horen',
          date: '2021-03-05',
          type: 'Werkinstructie',
          file: '2021-03-05 Werkinstructie horen.pdf',
          status: 'assessed',
        },
        { number: '2', title: 'E-mail 10', type: 'E-mail', file: 'mail/e-mail_10.pdf', status: 'assessed' },
      ]);
      const panel = await until('its editor', () => api.dossierEditor.panels(uri)[0]);
      await until('its page', () => shown(panel));
      const told = await withPrompts(
        {
          pick: (_, labels) => labels.find((label) => label === 'Een leeg dossier' || label === 'Woo'),
          files: () => place,
          type: () => 'zaak 1',
        },
        () => vscode.commands.executeCommand('lakmoes.newDossier'),
      );
      assert.match(told.join(), /bestaat al/);
    });

    it('from an inventory in Excel or CSV, with notes on what was not understood', async () => {
      const place = vscode.Uri.joinPath(folder, 'lijst');
      const head = ['Nr.', 'Document', 'Datum', 'Beoordeling', 'Grond', 'Locatie'];
      const lines = [
        ['1', 'Werkinstructie', '5-3-2021', 'Deels openbaar', '10.2e', 'kast'],
        ['2', 'Nota', 'ooit', 'Reeds openbaar', '', ''],
        ['3', 'Memo', '', 'Niet openbaar', 'artikel 10, tweede lid, onder g', ''],
      ];
      const sheet = [head, ...lines].map((cells) => cells.map((value) => ({ value })));
      const xlsx = await put(place, 'lijst.xlsx', new Uint8Array(await writeXlsxFile(sheet).toBuffer()));
      const csv = await put(
        place,
        'lijst.csv',
        [head, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n'),
      );
      for (const file of [xlsx, csv]) {
        const name = file.path.endsWith('xlsx') ? 'uit excel' : 'uit csv';
        const told = await withPrompts(
          {
            pick: (_, labels) => labels.find((label) => label === 'Een inventarislijst' || label === 'Wob'),
            files: (title) => (/Inventarislijst/.test(title) ? file : place),
            type: () => name,
          },
          () => vscode.commands.executeCommand('lakmoes.newDossier'),
        );
        assert.match(told.join(), /3 rijen ingelezen, met één aandachtspunt/);
        const { documents } = await readDossier(vscode.Uri.joinPath(place, `${name}.dossier.json`));
        assert.deepEqual(documents, [
          { number: '1', title: 'Werkinstructie', date: '2021-03-05', status: 'assessed' },
          { number: '2', title: 'Nota', status: 'already-public' },
          { number: '3', title: 'Memo', status: 'assessed', withheld: { grounds: ['10.2.g'] } },
        ]);
      }
      const unreadable = await put(place, 'geen lijst.xlsx', 'dit is geen werkmap\u0000');
      const told = await withPrompts({ files: () => unreadable }, () =>
        vscode.commands.executeCommand(
          'lakmoes.dossier.import',
          vscode.Uri.joinPath(place, 'uit csv.dossier.json'),
        ),
      );
      assert.match(told.join(), /geen lijst\.xlsx kan niet worden gelezen/);
    });

    it('take documents that come later, each once', async () => {
      const uri = await putDossier('later', [row('1', 'een.pdf')]);
      const panel = await openDossier(uri);
      const pdf = await put(vscode.Uri.joinPath(uri, '..'), 'brief nieuw.pdf', await textPdf(['Nieuw']));
      const add = () => vscode.commands.executeCommand('lakmoes.dossier.addFiles', uri);
      assert.match((await withPrompts({ files: () => pdf }, add)).join(), /Eén document toegevoegd/);
      await until('the row', () => shown(panel)?.dossier.documents[1]?.file === 'brief nieuw.pdf');
      assert.match((await withPrompts({ files: () => pdf }, add)).join(), /staan al in het dossier/);
      assert.equal(shown(panel)?.dossier.documents.length, 2);
    });
  });

  describe('as a letter', () => {
    it('show a mark before it is saved, and own words as text of the dossier', async () => {
      const uri = await putDossier('brief', [row('1', 'een.pdf'), row('2', 'twee.pdf')]);
      const place = vscode.Uri.joinPath(uri, '..');
      const pdf = await put(place, 'een.pdf', await textPdf(['Jan Voorbeeld']));
      await put(place, 'twee.pdf', await textPdf(['Twee']));
      const { document, panel } = await openPdf(api, pdf);
      const preview = await openLetter(uri);
      assert.equal(letter(preview)?.outcome, 'granted');
      const drafts = [area(72, 755, 160, 775)];
      await api.requests.edit(document, { kind: 'add-usual', key: 'e', drafts }, panel);
      const model = await until('the letter to follow', () =>
        letter(preview)?.outcome === 'partly-granted' ? letter(preview) : undefined,
      );
      assert.equal(document.disk.kind, 'absent', 'nothing was saved');
      assert.ok(model.sections.some(({ id }) => id === 'overwegingen:10.2.e'));
      const section = model.sections.find(({ id }) => id === 'besluit')!;
      await preview.receive({
        type: 'own-words',
        kind: 'addition',
        section: 'besluit',
        paragraphs: ['In eigen woorden.'],
        basedOn: section.generatedHash,
      });
      await until('the words', () =>
        letter(preview)?.ownWords.some(({ section: id, state }) => id === 'besluit' && state === 'current'),
      );
      const text = await vscode.workspace.openTextDocument(uri);
      assert.equal(text.isDirty, true);
      const { redactionId } = model.sections
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'heading' ? [] : (block.from.marks ?? [])))[0]!;
      await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
      await preview.receive({ type: 'open-document', document: '2' });
      const second = vscode.Uri.joinPath(place, 'twee.pdf');
      await until('the other document, beside the letter', () =>
        vscode.window.tabGroups.all[0]?.tabs.some(
          ({ input }) => input instanceof vscode.TabInputCustom && input.uri.path === second.path,
        ),
      );
      await preview.receive({ type: 'open-document', document: '1', redactionId });
      await until('the mark to be shown', () => panel.selection?.ids.includes(redactionId));
      await preview.receive({ type: 'open-field', field: 'decision.date' });
      const opened = await until('the dossier', () => api.dossierEditor.panels(uri)[0]);
      // What is still opening when all is closed would come up in the next test.
      await until('its page', () => opened.shown);
    });

    it('come back when the dossier can be read again', async () => {
      const uri = await putDossier('stuk', [row('1')]);
      const preview = await openLetter(uri);
      const good = (await textOf(uri)) ?? '';
      const document = await vscode.workspace.openTextDocument(uri);
      const replace = async (text: string): Promise<void> => {
        const edit = new vscode.WorkspaceEdit();
        edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      await replace('{ "version": 1,');
      await until('no letter', () => preview.shown?.type === 'nothing');
      await replace(good);
      await until('the letter', () => letter(preview));
    });
  });

  it('go from the Wob to the Woo by choice: open documents as an edit that can be undone, others at once', async () => {
    const uri = await putDossier('naar-woo', [
      row('1', 'open.pdf'),
      row('2', 'dicht.pdf'),
      { ...row('3'), withheld: { grounds: ['10.2.g'], motivation: 'Om deze reden.' } },
    ]);
    const place = vscode.Uri.joinPath(uri, '..');
    const bytes = await textPdf(['Jan Voorbeeld']);
    const open = await put(place, 'open.pdf', bytes);
    const closed = await put(place, 'dicht.pdf', bytes);
    const source = { sha256: sha256(bytes), bytes: bytes.byteLength, pages: 1 };
    const redactions = [
      {
        id: 'een',
        page: 1,
        kind: 'area',
        quads: [box(72, 755, 160, 775)],
        grounds: ['10.2.e'],
        status: 'accepted',
        origin: 'manual',
        created: '2021-11-30T10:00:00+01:00',
        modified: '2021-11-30T10:00:00+01:00',
      },
    ] as const;
    for (const pdf of [open, closed]) {
      await put(
        place,
        `${pdf.path.split('/').at(-1)!}.redactions.json`,
        formatSidecar({ version: 1, source, redactions }),
      );
    }
    const { document } = await openPdf(api, open);
    await until('its mark', () => document.mark('een'));
    const questions: string[] = [];
    const told = await withPrompts(
      {
        pick: (question, labels) => {
          questions.push(question);
          return labels[0];
        },
      },
      () => vscode.commands.executeCommand('lakmoes.dossier.toWoo', uri),
    );
    assert.equal(questions.length, 2);
    assert.match(told.join(), /valt nu onder de Woo/);
    assert.deepEqual(document.mark('een')?.grounds, ['5.1.2.e']);
    assert.deepEqual((await readSidecar(closed)).redactions[0]?.grounds, ['5.1.2.e']);
    assert.deepEqual((await readSidecar(open)).redactions[0]?.grounds, ['10.2.e'], 'not saved yet');
    const text = await vscode.workspace.openTextDocument(uri);
    const moved = parseDossier(text.getText());
    assert.ok(moved.ok && moved.value.law === 'woo' && text.isDirty);
    assert.match(moved.value.documents[2]?.withheld?.grounds.join() ?? '', /^5\.1\./);
    await vscode.commands.executeCommand('vscode.open', open);
    await vscode.commands.executeCommand('undo');
    await until('the mark to be as it was', () => document.mark('een')?.grounds.join() === '10.2.e');
    await vscode.commands.executeCommand('redo');
    await until('the mark again', () => document.mark('een')?.grounds.join() === '5.1.2.e');
    assert.ok(await textOf(sidecarOf(open)));
  });
});
