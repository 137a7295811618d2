import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { DossierFindings } from '../diagnostics/publish.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A row of the list of findings. */
export type FindingNode =
  /** `uri`: a PDF or a dossier. */
  | { readonly kind: 'file'; readonly uri: vscode.Uri; readonly findings: readonly Finding[] }
  | { readonly kind: 'finding'; readonly uri: vscode.Uri; readonly finding: Finding };

const icons = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  info: new vscode.ThemeIcon('info'),
} as const;

/** Findings by document; the same as in the Problems panel, but a click goes into the PDF. */
export class FindingsView implements vscode.TreeDataProvider<FindingNode>, vscode.Disposable {
  readonly #casebook: Casebook;
  readonly #dossiers: DossierFindings;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(casebook: Casebook, dossiers: DossierFindings) {
    this.#casebook = casebook;
    this.#dossiers = dossiers;
    this.#subscription = casebook.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(node?: FindingNode): FindingNode[] {
    if (node)
      return node.kind === 'file'
        ? node.findings.map((finding) => ({ kind: 'finding', uri: node.uri, finding }))
        : [];
    const files = [
      ...this.#dossiers.dossiers.map(({ uri }) => ({ uri, findings: this.#dossiers.findings(uri) })),
      ...this.#casebook.files.map(({ pdf, findings }) => ({ uri: pdf, findings })),
    ];
    return files
      .filter(({ findings }) => findings.length > 0)
      .toSorted((a, b) => weight(a.findings) - weight(b.findings))
      .map((file) => ({ kind: 'file', ...file }));
  }

  getTreeItem(node: FindingNode): vscode.TreeItem {
    const say = texts[language()];
    if (node.kind === 'file') {
      const item = new vscode.TreeItem(baseName(node.uri), vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.uri.toString();
      item.description = say.findings(node.findings.length);
      item.contextValue = 'file';
      return item;
    }
    const { finding, uri } = node;
    const item = new vscode.TreeItem(finding.message);
    item.description = finding.page === undefined ? '' : say.page(finding.page);
    item.tooltip = `${finding.message}\n${finding.code}`;
    item.iconPath = icons[finding.severity];
    item.contextValue = isPdf(uri) && finding.fixes.length > 0 ? 'finding-fixable' : 'finding';
    item.command = isPdf(uri)
      ? {
          command: 'lakmoes.revealMark',
          title: '',
          arguments: [uri, finding.redactionId, finding.page, finding.range],
        }
      : { command: 'lakmoes.openDossier', title: '', arguments: [uri, finding.path.join('.')] };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function isPdf(uri: vscode.Uri): boolean {
  return /\.pdf$/i.test(uri.path);
}

/** Files with what holds an export come first. */
function weight(findings: readonly Finding[]): number {
  const levels = new Set(findings.map(({ severity }) => severity));
  return levels.has('error') ? 0 : levels.has('warning') ? 1 : 2;
}
