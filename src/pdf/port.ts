import { availableParallelism } from 'node:os';
import type { PdfCall, PdfPort } from '../core/ports/pdf.ts';
import type { PdfAssets } from './document/assets.ts';
import type { Task } from './pool/messages.ts';
import { Pool } from './pool/pool.ts';

/** How PDF work is run. */
export interface PdfPortOptions {
  /** The worker's entry: `src/pdf/worker.ts`, or what it was bundled to. */
  readonly workerFile: string | URL;
  readonly assets: PdfAssets;
  /** Worker threads; default: one a core. */
  readonly threads?: number;
  /** A call that makes no progress for this long fails with `timeout`; milliseconds, default 60 000. */
  readonly silenceLimit?: number;
  /** A call that takes longer than this fails with `timeout`; milliseconds, default 30 minutes. */
  readonly callLimit?: number;
  /** Memory in MB by which one call may make the process grow, and that its engine may take; default 1 536. */
  readonly memoryLimit?: number;
}

const MB = 1 << 20;

/**
 * PDF work in worker threads: every call in a thread of its own, cancelled by ending that thread. The caller's
 * bytes are copied, never taken.
 */
export function createPdfPort(options: PdfPortOptions): PdfPort {
  const memory = options.memoryLimit ?? 1536;
  const pool = new Pool(
    options.workerFile,
    { assets: options.assets, engineMemory: memory * MB },
    {
      silence: options.silenceLimit ?? 60_000,
      duration: options.callLimit ?? 30 * 60_000,
      idleMemory: 256 * MB,
    },
    { size: Math.max(1, options.threads ?? availableParallelism()), memory: memory * MB },
  );
  const run = <T>(makeTask: () => Task, call: PdfCall | undefined): Promise<T> =>
    pool.run(makeTask, call) as Promise<T>;
  return {
    describe: (bytes, call) => run(() => ({ method: 'describe', bytes: copyOf(bytes) }), call),
    text: (bytes, pages, call) => run(() => ({ method: 'text', bytes: copyOf(bytes), pages }), call),
    redact: (request, call) =>
      run(() => ({ method: 'redact', request: { ...request, bytes: copyOf(request.bytes) } }), call),
    verify: (bytes, marks, call) => run(() => ({ method: 'verify', bytes: copyOf(bytes), marks }), call),
    combine: (parts, call) =>
      run(
        () => ({
          method: 'combine',
          parts: parts.map(({ title, bytes }) => ({ title, bytes: copyOf(bytes) })),
        }),
        call,
      ),
    dispose: () => pool.dispose(),
  };
}

/** A copy with a buffer of its own, also of a Node Buffer (whose `slice` is a view on a shared pool). */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
