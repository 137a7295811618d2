import { Worker, type MessagePort } from 'node:worker_threads';
import { PdfError, type PdfErrorCode } from '../../core/ports/pdf.ts';
import type { HelpWanted, Task, TaskMessage, WorkerMessage, WorkerSetup } from './messages.ts';

/** Limits of one worker. */
export interface ThreadLimits {
  /** A task that is silent (no progress) for longer than this is ended, milliseconds. */
  readonly silence: number;
  /** A task that runs longer than this is ended, milliseconds. */
  readonly duration: number;
  /** Bytes that the engine may hold when idle; above it the worker is replaced after its task. */
  readonly idleMemory: number;
}

/** What a task tells and asks for while it runs. */
export interface TaskHooks {
  onProgress(done: number, total: number): void;
  /** Has another thread take part, if one has nothing to do. */
  help(wanted: HelpWanted): void;
  /** Needs no other thread any more, but memory. */
  goOnAlone(): void;
}

interface Running {
  readonly id: number;
  readonly started: number;
  heard: number;
  readonly hooks: TaskHooks;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: PdfError) => void;
}

/** Failures after which the engine may be in any state; the others are answers about the file or the marks. */
const BROKEN: ReadonlySet<PdfErrorCode> = new Set(['engine-failed', 'out-of-memory']);

const CHECK_EVERY = 250;
/**
 * JavaScript heap of a worker, MB. Out of reach on purpose: a worker that hits its heap limit may take the whole
 * process with it, so the pool watches memory and ends a worker long before.
 */
const HEAP = 8192;

/** One worker thread, started when first needed and again after it ended. */
export class Thread {
  private readonly file: string | URL;
  private readonly setup: WorkerSetup;
  private readonly limits: ThreadLimits;
  private worker: Worker | undefined;
  private running: Running | undefined;
  private watch: NodeJS.Timeout | undefined;
  private count = 0;

  constructor(file: string | URL, setup: WorkerSetup, limits: ThreadLimits) {
    this.file = file;
    this.setup = setup;
    this.limits = limits;
  }

  /** Whether it has no worker yet. */
  get fresh(): boolean {
    return this.worker === undefined;
  }

  get idle(): boolean {
    return this.running === undefined;
  }

  /** When the running task was last heard of; undefined when there is none. */
  get heard(): number | undefined {
    return this.running?.heard;
  }

  /**
   * Bytes or pages of progress do not matter here, only that it was heard of. `given`: what the task holds that this
   * thread loses. Rejects with PdfError.
   */
  run(task: Task, hooks: TaskHooks, given: readonly MessagePort[] = []): Promise<unknown> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve, reject) => {
      const now = Date.now();
      this.running = { id: ++this.count, started: now, heard: now, hooks, resolve, reject };
      this.watch = setInterval(() => this.checkTime(), CHECK_EVERY);
      this.watch.unref();
      worker.ref();
      const message: TaskMessage = { id: this.count, task };
      try {
        worker.postMessage(message, given);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'Error';
        this.finish(() => reject(new PdfError('engine-failed', `the task cannot be sent: ${name}`)));
      }
    });
  }

  /** Ends the thread; the task that runs, if any, fails with `code`. */
  async stop(code: PdfErrorCode, message: string): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.finish((running) => running.reject(new PdfError(code, message)));
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.file, {
      workerData: this.setup,
      resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: 24 },
      stdout: true,
      stderr: true,
      execArgv: [],
      env: {},
    });
    worker.unref();
    worker.on('message', (message: WorkerMessage) => this.hear(worker, message));
    worker.on('error', (error: Error & { code?: string }) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.lose(worker, full ? 'out-of-memory' : 'engine-failed', error.name);
    });
    worker.on('exit', () => this.lose(worker, 'engine-failed', 'the worker ended'));
    return worker;
  }

  private lose(worker: Worker, code: PdfErrorCode, message: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.finish((running) => running.reject(new PdfError(code, message)));
  }

  private hear(worker: Worker, message: WorkerMessage): void {
    const { running } = this;
    if (worker !== this.worker || !running || message.kind === 'ready' || message.id !== running.id) return;
    running.heard = Date.now();
    if (message.kind === 'progress') {
      running.hooks.onProgress(message.done, message.total);
      return;
    }
    if (message.kind === 'help') {
      running.hooks.help(message);
      return;
    }
    if (message.kind === 'alone') {
      running.hooks.goOnAlone();
      return;
    }
    const broken = message.kind === 'failure' && BROKEN.has(message.code);
    if (broken || message.memory > this.limits.idleMemory) this.retire(worker);
    this.finish(({ resolve, reject }) => {
      if (message.kind === 'result') resolve(message.value);
      else reject(new PdfError(message.code, message.message, message.details));
    });
  }

  /** WebAssembly gives no memory back. */
  private retire(worker: Worker): void {
    this.worker = undefined;
    void worker.terminate();
  }

  private checkTime(): void {
    const { running, limits } = this;
    if (!running) return;
    const now = Date.now();
    const silent = now - running.heard > limits.silence;
    if (silent || now - running.started > limits.duration) {
      void this.stop('timeout', silent ? 'no progress within the limit' : 'longer than the limit');
    }
  }

  private finish(settle: (running: Running) => void): void {
    const { running } = this;
    clearInterval(this.watch);
    this.running = undefined;
    this.worker?.unref();
    if (running) settle(running);
  }
}
