import type { PdfErrorCode, RedactRequest, RedactionMark } from '../../core/ports/pdf.ts';
import type { PdfAssets } from '../document/assets.ts';
import type { Share, SharedTask } from '../document/shared-task.ts';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly assets: PdfAssets;
  /** Bytes that one WebAssembly memory may have. */
  readonly engineMemory: number;
}

/** A piece of work for a worker. */
export type Task =
  | { readonly method: 'describe'; readonly bytes: Uint8Array }
  | { readonly method: 'text'; readonly bytes: Uint8Array; readonly pages: readonly number[] | undefined }
  | { readonly method: 'redact'; readonly request: RedactRequest }
  | {
      readonly method: 'verify';
      readonly bytes: Uint8Array;
      readonly marks: readonly RedactionMark[] | undefined;
    }
  /** Part of what another worker does. */
  | { readonly method: 'help'; readonly task: SharedTask }
  | {
      readonly method: 'combine';
      readonly parts: readonly { readonly title: string; readonly bytes: Uint8Array }[];
    };

/** To a worker: one task at a time. */
export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
}

/** To a worker that asked for help: what the other one found. */
export interface HelpedMessage {
  readonly share: Share | undefined;
}

/** From a worker. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** Another worker may take part; answered by a HelpedMessage. */
  | { readonly kind: 'help'; readonly id: number; readonly task: SharedTask }
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
