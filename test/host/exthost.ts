// Runs the mocha suite inside the extension host of the VS Code server.
//
//   exthost.ts [--grep <text>]
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.ts';
import { root } from './paths.ts';
import { endAll } from './processes.ts';
import { prepareResult, readResult } from './results.ts';
import { startServer, testSettings } from './server.ts';

const LIMIT = 300_000;

const { values } = parseArgs({ options: { grep: { type: 'string' } } });
const result = prepareResult('exthost');
// Nobody looks at this window: what it need not draw is time for the tests.
const settings = {
  ...testSettings,
  'breadcrumbs.enabled': false,
  'explorer.autoReveal': false,
  'workbench.editor.showTabs': 'none',
};
const server = await startServer({
  settings,
  env: { LAKMOES_RESULT: result, ...(values.grep ? { LAKMOES_GREP: values.grep } : {}) },
});
const browser = await startBrowser();

const page = await browser.newPage({ viewport: { width: 720, height: 480 }, reducedMotion: 'reduce' });
const text = (parts: readonly unknown[]) =>
  parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
// What the workbench says besides the tests; of use only when they fail.
const background: string[] = [];
// The workbench calls these two functions of its window where they exist, as it does for VS Code's own tests.
await page.exposeFunction('codeAutomationLog', (type: string, parts: readonly unknown[]) => {
  const line = text(parts);
  if (line.startsWith('[mocha] ')) console.log(line.replace('[mocha] ', ''));
  else if (process.env['LAKMOES_VERBOSE']) console.log(line);
  else if (type === 'error') background.push(line);
});
const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
const crashed = new Promise<string>((resolve) => page.on('crash', () => resolve('The page crashed.')));
const late = sleep(LIMIT, `No result after ${String(LIMIT / 1000)} seconds.`, { ref: false });
console.log(`VS Code ${server.version}`);
await page.goto(
  server.address(server.copy(join(root, 'samples/dossier'), 'dossier'), [
    ['extensionDevelopmentPath', root],
    ['extensionTestsPath', join(root, 'out/exthost/index.cjs')],
  ]),
);
const end = await Promise.race([ended, crashed, late]);
await endAll();
const counts = readResult('exthost');
if (typeof end === 'string') console.log(end);
// Their first lines: the stacks are those of a bundle that nobody reads.
if (end !== 0)
  console.log(
    background
      .slice(-30)
      .map((each) => each.split('\n', 1)[0]?.slice(0, 300))
      .join('\n'),
  );
process.exit(end === 0 && counts?.failed === 0 ? 0 : 1);
