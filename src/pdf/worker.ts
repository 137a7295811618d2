import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { asPdfError, createInProcessPdf, type InProcessPdf } from './document/in-process.ts';
import { askForHelp, giveHelp } from './pool/help.ts';
import type { Task, TaskMessage, WorkerMessage, WorkerSetup } from './pool/messages.ts';
import { limitEngineMemory } from './pool/memory.ts';
import type { PdfCall } from '../core/ports/pdf.ts';

/*
 * The thread that PDF work runs in. It does one task at a time and knows no cancelling: it is terminated.
 */

const setup = workerData as WorkerSetup;
const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');

const memory = limitEngineMemory(setup.engineMemory);
let current = 0;
const pdf = createInProcessPdf(setup.assets, {
  others: setup.threads - 1,
  help: (task) => askForHelp(task, (wanted) => send({ kind: 'help', id: current, ...wanted }, [wanted.port])),
  goOnAlone: () => send({ kind: 'alone', id: current }),
});
const send = (message: WorkerMessage, transfer: (ArrayBuffer | MessagePort)[] = []): void =>
  port.postMessage(message, transfer);

port.on('message', (message: TaskMessage) => void handle(message));
send({ kind: 'ready' });

async function handle({ id, task }: TaskMessage): Promise<void> {
  current = id;
  let told = Date.now();
  const call: PdfCall = {
    onProgress: (done, total) => {
      const now = Date.now();
      if (done < total && now - told < 50) return;
      told = now;
      send({ kind: 'progress', id, done, total });
    },
  };
  try {
    const value = await run(pdf, task, call);
    send({ kind: 'result', id, value, memory: memory.largest() }, transferable(value));
  } catch (error) {
    const { code, message, details } = asPdfError(error);
    send({ kind: 'failure', id, code, message, details, memory: memory.largest() });
  }
}

function run(pdf: InProcessPdf, task: Task, call: PdfCall): Promise<unknown> {
  switch (task.method) {
    case 'prepare':
      return pdf.prepare(() => Atomics.load(task.hurry, 0) !== 0);
    case 'describe':
      return pdf.describe(task.bytes, call);
    case 'text':
      return pdf.text(task.bytes, task.pages, call);
    case 'redact':
      return pdf.redact(task.request, call);
    case 'verify':
      return pdf.verify(task.bytes, task.marks, call);
    case 'help':
      return giveHelp(
        task.port,
        (shared) => pdf.takePart(shared, call),
        () => pdf.tidy(),
      );
    case 'combine':
      return pdf.combine(task.parts, call);
  }
}

function transferable(value: unknown): ArrayBuffer[] {
  const bytes = value instanceof Uint8Array ? value : (value as { readonly bytes?: unknown } | null)?.bytes;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
