import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { findDesktop, openWindow, testInDesktop } from '../../host/desktop-vscode.ts';
import { root } from '../../host/paths.ts';
import { endGroup } from '../../host/processes.ts';
import { until } from '../../workbench/workbench.ts';

/** What a program was started with. */
interface Start {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly settings: unknown;
}

describe('a desktop VS Code', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lakmoes-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A program that writes down how it was started and then does as it is told. */
  function program(path: string, then: string): string {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    const note = `
      const fs = require('node:fs');
      const args = process.argv.slice(2);
      const flag = args.findIndex((arg) => arg.startsWith('--user-data-dir'));
      const data = args[flag].split('=')[1] ?? args[flag + 1];
      const settings = JSON.parse(fs.readFileSync(data + '/User/settings.json', 'utf8'));
      fs.writeFileSync(__filename + '.part', JSON.stringify({ args, env: process.env, settings }));
      fs.renameSync(__filename + '.part', __filename + '.json');
      ${then}`;
    writeFileSync(`${file}.cjs`, note);
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${file}.cjs" "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }
  const startOf = (file: string): Start => JSON.parse(readFileSync(`${file}.cjs.json`, 'utf8')) as Start;
  const valueAfter = (args: readonly string[], flag: string): string | undefined =>
    args[args.indexOf(flag) + 1];

  it('is the one that VSCODE_EXECUTABLE names, else the program that `code` on the PATH belongs to', () => {
    const installed = program('share/code', '');
    const code = program('share/bin/code', '');
    const display = { DISPLAY: ':0' };
    assert.equal(
      findDesktop({ VSCODE_EXECUTABLE: '/ergens/code', PATH: join(folder, 'share/bin') }),
      '/ergens/code',
    );
    assert.equal(findDesktop({ ...display, PATH: `/nergens:${join(folder, 'share/bin')}` }), installed);
    assert.equal(findDesktop({ PATH: join(folder, 'share/bin') }), undefined, 'nothing can be shown');
    assert.equal(findDesktop({ ...display, PATH: '/nergens' }), undefined);
    // A folder of that name, as many have at home, is no program.
    rmSync(installed);
    mkdirSync(installed);
    assert.equal(findDesktop({ ...display, PATH: join(folder, 'share/bin') }), code);
  });

  it('opens the folder with the extensions in it, apart from the person’s own, and leaves nothing', async () => {
    const file = program('window', `process.exit(0)`);
    const child = openWindow(file, '/zaak/dossier', ['/een', '/twee'], {
      LAKMOES_OPEN: '/zaak/dossier/1.pdf',
    });
    await once(child, 'close');
    const { args, env, settings } = startOf(file);
    assert.equal(args.at(-1), '/zaak/dossier');
    assert.deepEqual(
      args.filter((arg) => arg.startsWith('--extensionDevelopmentPath')),
      ['--extensionDevelopmentPath=/een', '--extensionDevelopmentPath=/twee'],
    );
    for (const flag of ['--new-window', '--wait', '--disable-workspace-trust'])
      assert.ok(args.includes(flag), flag);
    assert.equal(args.includes('--no-sandbox'), process.getuid?.() === 0);
    assert.equal(env['LAKMOES_OPEN'], '/zaak/dossier/1.pdf');
    assert.equal((settings as Record<string, unknown>)['telemetry.telemetryLevel'], 'off');
    assert.equal(existsSync(valueAfter(args, '--user-data-dir') ?? ''), false, 'its data is gone');
  });

  it('ends with all that it started', async () => {
    const file = program(
      'parent',
      `const child = require('node:child_process').spawn('sleep', ['1000'], { stdio: 'ignore' });
       fs.writeFileSync(__filename + '.pid', String(child.pid));
       setInterval(() => undefined, 1000);`,
    );
    const child = openWindow(file, folder, []);
    await until('its own child', () => existsSync(`${file}.cjs.pid`));
    const pid = Number(await readWhole(`${file}.cjs.pid`));
    await endGroup(child);
    await until('its child to be gone', () => !isRunning(pid));
  });

  it('runs the compiled suite in a window of its own', async () => {
    const file = program('tests', `fs.writeFileSync(process.env.LAKMOES_RESULT, '{"passed":3,"failed":0}');`);
    const result = join(folder, 'result.json');
    await testInDesktop(file, '/zaak/dossier', result);
    assert.deepEqual(JSON.parse(readFileSync(result, 'utf8')), { passed: 3, failed: 0 });
    const { args, settings } = startOf(file);
    assert.ok(args.includes('/zaak/dossier'));
    assert.ok(args.includes(`--extensionDevelopmentPath=${root}`), args.join(' '));
    assert.ok(args.includes(`--extensionTestsPath=${join(root, 'out/exthost/index.cjs')}`));
    assert.ok(args.includes('--disable-extensions'));
    assert.equal((settings as Record<string, unknown>)['files.autoSave'], 'off');
    const broken = program('broken', `process.exit(1)`);
    await assert.rejects(testInDesktop(broken, '/zaak/dossier', result));
  });
});

/** A process that ended but that nobody waited for counts as gone. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function readWhole(file: string): Promise<string> {
  await until('the number', () => readFileSync(file, 'utf8') !== '');
  return readFileSync(file, 'utf8');
}
