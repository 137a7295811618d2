import * as vscode from 'vscode';
import { proposeWoo } from '../../core/grounds/correspondence.ts';
import {
  combinationKey,
  combinationsOf,
  moveDocument,
  moveRedaction,
  type GroundCombination,
  type LawChoices,
} from '../../core/grounds/move-law.ts';
import type { GroundSet } from '../../core/grounds/types.ts';
import { editUpdate } from '../../core/model/edits.ts';
import type { Redaction } from '../../core/model/redaction.ts';
import { formatSidecar } from '../../core/sidecar/format.ts';
import type { Casebook, CaseFile } from '../diagnostics/casebook.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import { writeAtomically } from '../platform/atomic.ts';
import { language } from '../platform/settings.ts';
import { pdfOf } from './case-insight.ts';
import { changeDossier, type OpenDossier } from './dossier-text.ts';
import { texts } from './texts.ts';

/** What moving a dossier needs. */
export interface MoveParts {
  readonly casebook: Casebook;
  readonly editor: PdfEditorProvider;
  readonly woo: GroundSet;
}

/** A document of the dossier with marks that change. */
interface Moved {
  readonly file: CaseFile;
  readonly before: readonly Redaction[];
  readonly after: readonly Redaction[];
}

/**
 * Carries a dossier over to the Woo: every combination of Wob grounds gets the Woo grounds that the user confirms.
 * Marks of open documents change as an edit that can be undone; other sidecars are written at once.
 */
export async function moveToWoo(open: OpenDossier, parts: MoveParts): Promise<void> {
  const say = texts[language()];
  const { dossier, document } = open;
  if (dossier.law === 'woo') {
    void vscode.window.showInformationMessage(say.alreadyWoo);
    return;
  }
  // Read anew: a sidecar that no watcher told of would keep its Wob codes.
  await parts.casebook.rescan();
  const files = dossier.documents
    .map((row) => pdfOf(document.uri, row))
    .filter((pdf) => pdf !== undefined)
    .map((pdf) => parts.casebook.file(pdf))
    .filter(({ disk }) => disk.kind === 'valid' || disk.kind === 'absent');
  const all = files.flatMap(({ sidecar }) => sidecar.redactions);
  const choices = await askAll(combinationsOf(all, dossier.documents), parts.woo);
  if (choices === undefined) return;
  const now = new Date().toISOString();
  const moved = files.flatMap((file): Moved[] => {
    const pairs = file.sidecar.redactions
      .map((before) => ({ before, after: moveRedaction(before, choices, parts.woo, now) }))
      .filter(({ before, after }) => before !== after);
    return pairs.length === 0
      ? []
      : [{ file, before: pairs.map(({ before }) => before), after: pairs.map(({ after }) => after) }];
  });
  const marks = moved.reduce((sum, { after }) => sum + after.length, 0);
  const answer = await vscode.window.showWarningMessage(
    say.toWooTitle,
    { modal: true, detail: say.toWooConfirm(marks, moved.length) },
    say.toWooDo,
  );
  if (answer !== say.toWooDo) return;
  for (const each of moved) await apply(each, parts.editor);
  await changeDossier(open, {
    ...dossier,
    law: 'woo',
    documents: dossier.documents.map((row) => moveDocument(row, choices, parts.woo)),
  });
  void vscode.window.showInformationMessage(say.toWooDone);
}

async function apply({ file, before, after }: Moved, editor: PdfEditorProvider): Promise<void> {
  const document = editor.document(file.pdf);
  if (document) {
    editor.edit(document, editUpdate(texts[language()].toWooLabel, before, after));
    return;
  }
  const byId = new Map(after.map((mark) => [mark.id, mark]));
  const redactions = file.sidecar.redactions.map((mark) => byId.get(mark.id) ?? mark);
  const text = formatSidecar({ ...file.sidecar, redactions });
  await writeAtomically(file.sidecarUri, new TextEncoder().encode(text));
}

async function askAll(
  combinations: readonly GroundCombination[],
  woo: GroundSet,
): Promise<LawChoices | undefined> {
  const choices = new Map<string, readonly string[]>();
  for (const [index, combination] of combinations.entries()) {
    const grounds = await ask(combination, woo, `${index + 1}/${combinations.length}`);
    if (grounds === undefined) return undefined;
    if (grounds.length > 0) choices.set(combinationKey(combination.grounds), grounds);
  }
  return choices;
}

/** The grounds chosen; an empty list leaves the marks as they are; undefined ends it all. */
async function ask(
  { grounds, count }: GroundCombination,
  woo: GroundSet,
  step: string,
): Promise<readonly string[] | undefined> {
  const say = texts[language()];
  const titles = (codes: readonly string[]): string =>
    codes.map((code) => woo.grounds.find((ground) => ground.code === code)?.title ?? code).join(' + ');
  const picked = await vscode.window.showQuickPick<
    vscode.QuickPickItem & { readonly grounds: readonly string[] }
  >(
    [
      ...proposeWoo(grounds).map((proposal) => ({
        grounds: proposal.grounds,
        label: proposal.grounds.join(' + '),
        description: titles(proposal.grounds),
        detail: proposal.remark,
      })),
      { grounds: [], label: say.keep, detail: say.keepDetail },
    ],
    {
      title: `${say.toWooTitle} (${step})`,
      placeHolder: say.toWooStep(grounds.join(' + '), count),
      ignoreFocusOut: true,
      matchOnDetail: true,
    },
  );
  return picked?.grounds;
}
