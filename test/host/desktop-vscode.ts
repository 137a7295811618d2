import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from './paths.ts';
import { atEnd, endGroup, startGroup } from './processes.ts';
import { quietSettings, testSettings } from './server.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Whether a window can be shown. */
export function hasDisplay(env: Environment): boolean {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/** The desktop VS Code of this machine: what VSCODE_EXECUTABLE names, else, with a display, what `code` on the PATH starts. */
export function findDesktop(env: Environment): string | undefined {
  const named = env['VSCODE_EXECUTABLE'];
  if (named) return named;
  if (!hasDisplay(env)) return undefined;
  const code = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? 'code.cmd' : 'code'))
    .find(isFile);
  if (!code) return undefined;
  // `code` only tells a running VS Code to open a window, and returns; the program beside it stays until it ends.
  const installed = dirname(dirname(realpathSync(code)));
  const programs = ['code', 'code-insiders', 'Code.exe', '../../MacOS/Electron', '../../../MacOS/Electron'];
  return programs.map((name) => join(installed, name)).find(isFile) ?? code;
}

/** Arguments that keep a window apart from the person's own VS Code, with all its data in a folder. */
function apart(data: string): readonly string[] {
  return [
    ...['--user-data-dir', data, '--extensions-dir', join(data, 'extensions')],
    ...['--disable-workspace-trust', '--disable-telemetry', '--skip-welcome', '--skip-release-notes'],
    // Electron refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** A folder for a window's data, with these settings in it. */
function dataFolder(settings: Readonly<Record<string, unknown>>): {
  readonly data: string;
  readonly cleanUp: () => void;
} {
  const data = mkdtempSync(join(tmpdir(), 'lakmoes-'));
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify(settings));
  const cleanUp = (): void => rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  return { data, cleanUp };
}

/** Opens a window on a folder with extensions that are under development; it ends with this process. */
export function openWindow(
  executable: string,
  folder: string,
  extensions: readonly string[],
  env: Environment = {},
): ChildProcess {
  const { data, cleanUp } = dataFolder(quietSettings);
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const child = startGroup(
    executable,
    [
      ...apart(data),
      ...extensions.map((path) => `--extensionDevelopmentPath=${path}`),
      ...['--new-window', '--wait', folder],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...inherited, ...env } },
  );
  atEnd(async () => {
    await endGroup(child);
    cleanUp();
  });
  child.once('error', cleanUp);
  child.once('close', cleanUp);
  return child;
}

/**
 * Runs the compiled suite of the extension host in a desktop VS Code: the one named, else the one that
 * @vscode/test-electron downloads. The suite writes its result to a file. Rejects when it does not end well.
 */
export async function testInDesktop(
  executable: string | undefined,
  folder: string,
  result: string,
): Promise<void> {
  const { data, cleanUp } = dataFolder(testSettings);
  try {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out/exthost/index.cjs'),
      launchArgs: [folder, ...apart(data), '--disable-extensions', '--disable-gpu'],
      extensionTestsEnv: { LAKMOES_RESULT: result },
    });
  } finally {
    cleanUp();
  }
}
