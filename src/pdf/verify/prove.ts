import type { PDFDocument } from 'pdf-lib';
import type { MarkProof, RedactionMark, VerificationProblem } from '../../core/ports/pdf.ts';
import type { Quad } from '../../core/model/redaction.ts';
import { cornersOfFrame, frameOf } from '../document/frame.ts';
import { quadOfFrame } from '../document/gaps.ts';
import type { Built } from '../document/build.ts';
import type { Needles } from '../document/needles.ts';
import { provePages } from '../document/share.ts';
import type { ChainTools, Checkpoint } from '../document/tools.ts';
import { parse } from '../document/load.ts';
import type { EngineDocument } from '../engine/document.ts';
import { betweenObjects } from './between-objects.ts';
import { sha256 } from './digest.ts';
import { checkFile } from './file-proof.ts';
import { countTellingFonts } from './font-letters.ts';
import type { Glance } from './glance.ts';
import { pageDigests } from './page-digest.ts';
import { innerPicturesLeft, type FilesToLookAt } from './inner-pictures.ts';
import { passes, type PageVerdict, type ProvenPage } from './page-proof.ts';
import { findQuotes, type QuoteHit } from './quotes.ts';
import type { Polygon } from './pixels.ts';
import type { PageReading } from './reading.ts';

/** What the final bytes are proven against. */
export interface ProofInput {
  /** Of the original, as a SharedTask has it. */
  readonly source: string;
  readonly original: EngineDocument;
  /** Of the original. */
  readonly bytes: Uint8Array;
  readonly built: Built;
  /** By page, from 0. */
  readonly marks: ReadonlyMap<number, readonly RedactionMark[]>;
  readonly readings: ReadonlyMap<number, PageReading>;
  /** Of pages with marks, as far as another thread had time to look at them. */
  readonly glances: ReadonlyMap<number, Glance>;
  /** `pageDigests` of the source, of pages without marks. */
  readonly digests: readonly string[];
  /** Texts that must not be found, with the marks they belong to. */
  readonly sought: ReadonlyMap<string, readonly string[]>;
  /** The same texts, made ready for the search in bytes. */
  readonly needles: Needles;
}

/** What the proof found. */
export interface Proof {
  readonly sha256: string;
  readonly marks: readonly MarkProof[];
  readonly damage: readonly { readonly page: number; readonly pixels: number }[];
  /** Pages (from 0) to be made pictures, with the reason. */
  readonly failed: ReadonlyMap<number, string>;
  /** Those of them of which nothing else is wrong than that something is drawn under a box; no picture, which a clip would but hide. */
  readonly drawnUnder: ReadonlySet<number>;
  /** What no picture of a page would mend. */
  readonly problems: readonly VerificationProblem[];
  /** Quotes that are left in decoded streams. */
  readonly leftInStreams: ReadonlySet<string>;
  /** Fonts that still list a letter which only the marks held. */
  readonly tellingFonts: number;
}

/** Proves a redacted file: its very bytes, by an engine that had no part in the removal. */
export async function prove(
  { engine, assistant }: ChainTools,
  input: ProofInput,
  checkpoint: Checkpoint,
): Promise<Proof> {
  const { bytes, pages } = input.built;
  let opened: EngineDocument | undefined;
  try {
    const open = { original: input.original, final: (): EngineDocument => opened! };
    const task = (
      indices: readonly number[],
    ): { source: string; original: Uint8Array; final: Uint8Array; pages: ProvenPage[] } => ({
      source: input.source,
      original: input.bytes,
      final: bytes,
      pages: indices.map((index) => provenPage(input, index)),
    });
    let whole: WholeFile | undefined;
    let tellingFonts = 0;
    const verdicts = await provePages(open, task([...pages.keys()]), assistant, checkpoint, async () => {
      // Not `open`, which mends what other readers may not.
      opened = engine.openAsWritten(bytes);
      if (opened?.pageCount !== input.original.pageCount) return false;
      whole = await checkWhole(input);
      tellingFonts = await countTellingFonts(whole.doc, opened, input.readings.values(), checkpoint);
      return whole.pageCount === opened.pageCount;
    });
    if (!opened) return unreadable(bytes, 'does not open as it is written');
    if (!whole || !verdicts) return unreadable(bytes, 'another number of pages');
    const final = open.final();
    // Pages that nobody meant to change.
    const { changed } = whole;
    if (changed.length > 0) {
      const others = await provePages(open, task(changed), assistant, checkpoint, nothing);
      if (!others) return unreadable(bytes, 'pages that changed were not looked at');
      verdicts.push(...others);
    }
    const read = new Map(verdicts.map((verdict) => [verdict.index, verdict.outsideText]));
    const hits = whole.hits((index) => read.get(index) ?? textOf(final, index));
    const { doc, problems } = whole;
    const all = lookWithin({ engine, original: input.original, final, doc }, verdicts, (index) =>
      provenPage(input, index),
    );
    return { ...summary(input, bytes, all, hits, problems), tellingFonts };
  } finally {
    opened?.close();
  }
}

const polygonOfQuad = (quad: Quad): Polygon => cornersOfFrame(frameOf(quad));

const nothing = (): Promise<boolean> => Promise.resolve(true);

function unreadable(bytes: Uint8Array, detail: string): Proof {
  const problem: VerificationProblem = { kind: 'unreadable', detail };
  return {
    sha256: sha256(bytes),
    marks: [],
    damage: [],
    failed: new Map(),
    drawnUnder: new Set(),
    leftInStreams: new Set(),
    problems: [problem],
    tellingFonts: 0,
  };
}

/** The verdicts with what pictures in patterns and soft masks still show. Changes the objects. */
function lookWithin(
  files: FilesToLookAt,
  verdicts: readonly PageVerdict[],
  pageAt: (index: number) => ProvenPage,
): readonly PageVerdict[] {
  const varied = verdicts.flatMap(({ index, varied: marks }) =>
    marks.length > 0 ? [{ page: pageAt(index), marks }] : [],
  );
  if (varied.length === 0) return verdicts;
  const left = innerPicturesLeft(files, varied);
  return verdicts.map((verdict) => {
    const found = left.get(verdict.index) ?? [];
    return {
      ...verdict,
      drawnUnder: [...verdict.drawnUnder, ...found],
      pictured: [...verdict.pictured, ...found],
    };
  });
}

/** What the objects of the final file tell, without a look at its pages. */
interface WholeFile {
  readonly doc: PDFDocument;
  readonly pageCount: number;
  readonly problems: VerificationProblem[];
  /** Pages without marks that are not what they were, from 0. */
  readonly changed: readonly number[];
  readonly hits: ReturnType<typeof findQuotes>;
}

async function checkWhole({ built, digests: before, sought, needles }: ProofInput): Promise<WholeFile> {
  const { doc } = await parse(built.bytes);
  const problems = checkFile(built.bytes, doc);
  if (betweenObjects(built.bytes).some((bytes) => needles.foundIn(bytes)))
    problems.push({ kind: 'quote-in-file', detail: 'a quote is left beside the objects' });
  const digests = pageDigests(doc, (index) => !built.pages.has(index));
  return {
    doc,
    pageCount: doc.getPageCount(),
    problems,
    changed: [...digests.keys()].filter(
      (index) => !built.pages.has(index) && digests[index] !== before[index],
    ),
    hits: findQuotes(doc, [...sought.keys()], needles),
  };
}

function provenPage(input: ProofInput, index: number): ProvenPage {
  const built = input.built.pages.get(index);
  const protects = (built?.protection ?? 'off') !== 'off';
  const reading = input.readings.get(index);
  return {
    index,
    marks: (built?.boxes ?? []).map(({ mark, frames, border }) => ({
      id: mark.id,
      codes: mark.codes,
      // Under width protection a box lies where its gap is now, and what stood behind the mark may stand in it.
      quads: protects && mark.kind === 'text' ? frames.map(quadOfFrame) : mark.quads,
      boxes: frames.map(cornersOfFrame),
      border,
    })),
    reading: reading && { outside: reading.outside, stickingOut: reading.stickingOut },
    drawings: built?.drawings ?? 0,
    excused: [
      ...(built?.excused ?? input.built.excused.get(index) ?? []),
      ...(built?.boxes ?? []).flatMap(({ labels }) => labels.map((label) => cornersOfFrame(label.area))),
      // Where a mark reaches beyond its box, what stood there is gone all the same.
      ...(protects ? (built?.boxes ?? []) : []).flatMap(({ mark }) => mark.quads.map(polygonOfQuad)),
    ],
    redrawn: built?.redrawn ?? [],
    elsewhere: built?.elsewhere ?? [],
    unseen: built?.unseen ?? [],
    beyond: input.built.beyond.get(index) ?? [],
    rasterised: built?.outcome.method === 'rasterised',
    mayMove: protects,
    glance: input.glances.get(index),
  };
}

/** A page without marks was not read yet. */
function textOf(final: EngineDocument, index: number): string {
  return final.withPage(index, (page) =>
    page
      .characters()
      .map(({ text }) => text)
      .join(''),
  );
}

/** What more pages share is no reason to make pictures of them all. */
const MOST_SHARED = 50;

function summary(
  input: ProofInput,
  bytes: Uint8Array,
  verdicts: readonly PageVerdict[],
  hits: readonly QuoteHit[],
  problems: VerificationProblem[],
): Omit<Proof, 'tellingFonts'> {
  const failed = new Map<number, string>();
  for (const verdict of verdicts) if (!passes(verdict)) failed.set(verdict.index, reasonOf(verdict));
  const found = new Set<string>();
  for (const hit of hits) {
    for (const id of input.sought.get(hit.text) ?? []) found.add(id);
    const [page] = hit.pages;
    const drawn = hit.pages.filter((each) => input.built.pages.get(each)?.outcome.method !== 'rasterised');
    if (drawn.length > 0 && drawn.length <= MOST_SHARED) {
      for (const each of drawn) failed.set(each, failed.get(each) ?? `a quote is left in a ${hit.place}`);
    } else {
      const [markId] = input.sought.get(hit.text) ?? [];
      problems.push({
        kind: 'quote-in-file',
        detail: `a quote is left in a ${hit.place}`,
        ...(markId === undefined ? {} : { markId }),
        ...(page === undefined ? {} : { page: page + 1 }),
      });
    }
  }
  return {
    sha256: sha256(bytes),
    marks: verdicts.flatMap(({ marks }) =>
      marks.map((mark) => ({ ...mark, quoteFound: found.has(mark.id) })),
    ),
    damage: verdicts
      .filter(({ changedPixels }) => changedPixels > 0)
      .map(({ index, changedPixels }) => ({ page: index + 1, pixels: changedPixels })),
    failed,
    drawnUnder: new Set(
      verdicts
        .filter((each) => !passes(each) && passes({ ...each, drawnUnder: [] }) && each.pictured.length === 0)
        .map(({ index }) => index),
    ),
    leftInStreams: new Set(hits.filter(({ place }) => STREAMS.has(place)).map(({ text }) => text)),
    problems,
  };
}

const STREAMS: ReadonlySet<QuoteHit['place']> = new Set(['content', 'stream']);

/** For developers; holds nothing of the text. */
function reasonOf(verdict: PageVerdict): string {
  const reasons: string[] = [];
  const left = verdict.marks.reduce((sum, mark) => sum + mark.charactersLeft, 0);
  if (left > 0) reasons.push(`${left} characters left in marks`);
  if (verdict.marks.some((mark) => !mark.uniform)) reasons.push('a box is not uniform');
  if (verdict.drawnUnder.length > 0) reasons.push('something is drawn under a box');
  if (verdict.changedPixels > 0) reasons.push(`${verdict.changedPixels} pixels changed outside marks`);
  if (verdict.lostCharacters > 0) reasons.push(`${verdict.lostCharacters} characters lost outside marks`);
  if (verdict.annotationsInMarks > 0) reasons.push(`${verdict.annotationsInMarks} annotations in marks`);
  return reasons.join('; ');
}
