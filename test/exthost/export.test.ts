import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { formatDossier } from '../../src/core/dossier/format.ts';
import type { Dossier, DossierDocument } from '../../src/core/dossier/types.ts';
import type { ExportResult } from '../../src/core/export/types.ts';
import { formatSidecar } from '../../src/core/sidecar/format.ts';
import type { LakmoesApi } from '../../src/extension.ts';
import { answerPrompts } from './prompts.ts';
import {
  answerMessages,
  area,
  box,
  closeAll,
  emptyPdf,
  freshFolder,
  lakmoes,
  lockedPdf,
  longPdf,
  openPdf,
  put,
  sha256,
  sidecarOf,
  textOf,
  textPdf,
  until,
} from './support.ts';

const folder = freshFolder();

const complete: Omit<Dossier, 'documents'> = {
  version: 1,
  law: 'wob',
  request: {
    date: '2021-10-04',
    requester: { name: 'A. Voorbeeldsma', address: ['Gracht 1', '0000 AA Fictiedam'] },
    subject: 'openbaarmaking van werkinstructies',
  },
  authority: {
    name: 'De Staatssecretaris van Voorbeeldzaken',
    shortName: 'de Dienst Voorbeeld',
    organisation: 'Dienst Voorbeeld',
    address: ['Postbus 0000', '0000 AA Voorbeeldstad'],
    objectionAddress: ['Dienst Voorbeeld', 'Postbus 0000', '0000 AA Voorbeeldstad'],
  },
  decision: {
    date: '2022-02-14',
    reference: 'WOB-1',
    signatory: { name: 'H. Handtekening', function: 'directeur' },
  },
};

const row = (number: string, file: string): DossierDocument => ({
  number,
  title: `Stuk ${number}`,
  date: '2021-03-05',
  file,
  status: 'assessed',
});

/** A dossier in a folder of its own, with an empty folder beside it to export to. */
async function putCase(
  name: string,
  files: Readonly<Record<string, Uint8Array>>,
  rows: readonly string[] = Object.keys(files),
): Promise<{ readonly dossier: vscode.Uri; readonly place: vscode.Uri; readonly target: vscode.Uri }> {
  const place = vscode.Uri.joinPath(folder, name);
  const target = vscode.Uri.joinPath(folder, `${name}-uitvoer`);
  await vscode.workspace.fs.createDirectory(target);
  for (const [file, bytes] of Object.entries(files)) await put(place, file, bytes);
  const documents = rows.map((file, index) => row(String(index + 1), file));
  const dossier = await put(place, `${name}.dossier.json`, formatDossier({ ...complete, documents }));
  return { dossier, place, target };
}

/** Saves a mark over the first two lines of a page. */
async function putMark(pdf: vscode.Uri, bytes: Uint8Array, pages: number, page = 1): Promise<void> {
  const mark = {
    id: 'een',
    page,
    kind: 'area',
    quads: [box(60, 725, 300, 752)],
    grounds: ['10.2.e'],
    reason: 'ambtenaren',
    status: 'accepted',
    origin: 'manual',
    created: '2021-11-30T10:00:00+01:00',
    modified: '2021-11-30T10:00:00+01:00',
  } as const;
  const source = { sha256: sha256(bytes), bytes: bytes.byteLength, pages };
  const text = formatSidecar({ version: 1, source, redactions: [mark] });
  await vscode.workspace.fs.writeFile(sidecarOf(pdf), new TextEncoder().encode(text));
}

const namesIn = async (place: vscode.Uri): Promise<readonly string[]> =>
  (await vscode.workspace.fs.readDirectory(place)).map(([name]) => name).sort();

/** Every file below a folder with the hash of its bytes. */
async function contentOf(place: vscode.Uri): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [name, type] of await vscode.workspace.fs.readDirectory(place)) {
    const uri = vscode.Uri.joinPath(place, name);
    if (type === vscode.FileType.Directory)
      for (const [inner, hash] of Object.entries(await contentOf(uri))) found[`${name}/${inner}`] = hash;
    else found[name] = sha256(await vscode.workspace.fs.readFile(uri));
  }
  return found;
}

/** Exports, and says what a person was told; `lines` are the rows of the list of what holds the export. */
async function exported(
  dossier: vscode.Uri,
  target: vscode.Uri,
): Promise<{ result: ExportResult | undefined; told: readonly string[]; lines: readonly string[] }> {
  const messages = answerMessages(() => undefined);
  const lines: string[] = [];
  const prompts = answerPrompts({});
  const showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
    lines.push(...items.map(({ label, detail }) => `${label}: ${detail ?? ''}`));
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, { showQuickPick });
  try {
    const result = await vscode.commands.executeCommand<ExportResult | undefined>(
      'lakmoes.export',
      dossier,
      target,
    );
    return { result, told: [...messages.asked], lines };
  } finally {
    prompts.restore();
    messages.restore();
  }
}

describe('an export', function () {
  this.timeout(120_000);
  let api: LakmoesApi;
  before(async () => {
    api = await lakmoes();
  });
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it('gets a folder of its own beside an earlier one, which stays as it was', async () => {
    const bytes = await textPdf(['Aan', 'Jan Voorbeeld']);
    const { dossier, place, target } = await putCase('opnieuw', { 'een.pdf': bytes });
    await putMark(vscode.Uri.joinPath(place, 'een.pdf'), bytes, 1);
    const first = await exported(dossier, target);
    assert.ok(first.result, [...first.told, ...first.lines].join(' | '));
    const [name] = await namesIn(target);
    assert.ok(name);
    const earlier = vscode.Uri.joinPath(target, name);
    const before = await contentOf(earlier);
    // Somebody worked on in the exported letter.
    await put(earlier, 'Besluit.pdf', 'aangepast');
    const second = await exported(dossier, target);
    assert.ok(second.result);
    const names = await namesIn(target);
    assert.equal(names.length, 2, names.join());
    assert.equal(await textOf(vscode.Uri.joinPath(earlier, 'Besluit.pdf')), 'aangepast');
    const other = vscode.Uri.joinPath(target, names.find((each) => each !== name) ?? '');
    assert.deepEqual(await contentOf(other), before);
  });

  it('that is cancelled leaves nothing behind, and says so', async () => {
    const bytes = await textPdf(['Aan', 'Jan Voorbeeld']);
    const { dossier, place, target } = await putCase('afgebroken', { 'een.pdf': bytes, 'twee.pdf': bytes });
    await putMark(vscode.Uri.joinPath(place, 'een.pdf'), bytes, 1);
    const { withProgress } = vscode.window;
    const seen: string[] = [];
    // A person who presses Cancel as soon as the documents are redacted.
    const impatient: typeof withProgress = (_options, task) => {
      const cancel = new vscode.CancellationTokenSource();
      const report = ({ message }: { readonly message?: string }): void => {
        seen.push(message ?? '');
        if (/lakken/.test(message ?? '')) cancel.cancel();
      };
      return task({ report }, cancel.token);
    };
    Object.assign(vscode.window, { withProgress: impatient });
    try {
      const { result, told } = await exported(dossier, target);
      assert.equal(result, undefined);
      assert.deepEqual(told, ['De export is afgebroken. Er is niets geschreven.']);
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    assert.ok(
      seen.some((message) => /documenten lakken en controleren \(\d van 2\)/.test(message)),
      seen.join(),
    );
    assert.deepEqual(await namesIn(target), []);
    const again = await exported(dossier, target);
    assert.ok(again.result, 'the next one succeeds');
  });

  it('names every file that it cannot take, with what to do, and writes nothing', async () => {
    const good = await textPdf(['Aan', 'Jan Voorbeeld']);
    const { dossier, place, target } = await putCase(
      'kapot',
      {
        'goed.pdf': good,
        'slot.pdf': lockedPdf(),
        'geen-pagina.pdf': emptyPdf(),
        'brief.pdf': new TextEncoder().encode('Dit is een brief.'),
      },
      ['goed.pdf', 'slot.pdf', 'geen-pagina.pdf', 'brief.pdf', 'weg.pdf', '../../elders.pdf'],
    );
    const { result, told, lines } = await exported(dossier, target);
    assert.equal(result, undefined);
    assert.equal(lines.length, 5, [...told, ...lines].join(' | '));
    const about = (name: string): string => lines.filter((line) => line.includes(name)).join(' | ');
    assert.match(about('slot.pdf'), /wachtwoord\. Sla het zonder wachtwoord op/);
    assert.match(about('geen-pagina.pdf'), /heeft geen pagina/);
    assert.match(about('brief.pdf'), /geen pdf/i);
    assert.match(about('weg.pdf'), /weg\.pdf/);
    assert.match(about('../../elders.pdf'), /is geen bestand in de map van het dossier/);
    assert.equal(about('goed.pdf'), '');
    assert.deepEqual(await namesIn(target), []);
    // The rest of the dossier is as usable as before.
    const { document, panel } = await openPdf(api, vscode.Uri.joinPath(place, 'goed.pdf'));
    const drafts = [area(72, 755, 160, 775)];
    await api.requests.edit(document, { kind: 'add-usual', key: 'e', drafts }, panel);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until('saved', () => !document.unsaved);
  });

  it('of a dossier that is gone says so', async () => {
    const { told } = await exported(vscode.Uri.joinPath(folder, 'weg.dossier.json'), folder);
    assert.match(told.join(), /^weg\.dossier\.json kan niet worden gelezen/);
  });

  it('takes 5,000 pages', async () => {
    const bytes = longPdf(5000);
    const { dossier, place, target } = await putCase('lang', { 'lang.pdf': bytes });
    await putMark(vscode.Uri.joinPath(place, 'lang.pdf'), bytes, 5000, 5000);
    const { result, told, lines } = await exported(dossier, target);
    assert.ok(result, [...told, ...lines].join(' | '));
    const file = result.files.find((path) => /^Bijlage 3\/.*\.pdf$/.test(path));
    assert.ok(file, result.files.join());
    const redacted = await put(
      folder,
      'gelakt.pdf',
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(vscode.Uri.parse(result.folder), file)),
    );
    const { document } = await openPdf(api, redacted);
    const textOfPage = async (page: number): Promise<string> =>
      (await document.pageText(page)).characters.map(({ text }) => text).join('');
    assert.match(await textOfPage(4999), /Bladzij 4999\s+Jan Voorbeeld/);
    const last = await textOfPage(5000);
    assert.match(last, /Bladzij 5000/);
    assert.doesNotMatch(last, /Voorbeeld/);
  });
});
