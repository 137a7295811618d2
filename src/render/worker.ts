import { parentPort, workerData } from 'node:worker_threads';
import type { RenderAssets } from './assets.ts';
import { LetterSetter } from './letter.ts';
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
    const template = error instanceof TypstError;
    const problems = template ? error.problems.filter(({ severity }) => severity === 'error') : [];
    return { id: job.id, ok: false, code: template ? 'template' : 'failed', message, problems };
  }
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
