import * as vscode from 'vscode';
import { exportDecision } from '../../core/export/export-decision.ts';
import {
  ExportBlocked,
  ExportCancelled,
  type ExportResult,
  type ExportStep,
  ExportTemplateFailed,
} from '../../core/export/types.ts';
import type { PdfPort } from '../../core/ports/pdf.ts';
import type { HouseStyle, RenderPort } from '../../core/ports/render.ts';
import type { DossierEntry, DossierRegistry } from '../dossier/registry.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { createWorkspaceFiles } from '../platform/files.ts';
import { sha256Hex } from '../platform/hash.ts';
import { boxStyle, combined, language, severityOverrides, widthProtection } from '../platform/settings.ts';
import { chooseDossier } from './choose-dossier.ts';
import { readHouseStyle } from './house-style.ts';
import { showBlocked, showExported } from './outcome.ts';
import { saveFirst } from './save-first.ts';
import { texts } from './texts.ts';

/** What exporting needs. */
export interface ExportParts {
  readonly pdf: PdfPort;
  readonly render: RenderPort;
  readonly editor: PdfEditorProvider;
  readonly dossiers: DossierRegistry;
}

/** How much is exported: the whole decision, or letter and inventory alone. */
type Extent = 'decision' | 'letter';

/** Registers `lakmoes.export` and `lakmoes.exportLetter`: they take the URI of a dossier and of a folder, or ask. */
export function registerExport(parts: ExportParts): vscode.Disposable {
  const register = (command: string, extent: Extent): vscode.Disposable =>
    vscode.commands.registerCommand(
      command,
      async (target?: unknown, folder?: unknown): Promise<ExportResult | undefined> => {
        // A person chooses a folder first: time enough to get ready.
        parts.render.prepare();
        if (extent === 'decision') void parts.pdf.prepare();
        const entry = await chooseDossier(parts.dossiers, parts.editor, target);
        if (!entry || !(await saveFirst(entry, parts))) return undefined;
        const into = folder instanceof vscode.Uri ? folder : await chooseFolder(entry.uri);
        return into && exportInto(parts, { entry, folder: into, extent });
      },
    );
  return vscode.Disposable.from(
    register('lakmoes.export', 'decision'),
    register('lakmoes.exportLetter', 'letter'),
  );
}

/** What is exported to where. */
interface Task {
  readonly entry: DossierEntry;
  readonly folder: vscode.Uri;
  readonly extent: Extent;
}

async function chooseFolder(dossier: vscode.Uri): Promise<vscode.Uri | undefined> {
  const say = texts[language()];
  const chosen = await vscode.window.showOpenDialog({
    defaultUri: vscode.Uri.joinPath(dossier, '..'),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    openLabel: say.chooseFolder,
    title: say.folderTitle,
  });
  return chosen?.[0];
}

async function exportInto(parts: ExportParts, task: Task): Promise<ExportResult | undefined> {
  const { entry } = task;
  const say = texts[language()];
  try {
    const style = await readHouseStyle(entry.uri).catch((error: unknown) => {
      throw new ExportTemplateFailed(messageOf(error), { cause: error });
    });
    return await runAndTell(parts, task, style);
  } catch (error) {
    if (!(error instanceof ExportTemplateFailed)) {
      tellFailure(entry, error);
      return undefined;
    }
    const answer = await vscode.window.showErrorMessage(
      say.template(error.message),
      { modal: true },
      say.builtIn,
    );
    if (answer === undefined) return undefined;
    return runAndTell(parts, task, undefined).catch((second: unknown) => {
      tellFailure(entry, second);
      return undefined;
    });
  }
}

async function runAndTell(
  parts: ExportParts,
  task: Task,
  style: HouseStyle | undefined,
): Promise<ExportResult> {
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: texts[language()].exporting,
      cancellable: true,
    },
    (progress, token) => run(parts, task, style, progress, token),
  );
  void showExported(result, task.extent === 'letter');
  return result;
}

async function run(
  { pdf, render, dossiers }: ExportParts,
  { entry, folder, extent }: Task,
  style: HouseStyle | undefined,
  progress: vscode.Progress<{ readonly message?: string; readonly increment?: number }>,
  token: vscode.CancellationToken,
): Promise<ExportResult> {
  const abort = new AbortController();
  const cancelling = token.onCancellationRequested(() => abort.abort());
  let shown = 0;
  const law = entry.result.ok ? entry.result.value.law : undefined;
  try {
    return await exportDecision({
      dossierUri: entry.uri.toString(),
      targetFolderUri: folder.toString(),
      files: createWorkspaceFiles(),
      pdf,
      render,
      hash: sha256Hex,
      language: language(),
      settings: {
        box: boxStyle(entry.uri),
        widthProtection: widthProtection(entry.uri),
        severities: severityOverrides(entry.uri),
        combined: combined(entry.uri),
        letterOnly: extent === 'letter',
        ...(style ? { style } : {}),
      },
      ...(law ? { groundSet: dossiers.groundSet(law) } : {}),
      signal: abort.signal,
      onProgress: (step, done, total) => {
        const share = shareDone(step, done, total);
        progress.report({ message: stepMessage(step, done, total), increment: Math.max(0, share - shown) });
        shown = Math.max(shown, share);
      },
    });
  } finally {
    cancelling.dispose();
  }
}

function tellFailure(entry: DossierEntry, error: unknown): void {
  const say = texts[language()];
  if (error instanceof ExportBlocked) void showBlocked(error, entry);
  else if (error instanceof ExportCancelled) void vscode.window.showInformationMessage(say.cancelled);
  else void vscode.window.showErrorMessage(say.failed(messageOf(error)));
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

const weights: Readonly<Record<ExportStep, readonly [from: number, to: number]>> = {
  read: [0, 20],
  letter: [20, 30],
  redact: [30, 95],
  finish: [95, 100],
};

/** Of the whole export, in percent. */
function shareDone(step: ExportStep, done: number, total: number): number {
  const [from, to] = weights[step];
  return from + (total === 0 ? 1 : done / total) * (to - from);
}

function stepMessage(step: ExportStep, done: number, total: number): string {
  const say = texts[language()];
  switch (step) {
    case 'read':
      return say.read(done, total);
    case 'letter':
      return say.letter;
    case 'redact':
      return say.redact(done, total);
    case 'finish':
      return say.finish;
  }
}
