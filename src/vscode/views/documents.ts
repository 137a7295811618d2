import * as vscode from 'vscode';
import { judgementOf } from '../../core/dossier/judgement.ts';
import type { Dossier, DossierDocument } from '../../core/dossier/types.ts';
import type { Casebook, CaseFile } from '../diagnostics/casebook.ts';
import type { DossierEntry, DossierRegistry } from '../dossier/registry.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** A row of the list of documents. */
export type DocumentNode =
  | { readonly kind: 'dossier'; readonly entry: DossierEntry }
  | {
      readonly kind: 'document';
      readonly entry: DossierEntry;
      readonly dossier: Dossier;
      readonly document: DossierDocument;
    }
  | { readonly kind: 'loose' }
  | { readonly kind: 'pdf'; readonly uri: vscode.Uri };

/** Dossiers with their documents, and PDFs that belong to none. */
export class DocumentsView implements vscode.TreeDataProvider<DocumentNode>, vscode.Disposable {
  readonly #dossiers: DossierRegistry;
  readonly #casebook: Casebook;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(dossiers: DossierRegistry, casebook: Casebook) {
    this.#dossiers = dossiers;
    this.#casebook = casebook;
    this.#subscription = casebook.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(node?: DocumentNode): DocumentNode[] {
    if (!node) return this.#roots();
    if (node.kind === 'dossier') {
      const { entry } = node;
      if (!entry.result.ok) return [];
      const dossier = entry.result.value;
      return dossier.documents.map((document) => ({ kind: 'document', entry, dossier, document }));
    }
    return node.kind === 'loose' ? this.#loose().map((uri) => ({ kind: 'pdf', uri })) : [];
  }

  getTreeItem(node: DocumentNode): vscode.TreeItem {
    switch (node.kind) {
      case 'dossier':
        return dossierItem(node.entry);
      case 'document':
        return this.#documentItem(node);
      case 'loose': {
        const item = new vscode.TreeItem(texts[language()].loose, vscode.TreeItemCollapsibleState.Expanded);
        item.contextValue = 'loose';
        return item;
      }
      case 'pdf': {
        const item = new vscode.TreeItem(baseName(node.uri));
        item.id = node.uri.toString();
        item.resourceUri = node.uri;
        item.description = summary(this.#casebook.file(node.uri));
        item.contextValue = 'document';
        item.command = openCommand(node.uri);
        return item;
      }
    }
  }

  #roots(): DocumentNode[] {
    const dossiers: DocumentNode[] = this.#dossiers.entries.map((entry) => ({ kind: 'dossier', entry }));
    const loose = this.#loose();
    if (loose.length === 0) return dossiers;
    return dossiers.length === 0
      ? loose.map((uri) => ({ kind: 'pdf', uri }))
      : [...dossiers, { kind: 'loose' }];
  }

  #loose(): readonly vscode.Uri[] {
    return this.#casebook.pdfs.filter((uri) => !this.#dossiers.placeOf(uri));
  }

  #documentItem({ entry, dossier, document }: Extract<DocumentNode, { kind: 'document' }>): vscode.TreeItem {
    const say = texts[language()];
    const pdf = this.#dossiers.pdfOf(entry, document);
    const file = pdf && this.#casebook.file(pdf);
    const item = new vscode.TreeItem(`${document.number}  ${document.title}`);
    item.id = `${entry.uri.toString()}#${document.number}#${dossier.documents.indexOf(document)}`;
    item.contextValue = pdf ? 'document' : 'row';
    const pages = file?.facts?.kind === 'ready' ? file.facts.fingerprint.pages : undefined;
    const judgement = judgementOf(document, file?.sidecar.redactions ?? [], pages);
    const known = pdf === undefined || this.#casebook.pdfs.some((uri) => uri.toString() === pdf.toString());
    const parts = [say[judgement], ...(file ? [summary(file)] : []), ...(known ? [] : [say.missing])];
    item.description = parts.filter(Boolean).join(' · ');
    item.tooltip = `${document.number} ${document.title}\n${parts.filter(Boolean).join('\n')}`;
    item.iconPath = iconOf(file);
    if (pdf) item.command = openCommand(pdf);
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function dossierItem(entry: DossierEntry): vscode.TreeItem {
  const say = texts[language()];
  const name = baseName(entry.uri).replace(/\.dossier\.json$/i, '');
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = entry.uri.toString();
  item.iconPath = new vscode.ThemeIcon('briefcase');
  item.contextValue = 'dossier';
  item.description = entry.result.ok
    ? `${entry.result.value.law === 'wob' ? 'Wob' : 'Woo'} · ${say.documents(entry.result.value.documents.length)}`
    : say.invalidDossier;
  return item;
}

function summary(file: CaseFile): string {
  const say = texts[language()];
  const marks = file.sidecar.redactions.filter(({ status }) => status !== 'rejected').length;
  return [
    marks > 0 ? say.marks(marks) : '',
    file.findings.length > 0 ? say.findings(file.findings.length) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function iconOf(file: CaseFile | undefined): vscode.ThemeIcon {
  const levels = new Set(file?.findings.map(({ severity }) => severity));
  if (levels.has('error'))
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (levels.has('warning'))
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon((file?.sidecar.redactions.length ?? 0) > 0 ? 'pass' : 'file-pdf');
}

function openCommand(uri: vscode.Uri): vscode.Command {
  return { command: 'lakmoes.openDocument', title: '', arguments: [uri] };
}
