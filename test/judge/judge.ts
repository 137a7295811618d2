// Lets veraPDF judge PDFs by PDF/A-2a and PDF/UA-1. Needs Java 17 and Maven; not part of `npm test`.
//
//   npm run judge              the letter of the model case, as it is and anonymised
//   npm run judge -- a.pdf …   any files
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDecision } from '../../src/core/decision/build.ts';
import { anonymisedLetter } from '../../src/core/export/anonymised.ts';
import { groundSetFor } from '../../src/core/grounds/sets.ts';
import { openPdfPort } from '../fixtures/pdf-port.ts';
import { root } from '../host/paths.ts';
import { modelCase } from '../unit/core/decision/model-case.ts';
import { sourceRenderPort } from '../unit/render/reading.ts';

const here = import.meta.dirname;
const library = join(root, 'node_modules/.cache/verapdf');

/** Runs a program with its output on ours; ends with one sentence where the program is not there. */
function run(program: string, args: readonly string[]): number {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (error === undefined) return status ?? 1;
  console.error(`${program} does not run here: veraPDF needs Java 17 and Maven.`);
  process.exit(1);
}

/** Letter and anonymised letter of the model case, in a folder. */
async function letters(folder: string): Promise<readonly string[]> {
  const render = sourceRenderPort();
  const pdf = openPdfPort();
  try {
    const { dossier, documents } = modelCase();
    const model = buildDecision({ dossier, documents, groundSet: groundSetFor(dossier.law) });
    const letter = await render.letterPdf(model);
    const look = { box: { look: 'black', code: 'inside' }, widthProtection: 'standard' } as const;
    const anonymised = await anonymisedLetter(letter, dossier, pdf, { ...look, title: model.title });
    return Object.entries({ 'besluit.pdf': letter, 'geanonimiseerd.pdf': anonymised }).map(
      ([name, bytes]) => {
        const path = join(folder, name);
        writeFileSync(path, bytes);
        return path;
      },
    );
  } finally {
    await Promise.all([render.dispose(), pdf.dispose()]);
  }
}

if (!existsSync(library) || readdirSync(library).length === 0) {
  mkdirSync(library, { recursive: true });
  const copy = ['-q', '-B', '-f', join(here, 'pom.xml'), 'dependency:copy-dependencies'];
  if (run('mvn', [...copy, `-DoutputDirectory=${library}`]) !== 0) process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'lakmoes-judge-'));
try {
  const files = process.argv.length > 2 ? process.argv.slice(2) : await letters(folder);
  process.exitCode = run('java', ['-cp', join(library, '*'), join(here, 'Judge.java'), ...files]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
