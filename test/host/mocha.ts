// Runs test files by mocha in this Node and writes the result.
//
//   mocha.ts <suite> <pattern>… [--grep <text>]
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { root } from './paths.ts';
import { endAll, onEnd } from './processes.ts';
import { writeResult } from './results.ts';

const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
const [suite = 'tests', ...patterns] = positionals;

const mocha = new Mocha({
  ui: 'bdd',
  timeout: 60_000,
  forbidPending: true,
  forbidOnly: true,
  reporter: process.env['LAKMOES_REPORTER'] ?? 'dot',
  ...(values.grep ? { fgrep: values.grep } : {}),
});
const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
for (const file of files) mocha.addFile(`${root}/${file}`);
onEnd(endAll);
await mocha.loadFilesAsync();
let passed = 0;
const failed = await new Promise<number>((resolve) => {
  mocha.run(resolve).on('pass', () => (passed += 1));
});
await endAll();
writeResult(suite, { passed, failed });
process.exit(failed > 0 ? 1 : 0);
