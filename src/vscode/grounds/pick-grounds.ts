import * as vscode from 'vscode';
import { findReason } from '../../core/grounds/sets.ts';
import type { Ground, GroundSet } from '../../core/grounds/types.ts';
import { ask } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

interface GroundItem extends vscode.QuickPickItem {
  readonly ground?: Ground;
}

/**
 * Asks for one or more grounds. Enter takes what the person ticked; where they ticked nothing, the row in focus, which
 * replaces what was chosen before. Resolves to codes, in the order of the law; undefined when the person gives up.
 *
 * The rows are filtered here and not by VS Code: with several to be ticked it would not put the focus on the
 * first match, and `10.2e` has to find `10.2.e`.
 */
export function pickGrounds(
  set: GroundSet,
  recent: readonly string[],
  current: readonly string[],
  onReadArticle: (ground: Ground) => void,
): Promise<readonly string[] | undefined> {
  const say = texts[language()];
  const picker = vscode.window.createQuickPick<GroundItem>();
  const article: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('book'),
    tooltip: say.readArticle,
  };
  const items = set.grounds.map((ground): GroundItem & { readonly ground: Ground } => ({
    label: ground.code,
    description: ground.title,
    detail: ground.text,
    alwaysShow: true,
    buttons: [article],
    ground,
  }));
  const ticked = new Set(current);
  let touched = false;
  let filling = false;
  const usual = [...new Set(['e', 'd', 'g'].flatMap((key) => usualGrounds(set, key as 'e' | 'd' | 'g')))];

  const fill = (): void => {
    const words = foldWords(picker.value);
    const found = items.filter(({ ground }) => matches(ground, words));
    const groups = [
      { title: say.current, codes: current },
      recent.length > 0 ? { title: say.recent, codes: recent } : { title: say.usual, codes: usual },
      { title: say.all(set.shortName), codes: found.map(({ ground }) => ground.code) },
    ];
    const shown = new Set<string>();
    const rows = groups.flatMap(({ title, codes }): readonly GroundItem[] => {
      const fresh = codes.filter((code) => !shown.has(code));
      const inGroup = fresh.flatMap((code) => found.filter(({ ground }) => ground.code === code));
      for (const { ground } of inGroup) shown.add(ground.code);
      return inGroup.length > 0 ? [separator(title), ...inGroup] : [];
    });
    filling = true;
    picker.items = rows;
    picker.selectedItems = found.filter(({ ground }) => ticked.has(ground.code));
    const focus = rows.find(({ ground }) => ground !== undefined);
    picker.activeItems = focus ? [focus] : [];
    filling = false;
  };

  picker.title = say.groundTitle(set.shortName);
  picker.placeholder = say.groundPlaceholder;
  picker.canSelectMany = true;
  fill();

  return ask<readonly string[]>(picker, (finish) => {
    picker.onDidChangeValue(fill);
    picker.onDidChangeSelection((selection) => {
      if (filling) return;
      touched = true;
      const shown = picker.items.flatMap(({ ground }) => ground ?? []);
      for (const { code } of shown) ticked.delete(code);
      for (const { ground } of selection) if (ground) ticked.add(ground.code);
    });
    picker.onDidTriggerItemButton(({ item }) => {
      if (item.ground) onReadArticle(item.ground);
    });
    picker.onDidAccept(() => {
      const focused = picker.activeItems[0]?.ground?.code;
      const other = focused !== undefined && !current.includes(focused);
      const codes = set.grounds.filter(({ code }) => ticked.has(code)).map(({ code }) => code);
      if (codes.length > 0 && (touched || !other)) finish(codes);
      else if (focused !== undefined) finish([focused]);
    });
  });
}

function usualGrounds(set: GroundSet, key: 'e' | 'd' | 'g'): readonly string[] {
  const { reason, mailReason } = set.shortcuts[key];
  return [reason, mailReason].flatMap((id) => findReason(set, id)?.grounds ?? []);
}

function separator(label: string): GroundItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Lower case, no accents, dots or brackets: `(10)(2e)` and `10.2.e` become `102e`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f.()\s]/g, '')
    .toLowerCase();
}

function foldWords(text: string): readonly string[] {
  return text.split(/\s+/).map(fold).filter(Boolean);
}

function matches(ground: Ground, words: readonly string[]): boolean {
  const whole = fold([ground.code, ...ground.aliases, ground.title, ground.text].join(' '));
  return words.every((word) => whole.includes(word));
}
