import { join } from 'node:path';
import { root } from './paths.ts';
import { type Tool, allTools } from './tools.ts';

/** A part of a suite that runs as a process of its own. */
export interface Job {
  readonly suite: string;
  /** Tells the jobs of a suite apart. */
  readonly name: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  readonly needs: readonly Tool[];
  readonly needsBuild: boolean;
  readonly needsServer: boolean;
}

const host = (script: string) => join(root, 'test/host', script);

/** WebAssembly compiled once, not a second time for speed: a test ends before that pays. */
const QUICKLY = ['--liftoff-only'];

function scriptJob(suite: string, script: string, needs: readonly Tool[] = []): Job {
  const needsServer = suite === 'exthost';
  return { suite, name: suite, args: [host(script)], needs, needsBuild: needsServer, needsServer };
}

/** A folder of tests run by mocha, its files dealt out to a number of processes. */
function mochaJobs(suite: string, parts: number, needs: readonly Tool[]): readonly Job[] {
  return Array.from({ length: parts }, (_, index) => {
    const part = `${String(index + 1)}/${String(parts)}`;
    const name = parts === 1 ? suite : `${suite} ${part}`;
    return {
      suite,
      name,
      args: [...QUICKLY, host('mocha.ts'), name, `test/${suite}`, ...(parts === 1 ? [] : ['--part', part])],
      needs,
      needsBuild: true,
      needsServer: suite === 'workbench',
    };
  });
}

/** Everything there is to run, in the order in which it starts: what needs nothing, then the longest. */
export const jobs: readonly Job[] = [
  scriptJob('check', 'check.ts'),
  ...mochaJobs('workbench', 1, allTools),
  scriptJob('exthost', 'exthost.ts', ['chromium']),
  ...mochaJobs('conformance', 1, ['poppler', 'qpdf', 'mutool']),
  ...mochaJobs('webview', 2, ['chromium']),
  ...mochaJobs('unit', 2, allTools),
];

/** Names of the suites. */
export const suites: readonly string[] = [...new Set(jobs.map(({ suite }) => suite))];
