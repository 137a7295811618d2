import * as vscode from 'vscode';
import type { Finding } from '../../core/diagnostics/types.ts';
import type { Casebook, CaseFile } from '../diagnostics/casebook.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A row of the list of findings. */
export type FindingNode =
  | { readonly kind: 'file'; readonly file: CaseFile }
  | { readonly kind: 'finding'; readonly file: CaseFile; readonly finding: Finding };

const icons = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  info: new vscode.ThemeIcon('info'),
} as const;

/** Findings by document; the same as in the Problems panel, but a click goes into the PDF. */
export class FindingsView implements vscode.TreeDataProvider<FindingNode>, vscode.Disposable {
  readonly #casebook: Casebook;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(casebook: Casebook) {
    this.#casebook = casebook;
    this.#subscription = casebook.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(node?: FindingNode): FindingNode[] {
    if (!node)
      return this.#casebook.files
        .filter(({ findings }) => findings.length > 0)
        .map((file) => ({ kind: 'file', file }));
    return node.kind === 'file'
      ? node.file.findings.map((finding) => ({ kind: 'finding', file: node.file, finding }))
      : [];
  }

  getTreeItem(node: FindingNode): vscode.TreeItem {
    const say = texts[language()];
    if (node.kind === 'file') {
      const item = new vscode.TreeItem(baseName(node.file.pdf), vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.file.pdf.toString();
      item.description = say.findings(node.file.findings.length);
      item.contextValue = 'file';
      return item;
    }
    const { finding, file } = node;
    const item = new vscode.TreeItem(finding.message);
    item.description = finding.page === undefined ? '' : say.page(finding.page);
    item.tooltip = `${finding.message}\n${finding.code}`;
    item.iconPath = icons[finding.severity];
    item.contextValue = finding.fixes.length > 0 ? 'finding-fixable' : 'finding';
    item.command = {
      command: 'lakmoes.revealMark',
      title: '',
      arguments: [file.pdf, finding.redactionId, finding.page],
    };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
