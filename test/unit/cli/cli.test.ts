import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { seePdf } from '../render/reading.ts';
import { makeCase, makePdf, writeSidecar, type CaseOnDisk } from './case-on-disk.ts';

/** The command line as it ships. */
const MAIN = join(import.meta.dirname, '../../../dist/lakmoes.cjs');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function lakmoes(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // WebAssembly compiled once: such short runs gain nothing by a second time.
    const child = spawn(process.execPath, ['--liftoff-only', MAIN, ...args], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

async function readable(path: string): Promise<string> {
  return (await seePdf(new Uint8Array(await readFile(path)))).pages.join('\n');
}

/** Every file under a folder, as paths from it. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('lakmoes on the command line', () => {
  let zaak: CaseOnDisk;
  before(async () => {
    zaak = await makeCase();
  });
  after(() => rm(zaak.folder, { recursive: true }));

  it('explains itself', async () => {
    const help = await lakmoes(zaak.folder, '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /lakmoes redact <bestand\.pdf>/);
    assert.equal((await lakmoes(zaak.folder)).code, 2);
  });

  let once: Promise<Outcome> | undefined;
  /** The case exported to `uit`, once for all who look at it. */
  const exported = (): Promise<Outcome> => {
    once ??= lakmoes(zaak.folder, 'export', 'proef.dossier.json', '--out', 'uit', '--json');
    return once;
  };

  it('exports a case in which no secret is left and the rest is all there', async () => {
    const { code, out, err } = await exported();
    assert.equal(code, 0, err);
    const result = JSON.parse(out) as { ok: boolean; folder: string; files: string[] };
    assert.equal(result.folder, 'uit/proef-besluit-2021-11-30');
    const folder = join(zaak.folder, result.folder);
    assert.deepEqual(await filesIn(folder), result.files);
    for (const file of result.files) {
      const bytes = await readFile(join(folder, file));
      const text = file.endsWith('.pdf') ? await readable(join(folder, file)) : bytes.toString('utf8');
      for (const secret of zaak.secrets) {
        assert.ok(!text.includes(secret), `${secret} in ${file}`);
        assert.ok(!bytes.includes(secret), `${secret} in the bytes of ${file}`);
      }
    }
    const report = await readable(join(folder, 'Bijlage 3/1 Informatiebericht 2021 82.pdf'));
    for (const kept of [
      'Informatiebericht 2021/82',
      'Behandeld door',
      'toestel 0123456',
      'Vraag altijd naar',
      '10.2.e',
    ]) {
      assert.ok(report.includes(kept), kept);
    }
    assert.match(
      await readable(join(folder, 'Bijlage 3/2 Bericht aan de postbus.pdf')),
      /@voorbeeld\.example/,
    );
    const letter = await readable(join(folder, 'Besluit.pdf'));
    assert.match(letter, /vijf documenten aangetroffen/);
  });

  it('writes the same bytes again into another folder', async () => {
    await exported();
    const { code, out } = await lakmoes(zaak.folder, 'export', 'proef.dossier.json', '--out', 'uit');
    assert.equal(code, 0);
    assert.match(out, /Geschreven: uit\/proef-besluit-2021-11-30 \(2\)/);
    const manifest = (name: string): Promise<string> =>
      readFile(join(zaak.folder, 'uit', name, 'manifest.json'), 'utf8');
    assert.equal(await manifest('proef-besluit-2021-11-30 (2)'), await manifest('proef-besluit-2021-11-30'));
  });

  it('redacts one file and proves it, so that verify agrees', async () => {
    const redacted = await lakmoes(
      zaak.folder,
      'redact',
      'stukken/bericht.pdf',
      '--out',
      'een/gelakt.pdf',
      '--json',
    );
    assert.equal(redacted.code, 0, redacted.err);
    assert.equal((JSON.parse(redacted.out) as { ok: boolean }).ok, true);
    const text = await readable(join(zaak.folder, 'een/gelakt.pdf'));
    assert.doesNotMatch(text, /Bedacht|voordeur/);
    const args = ['--sidecar', 'stukken/bericht.pdf.redactions.json'];
    assert.equal((await lakmoes(zaak.folder, 'verify', 'een/gelakt.pdf', ...args)).code, 0);
    // The positive control: the source does not pass for redacted.
    const control = await lakmoes(zaak.folder, 'verify', 'stukken/bericht.pdf', ...args);
    assert.equal(control.code, 1);
    assert.match(control.out, /tekst in een gelakt vlak/);
  });

  it('gives the text with boxes', async () => {
    const { code, out } = await lakmoes(zaak.folder, 'text', 'stukken/open.pdf', '--json');
    assert.equal(code, 0);
    const { pages } = JSON.parse(out) as { pages: { characters: { text: string; ink: number[] }[] }[] };
    assert.equal(
      pages[0]?.characters
        .map(({ text }) => text)
        .join('')
        .trim(),
      'Dit document is geheel openbaar.',
    );
    assert.equal(pages[0]?.characters[0]?.ink.length, 4);
  });

  it('checks a folder', async () => {
    const { code, out } = await lakmoes(zaak.folder, 'check', '.');
    assert.equal(code, 0);
    assert.match(out, /Geen bevindingen/);
  });

  it('speaks English when asked', async () => {
    assert.match((await lakmoes(zaak.folder, 'check', '.', '--language', 'en')).out, /No findings/);
  });
});

describe('lakmoes when something is wrong', () => {
  let zaak: CaseOnDisk;
  before(async () => {
    zaak = await makeCase((dossier) => ({
      ...dossier,
      documents: [
        ...dossier.documents,
        { number: '6', title: 'Weg', file: 'stukken/weg.pdf', status: 'assessed' },
        { number: '7', title: 'Buiten', file: '../buiten.pdf', status: 'assessed' },
      ],
    }));
    const { bytes, marks } = await makePdf([
      { text: 'Een naam zonder grond', secrets: [{ words: 'naam', grounds: [], reason: '' }] },
    ]);
    const path = join(zaak.folder, 'los/stuk.pdf');
    await mkdir(join(zaak.folder, 'los'));
    await writeFile(path, bytes);
    await writeSidecar(path, bytes, marks);
    await writeFile(join(zaak.folder, 'geen.pdf'), 'dit is geen pdf');
  });
  after(() => rm(zaak.folder, { recursive: true }));

  it('exits 1 with the list where findings hold an export, and writes nothing', async () => {
    const { code, err } = await lakmoes(zaak.folder, 'export', 'proef.dossier.json', '--out', 'uit');
    assert.equal(code, 1);
    assert.match(err, /stukken\/weg\.pdf/);
    assert.match(err, /\.\.\/buiten\.pdf/);
    await assert.rejects(readdir(join(zaak.folder, 'uit')), { code: 'ENOENT' });
  });

  it('exits 1 on findings, with their place in the file', async () => {
    const { code, out } = await lakmoes(zaak.folder, 'check', 'los', '--law', 'wob');
    assert.equal(code, 1);
    assert.match(out, /^los\/stuk\.pdf\.redactions\.json:\d+:\d+: fout: .*\[grond-ontbreekt\]/m);
    const { out: json } = await lakmoes(zaak.folder, 'check', 'proef.dossier.json', '--json');
    const { findings } = JSON.parse(json) as { findings: { code: string; line: number }[] };
    assert.deepEqual(
      findings
        .map(({ code: each }) => each)
        .filter((each) => /bestand|bijlage/.test(each))
        .sort(),
      ['bestand-buiten-dossier', 'bijlage-ontbreekt'],
    );
    assert.ok(findings.every(({ line }) => line > 1));
  });

  it('tells of a name that is marked in one document and readable in another, marked or not', async () => {
    const { bytes, marks } = await makePdf([
      {
        text: 'Pieter Bedacht',
        secrets: [{ words: 'Pieter Bedacht', grounds: ['10.2.e'], reason: 'ambtenaren' }],
      },
    ]);
    const bare = await makePdf([{ text: 'Met groet, Pieter Bedacht' }]);
    const { folder } = await makeCase((dossier) => ({
      ...dossier,
      documents: [
        ...dossier.documents.filter(({ status }) => status !== 'assessed'),
        { number: '1', title: 'Een', type: 'Brief', file: 'een.pdf', status: 'assessed' },
        { number: '2', title: 'Twee', type: 'Brief', file: 'twee.pdf', status: 'assessed' },
      ],
    }));
    await writeFile(join(folder, 'een.pdf'), bytes);
    await writeSidecar(join(folder, 'een.pdf'), bytes, marks);
    await writeFile(join(folder, 'twee.pdf'), bare.bytes);
    const { out } = await lakmoes(folder, 'check', '.');
    assert.match(
      out,
      /^twee\.pdf:1:1: waarschuwing: “Pieter Bedacht” is in document 1 .*\[zelfde-tekst-ongemarkeerd\]/m,
    );
    assert.doesNotMatch(out, /^een\.pdf.*zelfde-tekst/m);
    await rm(folder, { recursive: true });
  });

  it('writes SARIF', async () => {
    const { out } = await lakmoes(zaak.folder, 'check', 'proef.dossier.json', '--format', 'sarif');
    const { version, runs } = JSON.parse(out) as {
      version: string;
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    };
    assert.equal(version, '2.1.0');
    assert.ok(runs[0]?.results.every(({ level, locations }) => level.length > 0 && locations.length === 1));
  });

  it('exits 1 and writes nothing where a mark has no ground', async () => {
    const { code, err } = await lakmoes(zaak.folder, 'redact', 'los/stuk.pdf', '--out', 'los/uit.pdf');
    assert.equal(code, 1);
    assert.match(err, /Er is niets geschreven/);
    assert.ok(!(await filesIn(zaak.folder)).includes('los/uit.pdf'));
  });

  it('exits 2 with one line on unusable input', async () => {
    const cases: readonly (readonly [RegExp, ...string[]])[] = [
      [/“niet\.pdf” bestaat niet/, 'text', 'niet.pdf'],
      [/“geen\.pdf” is geen pdf/, 'text', 'geen.pdf'],
      [/“geen\.pdf” is geen pdf/, 'verify', 'geen.pdf'],
      [/stukken\/open\.pdf\.redactions\.json” bestaat niet/, 'redact', 'stukken/open.pdf', '--out', 'x.pdf'],
      [/is de bron zelf/, 'redact', 'los/stuk.pdf', '--out', 'los/stuk.pdf'],
      [/Geef met --out op/, 'export', 'proef.dossier.json'],
      [/“niet\.dossier\.json” bestaat niet/, 'export', 'niet.dossier.json', '--out', 'uit'],
      [/“geen\.pdf” is geen geldig JSON-bestand/, 'export', 'geen.pdf', '--out', 'uit'],
      [/Onbekende opdracht “lak”/, 'lak', 'x'],
      [/--format pdf: kies uit text, json, sarif/, 'check', '.', '--format', 'pdf'],
      [/“--zomaar” wordt hier niet begrepen/, 'check', '.', '--zomaar'],
      [/“los” is een map, geen bestand/, 'verify', 'los'],
      [/“los” is een map, geen bestand/, 'export', 'los', '--out', 'uit'],
      [/een deel van het pad is een bestand/, 'text', 'geen.pdf/x.pdf'],
      [/is te lang/, 'text', 'n'.repeat(300)],
      [/Geef een opdracht op/],
      [/Geef een bestand of map op/, 'check'],
    ];
    for (const [message, ...args] of cases) {
      const { code, out, err } = await lakmoes(zaak.folder, ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, message);
      assert.equal(err.trim().split('\n').length, 1, err);
      assert.equal(out, '');
    }
  });
});
