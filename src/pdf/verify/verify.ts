import type { PDFDocument } from 'pdf-lib';
import type {
  MarkProof,
  PageOutcome,
  RedactionMark,
  VerificationProblem,
  VerificationReport,
} from '../../core/ports/pdf.ts';
import { loadDocument } from '../document/load.ts';
import { marksByPage } from '../document/marks.ts';
import type { Checkpoint } from '../document/tools.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import { findBadRedactions } from './bad-redactions.ts';
import { findBookmarkLeaks, type PageWords } from './bookmark-leaks.ts';
import { croppedScans, type ShownScan } from './cropped-scans.ts';
import { sha256 } from './digest.ts';
import { checkFile } from './file-proof.ts';
import { checkMarks } from './marked.ts';
import { searchQuotes } from './quotes.ts';
import { MarkedPlaces } from './place.ts';
import { findOldRevisions } from './revisions.ts';

/**
 * Checks a file from anywhere. With marks: nothing in them, boxes of one colour, no quote in the file, clean
 * metadata, one revision. With or without: the bad redactions that others make. Throws PdfError.
 */
export async function verifyDocument(
  engine: Engine,
  bytes: Uint8Array,
  marks: readonly RedactionMark[] | undefined,
  checkpoint: Checkpoint,
): Promise<VerificationReport> {
  const opened = engine.open(bytes);
  try {
    checkpoint.expect(opened.pageCount);
    const problems: VerificationProblem[] = findOldRevisions(engine, bytes, opened);
    const byPage = marksByPage(marks ?? [], opened.pageCount);
    const proofs: Omit<MarkProof, 'quoteFound'>[] = [];
    const words: PageWords[] = [];
    const scans: ShownScan[] = [];
    for (let index = 0; index < opened.pageCount; index++) {
      opened.withPage(index, (page) => {
        const found = findBadRedactions(page);
        problems.push(...found.problems);
        words.push(found.words);
        scans.push(...found.scans);
        const here = byPage.get(index);
        if (here) proofs.push(...checkMarks(page, here));
      });
      await checkpoint.step();
    }
    problems.push(...findBookmarkLeaks(opened.outline(), words));
    for (const page of new Set(croppedScans(scans).map((scan) => scan.page))) {
      problems.push({
        kind: 'cropped-scan',
        page,
        detail: 'a scan that goes on where the page does not show it',
      });
    }
    const found = marks ? await checkWhole(bytes, opened, marks, byPage, problems) : new Set<string>();
    for (const proof of proofs) problems.push(...problemsOf(proof));
    const order = new Map((marks ?? []).map((mark, index) => [mark.id, index] as const));
    return {
      ok: problems.length === 0,
      sha256: sha256(bytes),
      pages: outcomes(opened.pageCount, byPage),
      marks: proofs
        .map((proof) => ({ ...proof, quoteFound: found.has(proof.id) }))
        .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
      damage: [],
      problems,
      // What was under the marks is not known of a file from elsewhere.
      tellingFonts: 0,
    };
  } finally {
    opened.close();
  }
}

/** The file as a whole, when it is said to be redacted. Returns the ids of marks whose quote is in it. */
async function checkWhole(
  bytes: Uint8Array,
  opened: EngineDocument,
  marks: readonly RedactionMark[],
  byPage: ReadonlyMap<number, readonly RedactionMark[]>,
  problems: VerificationProblem[],
): Promise<Set<string>> {
  const { doc } = await loadDocument(bytes, opened);
  problems.push(...checkFile(bytes, doc));
  const found = quotesIn(doc, opened, marks, byPage);
  for (const markId of found) {
    problems.push({ kind: 'quote-in-file', markId, detail: 'the quote is still in the file' });
  }
  return found;
}

function quotesIn(
  doc: PDFDocument,
  opened: EngineDocument,
  marks: readonly RedactionMark[],
  byPage: ReadonlyMap<number, readonly RedactionMark[]>,
): Set<string> {
  const ids = new Map<string, string[]>();
  for (const { id, quote } of marks) {
    if (quote !== undefined) ids.set(quote, [...(ids.get(quote) ?? []), id]);
  }
  const outside = (index: number): string => {
    const places = MarkedPlaces.of((byPage.get(index) ?? []).flatMap(({ quads }) => quads));
    return opened.withPage(index, (page) =>
      page
        .characters()
        .filter((character) => !places.holds(character))
        .map(({ text }) => text)
        .join(''),
    );
  };
  const hits = searchQuotes(doc, [...ids.keys()], outside);
  return new Set(hits.flatMap(({ text }) => ids.get(text) ?? []));
}

function problemsOf(proof: Omit<MarkProof, 'quoteFound'>): VerificationProblem[] {
  const { id: markId, page } = proof;
  const problems: VerificationProblem[] = [];
  if (proof.charactersLeft > 0) {
    problems.push({ kind: 'text-in-mark', page, markId, detail: `${proof.charactersLeft} characters left` });
  }
  if (!proof.uniform)
    problems.push({ kind: 'box-not-uniform', page, markId, detail: 'more than one colour' });
  return problems;
}

function outcomes(count: number, byPage: ReadonlyMap<number, unknown>): PageOutcome[] {
  return Array.from({ length: count }, (_, index) => ({
    page: index + 1,
    method: byPage.has(index) ? 'removed' : 'unchanged',
  }));
}
