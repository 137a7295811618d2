// Types, lint, format and unused code; each counts as one test.
//
//   check.ts [--grep <text>]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.ts';
import { run } from './processes.ts';
import { writeResult } from './results.ts';

const bin = (path: string) => join(root, 'node_modules', path);

const checks: readonly (readonly [string, readonly string[]])[] = [
  ['types (tsc)', [bin('typescript/bin/tsc'), '--build']],
  ['lint (oxlint)', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format (oxfmt)', [bin('oxfmt/bin/oxfmt'), '--check']],
  ['unused (knip)', [bin('knip/bin/knip.js'), '--no-progress']],
];

const { values } = parseArgs({ options: { grep: { type: 'string', default: '' } } });
const wanted = checks.filter(([name]) => name.includes(values.grep));
const ended = await Promise.all(
  wanted.map(async ([name, args]) => {
    try {
      await run(process.execPath, args, { cwd: root });
      console.log(`ok ${name}`);
      return true;
    } catch (error) {
      console.log(`FAILED ${name}\n${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }),
);
const passed = ended.filter(Boolean).length;
writeResult('check', { passed, failed: ended.length - passed });
process.exit(passed < ended.length ? 1 : 0);
