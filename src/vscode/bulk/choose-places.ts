import * as vscode from 'vscode';
import type { Redaction } from '../../core/model/redaction.ts';
import { asking } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import type { BulkMarks, BulkGroup } from './bulk-marks.ts';
import { texts } from './texts.ts';

/** A row of places that are marked together or not at all. */
export interface Proposal {
  /** Heading under which it stands: the document. */
  readonly document: string;
  /** What was found. */
  readonly label: string;
  readonly remark?: string;
  /** A second line. */
  readonly detail?: string;
  readonly picked: boolean;
  readonly group: Omit<BulkGroup, 'basis'> & { readonly basis?: BulkGroup['basis'] };
}

interface Row extends vscode.QuickPickItem {
  readonly proposal?: Proposal;
}

/** Lets the person choose among proposals, with counts; undefined when they give up. */
export async function choosePlaces(
  proposals: readonly Proposal[],
  title: (places: number, documents: number) => string,
  hint: string,
): Promise<readonly Proposal[] | undefined> {
  const say = texts[language()];
  const rows: Row[] = [];
  let heading: string | undefined;
  for (const proposal of proposals) {
    if (proposal.document !== heading) {
      heading = proposal.document;
      rows.push({ label: clipped(heading), kind: vscode.QuickPickItemKind.Separator });
    }
    const { places } = proposal.group;
    const pages = [...new Set(places.map(({ page }) => page))].join(', ');
    const counted = say.places(places.length, pages);
    rows.push({
      label: proposal.label,
      description: proposal.remark === undefined ? counted : `${counted} · ${proposal.remark}`,
      ...(proposal.detail === undefined ? {} : { detail: proposal.detail }),
      picked: proposal.picked,
      proposal,
    });
  }
  const places = proposals.reduce((sum, { group }) => sum + group.places.length, 0);
  const documents = new Set(proposals.map(({ group }) => group.pdf.toString())).size;
  const chosen = await asking(() =>
    vscode.window.showQuickPick(rows, {
      title: title(places, documents),
      placeHolder: hint,
      canPickMany: true,
      ignoreFocusOut: true,
      matchOnDescription: true,
      matchOnDetail: true,
    }),
  );
  return chosen?.flatMap(({ proposal }) => proposal ?? []);
}

/** A heading stands beside its first row and would push that aside. */
function clipped(heading: string): string {
  return heading.length > 34 ? `${heading.slice(0, 32).trimEnd()}…` : heading;
}

/** Asks whether places become suggestions or are accepted. */
export async function chooseStatus(): Promise<
  Extract<Redaction['status'], 'suggested' | 'accepted'> | undefined
> {
  const say = texts[language()];
  const chosen = await asking(() =>
    vscode.window.showQuickPick(
      [
        { label: say.asSuggestion, detail: say.asSuggestionDetail, status: 'suggested' as const },
        { label: say.asAccepted, detail: say.asAcceptedDetail, status: 'accepted' as const },
      ],
      { title: say.how, ignoreFocusOut: true },
    ),
  );
  return chosen?.status;
}

/** Places the marks, with progress, and tells what came of it with a way back. */
export async function placeAll(
  bulk: BulkMarks,
  groups: readonly BulkGroup[],
  status: Redaction['status'],
  label: string,
): Promise<void> {
  const say = texts[language()];
  const documents = new Set(groups.map(({ pdf }) => pdf.toString())).size;
  const location = documents === 1 ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
  const result = await vscode.window.withProgress(
    { location, title: say.placing, cancellable: true },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return bulk.place(groups, status, label, {
        signal: abort.signal,
        report: (done, total) =>
          progress.report({ message: say.readingOf(done + 1, total), increment: 100 / total }),
      });
    },
  );
  if (result.refused.length > 0) void vscode.window.showWarningMessage(say.refused(result.refused.join(' ')));
  if (result.marks === 0) return;
  const told = say.placed(result.marks, result.documents);
  const message = result.documents > 1 ? `${told} ${say.openHint}` : told;
  void vscode.window.showInformationMessage(message, say.undo).then(async (answer) => {
    if (answer === say.undo) await result.undo();
  });
}
