import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { SharedTask } from './shared-task.ts';

/** A larger one is not kept in memory for what may come. */
const MOST_TO_KEEP = 64 << 20;

/**
 * The original that a thread took part in last, still open: what comes next is likely a part of the same redaction,
 * and the engine knows its fonts and pages by then.
 */
export class KeptOriginal {
  private kept:
    | { readonly engine: Engine; readonly source: string; readonly document: EngineDocument }
    | undefined;

  /** Has `work` done with the original of a task. */
  async with<T>(
    engine: Engine,
    task: SharedTask,
    work: (original: EngineDocument) => Promise<T>,
  ): Promise<T> {
    if (this.kept?.engine !== engine || this.kept.source !== task.source) {
      this.close();
      this.kept = { engine, source: task.source, document: engine.open(task.original) };
    }
    let isDone = false;
    try {
      const result = await work(this.kept.document);
      isDone = true;
      return result;
    } finally {
      // The proof comes last.
      if (!isDone || task.kind === 'prove' || task.original.length > MOST_TO_KEEP) this.close();
    }
  }

  close(): void {
    this.kept?.document.close();
    this.kept = undefined;
  }

  /** Without a call of its engine, which is in no known state. */
  forget(): void {
    this.kept = undefined;
  }
}
