// Finds out which functions the engine mostly calls by way of its table, and writes them to
// src/pdf/engine/direct-call-sites.ts: to be run when the package of the engine is another. V8 watches the calls.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { redactDocument } from '../../src/pdf/document/redact.ts';
import { loadTools } from '../../src/pdf/document/assets.ts';
import { trialRequest } from '../../src/pdf/document/trial.ts';
import { buildOf, type CallSite } from '../../src/pdf/engine/tuning.ts';
import { bodiesOf, partsOf } from '../../src/pdf/engine/wasm-module.ts';
import { callsOf } from '../fixtures/wasm-calls.ts';
import { pdfAssets } from '../fixtures/pdf-port.ts';
import { root } from './paths.ts';

const FILE = join(root, 'src/pdf/engine/direct-call-sites.ts');
const ROUNDS = 12;
const FLAGS = ['--wasm-inlining-call-indirect', '--trace-wasm-inlining'];
/** What V8 says of a call (counted from the beginning of a function) for which it expects a target. */
const EXPECTED =
  /\[function (\d+): Speculatively inlining call_indirect #(\d+), case #\d+, to function (\d+)\]/g;

if (process.argv[2] === 'work') await work();
else find();

async function work(): Promise<void> {
  const tools = await loadTools(pdfAssets);
  const trials = [await trialRequest(tools.labelFont(), true), await trialRequest(tools.labelFont(), false)];
  for (let round = 0; round < ROUNDS; round++) await redactDocument(trials[round % 2]!, tools);
}

function find(): void {
  // The engine as it comes.
  write('', []);
  const own = fileURLToPath(import.meta.url);
  const said = execFileSync(process.execPath, [...FLAGS, own, 'work'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const module = readFileSync(join(pdfAssets.engine, 'pdfium.wasm'));
  const parts = partsOf(module);
  const { imported } = parts;
  const bodies = bodiesOf(parts);
  const targets = new Map<string, Set<number>>();
  for (const [, caller, call, target] of said.matchAll(EXPECTED)) {
    const key = `${caller} ${call}`;
    targets.set(key, (targets.get(key) ?? new Set()).add(Number(target)));
  }
  const sites = [...targets].flatMap(([key, found]): CallSite[] => {
    const [caller = 0, call = 0] = key.split(' ').map(Number);
    const { at, isIndirect } = callsOf(bodies[caller - imported]!, imported)[call]!;
    return isIndirect ? [[caller, at, ...found]] : [];
  });
  write(
    buildOf(module),
    sites.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  );
  console.log(`${sites.length} calls in ${new Set(sites.map(([caller]) => caller)).size} functions`);
}

function write(build: string, sites: readonly CallSite[]): void {
  const lines = sites.map((site) => `  [${site.join(', ')}],\n`).join('');
  writeFileSync(
    FILE,
    `import type { CallSite } from './tuning.ts';\n\n/* Written by \`npm run direct-calls\`. */\n\n` +
      `/** The build of the engine that the list is for: the SHA-256 of its module. */\nexport const BUILD = '${build}';\n\n` +
      `/** What the engine mostly calls where it calls by way of its table while it reads, draws and proves pages. */\n` +
      `export const SITES: readonly CallSite[] = [\n${lines}];\n`,
  );
}
