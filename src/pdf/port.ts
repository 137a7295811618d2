import { availableParallelism } from 'node:os';
import type { PdfCall, PdfPort, RedactResult } from '../core/ports/pdf.ts';
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
 * PDF work in worker threads: every call in a thread of its own, cancelled by ending that thread; threads with
 * nothing to do take part in what another does. The caller's bytes are copied, never taken, except that bytes in
 * shared memory are read where they are and must not change meanwhile. What comes out is the caller's own: much that
 * takes bytes (WebCrypto, for one) refuses those in shared memory.
 */
export function createPdfPort(options: PdfPortOptions): PdfPort {
  const memory = options.memoryLimit ?? 1536;
  const threads = Math.max(1, options.threads ?? availableParallelism());
  const pool = new Pool(
    options.workerFile,
    { assets: options.assets, threads, engineMemory: memory * MB },
    {
      silence: options.silenceLimit ?? 60_000,
      duration: options.callLimit ?? 30 * 60_000,
      idleMemory: 256 * MB,
    },
    { size: threads, memory: memory * MB },
  );
  const run = <T>(makeTask: () => Task, call: PdfCall | undefined): Promise<T> =>
    pool.run(makeTask, call) as Promise<T>;
  return {
    prepare: () => pool.prepare(),
    describe: (bytes, call) => run(() => ({ method: 'describe', bytes: shared(bytes) }), call),
    text: (bytes, pages, call) => run(() => ({ method: 'text', bytes: shared(bytes), pages }), call),
    redact: async (request, call) => {
      const task = (): Task => ({
        method: 'redact',
        request: { ...request, bytes: shared(request.bytes) },
      });
      const { bytes, report } = await run<RedactResult>(task, call);
      return { bytes: owned(bytes), report };
    },
    verify: (bytes, marks, call) => run(() => ({ method: 'verify', bytes: shared(bytes), marks }), call),
    combine: async (parts, call) => {
      const bytes = await run<Uint8Array>(
        () => ({
          method: 'combine',
          parts: parts.map(({ title, bytes }) => ({ title, bytes: shared(bytes) })),
        }),
        call,
      );
      return owned(bytes);
    },
    dispose: () => pool.dispose(),
  };
}

/** In memory that is not shared. */
function owned(bytes: Uint8Array): Uint8Array {
  return bytes.buffer instanceof SharedArrayBuffer ? new Uint8Array(bytes) : bytes;
}

/** In shared memory, where all threads that work on a document read it; what lies there already is not copied. */
function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
