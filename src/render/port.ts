import { Worker } from 'node:worker_threads';
import type { AbortSignalLike } from '../core/ports/pdf.ts';
import { RenderError, type RenderPort } from '../core/ports/render.ts';
import { shippedAssets, type RenderAssets } from './assets.ts';
import type { RenderAnswer, RenderJob } from './protocol.ts';
import { inventoryCsv } from './table/csv.ts';

/** How the port is set up. */
export interface RenderPortOptions {
  /** Path of the built worker (`dist/render-worker.cjs`), or of `worker.ts` where Node runs TypeScript. */
  readonly workerFile: string;
  /** Folder laid out as `dist/assets`, or the places one by one. */
  readonly assets: string | RenderAssets;
  /** A job that takes longer is ended; milliseconds. */
  readonly timeLimit?: number;
}

type Unsent = RenderJob extends infer Job ? (Job extends unknown ? Omit<Job, 'id'> : never) : never;

interface Waiting {
  readonly job: Unsent;
  readonly signal: AbortSignalLike | undefined;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: RenderError) => void;
}

/** Five thousand documents make a letter of 600 pages, on a busy machine a matter of minutes. */
const TIME_LIMIT = 10 * 60_000;

/** Renders in one worker thread that stays warm between jobs; cancelling or a job that takes too long ends the thread. */
export function createRenderPort(options: RenderPortOptions): RenderPort {
  const thread = new RenderThread(options);
  return {
    // What goes wrong here goes wrong again, and is told, when a letter is asked for.
    prepare: () => void thread.run({ kind: 'prepare' }, undefined).catch(() => undefined),
    letterPdf: (model, signal, letter = {}) =>
      thread.run({ kind: 'letter-pdf', model, options: letter }, signal),
    letterDocx: (model, signal) => thread.run({ kind: 'letter-docx', model }, signal),
    inventoryXlsx: (model, signal) => thread.run({ kind: 'inventory-xlsx', model }, signal),
    inventoryCsv,
    dispose: () => thread.dispose(),
  };
}

class RenderThread {
  private readonly options: RenderPortOptions;
  private readonly queue: Waiting[] = [];
  private worker: Worker | undefined;
  private busy = false;
  private disposed = false;
  private lastId = 0;

  constructor(options: RenderPortOptions) {
    this.options = options;
  }

  run(job: Unsent, signal: AbortSignalLike | undefined): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, signal, resolve, reject });
      this.next();
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const { reject } of this.queue.splice(0)) reject(cancelled());
    await this.end();
  }

  private next(): void {
    if (this.busy) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    if (this.disposed || waiting.signal?.aborted) {
      waiting.reject(cancelled());
      this.next();
      return;
    }
    this.busy = true;
    const done = (): void => {
      this.busy = false;
      this.next();
    };
    this.perform(waiting).then(waiting.resolve, waiting.reject).finally(done);
  }

  /** One job in the thread. Whatever ends it early ends the thread as well: Typst cannot be interrupted. */
  private perform({ job, signal }: Waiting): Promise<Uint8Array> {
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        worker.off('message', answered);
        worker.off('error', failed);
        worker.off('exit', exited);
      };
      const giveUp = (error: RenderError): void => {
        finish();
        void this.end();
        reject(error);
      };
      const abort = (): void => giveUp(cancelled());
      const failed = (error: unknown): void => giveUp(new RenderError('failed', String(error)));
      const exited = (): void =>
        giveUp(this.disposed ? cancelled() : new RenderError('failed', 'the worker ended'));
      const answered = (answer: RenderAnswer): void => {
        if (answer.id !== id) return;
        finish();
        // After a fault that is not the template's own, nobody knows what state the engine is in.
        if (!answer.ok && answer.code === 'failed') void this.end();
        if (answer.ok) resolve(answer.bytes);
        else reject(new RenderError(answer.code, answer.message, answer.problems, answer.unprintable));
      };
      const limit = this.options.timeLimit ?? TIME_LIMIT;
      const timer = setTimeout(() => giveUp(new RenderError('timeout', `over ${limit} ms`)), limit);
      signal?.addEventListener('abort', abort, { once: true });
      worker.on('message', answered);
      worker.on('error', failed);
      worker.on('exit', exited);
      worker.postMessage({ ...job, id });
    });
  }

  private start(): Worker {
    const { workerFile, assets } = this.options;
    const worker = new Worker(workerFile, {
      workerData: typeof assets === 'string' ? shippedAssets(assets) : assets,
    });
    // Alone it must not keep the process alive: a command line ends when its work is done.
    worker.unref();
    return worker;
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

function cancelled(): RenderError {
  return new RenderError('cancelled', 'cancelled');
}
