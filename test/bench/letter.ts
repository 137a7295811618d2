import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseFile } from '../../samples/case.ts';
import { largeCase } from '../../samples/large.ts';
import { writeCase } from '../../samples/write.ts';
import { buildDecision } from '../../src/core/decision/build.ts';
import type { DocumentMarks } from '../../src/core/decision/input.ts';
import type { DecisionModel } from '../../src/core/decision/types.ts';
import type { Dossier } from '../../src/core/dossier/types.ts';
import { groundSetFor } from '../../src/core/grounds/sets.ts';
import type { Redaction } from '../../src/core/model/redaction.ts';
import { sourceAssets } from '../../src/render/assets.ts';
import { createRenderPort } from '../../src/render/port.ts';
import { build as buildExtension } from '../host/build.ts';
import { PlainDesk } from '../webview/support/plain-page.ts';

const mark = (id: string, grounds: readonly string[], reason: string): Redaction => ({
  id,
  page: 1,
  kind: 'text',
  quads: [[72, 710, 172, 710, 72, 698, 172, 698]],
  grounds,
  reason,
  status: 'accepted',
  origin: 'manual',
  created: '2021-10-01T09:00:00Z',
  modified: '2021-10-01T09:00:00Z',
});

/** Rows as in the model decision: 38 already public, 64 no longer valid, the rest assessed. */
function rows(count: number): DocumentMarks[] {
  return [...Array(count).keys()].map((i) => {
    const status = i < 38 ? 'already-public' : i < 102 ? 'no-longer-valid' : 'assessed';
    const type = i % 3 === 0 ? 'Werkinstructie' : 'Informatiebericht';
    const redactions = [
      ...(i % 2 === 0 ? [mark(`e${i}`, ['10.2.e'], 'ambtenaren')] : []),
      ...(i % 27 === 0 ? [mark(`d${i}`, ['10.2.d'], 'werkwijze')] : []),
      ...(i % 9 === 0 ? [mark(`m${i}`, ['10.2.g'], 'mailbox')] : []),
    ];
    const document = {
      number: String(i + 1),
      title: `${type} ${2014 + (i % 8)}/${i + 1} over de beoordeling van aanvragen`,
      date: `${2014 + (i % 8)}-03-0${1 + (i % 9)}`,
      type,
      status,
      ...(status === 'assessed' ? { file: `stukken/${i + 1}.pdf` } : {}),
    } as const;
    return { document, redactions: status === 'assessed' ? redactions : [], pages: 3 };
  });
}

function dossierOf(documents: readonly DocumentMarks[]): Dossier {
  return {
    version: 1,
    law: 'wob',
    request: {
      subject: 'openbaarmaking van informatieberichten en werkinstructies',
      date: '2021-08-02',
      requester: { name: 'A. Voorbeeldsma', salutation: 'heer' },
    },
    authority: {
      name: 'De Staatssecretaris van Voorbeeldzaken',
      shortName: 'de Dienst Voorbeeld',
      objectionAddress: ['Postbus 0000', '0000 AA Voorbeeldstad'],
    },
    decision: { date: '2021-11-30', signatory: { name: 'B. Tekenaar' }, publishedAt: 'www.voorbeeld.nl' },
    documents: documents.map(({ document }) => document),
  };
}

/**
 * The command line as it is shipped, from nothing to the folder: letter, inventory and manifest of the 370 documents
 * of the sample script, its 268 PDFs read and checked first.
 */
async function benchExport(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lakmoes-bench-'));
  try {
    await buildExtension();
    const source = join(folder, 'zaak');
    await writeCase(source, caseFile, largeCase(370));
    const lakmoes = fileURLToPath(new URL('../../dist/lakmoes.cjs', import.meta.url));
    const run = (...args: readonly string[]): number => {
      const started = performance.now();
      execFileSync(process.execPath, [lakmoes, ...args], { stdio: 'ignore' });
      return performance.now() - started;
    };
    const dossier = join(source, 'zaak.dossier.json');
    const check = run('check', dossier);
    const letter = run('export', dossier, '--letter-only', '--out', folder);
    const ratio = (letter / check).toFixed(2).padStart(6);
    console.log(
      `  command line, 370 documents: check ${check.toFixed(0)}, letter and annex 2 ${letter.toFixed(0)} ${ratio} x`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a change of the model to its picture in the preview's page, in milliseconds: the first letter, then a change. */
async function benchPreview(models: readonly [DecisionModel, DecisionModel]): Promise<[number, number]> {
  const desk = await PlainDesk.start();
  try {
    const { page } = await desk.open('preview', () => undefined);
    const times: number[] = [];
    for (const model of models) {
      const message = { type: 'model', language: 'nl', model, reasons: {}, readOnly: false } as const;
      times.push(
        await page.evaluate(
          (data) =>
            new Promise<number>((resolve) => {
              const started = performance.now();
              const shown = (): void => resolve(performance.now() - started);
              // Heard after the page's own listener has drawn; a task after the next frame comes when that is on screen.
              window.addEventListener('message', () => requestAnimationFrame(() => setTimeout(shown)), {
                once: true,
              });
              window.postMessage(data, '*');
            }),
          message,
        ),
      );
    }
    return [times[0]!, times[1]!];
  } finally {
    await desk.clear();
  }
}

async function timed(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Prints what the letter of 370 documents takes, beside that of 10, as the baseline. */
export async function benchLetter(): Promise<void> {
  console.log('\nLetter with annexes (ms)');
  await benchExport();
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const port = createRenderPort({
    workerFile: fileURLToPath(new URL('../../src/render/worker.ts', import.meta.url)),
    assets: sourceAssets(root),
  });
  try {
    const figures: number[][] = [];
    for (const count of [10, 370]) {
      const documents = rows(count);
      const dossier = dossierOf(documents);
      const build = () => buildDecision({ dossier, documents, groundSet: groundSetFor('wob') });
      const model = build();
      const first = await timed(() => port.letterPdf(model));
      const again = await timed(() => port.letterPdf(model));
      build();
      const last = documents.at(-1);
      const less = documents.map((each) => (each === last ? { ...each, redactions: [] } : each));
      const after = buildDecision({ dossier, documents: less, groundSet: groundSetFor('wob') });
      const [drawn, redrawn] = await benchPreview([model, after]);
      figures.push([first, again, await timed(build), drawn, redrawn]);
    }
    for (const [i, label] of [
      'first',
      'again, warm',
      'preview: model',
      'preview: first picture',
      'preview: a mark less',
    ].entries()) {
      const [a, b] = figures.map((row) => row[i]!) as [number, number];
      console.log(
        `  ${label.padEnd(28)} 10 documents ${a.toFixed(0).padStart(6)}  370 documents ${b.toFixed(0).padStart(6)}  ${(b / a).toFixed(2).padStart(6)} x`,
      );
    }
  } finally {
    await port.dispose();
  }
}
