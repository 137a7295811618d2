import * as vscode from 'vscode';

/** What a person answers; a question without an answer here is given up. */
export interface Answers {
  /** Files or folders chosen, by the title of the dialog. */
  readonly files?: (title: string) => vscode.Uri | undefined;
  /** Label of the row picked, by the placeholder (or title) and the labels offered. */
  readonly pick?: (question: string, labels: readonly string[]) => string | undefined;
  /** Text typed, by the question; what the input box refuses is given up, with the reason kept. */
  readonly type?: (question: string) => string;
}

/** Answers VS Code's dialogs and quick picks instead of a person; `restore` ends it. */
export function answerPrompts(answers: Answers): { readonly refused: readonly string[]; restore(): void } {
  const { showOpenDialog, showQuickPick, showInputBox } = vscode.window;
  const refused: string[] = [];
  const fakes = {
    showOpenDialog: (options: vscode.OpenDialogOptions = {}) => {
      const chosen = answers.files?.(options.title ?? options.openLabel ?? '');
      return Promise.resolve(chosen && [chosen]);
    },
    showQuickPick: (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions = {}) => {
      const labels = items.map(({ label }) => label);
      // What is ticked beforehand stays ticked.
      if (options.canPickMany === true) {
        answers.pick?.(options.title ?? '', labels);
        return Promise.resolve(items.filter(({ picked }) => picked === true));
      }
      const label = answers.pick?.(options.placeHolder ?? options.title ?? '', labels);
      return Promise.resolve(items.find((item) => item.label === label));
    },
    showInputBox: async (options: vscode.InputBoxOptions = {}) => {
      const text = answers.type?.(options.prompt ?? '') ?? options.value ?? '';
      const problem = await options.validateInput?.(text);
      if (typeof problem === 'string') refused.push(problem);
      return typeof problem === 'string' ? undefined : text;
    },
  };
  Object.assign(vscode.window, fakes);
  return {
    refused,
    restore: () => {
      Object.assign(vscode.window, { showOpenDialog, showQuickPick, showInputBox });
    },
  };
}
