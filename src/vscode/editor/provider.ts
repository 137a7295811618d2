import * as vscode from 'vscode';
import type { PdfPort } from '../../core/ports/pdf.ts';
import { language } from '../platform/settings.ts';
import { readBackup, writeBackup } from './backup.ts';
import { type DocumentEdit, PdfDocument } from './document.ts';
import { type PanelContext, PdfPanel } from './panel.ts';
import { PdfSource } from './pdf-source.ts';
import { readSidecarFile, sidecarUri } from './sidecar-file.ts';
import { SidecarSync } from './sidecar-sync.ts';
import { baseName, texts } from './texts.ts';

/** View type of the editor in package.json. */
export const viewType = 'lakmoes.pdf';

/**
 * The custom editor for PDFs. Dirty mark, undo, save, revert and hot exit are VS Code's; the documents' state is
 * here, the panels only show it.
 */
export class PdfEditorProvider implements vscode.CustomEditorProvider<PdfDocument> {
  readonly sync: SidecarSync;
  readonly #pdf: PdfPort;
  readonly #panelContext: PanelContext;
  readonly #edited = new vscode.EventEmitter<
    vscode.CustomDocumentEditEvent<PdfDocument> | vscode.CustomDocumentContentChangeEvent<PdfDocument>
  >();
  readonly #changed = new vscode.EventEmitter<PdfDocument>();
  readonly #opened = new vscode.EventEmitter<PdfDocument>();
  readonly #closed = new vscode.EventEmitter<PdfDocument>();
  readonly onDidChangeCustomDocument = this.#edited
    .event as vscode.CustomEditorProvider<PdfDocument>['onDidChangeCustomDocument'];
  /** Marks, sidecar or PDF of an open document changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidOpen = this.#opened.event;
  readonly onDidClose = this.#closed.event;
  readonly #documents = new Map<string, PdfDocument>();
  readonly #panels = new Map<PdfDocument, Set<PdfPanel>>();
  /** Documents that came from a backup and have no panel yet. */
  readonly #restored = new WeakSet<PdfDocument>();
  #lastPanel: PdfPanel | undefined;

  constructor(pdf: PdfPort, panelContext: PanelContext) {
    this.#pdf = pdf;
    this.#panelContext = panelContext;
    this.sync = new SidecarSync((document, edit) => this.edit(document, edit));
  }

  get documents(): readonly PdfDocument[] {
    return [...this.#documents.values()];
  }

  document(pdf: vscode.Uri): PdfDocument | undefined {
    return this.#documents.get(pdf.toString());
  }

  panels(document: PdfDocument): readonly PdfPanel[] {
    return [...(this.#panels.get(document) ?? [])];
  }

  /** The panel that has the focus, or had it last and is still the active editor. */
  get activePanel(): PdfPanel | undefined {
    return this.#lastPanel?.active ? this.#lastPanel : undefined;
  }

  /** Sends every panel its document again: the law or a setting changed. */
  refresh(): void {
    for (const panels of this.#panels.values()) for (const panel of panels) panel.refresh();
  }

  /** Makes a change that can be undone, in every panel at once. */
  edit(document: PdfDocument, edit: DocumentEdit): void {
    document.apply(edit);
    this.#edited.fire({
      document,
      label: edit.label,
      undo: () => document.revert(edit),
      redo: () => document.apply(edit),
    });
  }

  async openCustomDocument(uri: vscode.Uri, open: vscode.CustomDocumentOpenContext): Promise<PdfDocument> {
    const source = new PdfSource(uri, this.#pdf);
    const onDisk = readSidecarFile(sidecarUri(uri));
    const backup = open.backupId === undefined ? undefined : await this.#restore(uri, open.backupId);
    const disk = await onDisk;
    // The sidecar as it was when the backup was made: what differs from it on disk is found by the check below.
    const document = backup
      ? new PdfDocument(source, backup.disk, backup.sidecar)
      : new PdfDocument(source, disk);
    this.#documents.set(uri.toString(), document);
    document.onDidChange(() => this.#changed.fire(document));
    document.onDidDispose(() => {
      if (this.#documents.get(uri.toString()) === document) this.#documents.delete(uri.toString());
      this.#panels.delete(document);
      this.#closed.fire(document);
    });
    this.#opened.fire(document);
    if (backup) {
      this.#restored.add(document);
      void this.sync.checkDisk(document);
    }
    return document;
  }

  resolveCustomEditor(document: PdfDocument, webviewPanel: vscode.WebviewPanel): void {
    const context = this.#panelContext;
    const panel = new PdfPanel(document, webviewPanel, {
      ...context,
      changed: (changed) => {
        if (changed.active) this.#lastPanel = changed;
        context.changed(changed);
      },
    });
    const siblings = this.#panels.get(document) ?? new Set();
    this.#panels.set(document, siblings.add(panel));
    if (webviewPanel.active) this.#lastPanel = panel;
    webviewPanel.onDidDispose(() => {
      siblings.delete(panel);
      panel.dispose();
      if (this.#lastPanel === panel) this.#lastPanel = undefined;
      context.changed(panel);
    });
    context.changed(panel);
    // VS Code takes a restored document for saved as soon as an edit made since is undone; this keeps it dirty.
    if (this.#restored.delete(document)) this.#edited.fire({ document });
  }

  saveCustomDocument(document: PdfDocument): Promise<void> {
    return this.sync.save(document);
  }

  /** A copy of the PDF with a copy of its marks. */
  async saveCustomDocumentAs(document: PdfDocument, destination: vscode.Uri): Promise<void> {
    if (destination.toString() === document.uri.toString()) throw new Error(texts[language()].saveAsSame);
    await this.sync.saveCopy(document, destination);
  }

  revertCustomDocument(document: PdfDocument): Promise<void> {
    return this.sync.revert(document);
  }

  async backupCustomDocument(
    document: PdfDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    await writeBackup(destination, document);
    return {
      id: destination.toString(),
      delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined),
    };
  }

  async #restore(uri: vscode.Uri, backupId: string): Promise<Awaited<ReturnType<typeof readBackup>>> {
    const backup = await readBackup(vscode.Uri.parse(backupId));
    if (!backup) void vscode.window.showErrorMessage(texts[language()].backupLost(baseName(uri)));
    return backup;
  }
}
