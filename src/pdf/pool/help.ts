import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Share, SharedTask } from '../document/shared-task.ts';
import type { HelpWanted } from './messages.ts';

/** Hands what another thread may take part in to `want`; undefined when none does, or when that one fails or ends. */
export function askForHelp(task: SharedTask, want: (wanted: HelpWanted) => void): Promise<Share | undefined> {
  return new Promise((resolve) => {
    const { port1: near, port2: far } = new MessageChannel();
    near.once('message', (share: Share) => {
      resolve(share);
      near.close();
    });
    near.once('close', () => resolve(undefined));
    near.postMessage(task);
    want({ port: far, turns: task.turns });
  });
}

/** The other thread's side; `after`: work that the one that asked need not wait for. */
export async function giveHelp(
  from: MessagePort,
  work: (task: SharedTask) => Promise<Share>,
  after: () => void = () => undefined,
): Promise<void> {
  const waiting: { readonly message: SharedTask } | undefined = receiveMessageOnPort(from);
  let share: Share | undefined;
  try {
    if (waiting) share = await work(waiting.message);
  } finally {
    // The pool hears first that this thread is free again: the other one may want it at once.
    setImmediate(() => {
      if (share) from.postMessage(share);
      from.close();
      after();
    });
  }
}
