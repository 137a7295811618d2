import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import type { PdfPort, RedactRequest } from '../../src/core/ports/pdf.ts';
import { CONCURRENCY } from '../../src/core/export/export-decision.ts';
import { inParallel } from '../../src/core/export/parallel.ts';
import { redactPageContent } from '../../src/pdf/content/page.ts';
import { loadTools } from '../../src/pdf/document/assets.ts';
import { trialRequest } from '../../src/pdf/document/trial.ts';
import { sampleInputs, scanInput, textInput, type BenchInput } from './inputs.ts';
import { openPdfPort, pdfAssets } from '../fixtures/pdf-port.ts';
import { peerRedact } from './peer.ts';
import { timed, type Work } from './timed.ts';

/*
 * Redaction against mupdf in the same run on the same machine; every figure comes from a process of its own, so that
 * its peak memory is its own too.
 */

const INPUTS: Readonly<Record<string, () => Promise<readonly BenchInput[]>>> = {
  text: async () => [await textInput(500)],
  scan: async () => [await scanInput(50)],
  samples: () => sampleInputs(),
};

/** Measured for its memory only: the peer would take minutes. */
const LONG = { long: async () => [await scanInput(500, 'plain')] };

const BENCH = fileURLToPath(new URL('bench.ts', import.meta.url));

const LABELS = [
  ['mupdf', 'mupdf (peer, removal only)'],
  ['removal', 'Lakmoes, removal only'],
  ['proven', 'Lakmoes, removal and proof'],
] as const;

interface Measured extends Work {
  readonly peakMiB: number;
}

async function removal(inputs: readonly BenchInput[]): Promise<Work> {
  const tools = await loadTools(pdfAssets);
  const redact = async (some: readonly Pick<BenchInput, 'bytes' | 'marks'>[]): Promise<number> => {
    let outBytes = 0;
    for (const { bytes, marks } of some) {
      const document = await PDFDocument.load(bytes, { updateMetadata: false });
      for (const page of new Set(marks.map((m) => m.page))) {
        const quads = marks.filter((m) => m.page === page).flatMap((m) => m.quads);
        await redactPageContent(document, page - 1, quads, tools);
      }
      outBytes += (await document.save({ useObjectStreams: false })).length;
    }
    return outBytes;
  };
  // As the peer and the port are made ready.
  await redact(
    await Promise.all([true, false].map((isCompact) => trialRequest(tools.labelFont(), isCompact))),
  );
  return timed(() => redact(inputs));
}

/** A port that is ready, as it is when an export has asked its questions. The peer is made ready by the same document. */
async function warmPort(): Promise<PdfPort> {
  const port = openPdfPort();
  await port.prepare();
  return port;
}

function requestOf({ bytes, marks }: BenchInput): RedactRequest {
  return { bytes, marks, box: { look: 'black', code: 'inside' }, widthProtection: 'off' };
}

/** Several documents at once, as an export redacts them. */
async function proven(inputs: readonly BenchInput[]): Promise<Work> {
  const port = await warmPort();
  const work = await timed(async () => {
    const redact = async (input: BenchInput): Promise<number> =>
      (await port.redact(requestOf(input))).bytes.length;
    const sizes = await inParallel(inputs, CONCURRENCY, redact, ({ bytes }) => bytes.length);
    return sizes.reduce((sum, size) => sum + size, 0);
  });
  await port.dispose();
  return work;
}

/** Gives a call up in the midst of its proof: what it takes until it is settled, and until other work is done. */
async function cancelled([input]: readonly BenchInput[]): Promise<Work> {
  const port = await warmPort();
  const small = await textInput(1);
  const controller = new AbortController();
  let call: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const onProgress = (done: number, total: number): void => void (done > 0.8 * total && resolve());
    call = port.redact(requestOf(input!), { signal: controller.signal, onProgress });
    call.then(() => reject(new Error('done before it was cancelled')), resolve);
  });
  let settled = 0;
  const work = await timed(async () => {
    const started = performance.now();
    controller.abort();
    await call.catch(() => undefined);
    settled = (performance.now() - started) / 1000;
    return (await port.redact(requestOf(small))).bytes.length;
  });
  await port.dispose();
  return { ...work, settled };
}

const METHODS: Readonly<Record<string, typeof removal>> = {
  removal,
  proven,
  cancelled,
  mupdf: peerRedact,
};

/** One figure, in this process. */
export async function measure(method: string, input: string): Promise<Measured> {
  const inputs = await { ...INPUTS, ...LONG }[input]!();
  const result = await METHODS[method]!(inputs);
  return { ...result, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

function inOwnProcess(method: string, input: string): Measured {
  const out = execFileSync(process.execPath, [BENCH, '--measure', method, input], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  return JSON.parse(out.trim().split('\n').at(-1)!) as Measured;
}

/** Prints time, size and memory of the redaction beside the peer's, for each input. */
export async function benchRedaction(): Promise<void> {
  for (const [input, make] of Object.entries(INPUTS)) {
    const inputs = await make();
    const pages = new Set(inputs.flatMap(({ name, marks }) => marks.map((m) => `${name}:${m.page}`))).size;
    const inBytes = inputs.reduce((sum, i) => sum + i.bytes.length, 0);
    const name = inputs.length === 1 ? inputs[0]!.name : `${inputs.length} documents of the sample dossier`;
    console.log(`\n${name}, ${pages} marked pages; times of all in ms a page, with the ratio to the peer's`);
    const peer = inOwnProcess('mupdf', input);
    for (const [method, label] of LABELS) {
      const figure = method === 'mupdf' ? peer : inOwnProcess(method, input);
      const time = (key: 'seconds' | 'cpu'): string =>
        `${((figure[key] * 1000) / pages).toFixed(2).padStart(8)} (${(figure[key] / peer[key]).toFixed(2)} x)`;
      console.log(
        `  ${label.padEnd(28)} clock ${time('seconds')}  processors ${time('cpu')}` +
          `  ${((figure.outBytes / inBytes) * 100).toFixed(1).padStart(6)} % of the input` +
          `  ${figure.peakMiB.toFixed(0).padStart(6)} MiB peak`,
      );
    }
  }
}

/** Prints what a long scan takes of memory, and how soon it is given up. */
export async function benchMemory(): Promise<void> {
  const [input] = await LONG.long();
  const { name, bytes } = input!;
  const inMiB = bytes.length / (1 << 20);
  console.log(`\n${name}, ${inMiB.toFixed(0)} MiB, read as the command line reads it`);
  const { seconds, cpu, peakMiB, outBytes } = inOwnProcess('proven', 'long');
  console.log(
    `  redacted and proven in ${seconds.toFixed(0)} s (processors ${cpu.toFixed(0)} s), ${peakMiB.toFixed(0)} MiB peak,` +
      ` ${((outBytes / bytes.length) * 100).toFixed(1)} % of the input`,
  );
  for (const each of ['long', 'text']) {
    const { settled = 0, seconds: all } = inOwnProcess('cancelled', each);
    const label = each === 'long' ? 'the scan' : '500 text pages';
    console.log(
      `  ${label}, cancelled: settled in ${(settled * 1000).toFixed(0)} ms, another document redacted in ${(all * 1000).toFixed(0)} ms`,
    );
  }
}
