import * as vscode from 'vscode';
import type { GroundSet, Reason } from '../../core/grounds/types.ts';
import { ask } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** What was chosen: a reason of the set, own words, or nothing yet. */
export type ReasonChoice =
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'own-words' }
  | { readonly kind: 'none' };

interface ReasonItem extends vscode.QuickPickItem {
  readonly choice?: ReasonChoice;
}

/** Asks for the reason of marks with these grounds, with its text as `preview` gives it; undefined when the person gives up. */
export function pickReason(
  set: GroundSet,
  grounds: readonly string[],
  recent: readonly string[],
  current: string | undefined,
  preview: (reason: Reason) => readonly string[],
  onPreview: (reason: Reason) => void,
): Promise<ReasonChoice | undefined> {
  const say = texts[language()];
  const codes = grounds.join(' + ');
  const picker = vscode.window.createQuickPick<ReasonItem>();
  const read: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('open-preview'),
    tooltip: say.preview,
  };
  const items: ReasonItem[] = reasonsFor(set, grounds, recent).map((reason) => ({
    label: reason.title,
    description: describe(reason, grounds, say.needsWords),
    detail: preview(reason).join(' '),
    buttons: [read],
    choice: { kind: 'reason', reason },
  }));
  picker.title = say.reasonTitle(codes);
  picker.placeholder = say.reasonPlaceholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = [
    ...(items.length > 0
      ? [{ label: say.reasonsHere(codes), kind: vscode.QuickPickItemKind.Separator }, ...items]
      : []),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(edit) ${say.ownWords}`, detail: say.ownWordsDetail, choice: { kind: 'own-words' } },
    { label: say.noReason, detail: say.noReasonDetail, choice: { kind: 'none' } },
  ];
  const focus =
    items.find(({ choice }) => choice?.kind === 'reason' && choice.reason.id === current) ?? items[0];
  if (focus) picker.activeItems = [focus];

  return ask<ReasonChoice>(picker, (finish) => {
    picker.onDidTriggerItemButton(({ item }) => {
      if (item.choice?.kind === 'reason') onPreview(item.choice.reason);
    });
    picker.onDidAccept(() => finish(picker.activeItems[0]?.choice));
  });
}

/** Reasons for these grounds: those that need exactly them first, then those chosen recently. */
export function reasonsFor(
  set: GroundSet,
  grounds: readonly string[],
  recent: readonly string[],
): readonly Reason[] {
  const chosen = new Set(grounds);
  const rank = (reason: Reason): number => {
    const exact = reason.grounds.length === chosen.size && reason.grounds.every((code) => chosen.has(code));
    const place = recent.indexOf(reason.id);
    return (exact ? 0 : 1000) + (place < 0 ? 100 : place);
  };
  return set.reasons
    .filter((reason) => reason.grounds.some((code) => chosen.has(code)))
    .toSorted((a, b) => rank(a) - rank(b));
}

function describe(reason: Reason, grounds: readonly string[], needsWords: string): string {
  const more = reason.grounds.filter((code) => !grounds.includes(code)).map((code) => `+ ${code}`);
  const words = reason.rules.some(({ kind }) => kind === 'needs-motivation') ? [needsWords] : [];
  return [...more, ...words].join(' · ');
}
