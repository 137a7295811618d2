import { PdfError, type PdfCall } from '../../core/ports/pdf.ts';
import type { HelpWanted, Task, WorkerSetup } from './messages.ts';
import { Thread, type TaskHooks, type ThreadLimits } from './thread.ts';
import { endTurns } from '../document/turns.ts';

/** Milliseconds; a runaway fills some hundred megabytes in the meantime. */
const CHECK_EVERY = 100;

/** Each takes memory from then on; documents that are exported are as many at a time. */
const MOST_TO_PREPARE = 4;

/** Bytes by which a task may have made the process grow before threads that have nothing to do are ended. */
const MUCH = 384 << 20;

const ALONE: TaskHooks = {
  onProgress: () => undefined,
  help: ({ port }) => port.close(),
  goOnAlone: () => undefined,
};

interface Waiting {
  readonly makeTask: () => Task;
  readonly call: PdfCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A queue before a fixed number of threads. */
export class Pool {
  private readonly threads: readonly Thread[];
  private readonly waiting: Waiting[] = [];
  private readonly memory: number;
  private watch: NodeJS.Timeout | undefined;
  private atRest = 0;
  /** Not 0 while work waits that threads getting ready should make way for. */
  private readonly hurry = new Int32Array(new SharedArrayBuffer(4));
  private disposed = false;

  /** `memory`: bytes by which one call may make the process grow. */
  constructor(
    file: string | URL,
    setup: WorkerSetup,
    limits: ThreadLimits,
    options: { readonly size: number; readonly memory: number },
  ) {
    const { size } = options;
    this.memory = options.memory;
    this.threads = Array.from({ length: size }, () => new Thread(file, setup, limits));
  }

  /** `makeTask` is called when a thread is free, so that what waits holds no copies. Rejects with PdfError. */
  run(makeTask: () => Task, call: PdfCall = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.disposed) reject(new PdfError('cancelled', 'the port is disposed of'));
      else if (call.signal?.aborted === true) reject(cancelled());
      else this.enqueue({ makeTask, call, resolve, reject });
    });
  }

  /** Has some threads without a worker start one and work for the sake of it. Never rejects. */
  async prepare(): Promise<void> {
    Atomics.store(this.hurry, 0, 0);
    const fresh = this.disposed
      ? []
      : this.threads.slice(0, MOST_TO_PREPARE).filter((thread) => thread.fresh);
    if (fresh.length > 0) this.watchMemory();
    await Promise.all(
      fresh.map(async (thread) => {
        await thread.run({ method: 'prepare', hurry: this.hurry }, ALONE).catch(() => undefined);
        this.rest();
      }),
    );
  }

  private enqueue({ makeTask, call, resolve, reject }: Waiting): void {
    const leave = (): void => {
      const index = this.waiting.indexOf(item);
      if (index < 0) return;
      this.waiting.splice(index, 1);
      reject(cancelled());
    };
    const item: Waiting = {
      makeTask: () => {
        call.signal?.removeEventListener('abort', leave);
        return makeTask();
      },
      call,
      resolve,
      reject,
    };
    call.signal?.addEventListener('abort', leave, { once: true });
    this.waiting.push(item);
    this.next();
  }

  private next(): void {
    const thread = this.threads.find(({ idle }) => idle);
    if (!thread) Atomics.store(this.hurry, 0, 1);
    const item = thread && this.waiting.shift();
    if (thread && item) void this.serve(thread, item);
  }

  private async serve(thread: Thread, { makeTask, call, resolve, reject }: Waiting): Promise<void> {
    const cancel = (): void => void thread.stop('cancelled', 'cancelled by the caller');
    this.watchMemory();
    let shared: HelpWanted | undefined;
    try {
      const result = thread.run(makeTask(), {
        onProgress: (done, total) => call.onProgress?.(done, total),
        help: (wanted) => void this.help((shared = wanted)),
        goOnAlone: () => void this.endIdle('ended beside a large document'),
      });
      call.signal?.addEventListener('abort', cancel, { once: true });
      const value = await result;
      await this.shrink();
      resolve(value);
    } catch (error) {
      reject(error);
    } finally {
      call.signal?.removeEventListener('abort', cancel);
      if (shared) endTurns(shared.turns);
      this.rest();
    }
  }

  /** What engine and allocator hold on to after a large document is given back with their threads only. */
  private async shrink(): Promise<void> {
    const tasks = this.threads.filter(({ idle }) => !idle).length + 1;
    if (process.memoryUsage.rss() - this.atRest <= MUCH * tasks) return;
    await this.endIdle('ended after a large document');
  }

  private async endIdle(why: string): Promise<void> {
    const idle = this.threads.filter((thread) => thread.idle);
    await Promise.all(idle.map((thread) => thread.stop('cancelled', why)));
  }

  /** Has a thread with nothing to do take part in what another does. That one sees by the port when it failed. */
  private async help({ port }: HelpWanted): Promise<void> {
    const thread = this.threads.find(({ idle }) => idle);
    if (!thread) return port.close();
    await thread.run({ method: 'help', port }, ALONE, [port]).catch(() => undefined);
    this.rest();
  }

  private rest(): void {
    this.next();
    if (this.threads.every(({ idle }) => idle)) clearInterval(this.watch);
  }

  private watchMemory(): void {
    if (this.threads.some(({ idle }) => !idle)) return;
    clearInterval(this.watch);
    this.atRest = process.memoryUsage.rss();
    this.watch = setInterval(() => this.checkMemory(), CHECK_EVERY);
    this.watch.unref();
  }

  /** Ends the call that has been silent the longest: one that runs away makes no progress. */
  private checkMemory(): void {
    const running = this.threads.filter(({ idle }) => !idle);
    if (process.memoryUsage.rss() - this.atRest <= this.memory * Math.max(1, running.length)) return;
    const [silent] = running.sort((a, b) => (a.heard ?? 0) - (b.heard ?? 0));
    void silent?.stop('out-of-memory', 'more memory than the limit');
  }

  /** Ends all threads; what runs or waits fails with `cancelled`. */
  async dispose(): Promise<void> {
    this.disposed = true;
    for (const item of this.waiting.splice(0)) item.reject(cancelled());
    await Promise.all(this.threads.map((thread) => thread.stop('cancelled', 'the port is disposed of')));
  }
}

function cancelled(): PdfError {
  return new PdfError('cancelled', 'cancelled by the caller');
}
