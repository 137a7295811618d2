import * as vscode from 'vscode';
import { formatDossier } from '../../core/dossier/format.ts';
import { parseDossier } from '../../core/dossier/parse.ts';
import type { Dossier } from '../../core/dossier/types.ts';
import { minimalEdit } from '../dossier-editor/text-edit.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A dossier as it stands in its text document. */
export interface OpenDossier {
  readonly document: vscode.TextDocument;
  readonly dossier: Dossier;
}

/** Opens a dossier's text; tells the user and gives undefined where it cannot be read. */
export async function openDossier(uri: vscode.Uri): Promise<OpenDossier | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const result = parseDossier(document.getText());
  if (result.ok) return { document, dossier: result.value };
  void vscode.window.showErrorMessage(
    texts[language()].unreadable(vscode.workspace.asRelativePath(uri, false)),
  );
  return undefined;
}

/** Puts a changed dossier in its text document, as one step of undo; not saved. */
export async function changeDossier({ document }: OpenDossier, changed: Dossier): Promise<boolean> {
  return vscode.workspace.applyEdit(minimalEdit(document, formatDossier(changed)));
}
