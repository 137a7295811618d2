import * as vscode from 'vscode';
import { importInventory, type ImportedInventory } from '../../core/dossier-import/table.ts';
import type { GroundSet } from '../../core/grounds/types.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Cells of a spreadsheet file; rejects with an error whose `code` is `too-large` or `unreadable`. */
export type TableReader = (bytes: Uint8Array) => Promise<readonly (readonly string[])[]>;

const baseName = (uri: vscode.Uri): string => uri.path.split('/').at(-1)!;

/** Lets the user choose an inventory and reads it; undefined when cancelled or unreadable (the user has been told). */
export async function chooseInventory(
  readTable: TableReader,
  groundSet: GroundSet,
  folder: vscode.Uri | undefined,
): Promise<{ readonly name: string; readonly inventory: ImportedInventory } | undefined> {
  const say = texts[language()];
  const [file] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      filters: { 'Excel, CSV': ['xlsx', 'csv', 'txt'] },
      openLabel: say.pickTable,
      title: say.pickTable,
      ...(folder === undefined ? {} : { defaultUri: folder }),
    })) ?? [];
  if (file === undefined) return undefined;
  const name = baseName(file);
  try {
    const rows = await readTable(new Uint8Array(await vscode.workspace.fs.readFile(file)));
    const inventory = importInventory(rows, groundSet);
    if (inventory.documents.length > 0) return { name, inventory };
    void vscode.window.showErrorMessage(say.noHeader(name));
  } catch (error) {
    const tooLarge = (error as { readonly code?: unknown }).code === 'too-large';
    void vscode.window.showErrorMessage(tooLarge ? say.tableTooLarge(name) : say.tableUnreadable(name));
  }
  return undefined;
}

/** Tells how many rows were read, with the notes at hand. */
export async function tellImported(name: string, { documents, notes }: ImportedInventory): Promise<void> {
  const say = texts[language()];
  const message = say.imported(documents.length, notes.length);
  if (notes.length === 0) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  const choice = await vscode.window.showWarningMessage(message, say.showNotes);
  if (choice === undefined) return;
  const lines = notes.map(({ row, kind, text }) => `${say.row(row)}: ${noteText(kind)} (“${text}”)`);
  const document = await vscode.workspace.openTextDocument({
    content: `${say.notesTitle(name)}\n\n${lines.join('\n')}\n`,
    language: 'plaintext',
  });
  await vscode.window.showTextDocument(document, { preview: true });
}

function noteText(kind: ImportedInventory['notes'][number]['kind']): string {
  const say = texts[language()];
  switch (kind) {
    case 'no-header':
      return say.noteNoHeader;
    case 'unknown-ground':
      return say.noteUnknownGround;
    case 'unknown-judgement':
      return say.noteUnknownJudgement;
    case 'no-date':
      return say.noteNoDate;
    case 'unsafe-file':
      return say.noteUnsafeFile;
    case 'double-number':
      return say.noteDoubleNumber;
  }
}
