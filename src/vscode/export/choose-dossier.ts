import * as vscode from 'vscode';
import type { DossierEntry, DossierRegistry } from '../dossier/registry.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/**
 * The dossier that a command is about: the one named (a URI, or a row of the list of documents), that of the active
 * PDF, the only one there is, or the one that the person picks.
 */
export async function chooseDossier(
  dossiers: DossierRegistry,
  editor: PdfEditorProvider,
  target: unknown,
): Promise<DossierEntry | undefined> {
  const named = uriOf(target);
  if (named) {
    const entry = await dossiers.find(named);
    if (!entry) void vscode.window.showErrorMessage(texts[language()].notThere(baseName(named)));
    return entry;
  }
  await dossiers.scan();
  const entries = dossiers.entries;
  const active = editor.activePanel && dossiers.placeOf(editor.activePanel.document.uri);
  if (active) return active.entry;
  const say = texts[language()];
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(say.noDossier);
    return undefined;
  }
  if (entries.length === 1) return entries[0];
  const items = entries.map((entry) => ({
    label: baseName(entry.uri).replace(/\.dossier\.json$/i, ''),
    description: vscode.workspace.asRelativePath(entry.uri),
    entry,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: say.chooseDossier });
  return chosen?.entry;
}

function uriOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if (typeof target !== 'object' || target === null || !('entry' in target)) return undefined;
  return (target.entry as DossierEntry).uri;
}
