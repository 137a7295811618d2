import * as vscode from 'vscode';

/*
 * VS Code brings the focus back to the page of an editor a moment after a list has closed, also when the next one is
 * open by then (microsoft/vscode#93950). What a person types would go to the page, where a letter gives a mark a ground.
 * So pages are told that a question of ours is open; they leave their keys alone and say when they have the focus.
 */

const changed = new vscode.EventEmitter<boolean>();
/** How to give each open question the focus, the latest one last. */
const open: (() => void)[] = [];

/** Fires with true when a first question opens, with false when the last one closes. */
export const onDidChangeAsking = changed.event;

/** Whether a question is open. */
export function isAsking(): boolean {
  return open.length > 0;
}

/** Gives the open question, if there is one, the focus. */
export function focusQuestion(): void {
  open.at(-1)?.();
}

/** Asks with what VS Code shows, which has to stay open without the focus. */
export async function asking<T>(question: () => PromiseLike<T>, focus: () => void = focusList): Promise<T> {
  open.push(focus);
  if (open.length === 1) changed.fire(true);
  try {
    return await question();
  } finally {
    open.splice(open.indexOf(focus), 1);
    if (open.length === 0) changed.fire(false);
  }
}

/** VS Code gives the focus to the rows, not to the field above them. */
function focusList(): void {
  void vscode.commands.executeCommand('workbench.action.focusQuickOpen');
}

/** A page that takes the focus again and again keeps it. */
const MOST_RETURNS = 5;

/**
 * Asks with a list or field of our own until `listen` settles on an answer; undefined when the person gives up. Given
 * the focus it comes back with what was typed in it.
 */
export function ask<T>(
  input: vscode.QuickInput,
  listen: (settle: (answer: T | undefined) => void) => void,
): Promise<T | undefined> {
  let isSettled = false;
  let restore: (() => void) | undefined;
  let returns = 0;
  const shown = (): Promise<T | undefined> =>
    new Promise((resolve) => {
      listen((answer) => {
        isSettled = true;
        resolve(answer);
        input.hide();
      });
      input.onDidHide(() => {
        if (restore && !isSettled) {
          input.show();
          restore();
          restore = undefined;
          return;
        }
        resolve(undefined);
        input.dispose();
      });
      input.ignoreFocusOut = true;
      input.show();
    });
  return asking(shown, () => {
    if (isSettled || returns === MOST_RETURNS) return;
    restore = rowsOf(input);
    returns += 1;
    input.hide();
  });
}

/** What puts the rows of a list back, with the one in focus and those that are ticked: closed, VS Code drops them. */
function rowsOf(input: vscode.QuickInput): () => void {
  if (!isList(input)) return () => undefined;
  const { items, activeItems, selectedItems } = input;
  return () => {
    input.items = items;
    input.activeItems = activeItems;
    input.selectedItems = selectedItems;
  };
}

function isList(input: vscode.QuickInput): input is vscode.QuickPick<vscode.QuickPickItem> {
  return 'items' in input;
}
