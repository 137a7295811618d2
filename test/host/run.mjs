// Runs a script of this project on a fresh machine: installs the packages of the lock file where they are missing,
// and uses the Node of the lock file. Itself it has to work on Node 20 with nothing installed.
//
//   node test/host/run.mjs <script> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The oldest Node that runs TypeScript as it is. */
const OLDEST_NODE = [22, 18];

/** One sentence instead of a stack trace. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** True when what is installed is what the lock file names; packages for other platforms may be missing. */
function installed() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(
    ([path, { version, optional }]) =>
      path === '' || (have[path] ? have[path].version === version : optional === true),
  );
}

function install() {
  console.error('Installing the packages of package-lock.json …');
  // Not "npm ci": it refuses a lock file without the packages for other platforms, which a registry may lack. Without
  // saving, the lock file is followed and never written.
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
  const npm = spawnSync('npm', ['install', ...flags, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    giveUp('The packages could not be installed: npm failed (see above). Is the npm registry in reach?');
  }
}

/** Path of a Node that runs TypeScript: that of the lock file, else the running one. */
function newerNode() {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  if (existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  return giveUp(
    `No Node of the lock file runs on ${process.platform}-${process.arch}: install Node ${OLDEST_NODE.join('.')} or newer.`,
  );
}

if (!installed()) install();

const child = spawn(newerNode(), process.argv.slice(2), { cwd: root, stdio: 'inherit' });
// Ctrl+C reaches the child by itself, as part of the same terminal job; it decides when all has ended.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => giveUp(`Could not run ${process.argv[2]}: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
