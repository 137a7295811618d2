import type { MessagePort } from 'node:worker_threads';
import type { PdfErrorCode, RedactRequest, RedactionMark } from '../../core/ports/pdf.ts';
import type { PdfAssets } from '../document/assets.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly assets: PdfAssets;
  /** How many workers there are. */
  readonly threads: number;
  /** Bytes that one WebAssembly memory may have. */
  readonly engineMemory: number;
}

/** A piece of work for a worker. */
export type Task =
  /** `hurry`: one number in shared memory, not 0 once other work waits. */
  | { readonly method: 'prepare'; readonly hurry: Int32Array }
  | { readonly method: 'describe'; readonly bytes: Uint8Array }
  | { readonly method: 'text'; readonly bytes: Uint8Array; readonly pages: readonly number[] | undefined }
  | { readonly method: 'redact'; readonly request: RedactRequest }
  | {
      readonly method: 'verify';
      readonly bytes: Uint8Array;
      readonly marks: readonly RedactionMark[] | undefined;
    }
  /** Part of what another worker does: a SharedTask is waiting at the port, which its Share goes back through. */
  | { readonly method: 'help'; readonly port: MessagePort }
  | {
      readonly method: 'combine';
      readonly parts: readonly { readonly title: string; readonly bytes: Uint8Array }[];
    };

/** To a worker: one task at a time. */
export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
}

/** Work to take part in. What the two threads tell each other goes by no other thread, which would copy it. */
export interface HelpWanted {
  readonly port: MessagePort;
  /** Those of the SharedTask. */
  readonly turns: Int32Array;
}

/** From a worker. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** Another worker may take part: it gets the port, which is closed when there is none. */
  | ({ readonly kind: 'help'; readonly id: number } & HelpWanted)
  /** No other worker will be asked to take part. */
  | { readonly kind: 'alone'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly value: unknown;
      /** Bytes that the worker's engine holds now; much of it and the worker is replaced. */
      readonly memory: number;
    }
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly code: PdfErrorCode;
      readonly message: string;
      readonly details: Readonly<Record<string, string | number>>;
      readonly memory: number;
    };
