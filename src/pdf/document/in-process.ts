import { PdfError, type PdfCall, type PdfPort, type RedactRequest } from '../../core/ports/pdf.ts';
import { loadStandardMetrics } from '../content/fonts/standard.ts';
import { verifyDocument } from '../verify/verify.ts';
import { loadTools, type PdfAssets } from './assets.ts';
import { combineDocuments } from './combine.ts';
import { describeDocument, readText } from './describe.ts';
import { KeptOriginal } from './kept-original.ts';
import { redactDocument } from './redact.ts';
import { takePart } from './share.ts';
import { trialRequest } from './trial.ts';
import type { Assistant, Share, SharedTask } from './shared-task.ts';
import { Checkpoint, type ChainTools } from './tools.ts';

/** What is done often is compiled better; more is of little use. */
const ROUNDS = 4;

/** The PDF port on one thread, which can take part in the work of another. */
export interface InProcessPdf extends PdfPort {
  /** Done sooner, and less well, once `isHurried`. */
  prepare(isHurried?: () => boolean): Promise<void>;
  takePart(task: SharedTask, call?: PdfCall): Promise<Share>;
  /** Frees what the last part of a redaction leaves open, if nothing else was done since. */
  tidy(): void;
}

/**
 * The PDF port on the caller's own thread: what runs in a worker, and in tests. After an error of the engine
 * itself a fresh one is started for the next call.
 */
export function createInProcessPdf(assets: PdfAssets, assistant?: Assistant): InProcessPdf {
  let tools: Promise<ChainTools> | undefined;
  const kept = new KeptOriginal();
  const start = async <T>(call: PdfCall | undefined, work: (tools: ChainTools) => Promise<T>): Promise<T> => {
    if (call?.signal?.aborted === true) throw new PdfError('cancelled', 'cancelled by the caller');
    tools ??= loadTools(assets);
    try {
      return await work(await tools);
    } catch (error) {
      if (error instanceof PdfError) throw error;
      // An abort of the engine leaves its memory in no known state.
      tools = undefined;
      kept.forget();
      throw asPdfError(error);
    }
  };
  const run = <T>(call: PdfCall | undefined, work: (ready: ChainTools) => Promise<T>): Promise<T> =>
    start(call, (ready) => {
      kept.close();
      return work(ready);
    });
  return {
    prepare: (isHurried = () => false) =>
      run(undefined, async (ready) => {
        const trials: RedactRequest[] = [];
        for (let round = 0; round < ROUNDS && !isHurried(); round++) {
          const kind = round % 2;
          await redactDocument((trials[kind] ??= await trialRequest(ready.labelFont(), kind === 0)), ready);
        }
        if (!isHurried()) loadStandardMetrics();
      }).catch(() => undefined),
    describe: (bytes, call) => run(call, ({ engine }) => describeDocument(engine, bytes)),
    text: (bytes, pages, call) =>
      run(call, ({ engine }) => readText(engine, bytes, pages, new Checkpoint(call))),
    redact: (request, call) =>
      run(call, (ready) => redactDocument(request, assistant ? { ...ready, assistant } : ready, call)),
    takePart: (task, call) => start(call, ({ engine }) => takePart(engine, kept, task, new Checkpoint(call))),
    tidy: () => kept.tidy(),
    verify: (bytes, marks, call) =>
      run(call, ({ engine }) => verifyDocument(engine, bytes, marks, new Checkpoint(call))),
    combine: (parts, call) =>
      run(call, ({ engine }) => combineDocuments(engine, parts, new Checkpoint(call))),
    dispose: () => {
      tools = undefined;
      kept.forget();
      return Promise.resolve();
    },
  };
}

/** Any failure as a PdfError; the message of an unknown one is kept out, since it may quote the file. */
export function asPdfError(error: unknown): PdfError {
  if (error instanceof PdfError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  const message = error instanceof Error ? error.message : '';
  if (
    /out of memory|Array buffer allocation|Cannot enlarge memory|Invalid typed array length/i.test(message)
  ) {
    return new PdfError('out-of-memory', name);
  }
  return new PdfError('engine-failed', `${name} in the PDF chain`);
}
