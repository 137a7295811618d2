import * as vscode from 'vscode';
import { ask } from '../platform/questions.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** What came of asking for own words: a text, or the wish to write it in a larger window. */
export type OwnWords =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'large'; readonly text: string };

/** Asks for own words on one line, with a way to a larger window; undefined when the person gives up. */
export function askOwnWords(codes: string, current: string): Promise<OwnWords | undefined> {
  const say = texts[language()];
  const input = vscode.window.createInputBox();
  input.title = say.motivationTitle(codes);
  input.prompt = say.motivationPrompt;
  input.placeholder = say.motivationPlaceholder;
  input.value = current.replaceAll(/\s*\n\s*/g, ' ');
  input.buttons = [{ iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: say.writeLarge }];
  return ask<OwnWords>(input, (finish) => {
    input.onDidTriggerButton(() =>
      finish({ kind: 'large', text: input.value === '' ? current : input.value }),
    );
    input.onDidAccept(() => finish({ kind: 'text', text: input.value }));
  });
}
