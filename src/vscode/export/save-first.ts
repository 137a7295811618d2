import * as vscode from 'vscode';
import type { DossierEntry, DossierRegistry } from '../dossier/registry.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** An export takes what is on disk: offers to save what is not. False where the person gives up or saving fails. */
export async function saveFirst(
  { uri: dossier }: DossierEntry,
  { editor, dossiers }: { readonly editor: PdfEditorProvider; readonly dossiers: DossierRegistry },
): Promise<boolean> {
  const unsaved = (): readonly vscode.Uri[] => [
    ...editor.documents
      .filter(
        (document) =>
          document.unsaved && dossiers.placeOf(document.uri)?.entry.uri.toString() === dossier.toString(),
      )
      .map(({ uri }) => uri),
    ...vscode.workspace.textDocuments
      .filter(({ isDirty, uri }) => isDirty && uri.toString() === dossier.toString())
      .map(({ uri }) => uri),
  ];
  if (unsaved().length === 0) return true;
  const say = texts[language()];
  const answer = await vscode.window.showWarningMessage(say.unsaved, { modal: true }, say.saveAndExport);
  if (answer === undefined) return false;
  for (const uri of unsaved()) await vscode.workspace.save(uri);
  if (unsaved().length === 0) return true;
  void vscode.window.showErrorMessage(say.notSaved);
  return false;
}
