import * as vscode from 'vscode';
import type { EditRequest } from '../../core/protocol.ts';
import type { WritingDesk } from '../grounds/writing-desk.ts';
import type { DocumentEdit, PdfDocument } from './document.ts';
import { type EditTools, planEdit, planMotivation, type PlannedEdit } from './edits.ts';
import { readOnlyMessage } from './messages.ts';
import type { PanelRequest, PdfPanel } from './panel.ts';
import type { PdfEditorProvider } from './provider.ts';

/** Carries out what a person asks for in a panel or through a command. */
export class EditorRequests {
  readonly #provider: () => PdfEditorProvider;
  readonly #tools: EditTools;
  readonly #desk: WritingDesk;
  readonly #fix: (panel: PdfPanel, request: Extract<PanelRequest, { type: 'fix' }>) => void;

  constructor(
    provider: () => PdfEditorProvider,
    tools: EditTools,
    desk: WritingDesk,
    fix: (panel: PdfPanel, request: Extract<PanelRequest, { type: 'fix' }>) => void,
  ) {
    this.#provider = provider;
    this.#tools = tools;
    this.#desk = desk;
    this.#fix = fix;
  }

  handle(panel: PdfPanel, request: PanelRequest): void {
    switch (request.type) {
      case 'edit':
        void this.edit(panel.document, request.edit, panel);
        return;
      case 'undo':
      case 'redo':
        void vscode.commands.executeCommand(request.type);
        return;
      case 'save':
        void vscode.workspace.save(panel.document.uri);
        return;
      case 'same-text':
        void vscode.commands.executeCommand(
          request.scope === 'document' ? 'lakmoes.markSameText' : 'lakmoes.markSameTextInDossier',
        );
        return;
      case 'fix':
        this.#fix(panel, request);
    }
  }

  /** Makes the change; `panel` selects the marks that come of it. Resolves when it has been made or given up. */
  async edit(document: PdfDocument, request: EditRequest, panel?: PdfPanel): Promise<void> {
    const refused = readOnlyMessage(document);
    if (refused !== undefined) {
      void vscode.window.showWarningMessage(refused);
      return;
    }
    const planned = await planEdit(document, request, this.#tools);
    if (planned) await this.carryOut(document, planned, panel);
  }

  /** Makes a planned change as one step of undo and shows what came of it. */
  async carryOut(
    document: PdfDocument,
    planned: Omit<PlannedEdit, 'edit'> & { readonly edit?: DocumentEdit },
    panel?: PdfPanel,
  ): Promise<void> {
    if (planned.edit) this.#provider().edit(document, planned.edit);
    if (planned.select.length > 0) panel?.post({ type: 'select', ids: planned.select });
    if (planned.write === undefined) return;
    await this.#desk.open(planned.write, (text) => {
      const written = planMotivation(document, planned.select, text);
      if (written?.edit) this.#provider().edit(document, written.edit);
    });
  }
}
