import * as vscode from 'vscode';
import type { HouseStyle } from '../../core/ports/render.ts';

/** The template's file in the folder of a house style. */
export const templateName = 'besluit.typ';
/** Files of a house style together; more is a mistake. Bytes. */
const limit = 32 * 1024 * 1024;

/**
 * The house style that `lakmoes.export.houseStyle` names: a folder with `besluit.typ`, logo and fonts, relative to
 * the workspace folder. Undefined where none is set; rejects where the template cannot be read.
 */
export async function readHouseStyle(dossier: vscode.Uri): Promise<HouseStyle | undefined> {
  const setting =
    vscode.workspace.getConfiguration('lakmoes', dossier).get<string>('export.houseStyle') ?? '';
  const base = vscode.workspace.getWorkspaceFolder(dossier)?.uri ?? vscode.Uri.joinPath(dossier, '..');
  if (setting.trim() === '') return undefined;
  const folder = vscode.Uri.joinPath(base, ...setting.trim().split(/[\\/]/));
  const template = new TextDecoder().decode(
    await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, templateName)),
  );
  const files: Record<string, Uint8Array> = {};
  const fonts: Uint8Array[] = [];
  let size = 0;
  for (const path of await filesIn(folder)) {
    if (path === templateName) continue;
    const bytes = new Uint8Array(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, ...path.split('/'))),
    );
    size += bytes.byteLength;
    if (size > limit) break;
    if (/\.(?:ttf|otf)$/i.test(path)) fonts.push(bytes);
    else files[path] = bytes;
  }
  return { template, files, fonts };
}

/** Paths of the files in a folder and the folders in it, at most three deep. */
async function filesIn(folder: vscode.Uri, prefix = '', depth = 3): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const lists = await Promise.all(
    entries.map(async ([name, type]) => {
      if ((type & vscode.FileType.Directory) === 0) return [`${prefix}${name}`];
      return depth > 1 ? filesIn(vscode.Uri.joinPath(folder, name), `${prefix}${name}/`, depth - 1) : [];
    }),
  );
  return lists.flat();
}
