// Installs what is missing, builds, and runs all suites, or only those that are named:
//
//   npm test
//   npm test -- unit exthost
//   npm test -- workbench --grep "exporteren"
//
// LAKMOES_VSCODE=floor takes the oldest supported VS Code, LAKMOES_VSIX=1 the packaged extension in the journeys.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { root } from './paths.ts';
import { endGroup, startGroup } from './processes.ts';
import { type SuiteResult, prepareResult, readResult } from './results.ts';
import { prepareServer } from './server-files.ts';
import { type Job, jobs, suites } from './suites.ts';
import { packageExtension } from './vsix.ts';
import { installTools, missingSentence } from './tools.ts';

/** A job that takes longer than this many milliseconds is ended and counts as failed. */
const LIMIT = 15 * 60_000;

const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
const started = Date.now();
const unknown = positionals.filter((name) => !suites.includes(name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${suites.join(', ')}.`);
  process.exit(1);
}
const wanted = jobs.filter(({ suite }) => positionals.length === 0 || positionals.includes(suite));

// Side by side: one waits for the network while another computes. What needs none of them starts at once.
const missing = installTools([...new Set(wanted.flatMap(({ needs }) => needs))]);
const serverProblem = problemOf(wanted.some((job) => job.needsServer) ? prepareServer() : Promise.resolve());
const buildProblem = problemOf(wanted.some((job) => job.needsBuild) ? buildAll() : Promise.resolve());

const waiting = [...wanted];
const runs: JobRun[] = [];
// One more than there are cores: a browser that waits for a frame leaves its core idle.
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) + 1 }, runNext));
report();

/** The package first: packing builds without the tests. */
async function buildAll(): Promise<void> {
  if (process.env['LAKMOES_VSIX']) await packageExtension();
  await build(['--tests']);
}

/** The message with which work fails, printed once; undefined when it comes to a good end. */
function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      console.error(message);
      return message;
    },
  );
}

interface JobRun {
  readonly job: Job;
  readonly result: SuiteResult;
  readonly seconds: number;
}

/** Takes jobs from the queue until it is empty. */
async function runNext(): Promise<void> {
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const obstacle = await obstacleOf(job);
    const began = Date.now();
    const [result, output] =
      obstacle === undefined ? await runJob(job) : [{ passed: 0, failed: 1 }, obstacle];
    console.log(`\n── ${job.name}\n${output.trimEnd()}`);
    runs.push({ job, result, seconds: (Date.now() - began) / 1000 });
  }
}

/** Why a job cannot run, once what it needs has been tried. */
async function obstacleOf(job: Job): Promise<string | undefined> {
  const lacking = job.needs.length > 0 ? (await missing).filter((tool) => job.needs.includes(tool)) : [];
  if (lacking.length > 0) return `Did not run. ${missingSentence(lacking)}`;
  if (job.needsBuild && (await buildProblem)) return 'Did not run: the build failed (see above).';
  if (job.needsServer && (await serverProblem)) return 'Did not run: there is no VS Code server (see above).';
  return undefined;
}

/** Runs a job and returns its output in one piece. A job that ends early counts as one failure. */
async function runJob(job: Job): Promise<[SuiteResult, string]> {
  prepareResult(job.name);
  const [code, output] = await runNode(values.grep ? [...job.args, '--grep', values.grep] : job.args);
  const result = readResult(job.name);
  if (!result) return [{ passed: 0, failed: 1 }, `${output}\nEnded with ${String(code)} and no result.`];
  const broken = code !== 0 && result.failed === 0;
  const empty = result.passed + result.failed === 0;
  const failed = result.failed + (broken || (empty && !values.grep) ? 1 : 0);
  if (!empty || broken) return [{ passed: result.passed, failed }, output];
  return [
    { passed: 0, failed },
    values.grep ? `No test matches “${values.grep}”.` : `${output}\nRan no test.`,
  ];
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

/** Prints a line for each job and one for all, and ends. */
function report(): void {
  const line = (name: string, counts: string, seconds: number) =>
    console.log(`${name.padEnd(14)} ${counts.padEnd(21)} ${seconds.toFixed(1).padStart(7)} s`);
  console.log('');
  for (const job of wanted) {
    const run = runs.find((each) => each.job === job);
    if (!run) continue;
    const { passed, failed } = run.result;
    line(job.name, `${String(passed).padStart(6)} ok ${String(failed).padStart(4)} failed`, run.seconds);
  }
  line('all', '', (Date.now() - started) / 1000);
  const passed = runs.reduce((sum, { result }) => sum + result.passed, 0);
  const failed = runs.reduce((sum, { result }) => sum + result.failed, 0);
  if (values.grep && passed + failed === 0)
    console.log(
      `No test of ${positionals.length > 0 ? positionals.join(', ') : 'any suite'} matches “${values.grep}”.`,
    );
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
