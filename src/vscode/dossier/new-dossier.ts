import * as vscode from 'vscode';
import { documentsForFiles } from '../../core/dossier-import/files.ts';
import { formatDossier } from '../../core/dossier/format.ts';
import type { Dossier, DossierDocument } from '../../core/dossier/types.ts';
import type { GroundSet, LawId } from '../../core/grounds/types.ts';
import { dossierViewType } from '../dossier-editor/provider.ts';
import { writeAtomically } from '../platform/atomic.ts';
import { language } from '../platform/settings.ts';
import { chooseInventory, tellImported, type TableReader } from './import-inventory.ts';
import { pdfsBelow } from './pdf-files.ts';
import { texts } from './texts.ts';

type Start = 'folder' | 'table' | 'nothing';

/** Makes a `*.dossier.json` out of a folder of PDFs or an inventory, and opens it. */
export async function newDossier(
  readTable: TableReader,
  groundSet: (law: LawId) => GroundSet,
): Promise<void> {
  const start = await askStart();
  const law = start && (await askLaw());
  const folder = law && (await askFolder());
  const name = folder && (await askName(folder));
  if (start === undefined || law === undefined || folder === undefined || name === undefined) return;
  const read = start === 'table' ? await chooseInventory(readTable, groundSet(law), folder) : undefined;
  if (start === 'table' && read === undefined) return;
  const documents =
    read?.inventory.documents ?? (start === 'folder' ? documentsForFiles(await pdfsBelow(folder), []) : []);
  const uri = vscode.Uri.joinPath(folder, `${name}.dossier.json`);
  await writeAtomically(uri, new TextEncoder().encode(formatDossier(emptyDossier(law, documents))));
  await vscode.commands.executeCommand('vscode.openWith', uri, dossierViewType);
  if (read) await tellImported(read.name, read.inventory);
}

function emptyDossier(law: LawId, documents: readonly DossierDocument[]): Dossier {
  return {
    version: 1,
    law,
    request: { requester: {}, subject: '' },
    authority: { name: '', shortName: '' },
    decision: {},
    documents,
  };
}

async function askStart(): Promise<Start | undefined> {
  const say = texts[language()];
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly start: Start }>(
    [
      { start: 'folder', label: say.fromFolder, detail: say.fromFolderDetail },
      { start: 'table', label: say.fromTable, detail: say.fromTableDetail },
      { start: 'nothing', label: say.fromNothing, detail: say.fromNothingDetail },
    ],
    { title: say.newTitle, placeHolder: say.newFrom },
  );
  return picked?.start;
}

async function askLaw(): Promise<LawId | undefined> {
  const say = texts[language()];
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly law: LawId }>(
    [
      { law: 'woo', label: say.woo, detail: say.wooDetail },
      { law: 'wob', label: say.wob, detail: say.wobDetail },
    ],
    { title: say.newTitle, placeHolder: say.law },
  );
  return picked?.law;
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      openLabel: texts[language()].pickFolder,
      title: texts[language()].pickFolder,
      ...(root === undefined ? {} : { defaultUri: root }),
    })) ?? [];
  return folder;
}

async function askName(folder: vscode.Uri): Promise<string | undefined> {
  const say = texts[language()];
  const taken = new Set(
    (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase()),
  );
  const name = await vscode.window.showInputBox({
    title: say.newTitle,
    prompt: say.name,
    placeHolder: say.nameHint,
    value: folder.path.split('/').at(-1) ?? '',
    validateInput: (text) => {
      if (!/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,80}$/u.test(text.trim())) return say.badName;
      const file = `${text.trim()}.dossier.json`;
      return taken.has(file.toLowerCase()) ? say.exists(file) : undefined;
    },
  });
  return name?.trim();
}
