import * as vscode from 'vscode';
import { documentsForFiles } from '../../core/dossier-import/files.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { DossierEditorProvider } from '../dossier-editor/provider.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { pathInside } from '../platform/path-inside.ts';
import { language } from '../platform/settings.ts';
import type { DecisionPreview } from '../preview/preview.ts';
import { changeDossier, openDossier, type OpenDossier } from './dossier-text.ts';
import { chooseInventory, tellImported, type TableReader } from './import-inventory.ts';
import { newDossier } from './new-dossier.ts';
import type { DossierRegistry } from './registry.ts';
import { texts } from './texts.ts';
import { moveToWoo } from './to-woo.ts';

/** What the commands on dossiers need. */
export interface DossierCommandParts {
  readonly dossiers: DossierRegistry;
  readonly casebook: Casebook;
  readonly editor: PdfEditorProvider;
  readonly dossierEditor: DossierEditorProvider;
  readonly preview: DecisionPreview;
  readonly readTable: TableReader;
}

/** The dossier a command is about: the one it was given, the active one, the only one, or one the user picks. */
export async function chooseDossier(
  dossiers: DossierRegistry,
  given: unknown,
): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri && given.path.endsWith('.dossier.json')) return given;
  await dossiers.scan();
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const active =
    input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
  if (active?.path.endsWith('.dossier.json') === true) return active;
  const place = active && dossiers.placeOf(active);
  if (place) return place.entry.uri;
  const { entries } = dossiers;
  if (entries.length === 0) void vscode.window.showInformationMessage(texts[language()].noDossier);
  if (entries.length <= 1) return entries[0]?.uri;
  const picked = await vscode.window.showQuickPick(
    entries.map(({ uri }) => ({ label: vscode.workspace.asRelativePath(uri), uri })),
    { placeHolder: texts[language()].whichDossier },
  );
  return picked?.uri;
}

/** Registers the commands that make, fill and move dossiers and show the letter. */
export function registerDossierCommands(parts: DossierCommandParts): vscode.Disposable {
  const { dossiers } = parts;
  const withDossier =
    (run: (open: OpenDossier) => Promise<void>) =>
    async (given?: unknown): Promise<void> => {
      const uri = await chooseDossier(dossiers, uriOf(given));
      const open = uri && (await openDossier(uri));
      if (open) await run(open);
    };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('lakmoes.openDossier', async (given?: unknown, field?: string) => {
      const uri = await chooseDossier(dossiers, uriOf(given));
      if (uri) await parts.dossierEditor.reveal(uri, field);
    }),
    vscode.commands.registerCommand('lakmoes.newDossier', () =>
      newDossier(parts.readTable, (law) => dossiers.groundSet(law)),
    ),
    vscode.commands.registerCommand('lakmoes.dossier.addFiles', withDossier(addFiles)),
    vscode.commands.registerCommand(
      'lakmoes.dossier.import',
      withDossier(async (open) => {
        const folder = vscode.Uri.joinPath(open.document.uri, '..');
        const read = await chooseInventory(parts.readTable, dossiers.groundSet(open.dossier.law), folder);
        if (read === undefined) return;
        const documents = [...open.dossier.documents, ...read.inventory.documents];
        await changeDossier(open, { ...open.dossier, documents });
        await tellImported(read.name, read.inventory);
      }),
    ),
    vscode.commands.registerCommand(
      'lakmoes.dossier.toWoo',
      withDossier((open) =>
        moveToWoo(open, { casebook: parts.casebook, editor: parts.editor, woo: dossiers.groundSet('woo') }),
      ),
    ),
    vscode.commands.registerCommand('lakmoes.preview', async (given?: unknown) => {
      const uri = await chooseDossier(dossiers, uriOf(given));
      if (uri) parts.preview.show(uri);
    }),
  );
}

/** A command of a tree view is given the tree's node. */
function uriOf(given: unknown): unknown {
  const node = given as { readonly entry?: { readonly uri?: unknown } } | undefined;
  return node?.entry?.uri ?? given;
}

async function addFiles(open: OpenDossier): Promise<void> {
  const say = texts[language()];
  const folder = vscode.Uri.joinPath(open.document.uri, '..');
  const chosen = await vscode.window.showOpenDialog({
    defaultUri: folder,
    canSelectMany: true,
    filters: { Pdf: ['pdf'] },
    openLabel: say.pickFiles,
    title: say.pickFiles,
  });
  if (chosen === undefined) return;
  const paths = chosen.map((uri) => ({ uri, path: pathInside(folder, uri) }));
  const outside = paths.filter(({ path }) => path === undefined);
  if (outside.length > 0) {
    const names = outside.map(({ uri }) => uri.path.split('/').at(-1)).join(', ');
    void vscode.window.showErrorMessage(say.outside(names));
  }
  const inside = paths.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const added = documentsForFiles(inside, open.dossier.documents);
  if (added.length > 0) {
    await changeDossier(open, { ...open.dossier, documents: [...open.dossier.documents, ...added] });
    void vscode.window.showInformationMessage(say.added(added.length));
  } else if (inside.length > 0) void vscode.window.showInformationMessage(say.nothingNew);
}
