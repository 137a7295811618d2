import type * as vscode from 'vscode';
import type { DecisionInput } from '../../core/decision/input.ts';

/** Gives what a decision follows from: the dossier with the marks as they are now, unsaved ones included. */
export interface DecisionSource {
  readonly onDidChange: vscode.Event<void>;
  /** Undefined where the dossier cannot be read. */
  input(dossier: vscode.Uri): Promise<DecisionInput | undefined>;
  /** Shows a document of the dossier by its number, at a mark where one is named. */
  open(
    dossier: vscode.Uri,
    document: string,
    redactionId: string | undefined,
    column: vscode.ViewColumn,
  ): Promise<void>;
  /** Shows a field of the dossier (`decision.date`) in its editor. */
  openField(dossier: vscode.Uri, field: string, column: vscode.ViewColumn): Promise<void>;
}
