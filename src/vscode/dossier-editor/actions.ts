import * as vscode from 'vscode';
import { fixTitle } from '../diagnostics/fixes.ts';
import type { FindingPublisher } from '../diagnostics/publish.ts';

/** Dossiers as text documents. */
export const dossierSelector: vscode.DocumentSelector = { pattern: '**/*.dossier.json' };

/** Quick fixes on a dossier's JSON: its editor, at the field that a finding is about. */
export class DossierActions implements vscode.CodeActionProvider {
  readonly #publisher: FindingPublisher;

  constructor(publisher: FindingPublisher) {
    this.#publisher = publisher;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#publisher
      .of(document.uri)
      .filter((diagnostic) => diagnostic.range.intersection(range) !== undefined)
      .flatMap((diagnostic) =>
        diagnostic.finding.fixes
          .filter(({ kind }) => kind === 'open-dossier')
          .map((fix) => {
            const action = new vscode.CodeAction(fixTitle(fix), vscode.CodeActionKind.QuickFix);
            action.diagnostics = [diagnostic];
            action.isPreferred = true;
            action.command = {
              command: 'lakmoes.openDossier',
              title: action.title,
              arguments: [document.uri, diagnostic.finding.path.join('.')],
            };
            return action;
          }),
      );
  }
}
