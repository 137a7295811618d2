import { PdfError, type PdfCall } from '../../core/ports/pdf.ts';
import type { CMapLoader, ImageCutter } from '../content/types.ts';
import type { Engine } from '../engine/engine.ts';
import type { Assistant } from './shared-task.ts';

/** What the chain works with. */
export interface ChainTools {
  readonly engine: Engine;
  readonly images: ImageCutter;
  readonly loadCMap?: CMapLoader;
  /** Bytes of the TrueType font that codes are written in where the file is to carry its fonts. */
  readonly labelFont: () => Uint8Array;
  /** Another thread that may take over pages; without one all is done here. */
  readonly assistant?: Assistant;
}

/** Progress and cancellation of one call. */
export class Checkpoint {
  private readonly call: PdfCall;
  private total = 1;
  private done = 0;
  private rested = Date.now();

  constructor(call: PdfCall = {}) {
    this.call = call;
  }

  /** Announces more steps. */
  expect(steps: number): void {
    this.total = this.done + Math.max(1, steps);
  }

  /** Steps are done: reports it, lets other work of this thread run now and then. Throws PdfError `cancelled`. */
  async step(steps = 1): Promise<void> {
    this.done += steps;
    this.call.onProgress?.(Math.min(this.done, this.total), this.total);
    if (this.call.signal && Date.now() - this.rested > 50) {
      await new Promise((resolve) => setImmediate(resolve));
      this.rested = Date.now();
    }
    this.check();
  }

  check(): void {
    if (this.call.signal?.aborted === true) throw new PdfError('cancelled', 'cancelled by the caller');
  }
}
