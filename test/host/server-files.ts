import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './paths.ts';
import { run } from './processes.ts';

/** A VS Code server from the npm registry and the Node that runs it. */
export interface ServerFiles {
  /** Version of VS Code. */
  readonly version: string;
  /** Path of the Node executable. */
  readonly node: string;
  /** Path of the server's main script. */
  readonly main: string;
}

/** The package `code-server` holds a complete VS Code server; 4.139.1 is VS Code 1.139.1, and so on. */
interface Edition {
  readonly codeServer: string;
  /** Version of the package `node-<platform>-<arch>`; the running Node when left out. */
  readonly node?: string;
}

const editions: Readonly<Record<'latest' | 'floor', Edition>> = {
  latest: { codeServer: '4.139.1' },
  // The oldest VS Code in package.json's `engines`, on the Node it was made for.
  floor: { codeServer: '4.100.3', node: '20.20.2' },
};

/** Which VS Code the variable LAKMOES_VSCODE asks for: `latest` (when it is not set) or `floor`. */
export function chosenEdition(): 'latest' | 'floor' {
  const wanted = process.env['LAKMOES_VSCODE'] ?? 'latest';
  if (wanted === 'latest' || wanted === 'floor') return wanted;
  throw new Error(`LAKMOES_VSCODE must be latest or floor, not ${wanted}.`);
}

const npmFlags = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];

/** Extensions that come with the server and only cost time here. */
const unused = ['copilot', 'microsoft-authentication', 'mermaid-markdown-features'];

/**
 * Puts a VS Code server into the cache folder; does nothing when it is there already. Compiles nothing, runs no
 * install script and talks to the npm registry only.
 */
export async function prepareServer(edition: 'latest' | 'floor' = chosenEdition()): Promise<ServerFiles> {
  const { codeServer, node } = editions[edition];
  const folder = join(cache, `vscode-server-${codeServer}`);
  const files: ServerFiles = {
    version: codeServer.replace(/^4\./, '1.'),
    node: node ? join(folder, 'node/bin/node') : process.execPath,
    main: join(folder, 'vscode/out/server-main.js'),
  };
  if (existsSync(folder)) return files;
  console.error(`Fetching VS Code ${files.version} from the npm registry …`);
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, '.partial-'));
  try {
    await fetchServer(partial, codeServer);
    if (node) await fetchNode(partial, node);
    renameSync(partial, folder);
  } catch (error) {
    // Another run may have been quicker.
    if (!existsSync(folder)) {
      throw new Error('The VS Code server could not be fetched. Is the npm registry in reach?', {
        cause: error,
      });
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return files;
}

async function fetchServer(folder: string, version: string): Promise<void> {
  await unpack(folder, `code-server@${version}`, ['--strip-components=2', 'package/lib/vscode']);
  const vscode = join(folder, 'vscode');
  // Not "npm ci": it refuses the package's own list of versions, which lacks an entry.
  await run('npm', ['install', '--omit=dev', ...npmFlags], { cwd: vscode });
  for (const name of unused) rmSync(join(vscode, 'extensions', name), { recursive: true, force: true });
  standInForCompiledModules(join(vscode, 'node_modules'));
  await addRipgrep(join(vscode, 'node_modules/@vscode/ripgrep'));
}

/** The search program, which an install script of older servers would download; newer ones bring it. */
async function addRipgrep(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const name = `package/bin/${process.platform}-${process.arch}/rg`;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  await unpack(folder, '@vscode/ripgrep-universal@1.18.0', ['-C', 'bin', '--strip-components=3', name]);
}

async function fetchNode(folder: string, version: string): Promise<void> {
  mkdirSync(join(folder, 'node'));
  const name = `node-${process.platform}-${process.arch}@${version}`;
  await unpack(folder, name, ['-C', 'node', '--strip-components=1', 'package/bin/node']);
}

/** Fetches a package and unpacks a part of it. */
async function unpack(folder: string, name: string, tarArguments: readonly string[]): Promise<void> {
  const file = (await run('npm', ['pack', '--silent', ...npmFlags, name], { cwd: folder })).trim();
  await run('tar', ['-xzf', file, ...tarArguments], { cwd: folder });
  rmSync(join(folder, file));
}

/** Two modules would need a compiler: a logger and a watchdog. */
function standInForCompiledModules(modules: string): void {
  cpSync(join(import.meta.dirname, 'spdlog.cjs'), join(modules, '@vscode/spdlog/index.js'));
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    const folder = join(modules, name);
    if (existsSync(folder))
      writeFileSync(join(folder, 'index.js'), 'exports.start = exports.exit = () => {};\n');
  }
}
