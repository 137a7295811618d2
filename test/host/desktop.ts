// Runs the same compiled suite in a desktop VS Code: the one that VSCODE_EXECUTABLE names, else the one that
// @vscode/test-electron downloads.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from './build.ts';
import { root } from './paths.ts';
import { prepareResult, readResult } from './results.ts';
import { testSettings } from './server.ts';

await build(['--tests']);
const folder = mkdtempSync(join(tmpdir(), 'lakmoes-'));
const data = join(folder, 'data');
cpSync(join(root, 'samples/dossier'), join(folder, 'dossier'), { recursive: true });
mkdirSync(join(data, 'User'), { recursive: true });
writeFileSync(join(data, 'User/settings.json'), JSON.stringify(testSettings));
const executable = process.env['VSCODE_EXECUTABLE'];
try {
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out/exthost/index.cjs'),
    launchArgs: [
      join(folder, 'dossier'),
      ...['--user-data-dir', data, '--extensions-dir', join(folder, 'extensions')],
      ...['--disable-workspace-trust', '--disable-extensions', '--disable-telemetry', '--disable-gpu'],
      ...['--skip-welcome', '--skip-release-notes'],
    ],
    extensionTestsEnv: { LAKMOES_RESULT: prepareResult('desktop') },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { passed, failed } = readResult('desktop') ?? { passed: 0, failed: 1 };
if (passed === 0) process.exitCode = 1;
console.log(`${String(passed)} passed, ${String(failed)} failed`);
