import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Entry point in the extension host, both under the browser and under @vscode/test-electron. LAKMOES_RESULT names the
 * file for the result, LAKMOES_GREP a text that titles must hold.
 */
export async function run(): Promise<void> {
  // Not a plain import: a bundle in CommonJS gets an ES module's default export in two shapes, by the version of Node.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    forbidPending: true,
    forbidOnly: true,
    reporter: Mocha.reporters.Base,
    ...(process.env['LAKMOES_GREP'] ? { fgrep: process.env['LAKMOES_GREP'] } : {}),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  }
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', () => (passed += 1));
    report(runner);
  });
  const result = process.env['LAKMOES_RESULT'];
  if (result) writeFileSync(result, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${String(failed)} tests failed`);
}

/** Mocha's own reporters rely on console format strings, which the host forwards as they are. */
function report(runner: Mocha.Runner): void {
  runner.on('pass', (test) =>
    console.log(`[mocha] ok ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`),
  );
  runner.on('fail', (test, error: Error) => {
    console.log(`[mocha] FAILED ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
}
