import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { FixService } from '../diagnostics/fix-service.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import type { DocumentNode } from '../views/documents.ts';
import type { FindingNode } from '../views/findings.ts';
import { revealInPdf } from './navigation.ts';

/** Registers the commands behind the lists and the quick fixes. */
export function registerFindingsCommands(parts: {
  readonly extensionUri: vscode.Uri;
  readonly editor: PdfEditorProvider;
  readonly fixes: FixService;
  readonly dossiers: DossierRegistry;
  readonly casebook: Casebook;
}): vscode.Disposable {
  const { editor, fixes, dossiers, casebook } = parts;
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register(
      'lakmoes.revealMark',
      (pdf: vscode.Uri, redactionId?: string, page?: number, range?: Finding['range']) =>
        revealInPdf(editor, pdf, {
          ...(redactionId === undefined ? {} : { redactionId }),
          ...(page === undefined ? {} : { page }),
          ...(range === undefined ? {} : { range }),
        }),
    ),
    register('lakmoes.openDocument', (target?: vscode.Uri | DocumentNode) => {
      const pdf = target instanceof vscode.Uri ? target : target && pdfOfNode(dossiers, target);
      return pdf && revealInPdf(editor, pdf);
    }),
    register('lakmoes.fixFinding', (node?: FindingNode) =>
      node?.kind === 'finding' ? fixes.choose(node.uri, node.finding) : undefined,
    ),
    register('lakmoes.fixInJson', (sidecar: vscode.Uri, finding: Finding, index: number) => {
      const fix = finding.fixes[index];
      return fix && fixes.inJson(sidecar, finding, fix);
    }),
    register('lakmoes.explainFinding', (about?: string | FindingNode) => {
      const code =
        typeof about === 'string' ? about : about?.kind === 'finding' ? about.finding.code : undefined;
      const manual = vscode.Uri.joinPath(parts.extensionUri, 'docs', 'bevindingen.md');
      const place = code === undefined ? manual : manual.with({ fragment: code });
      return vscode.commands.executeCommand('markdown.showPreview', place);
    }),
    register('lakmoes.refresh', () => Promise.all([dossiers.rescan(), casebook.rescan()])),
  );
}

function pdfOfNode(dossiers: DossierRegistry, node: DocumentNode): vscode.Uri | undefined {
  if (node.kind === 'pdf') return node.uri;
  return node.kind === 'document' ? dossiers.pdfOf(node.entry, node.document) : undefined;
}
