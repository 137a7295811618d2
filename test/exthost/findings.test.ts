import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { PDFDocument, StandardFonts, TextRenderingMode, setTextRenderingMode } from 'pdf-lib';
import * as vscode from 'vscode';
import type { Redaction, Sidecar } from '../../src/core/model/redaction.ts';
import { formatSidecar } from '../../src/core/sidecar/format.ts';
import { parseSidecar } from '../../src/core/sidecar/parse.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import {
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
  textPdf,
  until,
} from './support.ts';

const folder = freshFolder();

const mark: Redaction = {
  id: 'een',
  page: 1,
  kind: 'area',
  quads: [box(72, 755, 160, 775)],
  grounds: [],
  status: 'accepted',
  origin: 'manual',
  created: '2021-11-30T10:00:00+01:00',
  modified: '2021-11-30T10:00:00+01:00',
};

/** A PDF with a sidecar on disk, not opened. */
async function withMarks(
  name: string,
  redactions: readonly Redaction[],
  source?: Partial<Sidecar['source']>,
  content?: Uint8Array,
): Promise<vscode.Uri> {
  const bytes = content ?? (await textPdf(['Jan Voorbeeld']));
  const pdf = await put(folder, name, bytes);
  const fingerprint = { sha256: sha256(bytes), bytes: bytes.byteLength, pages: 1, ...source };
  await put(
    folder,
    `${name}.redactions.json`,
    formatSidecar({ version: 1, source: fingerprint, redactions }),
  );
  return pdf;
}

/** A page that shows a word of six blocks from 72 to 132 points, with the word behind it, which is narrower. */
async function scannedPdf(word: string): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  const page = made.addPage([595, 842]);
  for (let i = 0; i < 6; i++) page.drawRectangle({ x: 72 + 10 * i, y: 700, width: 8, height: 10 });
  page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
  page.drawText(word, { x: 72, y: 700, size: 14, font: await made.embedFont(StandardFonts.Courier) });
  return made.save();
}

function codesOn(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : String(code)));
}

function diagnostic(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  return until(
    `${code} on ${uri.path}`,
    () => vscode.languages.getDiagnostics(uri)[codesOn(uri).indexOf(code)],
  );
}

async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  // Quick fixes are asked of an open document only.
  await vscode.workspace.openTextDocument(uri);
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
}

async function apply(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((one) => one.title === title);
  assert.ok(action?.command, `${title} is offered, of ${actions.map((one) => one.title).join(', ')}`);
  await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

describe('findings', () => {
  let api: LakmoesApi;
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(async () => {
    await vscode.workspace.getConfiguration('lakmoes').update('findings.severity', undefined);
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it('come with a folder that is moved here, follow it to its new name and go with it', async () => {
    const { fs } = vscode.workspace;
    const [root] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(root);
    const outside = vscode.Uri.joinPath(root.uri, '..', 'buiten');
    const bytes = await textPdf(['Jan Voorbeeld']);
    const source = { sha256: sha256(bytes), bytes: bytes.byteLength, pages: 1 };
    await put(outside, 'stuk.pdf', bytes);
    const text = formatSidecar({ version: 1, source, redactions: [mark] });
    await put(outside, 'stuk.pdf.redactions.json', text);
    await put(outside, 'zaak.dossier.json', '{ "version": 1 }');
    const files = (place: vscode.Uri) =>
      ['stuk.pdf.redactions.json', 'zaak.dossier.json'].map((name) => vscode.Uri.joinPath(place, name));
    const [first, second] = ['Nieuwe stukken', 'Oude stukken'].map((name) =>
      vscode.Uri.joinPath(folder, name),
    );
    assert.ok(first && second);
    await fs.rename(outside, first);
    for (const uri of files(first)) await until(`findings on ${uri.path}`, () => codesOn(uri)[0]);
    await fs.rename(first, second);
    for (const uri of files(second)) await until(`findings on ${uri.path}`, () => codesOn(uri)[0]);
    for (const uri of files(first))
      await until(`no findings on ${uri.path}`, () => codesOn(uri).length === 0);
    await fs.delete(second, { recursive: true });
    for (const uri of files(second))
      await until(`no findings on ${uri.path}`, () => codesOn(uri).length === 0);
  });

  it('of a PDF that is not open sit on the JSON of the mark, with a code that links to its explanation', async () => {
    const pdf = await withMarks('dicht.pdf', [
      mark,
      { ...mark, id: 'twee', grounds: ['10.2.e'], quads: [box(72, 300, 90, 320)], status: 'suggested' },
    ]);
    const uri = sidecarOf(pdf);
    const missing = await diagnostic(uri, 'grond-ontbreekt');
    assert.equal(missing.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(missing.source, 'Lakmoes');
    const { code } = missing;
    assert.ok(typeof code === 'object');
    assert.equal(code.target.toString(true), 'command:lakmoes.explainFinding?["grond-ontbreekt"]');
    const open = await diagnostic(uri, 'suggestie-open');
    assert.equal(open.severity, vscode.DiagnosticSeverity.Warning);
    const json = await vscode.workspace.openTextDocument(uri);
    const result = parseSidecar(json.getText());
    assert.ok(result.ok);
    const second = result.value.redactions.findIndex(({ id }) => id === 'twee');
    const place = result.ranges.find(['redactions', second]);
    assert.ok(place);
    const whole = new vscode.Range(json.positionAt(place.start), json.positionAt(place.end));
    assert.ok(whole.contains(open.range), 'the finding lies within its mark');
  });

  it('see that the PDF has changed since', async () => {
    const pdf = await withMarks('anders.pdf', [{ ...mark, grounds: ['10.2.e'] }], { sha256: '0'.repeat(64) });
    const changed = await diagnostic(sidecarOf(pdf), 'bron-gewijzigd');
    const actions = await quickFixes(sidecarOf(pdf), changed.range);
    await apply(actions, 'De markeringen kloppen nog: gewijzigde PDF bevestigen');
    const json = await vscode.workspace.openTextDocument(sidecarOf(pdf));
    await until('the JSON to change', () => json.isDirty);
    await json.save();
    await until('the finding to go', () => !codesOn(sidecarOf(pdf)).includes('bron-gewijzigd'));
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(pdf));
    assert.equal((await readSidecar(pdf)).source.sha256, sha256(bytes));
  });

  it('see a mark outside the page of a PDF that is not open, and bring it inside', async () => {
    const pdf = await withMarks('buiten.pdf', [
      { ...mark, grounds: ['10.2.e'], quads: [box(500, 100, 700, 120)] },
    ]);
    const outside = await diagnostic(sidecarOf(pdf), 'markering-buiten-pagina');
    await apply(await quickFixes(sidecarOf(pdf), outside.range), 'Markering binnen de pagina brengen');
    const json = await vscode.workspace.openTextDocument(sidecarOf(pdf));
    await until('the JSON to change', () => json.isDirty);
    await json.save();
    await until('the finding to go', () => !codesOn(sidecarOf(pdf)).includes('markering-buiten-pagina'));
    assert.deepEqual((await readSidecar(pdf)).redactions[0]?.quads, [box(500, 100, 595, 120)]);
  });

  it('see the picture of a scan beside the mark on its word, and make the mark cover it', async () => {
    const narrow: Redaction = { ...mark, kind: 'text', quote: 'Joost?', grounds: ['10.2.e'] };
    const quads = [box(72, 697, 123, 712)];
    const pdf = await withMarks('scan.pdf', [{ ...narrow, quads }], {}, await scannedPdf('Joost?'));
    const { document } = await openPdf(api, pdf);
    await document.pageText(1);
    const uncovered = await diagnostic(sidecarOf(pdf), 'beeld-onbedekt');
    await apply(await quickFixes(sidecarOf(pdf), uncovered.range), 'Het hele woord in het beeld bedekken');
    const json = await vscode.workspace.openTextDocument(sidecarOf(pdf));
    await until('the JSON to change', () => json.isDirty);
    await json.save();
    await until('the finding to go', () => !codesOn(sidecarOf(pdf)).includes('beeld-onbedekt'));
    const [quad] = (await readSidecar(pdf)).redactions[0]?.quads ?? [];
    assert.ok(quad && quad[2] >= 130, String(quad));
  });

  it('go when a suggestion is accepted by its quick fix, also in a panel that is open', async () => {
    const pdf = await withMarks('voorstel.pdf', [{ ...mark, grounds: ['10.2.e'], status: 'suggested' }]);
    const { document } = await openPdf(api, pdf);
    const open = await diagnostic(sidecarOf(pdf), 'suggestie-open');
    await apply(await quickFixes(sidecarOf(pdf), open.range), 'Voorstel accepteren');
    const json = await vscode.workspace.openTextDocument(sidecarOf(pdf));
    await until('the JSON to change', () => json.isDirty);
    await json.save();
    await until('the mark to be accepted', () => document.mark('een')?.status === 'accepted');
    await until('the finding to go', () => !codesOn(sidecarOf(pdf)).includes('suggestie-open'));
  });

  it('count unsaved marks, on the PDF while there is no sidecar', async () => {
    const pdf = await put(folder, 'nieuw.pdf', await textPdf(['Jan Voorbeeld']));
    const { document, panel } = await openPdf(api, pdf);
    await api.requests.edit(document, { kind: 'add-bare', drafts: [area(72, 755, 160, 775)] }, panel);
    await diagnostic(pdf, 'grond-ontbreekt');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await diagnostic(sidecarOf(pdf), 'grond-ontbreekt');
    await until('nothing on the PDF', () => codesOn(pdf).length === 0);
    const id = document.sidecar.redactions[0]?.id ?? '';
    await api.requests.edit(document, { kind: 'set-usual', key: 'e', ids: [id] }, panel);
    await until('gone before saving', () => !codesOn(sidecarOf(pdf)).includes('grond-ontbreekt'));
  });

  it('tell that a sidecar cannot be read, by name', async () => {
    await put(folder, 'stuk.pdf', await textPdf(['Jan Voorbeeld']));
    const uri = await put(folder, 'stuk.pdf.redactions.json', '{ "version": 1');
    const broken = await diagnostic(uri, 'bestand-onleesbaar');
    assert.match(broken.message, /stuk\.pdf\.redactions\.json/);
  });

  it('tell that a PDF with marks cannot be read or is gone', async () => {
    const pdf = await withMarks('geen.pdf', [{ ...mark, grounds: ['10.2.e'] }]);
    await put(folder, 'geen.pdf', 'Dit is geen PDF.');
    const broken = await diagnostic(sidecarOf(pdf), 'bestand-onleesbaar');
    assert.match(broken.message, /geen\.pdf is geen PDF/);
    await vscode.workspace.fs.delete(pdf);
    await until('told that it is gone', () =>
      vscode.languages
        .getDiagnostics(sidecarOf(pdf))
        .some(({ message }) => /geen\.pdf bestaat niet meer/.test(message)),
    );
  });

  it('have the severity that a setting gives them', async () => {
    const pdf = await withMarks('zwaarte.pdf', [mark]);
    await diagnostic(sidecarOf(pdf), 'grond-ontbreekt');
    const settings = vscode.workspace.getConfiguration('lakmoes');
    await settings.update('findings.severity', { 'grond-ontbreekt': 'info' });
    await until('information only', () =>
      vscode.languages
        .getDiagnostics(sidecarOf(pdf))
        .some(({ severity }) => severity === vscode.DiagnosticSeverity.Information),
    );
    await settings.update('findings.severity', { 'grond-ontbreekt': 'off' });
    await until('off', () => !codesOn(sidecarOf(pdf)).includes('grond-ontbreekt'));
    await settings.update('findings.severity', undefined);
    await diagnostic(sidecarOf(pdf), 'grond-ontbreekt');
  });

  it('lead from the JSON to the mark in the PDF', async () => {
    const pdf = await withMarks('wegwijzer.pdf', [{ ...mark, grounds: ['10.2.e'] }]);
    await vscode.workspace.openTextDocument(sidecarOf(pdf));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      sidecarOf(pdf),
      10,
    );
    const show = lenses.find(({ command }) => command?.title === 'Toon in PDF')?.command;
    assert.ok(show);
    await vscode.commands.executeCommand(show.command, ...(show.arguments ?? []));
    const document = await until('the PDF to open', () => api.editor.document(pdf));
    await until('its panel', () => api.editor.panels(document)[0]);
  });
});
