import * as vscode from 'vscode';
import type { ExportBlocked, ExportProblem, ExportResult } from '../../core/export/types.ts';
import { safeRelativePath } from '../../core/dossier/path.ts';
import type { DossierEntry } from '../dossier/registry.ts';
import { pdfUriOf } from '../editor/sidecar-file.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

const shownFile = 'Besluit.pdf';

/** A finding is told of the PDF that its marks belong to; the sidecar's name would only puzzle. */
const sidecarOfPdf = /(\.pdf)\.redactions\.json$/i;

/** Lists what holds the export; choosing one goes there. */
export async function showBlocked({ problems }: ExportBlocked, entry: DossierEntry): Promise<void> {
  const say = texts[language()];
  // The message in `detail`, which has the whole width of the list.
  const items = problems.map((problem) => ({
    label: problem.file.replace(sidecarOfPdf, '$1'),
    description: problem.finding?.page === undefined ? '' : say.page(problem.finding.page),
    detail: problem.message,
    iconPath: new vscode.ThemeIcon('error'),
    problem,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: say.blocked(problems.length),
    placeHolder: say.blockedPlaceholder,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (chosen) await goTo(chosen.problem, entry);
}

/** A finding on a mark is shown in the PDF, whatever file it was found in. */
async function goTo({ file, finding }: ExportProblem, entry: DossierEntry): Promise<void> {
  const path = safeRelativePath(file);
  const uri = path === undefined ? entry.uri : vscode.Uri.joinPath(entry.uri, '..', ...path.split('/'));
  const pdf = /\.pdf$/i.test(uri.path) ? uri : finding && pdfUriOf(uri);
  if (pdf)
    await vscode.commands.executeCommand('lakmoes.revealMark', pdf, finding?.redactionId, finding?.page);
  else await vscode.commands.executeCommand('vscode.open', uri);
}

/** Tells that the decision is there, and what changed since the one before; offers to open it. */
export async function showExported(result: ExportResult, letterOnly: boolean): Promise<void> {
  const { folder, files, warnings, model, changes } = result;
  const say = texts[language()];
  const place = vscode.Uri.parse(folder, true);
  const name = vscode.workspace.asRelativePath(place);
  const done = letterOnly ? say.letterDone(name) : say.done(name, model.disclosed.length);
  const changed = changes === undefined ? [] : changesOf(changes);
  const attention = warnings.length > 0 ? [say.warnings(warnings.length)] : [];
  const compare = changes !== undefined && changed.length > 0 ? [say.changes(changed.length)] : [];
  const same = changes !== undefined && changed.length === 0 ? ` ${say.unchanged(changes.since)}` : '';
  const answer = await vscode.window.showInformationMessage(
    done + same,
    say.openFolder,
    say.openLetter,
    ...compare,
    ...attention,
  );
  if (answer === undefined) return;
  if (answer === say.openFolder) await openFolder(place);
  else if (answer === say.openLetter) {
    if (files.includes(shownFile))
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(place, shownFile));
  } else if (changes !== undefined && compare.includes(answer)) {
    const chosen = await vscode.window.showQuickPick(changed, { title: say.changesTitle(changes.since) });
    if (chosen?.path !== undefined)
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(place, chosen.path));
  } else await vscode.window.showQuickPick([...warnings], { title: say.warningsTitle });
}

interface ChangedFile extends vscode.QuickPickItem {
  /** Where the file still is. */
  readonly path?: string;
}

/** The files that differ from the export before, with what became of each. */
function changesOf({ added, removed, changed }: NonNullable<ExportResult['changes']>): ChangedFile[] {
  const say = texts[language()];
  return [
    ...changed.map((path) => ({ label: path, description: say.fileChanged, path })),
    ...added.map((path) => ({ label: path, description: say.fileAdded, path })),
    ...removed.map((path) => ({ label: path, description: say.fileRemoved })),
  ];
}

/** In the file manager where there is one, else in the explorer. */
async function openFolder(folder: vscode.Uri): Promise<void> {
  const local = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  const reveal =
    local || !vscode.workspace.getWorkspaceFolder(folder) ? 'revealFileInOS' : 'revealInExplorer';
  await vscode.commands.executeCommand(reveal, folder);
}
