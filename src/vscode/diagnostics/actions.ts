import * as vscode from 'vscode';
import { fixTitle } from './fixes.ts';
import type { FindingDiagnostic, FindingPublisher } from './publish.ts';
import { texts } from './texts.ts';
import { language } from '../platform/settings.ts';

/** Sidecars as text documents. */
export const sidecarSelector: vscode.DocumentSelector = { pattern: '**/*.pdf.redactions.json' };

/** Quick fixes on a sidecar's JSON. */
export class FindingActions implements vscode.CodeActionProvider {
  readonly #publisher: FindingPublisher;

  constructor(publisher: FindingPublisher) {
    this.#publisher = publisher;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#publisher
      .of(document.uri)
      .filter((diagnostic) => diagnostic.range.intersection(range) !== undefined)
      .flatMap((diagnostic) => [
        ...fixActions(document.uri, diagnostic),
        showAction(document.uri, diagnostic),
      ]);
  }
}

function fixActions(sidecar: vscode.Uri, diagnostic: FindingDiagnostic): vscode.CodeAction[] {
  return diagnostic.finding.fixes.map((fix, index) => {
    const action = new vscode.CodeAction(fixTitle(fix), vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.isPreferred = index === 0 && diagnostic.finding.fixes.length === 1;
    action.command = {
      command: 'lakmoes.fixInJson',
      title: action.title,
      arguments: [sidecar, diagnostic.finding, index],
    };
    return action;
  });
}

function showAction(sidecar: vscode.Uri, diagnostic: FindingDiagnostic): vscode.CodeAction {
  const { finding } = diagnostic;
  const action = new vscode.CodeAction(texts[language()].showInPdf, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = {
    command: 'lakmoes.showInPdf',
    title: action.title,
    arguments: [sidecar, finding.redactionId],
  };
  return action;
}
