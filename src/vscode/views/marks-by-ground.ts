import * as vscode from 'vscode';
import type { Redaction } from '../../core/model/redaction.ts';
import type { Casebook } from '../diagnostics/casebook.ts';
import type { DossierRegistry } from '../dossier/registry.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A row of the list of marks by ground. */
export type GroundNode =
  | {
      readonly kind: 'ground';
      readonly code: string;
      readonly title: string;
      readonly marks: readonly PlacedMark[];
    }
  | { readonly kind: 'mark'; readonly placed: PlacedMark };

interface PlacedMark {
  readonly pdf: vscode.Uri;
  readonly mark: Redaction;
}

/** All marks that count, under each of their grounds. */
export class MarksByGroundView implements vscode.TreeDataProvider<GroundNode>, vscode.Disposable {
  readonly #casebook: Casebook;
  readonly #dossiers: DossierRegistry;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(dossiers: DossierRegistry, casebook: Casebook) {
    this.#dossiers = dossiers;
    this.#casebook = casebook;
    this.#subscription = casebook.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(node?: GroundNode): GroundNode[] {
    if (node?.kind === 'mark') return [];
    if (node) return node.marks.map((placed) => ({ kind: 'mark', placed }));
    const say = texts[language()];
    const groups = new Map<string, { title: string; marks: PlacedMark[] }>();
    for (const { pdf, sidecar } of this.#casebook.files) {
      const set = this.#dossiers.groundsOf(pdf);
      for (const mark of sidecar.redactions) {
        if (mark.status === 'rejected') continue;
        for (const code of mark.grounds.length > 0 ? mark.grounds : ['']) {
          const title = set.grounds.find((ground) => ground.code === code)?.title ?? '';
          const group = groups.get(code) ?? { title: code === '' ? say.noGround : title, marks: [] };
          groups.set(code, group);
          group.marks.push({ pdf, mark });
        }
      }
    }
    return [...groups]
      .toSorted(([a], [b]) => a.localeCompare(b, 'nl', { numeric: true }))
      .map(([code, { title, marks }]) => ({ kind: 'ground', code, title, marks }));
  }

  getTreeItem(node: GroundNode): vscode.TreeItem {
    const say = texts[language()];
    if (node.kind === 'ground') {
      const label = node.code === '' ? node.title : `${node.code} ${node.title}`.trim();
      const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
      item.id = node.code;
      item.description = say.marks(node.marks.length);
      item.iconPath = new vscode.ThemeIcon('law');
      return item;
    }
    const { pdf, mark } = node.placed;
    const item = new vscode.TreeItem(mark.quote ?? say.noQuote(mark.page));
    item.description = `${baseName(pdf)} · ${say.page(mark.page)}`;
    item.command = { command: 'lakmoes.revealMark', title: '', arguments: [pdf, mark.id, mark.page] };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
