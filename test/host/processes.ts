import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Heads of the process groups that this process started and that still run. */
const running = new Set<ChildProcess>();

/** How long a group may take to end by itself, in milliseconds. */
const GRACE = 5_000;

/** Starts a program at the head of a process group of its own, so that it can be ended with all it started. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  listenToSignals();
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Sends a signal to a program and all it started; nothing happens when they are gone. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Gone already.
  }
}

/** Ends a program with all it started: asks first, then insists. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const late = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
    await ended;
    clearTimeout(late);
  }
  // Whatever outlived the head of its group.
  signalGroup(child, 'SIGKILL');
}

type CleanUp = () => Promise<void> | void;

const cleanUps: CleanUp[] = [];
let listening = false;

/** Registers what has to be undone before this process ends, by itself (see `endAll`) or on a signal. */
export function atEnd(cleanUp: CleanUp): void {
  listenToSignals();
  cleanUps.push(cleanUp);
}

/** Undoes all that was registered, last first, and ends every group that this process started. */
export async function endAll(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await Promise.all([...running].map(endGroup));
}

function listenToSignals(): void {
  if (listening) return;
  listening = true;
  let ending = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void endAll().finally(() => process.exit(code));
    });
  }
  // Last resort, for an exit that nobody announced: an exit handler cannot wait.
  process.on('exit', () => {
    for (const child of running) signalGroup(child, 'SIGTERM');
  });
}

/** Runs a program to its end; rejects with its output when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let all = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
    all += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => (all += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${all}`);
  return stdout;
}
