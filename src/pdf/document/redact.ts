import { randomUUID } from 'node:crypto';
import {
  PdfError,
  type PageOutcome,
  type PdfCall,
  type RedactRequest,
  type RedactResult,
  type RedactionMark,
  type VerificationProblem,
} from '../../core/ports/pdf.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Glance } from '../verify/glance.ts';
import { pageDigests } from '../verify/page-digest.ts';
import { prove, type Proof } from '../verify/prove.ts';
import type { PageReading } from '../verify/reading.ts';
import { spokenText } from './boxes.ts';
import { buildRedacted, type Built } from './build.ts';
import type { BuildInput } from './build-input.ts';
import { loadDocument, type LoadedDocument } from './load.ts';
import { marksByPage } from './marks.ts';
import { Needles } from './needles.ts';
import { Secrets, comparable } from './secrets.ts';
import { pictureLacks } from './picture.ts';
import { MOST_TO_SHARE } from './shared-task.ts';
import { glanceAhead, glancesAtOnce, readPages } from './share.ts';
import { FontTrial } from './font-trial.ts';
import { Checkpoint, type ChainTools } from './tools.ts';

/** Rounds of removing and proving; each makes the pages that failed into pictures. */
const MAX_ROUNDS = 6;

/**
 * Redacts a document and proves the result on its very bytes. A page that cannot be proven becomes a picture;
 * when that does not help, throws PdfError `unprovable` and gives no bytes at all.
 */
export async function redactDocument(
  request: RedactRequest,
  tools: ChainTools,
  call?: PdfCall,
): Promise<RedactResult> {
  const checkpoint = new Checkpoint(call);
  checkpoint.check();
  let original: EngineDocument | undefined;
  const open = (): EngineDocument => (original ??= tools.engine.open(request.bytes));
  try {
    return await redactOpened(request, open, tools, checkpoint);
  } finally {
    original?.close();
  }
}

/** `open` opens the original once: another thread is asked to do so first. */
async function redactOpened(
  request: RedactRequest,
  open: () => EngineDocument,
  tools: ChainTools,
  checkpoint: Checkpoint,
): Promise<RedactResult> {
  const marks = marksByPage(request.marks, Infinity);
  checkpoint.expect(3 * marks.size);
  const pages = [...marks].map(([index, list]) => ({ index, marks: list }));
  const source = randomUUID();
  const task = { source, original: request.bytes, pages };
  const glances = glancesAtOnce(pages.length, request.bytes, tools.assistant);
  let loaded: LoadedDocument | undefined;
  const read = { ...task, glances };
  const found = await readPages(open, read, tools.assistant, checkpoint, async () => {
    marksByPage(request.marks, open().pageCount);
    loaded = await loadDocument(request.bytes, open());
    return true;
  });
  if (!found) throw new PdfError('engine-failed', 'the pages were not read');
  const original = open();
  if (request.bytes.length > MOST_TO_SHARE) tools.assistant?.goOnAlone();
  const readings = new Map(pages.map(({ index }, place) => [index, found[place]!.reading] as const));
  const looks = new Map<number, Glance>();
  for (const [place, { glance }] of found.entries()) if (glance) looks.set(pages[place]!.index, glance);
  const seen = glanceAhead(task, tools.assistant);
  const sought = soughtTexts(marks, readings);
  const secrets = new Secrets(sought.keys());
  const needles = new Needles(sought.keys());
  const rasterise = new Map<number, string>();
  const unprotected = new Set<number>();
  const lenient = new Set<number>();
  const crowded = new Set<number>();
  const sparse = new Set<number>();
  const leftInStreams = new Set<string>();
  const fonts = new FontTrial();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const input = {
      request,
      original,
      marks,
      readings,
      secrets,
      needles,
      rasterise,
      unprotected,
      lenient,
      crowded,
      sparse,
      leftInStreams,
      fonts: fonts.level,
    };
    const { built, digests } = await oneRound(input, loaded, tools, checkpoint);
    loaded = undefined;
    if (round === 0) for (const [index, glance] of await seen()) looks.set(index, glance);
    const { bytes } = request;
    const proof = await prove(
      tools,
      { source, original, bytes, built, marks, readings, glances: looks, digests, sought, needles },
      checkpoint,
    );
    if (proof.failed.size === 0 && proof.problems.length === 0) {
      return { bytes: built.bytes, report: reportOf(original, request.marks, built, proof) };
    }
    // They may stand where nothing is drawn: before pages are given up, they are written over.
    const fresh = [...proof.leftInStreams].filter((text) => !leftInStreams.has(text));
    for (const text of fresh) leftInStreams.add(text);
    if (fresh.length > 0) continue;
    if (fonts.suspects(built.fonts, proof.failed)) continue;
    let hope = false;
    for (const [index, reason] of proof.failed) {
      const page = built.pages.get(index);
      if (page?.outcome.method === 'rasterised') {
        if (sparse.has(index)) continue;
        sparse.add(index);
        rasterise.set(index, page.outcome.reason ?? reason);
      }
      // What stays where it crosses a mark may enclose something with other drawing.
      else if (proof.drawnUnder.has(index) && !crowded.has(index)) crowded.add(index);
      else if (page?.strayed === true && !lenient.has(index) && pictureLacks(input, index))
        lenient.add(index);
      // Text that moved may have come where it must not: before the page is given up, it stays where it was.
      else if ((page?.protection ?? 'off') === 'off') rasterise.set(index, reason);
      else unprotected.add(index);
      hope = true;
    }
    if (!hope) throw unprovable(proof);
    checkpoint.expect(2 * marks.size);
  }
  throw new PdfError('unprovable', 'pages keep failing the proof');
}

/** Builds, from objects that are loaded unless they are `ready`; they are let go before the proof begins. */
async function oneRound(
  input: BuildInput,
  ready: LoadedDocument | undefined,
  tools: ChainTools,
  checkpoint: Checkpoint,
): Promise<{ readonly built: Built; readonly digests: readonly string[] }> {
  const loaded = ready ?? (await loadDocument(input.request.bytes, input.original));
  const digests = pageDigests(loaded.doc, (index) => !input.marks.has(index) && !input.rasterise.has(index));
  return { built: await buildRedacted(input, loaded, tools, checkpoint), digests };
}

/** Quotes, and the lines that the engine reads under the marks, with the marks they belong to. */
function soughtTexts(
  marks: ReadonlyMap<number, readonly RedactionMark[]>,
  readings: ReadonlyMap<number, PageReading>,
): Map<string, string[]> {
  const sought = new Map<string, string[]>();
  // What every box says is no secret, even where an earlier redaction of the source says the same.
  const own = [...new Set([...marks.values()].flat().map((mark) => comparable(spokenText(mark))))];
  const add = (text: string, id: string): void => {
    const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const bare = comparable(plain);
    // Dots that lead to a number, and rules of dashes, tell nothing and are in every file.
    if (bare.length < 4 || !/[\p{L}\p{N}]/u.test(bare) || own.some((spoken) => spoken.includes(bare))) return;
    sought.set(plain, [...(sought.get(plain) ?? []), id]);
  };
  for (const [index, list] of marks) {
    for (const [i, mark] of list.entries()) {
      const texts = new Set([mark.quote ?? '', ...(readings.get(index)?.under[i] ?? [])]);
      for (const text of texts) add(text, mark.id);
    }
  }
  return sought;
}

function unprovable(proof: Proof): PdfError {
  const [problem] = proof.problems;
  const [failure] = proof.failed;
  const page = failure === undefined ? problem?.page : failure[0] + 1;
  const detail = failure?.[1] ?? problem?.detail ?? 'unknown';
  return new PdfError('unprovable', detail, page === undefined ? {} : { page });
}

function reportOf(
  original: EngineDocument,
  marks: readonly RedactionMark[],
  built: Built,
  proof: Proof,
): RedactResult['report'] {
  const pages: PageOutcome[] = Array.from(
    { length: original.pageCount },
    (_, index) => built.pages.get(index)?.outcome ?? { page: index + 1, method: 'unchanged' },
  );
  const order = new Map(marks.map((mark, index) => [mark.id, index] as const));
  const proofs = [...proof.marks].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const problems: VerificationProblem[] = [];
  const tellingFonts = Math.max(built.fonts.left, proof.tellingFonts);
  return {
    ok: true,
    sha256: proof.sha256,
    pages,
    marks: proofs,
    damage: proof.damage,
    problems,
    tellingFonts,
  };
}
