// Installs what is missing, builds, and runs all suites, or only those that are named:
//
//   npm test
//   npm test -- unit exthost
//   npm test -- workbench --grep "exporteren"
//
// LAKMOES_VSCODE=floor takes the oldest supported VS Code, LAKMOES_VSIX=1 the packaged extension in the journeys.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { root } from './paths.ts';
import { endGroup, startGroup } from './processes.ts';
import { type SuiteResult, prepareResult, readResult } from './results.ts';
import { chosenEdition, prepareServer } from './server-files.ts';
import { packageExtension } from './vsix.ts';
import { type Tool, allTools, installTools, missingSentence } from './tools.ts';

interface Suite {
  readonly name: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  readonly needs: readonly Tool[];
  readonly needsServer: boolean;
}

/** A suite that takes longer than this many milliseconds is ended and counts as failed. */
const LIMIT = 15 * 60_000;

const host = (script: string) => join(root, 'test/host', script);

const mocha = (name: string, needs: readonly Tool[] = []): Suite => ({
  name,
  args: [host('mocha.ts'), name, `test/${name}`],
  needs,
  needsServer: name === 'workbench',
});

/** Two lanes for two cores; the suites of a lane run one after the other. */
const lanes: readonly (readonly Suite[])[] = [
  [
    { name: 'check', args: [host('check.ts')], needs: [], needsServer: false },
    mocha('unit', allTools),
    mocha('conformance', ['poppler', 'qpdf', 'mutool']),
  ],
  [
    mocha('webview', ['chromium']),
    { name: 'exthost', args: [host('exthost.ts')], needs: ['chromium'], needsServer: true },
    mocha('workbench', allTools),
  ],
];

const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
const started = Date.now();
const known = lanes.flat().map((suite) => suite.name);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
const wanted = lanes.map((lane) =>
  lane.filter((suite) => positionals.length === 0 || positionals.includes(suite.name)),
);

const missing = installTools([...new Set(wanted.flat().flatMap((suite) => suite.needs))]);
if (missing.length > 0) console.error(missingSentence(missing));
const serverError = wanted.flat().some((suite) => suite.needsServer) ? await serverProblem() : undefined;
if (serverError) console.error(serverError);
const buildError = await problemOf(buildAll());
if (buildError) console.error(buildError);

const results = (await Promise.all(wanted.map(runLane))).flat();
console.log('');
for (const { suite, result, seconds } of results) {
  const counts = `${String(result.passed).padStart(6)} ok ${String(result.failed).padStart(4)} failed`;
  console.log(`${suite.name.padEnd(12)} ${counts} ${seconds.toFixed(1).padStart(7)} s`);
}
console.log(`${'all'.padEnd(34)} ${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s`);
const passed = results.reduce((sum, { result }) => sum + result.passed, 0);
const failed = results.reduce((sum, { result }) => sum + result.failed, buildError ? 1 : 0);
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** The package first: packing builds without the tests. */
async function buildAll(): Promise<void> {
  if (process.env['LAKMOES_VSIX']) await packageExtension();
  await build(['--tests']);
}

async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function serverProblem(): Promise<string | undefined> {
  return problemOf(prepareServer(chosenEdition()));
}

interface SuiteRun {
  readonly suite: Suite;
  readonly result: SuiteResult;
  readonly seconds: number;
}

async function runLane(lane: readonly Suite[]): Promise<SuiteRun[]> {
  const runs: SuiteRun[] = [];
  for (const suite of lane) runs.push(await runSuite(suite));
  return runs;
}

/** Runs a suite and prints its output in one piece. A suite that cannot run, or ends early, counts as one failure. */
async function runSuite(suite: Suite): Promise<SuiteRun> {
  const began = Date.now();
  const done = (result: SuiteResult, output: string): SuiteRun => {
    console.log(`\n── ${suite.name}\n${output.trimEnd()}`);
    return { suite, result, seconds: (Date.now() - began) / 1000 };
  };
  const lacking = suite.needs.filter((tool) => missing.includes(tool));
  if (lacking.length > 0) return done({ passed: 0, failed: 1 }, `Did not run. ${missingSentence(lacking)}`);
  if (suite.needsServer && serverError) return done({ passed: 0, failed: 1 }, `Did not run. ${serverError}`);
  prepareResult(suite.name);
  const [code, output] = await runNode(values.grep ? [...suite.args, '--grep', values.grep] : suite.args);
  const result = readResult(suite.name);
  if (!result) return done({ passed: 0, failed: 1 }, `${output}\nEnded with ${String(code)} and no result.`);
  const broken = code !== 0 && result.failed === 0;
  const empty = result.passed + result.failed === 0 && !values.grep;
  return done(
    { passed: result.passed, failed: result.failed + (broken || empty ? 1 : 0) },
    empty ? `${output}\nRan no test.` : output,
  );
}

function runNode(args: readonly string[]): Promise<[number | null, string]> {
  return new Promise((resolve) => {
    const child = startGroup(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (data: Buffer) => (output += data.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const late = setTimeout(() => {
      output += `\nEnded after ${String(LIMIT / 60_000)} minutes.`;
      void endGroup(child);
    }, LIMIT);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve([code, output]);
    });
  });
}
