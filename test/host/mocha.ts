// Runs test files by mocha in this Node and writes the result. Tests of what is shipped (command line, webview,
// workbench) run what `npm run build` made last.
//
//   mocha.ts <name of the result> <folder or file>… [--grep <text>] [--part 1/2]
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { root } from './paths.ts';
import { endAll } from './processes.ts';
import { writeResult } from './results.ts';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' }, part: { type: 'string', default: '1/1' } },
  allowPositionals: true,
});
const [suite = 'tests', ...paths] = positionals;
const [part = 1, parts = 1] = values.part.split('/').map(Number);

const mocha = new Mocha({
  ui: 'bdd',
  timeout: 60_000,
  forbidPending: true,
  forbidOnly: true,
  reporter: process.env['LAKMOES_REPORTER'] ?? 'dot',
  ...(values.grep ? { fgrep: values.grep } : {}),
});
const files = paths.flatMap((path) => testFiles(resolve(root, path)));
for (const [index, file] of files.entries()) if (index % parts === part - 1) mocha.addFile(file);
await mocha.loadFilesAsync();
let passed = 0;
const failed = await new Promise<number>((resolve) => {
  mocha.run(resolve).on('pass', () => (passed += 1));
});
await endAll();
writeResult(suite, { passed, failed });
process.exit(failed > 0 ? 1 : 0);

function testFiles(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry ? [path] : [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}
