import * as vscode from 'vscode';
import { language } from '../platform/settings.ts';
import type { PdfDocument } from './document.ts';
import { baseName, texts } from './texts.ts';

/** What to do with a sidecar that changed on disk while there are unsaved marks. */
export type ConflictAnswer = 'merge' | 'mine' | 'theirs';

/** Asks; undefined when the question is put aside. */
export async function askConflict(document: PdfDocument): Promise<ConflictAnswer | undefined> {
  const say = texts[language()];
  const answers: (vscode.MessageItem & { readonly answer?: ConflictAnswer })[] = [
    { title: say.answerMerge, answer: 'merge' },
    { title: say.answerMine, answer: 'mine' },
    { title: say.answerDisk, answer: 'theirs' },
    { title: say.answerLater, isCloseAffordance: true },
  ];
  const chosen = await vscode.window.showWarningMessage(
    say.conflict(baseName(document.sidecarUri)),
    { modal: true, detail: say.conflictDetail },
    ...answers,
  );
  return chosen?.answer;
}
