import * as vscode from 'vscode';
import type { PdfPort, VerificationReport } from '../../core/ports/pdf.ts';
import { sourceProblemMessage } from '../editor/messages.ts';
import { problemOf } from '../editor/pdf-source.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { baseName } from '../editor/texts.ts';
import type { ReadingRoom } from '../grounds/reading-room.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Looks for bad redactions in a PDF from anywhere and tells what it found. */
export function registerVerify(
  pdf: PdfPort,
  editor: PdfEditorProvider,
  reading: ReadingRoom,
): vscode.Disposable {
  return vscode.commands.registerCommand('lakmoes.verify', async (target?: vscode.Uri) => {
    const file = target ?? editor.activePanel?.document.uri ?? (await choose());
    if (!file) return;
    const say = texts[language()];
    const name = baseName(file);
    const report = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: say.verifying(name), cancellable: true },
      (_, token) => verify(pdf, file, token),
    );
    if (report === undefined) return;
    if (typeof report === 'string') {
      void vscode.window.showErrorMessage(report);
      return;
    }
    if (report.problems.length === 0) {
      void vscode.window.showInformationMessage(say.clean(name));
      return;
    }
    const answer = await vscode.window.showWarningMessage(
      say.problems(name, report.problems.length),
      say.showReport,
    );
    if (answer !== undefined) await reading.show(say.reportTitle(name), lines(report));
  });
}

async function choose(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    filters: { PDF: ['pdf'] },
    openLabel: texts[language()].chooseVerify,
  });
  return chosen?.[0];
}

/** The report; a sentence where there can be none; undefined when cancelled. */
async function verify(
  pdf: PdfPort,
  file: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<VerificationReport | string | undefined> {
  const abort = new AbortController();
  const cancelling = token.onCancellationRequested(() => abort.abort());
  try {
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(file));
    return await pdf.verify(bytes, undefined, { signal: abort.signal });
  } catch (error) {
    return token.isCancellationRequested ? undefined : sourceProblemMessage(file, problemOf(error));
  } finally {
    cancelling.dispose();
  }
}

function lines({ problems }: VerificationReport): readonly string[] {
  const say = texts[language()];
  const found = problems.map(
    ({ kind, page }) => `- ${say[kind]}${page === undefined ? '' : say.onPage(page)}`,
  );
  return [...new Set(found)];
}
