// Runs the same compiled suite in a desktop VS Code: the one that VSCODE_EXECUTABLE names, else the one that
// @vscode/test-electron downloads.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { testInDesktop } from './desktop-vscode.ts';
import { root } from './paths.ts';
import { prepareResult, readResult } from './results.ts';

await build(['--tests']);
const folder = mkdtempSync(join(tmpdir(), 'lakmoes-'));
const dossier = join(folder, 'dossier');
cpSync(join(root, 'samples/dossier'), dossier, { recursive: true });
try {
  await testInDesktop(process.env['VSCODE_EXECUTABLE'], dossier, prepareResult('desktop'));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { passed, failed } = readResult('desktop') ?? { passed: 0, failed: 1 };
if (passed === 0) process.exitCode = 1;
console.log(`${String(passed)} passed, ${String(failed)} failed`);
