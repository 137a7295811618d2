import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { caseFile, sampleDocuments } from '../../../samples/case.ts';
import { pageEngine } from '../../../samples/kit.ts';
import { largeCase } from '../../../samples/large.ts';
import { marksOf, writeCase } from '../../../samples/write.ts';
import { buildDecision } from '../../../src/core/decision/build.ts';
import { blockText } from '../../../src/core/decision/drafting.ts';
import type { DocumentMarks } from '../../../src/core/decision/input.ts';
import { checkDossier } from '../../../src/core/diagnostics/check-dossier.ts';
import { checkSidecar } from '../../../src/core/diagnostics/check-sidecar.ts';
import type { CheckedDocument } from '../../../src/core/diagnostics/rule.ts';
import type { Finding, FindingCode } from '../../../src/core/diagnostics/types.ts';
import { parseDossier } from '../../../src/core/dossier/parse.ts';
import type { Dossier } from '../../../src/core/dossier/types.ts';
import { WOB } from '../../../src/core/grounds/wob.ts';
import type { Sidecar } from '../../../src/core/model/redaction.ts';
import { wordsOfDocument, wordsOfPage } from '../../../src/core/same-text/document-words.ts';
import { secretTerms } from '../../../src/core/same-text/terms.ts';
import { parseSidecar } from '../../../src/core/sidecar/parse.ts';
import { detectionQuality } from '../../fixtures/detection.ts';
import { openPdfPort } from '../../fixtures/pdf-port.ts';
import type { PageText } from '../../../src/core/text/characters.ts';

const committed = join(import.meta.dirname, '../../../samples/dossier');

/** The value of a parse that must succeed. */
function parsed<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  assert.ok(result.ok);
  return result.value;
}

const dossier: Dossier = parsed(parseDossier(readFileSync(join(committed, 'zaak.dossier.json'), 'utf8')));

function sidecarOf(file: string): Sidecar | undefined {
  const path = join(committed, `${file}.redactions.json`);
  return existsSync(path) ? parsed(parseSidecar(readFileSync(path, 'utf8'))) : undefined;
}

describe('the sample dossier', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lakmoes-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('comes out of its script byte for byte', async () => {
    const made = join(folder, 'dossier');
    await writeCase(made, caseFile, sampleDocuments);
    assert.deepEqual(readdirSync(made), readdirSync(committed));
    for (const name of readdirSync(made)) {
      assert.ok(
        readFileSync(join(made, name)).equals(readFileSync(join(committed, name))),
        `${name} differs`,
      );
    }
  });

  it('has two unjustified marks, open suggestions and one name still readable, and is in order otherwise', async () => {
    const engine = await pageEngine();
    const findings: Finding[] = [];
    const documents: CheckedDocument[] = [];
    const elsewhere = dossier.documents.flatMap((document) =>
      (sidecarOf(document.file ?? '')?.redactions ?? []).flatMap((mark) =>
        secretTerms(mark, WOB)
          .filter(({ everywhere }) => everywhere)
          .map((term) => ({ ...term, mark, document: document.number })),
      ),
    );
    for (const document of dossier.documents) {
      const sidecar = document.file === undefined ? undefined : sidecarOf(document.file);
      documents.push({ document, ...(sidecar ? { sidecar } : {}) });
      if (document.file === undefined) continue;
      const bytes = readFileSync(join(committed, document.file));
      const text = engine.withDocument(bytes, (pdf) =>
        Array.from({ length: pdf.pageCount }, (_, index): PageText => {
          const page = pdf.openPage(index);
          try {
            return { geometry: page.geometry, characters: page.characters() };
          } finally {
            page.close();
          }
        }),
      );
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const actual = { sha256, pages: text.map(({ geometry }) => geometry) };
      const words = wordsOfDocument(text.map(wordsOfPage));
      const bare: Sidecar = {
        version: 1,
        source: { sha256, bytes: bytes.length, pages: text.length },
        redactions: [],
      };
      const context = { groundSet: WOB, dossier, document, actual, text, words, elsewhere };
      findings.push(...checkSidecar({ ...context, sidecar: sidecar ?? bare }));
    }
    findings.push(...checkDossier({ dossier, documents, groundSet: WOB }));
    const count = (code: FindingCode) => findings.filter((finding) => finding.code === code).length;
    assert.equal(count('grond-ontbreekt'), 1);
    assert.equal(count('motivering-ontbreekt'), 1);
    assert.equal(count('suggestie-open'), 5);
    // "Joris Inktpot" is marked wherever he stands with his surname.
    const readable = findings.filter(({ code }) => code === 'zelfde-tekst-ongemarkeerd');
    assert.deepEqual(
      readable.map(({ message }) => message.split(',')[0]),
      ['“Joris” is in dit document gemarkeerd (10.2.e)'],
    );
    const expected: readonly FindingCode[] = [
      'grond-ontbreekt',
      'motivering-ontbreekt',
      'suggestie-open',
      'zelfde-tekst-ongemarkeerd',
    ];
    const others = findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ code }) => code)
      .filter((code) => !expected.includes(code));
    assert.deepEqual(others, []);
  });
});

describe('personal data in the sample', () => {
  it('are recognised, and little else is', async () => {
    const pdf = openPdfPort({ threads: 1 });
    try {
      const { marks, found, suggestions, missed, extra } = await detectionQuality(
        pdf,
        committed,
        dossier,
        sidecarOf,
      );
      assert.ok(found / marks >= 0.92, `recall: ${missed.join('; ')}`);
      assert.ok(1 - extra.length / suggestions >= 0.97, `precision: ${extra.join('; ')}`);
    } finally {
      await pdf.dispose();
    }
  });
});

describe('the sample of 370 documents', () => {
  it('has the shape of the case that it is modelled on', () => {
    const rows = largeCase(370);
    const withStatus = (status: string) => rows.filter(({ row }) => row.status === status).length;
    assert.equal(rows.length, 370);
    assert.equal(withStatus('already-public'), 38);
    assert.equal(withStatus('no-longer-valid'), 64);
    assert.equal(withStatus('assessed'), 268);
    assert.equal(new Set(rows.map(({ name, row }) => name ?? row.title)).size, 370);
  });

  it('is decided in the parts, the order and the figures of that case', async () => {
    const documents: DocumentMarks[] = [];
    for (const [index, { row, name, build }] of largeCase(370).entries()) {
      const document = { number: String(index + 1), ...row, ...(name ? { file: `${name}.pdf` } : {}) };
      const built = await build?.();
      documents.push({ document, redactions: built ? marksOf(built) : [] });
    }
    const decided = { ...caseFile, documents: documents.map(({ document }) => document) };
    const model = buildDecision({ dossier: decided, documents, groundSet: WOB });
    assert.equal(model.outcome, 'partly-granted');
    assert.deepEqual(
      [model.counts.total, model.counts.alreadyPublic, model.counts.noLongerValid],
      [370, 38, 64],
    );
    const parts = [...model.sections.map(({ id }) => id), 'ondertekening'];
    assert.deepEqual(
      [...parts, ...model.afterSignature.map(({ id }) => id)],
      [
        'verzoek',
        'wettelijk-kader',
        'besluit',
        'inventarisatie',
        'overwegingen:10.2.e',
        'overwegingen:10.2.d',
        'overwegingen:10.2.g',
        'openbaarmaking',
        'ondertekening',
        'rechtsmiddelen',
        'afschriften',
      ],
    );
    assert.deepEqual(
      Object.values(model.annexes).map(({ label, title }) => `${label} ${title}`),
      [
        'Bijlage 1 Relevante artikelen uit de Wob',
        'Bijlage 2 Inventarislijst',
        'Bijlage 3 Documenten die openbaar worden gemaakt',
      ],
    );
    const words = (id: string): string =>
      (model.sections.find((section) => section.id === id)?.blocks ?? []).map(blockText).join('\n');
    const inventory = words('inventarisatie');
    for (const sentence of [
      'heb ik 370 documenten aangetroffen',
      'zijn er 38 al openbaar. Het gaat om 38 werkinstructies.',
      'waren er 64 op het moment van uw verzoek niet meer geldig',
      'De overige 268 documenten heb ik beoordeeld',
    ])
      assert.ok(inventory.includes(sentence), sentence);
    const named =
      'de informatieberichten 2021/53, 2021/12, 2020/31, 2019/50 en 2019/9, het handelingskader tegenstrijdige verklaringen, alsmede de werkinstructies 2021/7, 2020/7, 2019/7 en 2018/7';
    assert.ok(words('overwegingen:10.2.d').includes(named));
    const benefit = words('overwegingen:10.2.g');
    assert.ok(benefit.includes(named) && /interne mailboxen/.test(benefit));
    // The ten carry g with d; mailboxes carry g alone.
    const grounds = new Map<string, Set<string>>();
    for (const { document, redactions } of documents)
      for (const mark of redactions)
        grounds.set(
          mark.grounds.join('+'),
          (grounds.get(mark.grounds.join('+')) ?? new Set()).add(document.number),
        );
    assert.equal(grounds.get('10.2.g+10.2.d')?.size, 10);
    assert.equal(grounds.get('10.2.d')?.size, 10);
    assert.ok((grounds.get('10.2.g')?.size ?? 0) > 50);
    assert.deepEqual([...grounds.keys()].sort(), ['10.2.d', '10.2.e', '10.2.g', '10.2.g+10.2.d']);
  });
});
