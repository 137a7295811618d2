import type * as vscode from 'vscode';
import { describeFailure } from '../../core/l10n/failure.ts';
import { language } from '../platform/settings.ts';
import type { PdfDocument } from './document.ts';
import type { SourceProblem } from './pdf-source.ts';
import type { SidecarOnDisk } from './sidecar-file.ts';
import { baseName, texts } from './texts.ts';

/** One sentence that names the PDF and the way out. */
export function sourceProblemMessage(pdf: vscode.Uri, problem: SourceProblem): string {
  const say = texts[language()];
  const file = baseName(pdf);
  switch (problem) {
    case 'not-a-pdf':
      return say.pdfNotAPdf(file);
    case 'damaged':
      return say.pdfDamaged(file);
    case 'password':
      return say.pdfPassword(file);
    case 'no-pages':
      return say.pdfNoPages(file);
    case 'too-large':
      return say.pdfTooLarge(file);
    case 'timeout':
      return say.pdfTimeout(file);
    case 'out-of-memory':
      return say.pdfOutOfMemory(file);
    case 'missing':
      return say.pdfMissing(file);
    case 'no-access':
      return say.pdfNoAccess(file);
    case 'cancelled':
    case 'unprovable':
    case 'engine-failed':
      return say.pdfFailed(file);
  }
}

/** One sentence on what is wrong with a sidecar. */
export function sidecarProblem(
  sidecar: vscode.Uri,
  disk: Extract<SidecarOnDisk, { kind: 'invalid' | 'unreadable' }>,
): string {
  const file = baseName(sidecar);
  return disk.kind === 'invalid'
    ? describeFailure(disk.failure, file, language())
    : texts[language()].sidecarNoAccess(file);
}

/** Why a document may not be changed; undefined where it may. */
export function readOnlyMessage(document: PdfDocument): string | undefined {
  const reason = document.readOnly;
  const say = texts[language()];
  switch (reason?.kind) {
    case undefined:
      return undefined;
    case 'sidecar':
      return say.readOnlySidecar(sidecarProblem(document.sidecarUri, reason.disk));
    case 'source':
      return say.readOnlySource(baseName(document.uri));
    case 'file-system':
      return say.readOnlyFileSystem;
  }
}
