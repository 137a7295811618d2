import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, endGroup, run, startGroup } from './processes.ts';
import { type ServerFiles, prepareServer } from './server-files.ts';

/** User settings of every VS Code started here: quiet, and nothing that asks the network. */
export const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Settings under test on top of the quiet ones. */
export const testSettings = {
  ...quietSettings,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'extensions.webWorker': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
};

/** How a server is to run. */
export interface ServerOptions {
  /** `.vsix` files to install; without one a window gets its extension by its address (see `ServerHandle.address`). */
  readonly extensions?: readonly string[];
  /** Secret that the address must carry; without it anyone on this machine may connect. */
  readonly token?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of that of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running server, on 127.0.0.1 only, with all its data in a temporary folder. */
export interface ServerHandle {
  /** Version of VS Code. */
  readonly version: string;
  /** Temporary folder that goes away with the server. */
  readonly folder: string;
  /** Copies a folder to where a window may change it; returns the copy's path. */
  copy(source: string, name?: string): string;
  /** Address of a window on a folder. A payload value that is an absolute path becomes a URI of the server. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** What the server has printed. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the VS Code server on a free port. */
export async function startServer(options: ServerOptions = {}): Promise<ServerHandle> {
  const files = await prepareServer();
  const folder = mkdtempSync(join(tmpdir(), 'lakmoes-'));
  const data = join(folder, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify(options.settings ?? testSettings));
  const folders = [
    ...['--server-data-dir', join(folder, 'server')],
    ...['--user-data-dir', data],
    ...['--extensions-dir', join(folder, 'extensions')],
    '--accept-server-license-terms',
  ];
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    EXTENSIONS_GALLERY: '{}',
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
  };
  const cleanUp = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const install = (options.extensions ?? []).flatMap((vsix) => ['--install-extension', vsix]);
    if (install.length > 0) await run(files.node, [files.main, ...folders, ...install], { env });
  } catch (error) {
    cleanUp();
    throw error;
  }
  return listen(files, folder, folders, options, { ...env, ...options.env }, cleanUp);
}

async function listen(
  files: ServerFiles,
  folder: string,
  folders: readonly string[],
  options: ServerOptions,
  env: NodeJS.ProcessEnv,
  cleanUp: () => void,
): Promise<ServerHandle> {
  const child = startGroup(
    files.node,
    [
      files.main,
      ...folders,
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
      // Released builds honour a window's development extension and test entry point only with this.
      '--enable-smoke-test-driver',
      ...[
        '--disable-workspace-trust',
        '--disable-telemetry',
        '--disable-experiments',
        '--telemetry-level',
        'off',
      ],
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = async () => {
    await endGroup(child);
    cleanUp();
  };
  atEnd(stop);
  let log = '';
  const listening = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The VS Code server did not start in a minute.')), 60_000);
    const onData = (data: Buffer) => {
      log += data.toString();
      if (process.env['LAKMOES_VERBOSE']) process.stderr.write(data);
      const port = /listening on (\d+)/.exec(log)?.[1];
      if (port) {
        clearTimeout(late);
        resolve(`127.0.0.1:${port}`);
      }
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with ${String(code)}.`)));
  });
  let host: string;
  try {
    host = await listening;
  } catch (error) {
    await stop();
    throw new Error(log, { cause: error });
  }
  let copies = 0;
  return {
    version: files.version,
    folder,
    copy(source, name = 'map') {
      const target = join(folder, `werkmap-${String(++copies)}`, name);
      cpSync(source, target, { recursive: true });
      return target;
    },
    address(path, payload = []) {
      const entries = payload.map(([key, value]) => [
        key,
        value.startsWith('/') ? `vscode-remote://${host}${value}` : value,
      ]);
      const parameters = new URLSearchParams({
        ...(options.token ? { tkn: options.token } : {}),
        folder: path,
        payload: JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...entries]),
      });
      return `http://${host}/?${parameters.toString()}`;
    },
    log: () => log,
    stop,
  };
}
