import type * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { RowFacts } from '../../core/dossier/protocol.ts';
import type { Dossier } from '../../core/dossier/types.ts';
import type { GroundSet, LawId } from '../../core/grounds/types.ts';

/** What the editor shows beside the rows; made from sidecars and PDFs by others. */
export interface DossierInsight {
  readonly onDidChange: vscode.Event<void>;
  facts(dossier: vscode.Uri, content: Dossier): Promise<readonly RowFacts[]>;
  findings(dossier: vscode.Uri): readonly Finding[];
  groundSet(law: LawId): GroundSet;
}
