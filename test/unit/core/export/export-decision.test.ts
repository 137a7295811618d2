import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatDossier } from '../../../../src/core/dossier/format.ts';
import type { Dossier, DossierDocument } from '../../../../src/core/dossier/types.ts';
import { exportDecision } from '../../../../src/core/export/export-decision.ts';
import {
  ExportBlocked,
  ExportCancelled,
  ExportTemplateFailed,
  type ExportRequest,
} from '../../../../src/core/export/types.ts';
import { RenderError } from '../../../../src/core/ports/render.ts';
import { formatSidecar } from '../../../../src/core/sidecar/format.ts';
import { mark, modelCase } from '../decision/model-case.ts';
import { memoryFiles, sha256, textPdf, textRender } from './memory.ts';

const SECRET = 'Pieter Bedacht';
const CONTENT = `Behandeld door ${SECRET} te Fictiestad`;
const HOME = 'mem:/zaak';
const OUT = 'mem:/uit';

function sidecar(content: string): string {
  const bytes = new TextEncoder().encode(content);
  return formatSidecar({
    version: 1,
    source: { sha256: sha256(bytes), bytes: bytes.length, pages: 1 },
    redactions: [mark('m1', ['10.2.e'], { reason: 'ambtenaren', quote: SECRET })],
  });
}

const ROWS: readonly DossierDocument[] = [
  { number: '1', title: 'Verslag', type: 'Verslag', date: '2021-03-01', file: 'a.pdf', status: 'assessed' },
  { number: '2', title: 'Brief', type: 'Brief', date: '2021-03-02', file: 'map/b.pdf', status: 'assessed' },
];

function setUp(
  rows: readonly DossierDocument[] = ROWS,
  extra: Readonly<Record<string, string>> = {},
  change: Partial<Dossier> = {},
): { readonly files: ReturnType<typeof memoryFiles>; readonly request: ExportRequest } {
  const dossier: Dossier = { ...modelCase().dossier, ...change, documents: rows };
  const files = memoryFiles({
    [`${HOME}/zaak.dossier.json`]: formatDossier(dossier),
    [`${HOME}/a.pdf`]: CONTENT,
    [`${HOME}/a.pdf.redactions.json`]: sidecar(CONTENT),
    [`${HOME}/map/b.pdf`]: 'Openbare brief',
    ...extra,
  });
  const request: ExportRequest = {
    dossierUri: `${HOME}/zaak.dossier.json`,
    targetFolderUri: OUT,
    files,
    pdf: textPdf(),
    render: textRender(),
    hash: sha256,
    settings: { box: { look: 'black', code: 'inside' }, widthProtection: 'standard' },
    language: 'nl',
  };
  return { files, request };
}

function outputs(files: ReturnType<typeof memoryFiles>): readonly string[] {
  return [...files.all.keys()].filter((key) => key.startsWith(OUT)).sort();
}

/** The same files with a list of folders. */
function listing(files: ReturnType<typeof memoryFiles>): ReturnType<typeof memoryFiles> {
  const list: ExportRequest['files']['list'] = async (uri) => {
    const inside = [...files.all.keys()]
      .filter((key) => key.startsWith(`${uri}/`))
      .map((key) => key.slice(uri.length + 1));
    const names = new Set(inside.map((path) => path.split('/')[0] ?? ''));
    return [...names].map((name) => ({
      name,
      directory: inside.some((path) => path.startsWith(`${name}/`)),
    }));
  };
  return { ...files, list };
}

async function blocked(request: ExportRequest): Promise<ExportBlocked> {
  const error: unknown = await exportDecision(request).catch((reason: unknown) => reason);
  assert.ok(error instanceof ExportBlocked, String(error));
  return error;
}

describe('export of a decision', () => {
  it('writes everything into a dated folder', async () => {
    const { files, request } = setUp();
    const steps: string[] = [];
    const result = await exportDecision({
      ...request,
      onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`),
    });
    const folder = `${OUT}/zaak-besluit-2021-11-30`;
    assert.equal(result.folder, folder);
    assert.deepEqual(
      outputs(files).map((key) => key.slice(folder.length + 1)),
      [
        'Besluit (geanonimiseerd).pdf',
        'Besluit.docx',
        'Besluit.pdf',
        'Bijlage 2 Inventarislijst.csv',
        'Bijlage 2 Inventarislijst.xlsx',
        'Bijlage 3/1 Verslag.pdf',
        'Bijlage 3/2 Brief.pdf',
        'Metadata/1 Verslag.xml',
        'Metadata/2 Brief.xml',
        'Metadata/Besluit (geanonimiseerd).xml',
        'Samenvatting.txt',
        'Verantwoording.html',
        'manifest.json',
        'verantwoording.json',
      ],
    );
    assert.deepEqual(
      steps.filter((step) => step.startsWith('redact')),
      ['redact 0/2', 'redact 1/2', 'redact 2/2'],
    );
    assert.equal(steps.at(-1), 'finish 1/1');
  });

  it('holds no quote and no sidecar anywhere', async () => {
    const { files, request } = setUp();
    await exportDecision(request);
    for (const key of outputs(files)) {
      assert.ok(!key.endsWith('.redactions.json'), key);
      assert.ok(!new TextDecoder().decode(files.all.get(key)).includes(SECRET), key);
    }
  });

  it('keeps a manifest that is true', async () => {
    const { files, request } = setUp();
    const { folder } = await exportDecision(request);
    const manifest = JSON.parse(new TextDecoder().decode(files.all.get(`${folder}/manifest.json`))) as {
      files: { path: string; sha256: string; bytes: number }[];
    };
    assert.equal(manifest.files.length, outputs(files).length - 1);
    for (const { path, sha256: hash, bytes } of manifest.files) {
      const content = files.all.get(`${folder}/${path}`) ?? new Uint8Array();
      assert.equal(hash, sha256(content), path);
      assert.equal(bytes, content.length);
    }
  });

  it('gives the same bytes again, and never overwrites', async () => {
    const { files, request } = setUp();
    const first = await exportDecision(request);
    const second = await exportDecision({ ...request, concurrency: 1 });
    assert.equal(second.folder, `${first.folder} (2)`);
    for (const path of first.files) {
      assert.deepEqual(
        files.all.get(`${first.folder}/${path}`),
        files.all.get(`${second.folder}/${path}`),
        path,
      );
    }
  });

  it('keeps what is blacked out out of file names and titles, and says so', async () => {
    const titles: (string | undefined)[] = [];
    const [first, second] = ROWS;
    assert.ok(first && second);
    const { files, request } = setUp([{ ...first, title: `Gesprek met ${SECRET}` }, second]);
    const { warnings } = await exportDecision({
      ...request,
      pdf: textPdf(({ title }) => titles.push(title)),
    });
    assert.ok(outputs(files).some((key) => key.endsWith('/Bijlage 3/1.pdf')));
    assert.deepEqual(titles.sort(), ['Besluit op uw Wob-verzoek', 'Brief', 'Document 1']);
    assert.match(warnings.join('\n'), /document 1 bevat tekst die in het document zelf is gelakt/);
  });

  it('makes letter and inventory alone when asked, beside the whole decisions', async () => {
    const { files, request } = setUp();
    await exportDecision({ ...request, settings: { ...request.settings, letterOnly: true } });
    const names = outputs(files).map((key) => key.slice(key.indexOf('zaak-')));
    assert.deepEqual(
      names.sort(),
      [
        'Besluit.docx',
        'Besluit.pdf',
        'Bijlage 2 Inventarislijst.csv',
        'Bijlage 2 Inventarislijst.xlsx',
        'manifest.json',
      ].map((name) => `zaak-brief-2021-11-30/${name}`),
    );
  });

  it('goes on without an anonymised letter that cannot be proven, and says so', async () => {
    const { files, request } = setUp();
    const render = textRender(async () => new TextEncoder().encode('onbewijsbaar'));
    const { warnings } = await exportDecision({ ...request, render });
    assert.match(warnings.join('\n'), /geanonimiseerde versie van het besluit is niet gemaakt/);
    assert.ok(!outputs(files).some((key) => key.includes('geanonimiseerd')));
    assert.ok(outputs(files).some((key) => key.endsWith('/Besluit.pdf')));
  });

  it('names characters that cannot be printed, and writes nothing', async () => {
    const { files, request } = setUp();
    const render = textRender(async () => {
      throw new RenderError('unprintable', '中', [], [{ character: '中', text: 'Brief aan 中文' }]);
    });
    await assert.rejects(exportDecision({ ...request, render }), (error: unknown) => {
      assert.ok(error instanceof ExportBlocked);
      assert.match(error.problems[0]?.message ?? '', /“中” is geen lettertype gevonden.*“Brief aan 中文”/);
      return true;
    });
    assert.deepEqual(outputs(files), []);
  });

  it('tells what changed since the export before', async () => {
    const { files, request } = setUp();
    assert.equal((await exportDecision({ ...request, files: listing(files) })).changes, undefined);
    const same = await exportDecision({ ...request, files: listing(files) });
    assert.deepEqual(same.changes, { since: 'zaak-besluit-2021-11-30', added: [], removed: [], changed: [] });
    files.all.set(`${HOME}/map/b.pdf`, new TextEncoder().encode('Een andere brief'));
    const { changes } = await exportDecision({ ...request, files: listing(files) });
    assert.equal(changes?.since, 'zaak-besluit-2021-11-30 (2)');
    assert.deepEqual(changes?.changed, [
      'Bijlage 3/2 Brief.pdf',
      'Verantwoording.html',
      'verantwoording.json',
    ]);
  });

  it('makes one file of annex 3 when asked', async () => {
    const { files, request } = setUp();
    await exportDecision({ ...request, settings: { ...request.settings, combined: true } });
    const key = outputs(files).find((each) => each.endsWith('Bijlage 3 alle documenten.pdf'));
    assert.equal(new TextDecoder().decode(files.all.get(key ?? '')), 'Verslag|Brief');
    const table = outputs(files).find((each) => each.endsWith('Bijlage 3 alle documenten.csv'));
    assert.match(new TextDecoder().decode(files.all.get(table ?? '')), /"1";1;1\r\n"2";2;2\r\n$/);
  });
});

describe('an export that cannot be', () => {
  it('names the file that is missing or outside, and writes nothing', async () => {
    const rows: readonly DossierDocument[] = [
      { number: '1', title: 'Weg', file: 'weg.pdf', status: 'assessed' },
      { number: '2', title: 'Buiten', file: '../../geheim.pdf', status: 'assessed' },
    ];
    const { files, request } = setUp(rows, { 'mem:/geheim.pdf': 'geheim' });
    const read: string[] = [];
    const watched = { ...files, read: (uri: string) => (read.push(uri), files.read(uri)) };
    const { problems, unusable } = await blocked({ ...request, files: watched });
    assert.equal(unusable, false);
    assert.match(problems.map(({ message }) => message).join('\n'), /weg\.pdf/);
    assert.match(problems.map(({ message }) => message).join('\n'), /\.\.\/\.\.\/geheim\.pdf/);
    assert.ok(!read.some((uri) => uri.includes('geheim')));
    assert.deepEqual(outputs(files), []);
  });

  it('names a PDF or sidecar that cannot be read', async () => {
    const broken = setUp(ROWS, { [`${HOME}/map/b.pdf`]: 'kapot' });
    assert.match((await blocked(broken.request)).message, /map\/b\.pdf.*beschadigd/);
    const odd = setUp(ROWS, { [`${HOME}/a.pdf.redactions.json`]: '{"version": 9}' });
    assert.match((await blocked(odd.request)).message, /a\.pdf\.redactions\.json.*nieuwere versie/);
  });

  it('is held by an unreadable file whatever weight a setting gives the finding', async () => {
    const { request } = setUp(ROWS, { [`${HOME}/map/b.pdf`]: 'kapot' });
    const settings = { ...request.settings, severities: { 'bestand-onleesbaar': 'off' } } as const;
    assert.match((await blocked({ ...request, settings })).message, /map\/b\.pdf/);
  });

  it('is held by a PDF that changed since its marks were placed', async () => {
    const { files, request } = setUp(ROWS, { [`${HOME}/a.pdf`]: `${CONTENT}!` });
    const { problems } = await blocked(request);
    assert.deepEqual(
      problems.map(({ finding }) => finding?.code),
      ['bron-gewijzigd'],
    );
    assert.deepEqual(outputs(files), []);
  });

  it('is held by a placeholder', async () => {
    const { date: _date, ...decision } = modelCase().dossier.decision;
    const { problems } = await blocked(setUp(ROWS, {}, { decision }).request);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /datum/);
  });

  it('leaves nothing when a document cannot be proven, and names all of them', async () => {
    const extra = { [`${HOME}/map/b.pdf`]: 'onbewijsbaar', [`${HOME}/c.pdf`]: 'onbewijsbaar ook' };
    const rows = [...ROWS, { number: '3', title: 'C', file: 'c.pdf', status: 'assessed' } as const];
    const { files, request } = setUp(rows, extra);
    const { problems } = await blocked(request);
    assert.deepEqual(problems.map(({ file }) => file).sort(), ['c.pdf', 'map/b.pdf']);
    assert.deepEqual(outputs(files), []);
  });

  it('leaves nothing when the source changes under way', async () => {
    const { files, request } = setUp();
    const render = textRender(async () => {
      files.all.set(`${HOME}/a.pdf`, new TextEncoder().encode('iets anders'));
      return new Uint8Array();
    });
    assert.match((await blocked({ ...request, render })).message, /tijdens het exporteren gewijzigd/);
    assert.deepEqual(outputs(files), []);
  });

  it('leaves nothing when it is cancelled, at whatever step', async () => {
    for (const step of ['read', 'letter', 'redact', 'finish'] as const) {
      const { files, request } = setUp();
      const controller = new AbortController();
      const onProgress: ExportRequest['onProgress'] = (at) => at === step && controller.abort();
      await assert.rejects(
        exportDecision({ ...request, signal: controller.signal, onProgress }),
        ExportCancelled,
        step,
      );
      assert.deepEqual(outputs(files), [], step);
    }
  });

  it('tells the line of a fault in a house style', async () => {
    const { files, request } = setUp();
    const render = textRender(async () => {
      throw new RenderError('template', '', [
        { file: 'besluit.typ', line: 12, message: 'unknown variable: x' },
      ]);
    });
    const error: unknown = await exportDecision({ ...request, render }).catch((reason: unknown) => reason);
    assert.ok(error instanceof ExportTemplateFailed);
    assert.match(error.message, /op regel 12: unknown variable: x/);
    assert.deepEqual(outputs(files), []);
  });

  it('says that a dossier is not there or not one', async () => {
    const { request } = setUp();
    const none = await blocked({ ...request, dossierUri: `${HOME}/niet.dossier.json` });
    assert.ok(none.unusable);
    const odd = setUp(ROWS, { [`${HOME}/zaak.dossier.json`]: 'geen json' });
    const error = await blocked(odd.request);
    assert.ok(error.unusable);
    assert.match(error.message, /zaak\.dossier\.json.*geen geldig JSON/);
  });
});
