import { parentPort, workerData } from 'node:worker_threads';
import type { RenderAssets } from './assets.ts';
import type { RenderErrorCode } from '../core/ports/render.ts';
import { LetterSetter, UnprintableError } from './letter.ts';
import { letterDocx } from './office/docx.ts';
import { TypstError } from './pdf/typst-compiler.ts';
import type { RenderAnswer, RenderJob } from './protocol.ts';
import { inventoryXlsx } from './table/xlsx.ts';

const setter = new LetterSetter(workerData as RenderAssets);

parentPort?.on('message', (job: RenderJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});

async function answer(job: RenderJob): Promise<RenderAnswer> {
  try {
    return { id: job.id, ok: true, bytes: await render(job) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problems =
      error instanceof TypstError ? error.problems.filter(({ severity }) => severity === 'error') : [];
    const unprintable = error instanceof UnprintableError ? error.unprintable : [];
    return { id: job.id, ok: false, code: codeOf(error), message, problems, unprintable };
  }
}

function codeOf(error: unknown): RenderErrorCode {
  if (error instanceof TypstError) return 'template';
  return error instanceof UnprintableError ? 'unprintable' : 'failed';
}

async function render(job: RenderJob): Promise<Uint8Array> {
  switch (job.kind) {
    case 'prepare':
      await setter.prepare();
      return new Uint8Array();
    case 'letter-pdf':
      return setter.pdf(job.model, job.options);
    case 'letter-docx':
      return letterDocx(job.model);
    case 'inventory-xlsx':
      return inventoryXlsx(job.model);
  }
}
