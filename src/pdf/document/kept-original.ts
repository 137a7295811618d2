import { PdfError } from '../../core/ports/pdf.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { SharedTask } from './shared-task.ts';

/** A larger one is not kept in memory for what may come. */
const MOST_TO_KEEP = 64 << 20;

interface Kept {
  readonly engine: Engine;
  readonly source: string;
  readonly original: EngineDocument;
  final: EngineDocument | undefined;
  /** Nothing is to come for which it would be kept. */
  isDone: boolean;
}

/**
 * The original that a thread took part in last, still open: what comes next is likely a part of the same redaction,
 * and the engine knows its fonts and pages by then.
 */
export class KeptOriginal {
  private kept: Kept | undefined;

  /** Has `work` done with the original of a task and, in a proof, with the final file. */
  async with<T>(
    engine: Engine,
    task: SharedTask,
    work: (original: EngineDocument, final: EngineDocument | undefined) => Promise<T>,
  ): Promise<T> {
    const known = this.kept;
    if (known?.engine !== engine || known.source !== task.source || known.isDone) this.close();
    const original = this.kept?.original ?? engine.open(task.original);
    const kept: Kept = { engine, source: task.source, original, final: undefined, isDone: false };
    this.kept = kept;
    let isSound = false;
    try {
      if (task.kind === 'prove') kept.final = openFinal(engine, task.final);
      const result = await work(original, kept.final);
      isSound = true;
      return result;
    } finally {
      // The proof comes last.
      kept.isDone = task.kind === 'prove' || task.original.length > MOST_TO_KEEP;
      if (!isSound) this.close();
    }
  }

  /** Closes what is not kept for another part: those who wait for what was found need not wait for this. */
  tidy(): void {
    if (this.kept?.isDone === true) this.close();
  }

  close(): void {
    this.kept?.final?.close();
    this.kept?.original.close();
    this.kept = undefined;
  }

  /** Without a call of its engine, which is in no known state. */
  forget(): void {
    this.kept = undefined;
  }
}

/** Not `open`, which mends what other readers may not. */
function openFinal(engine: Engine, bytes: Uint8Array): EngineDocument {
  const final = engine.openAsWritten(bytes);
  if (!final) throw new PdfError('damaged', 'does not open as it is written');
  return final;
}
