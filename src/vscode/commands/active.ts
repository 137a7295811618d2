import * as vscode from 'vscode';
import type { PdfPanel } from '../editor/panel.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';

/** Keeps the context keys of package.json in step with the active panel. */
export function trackActivePanel(provider: PdfEditorProvider): {
  update(): void;
} {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `lakmoes.${key}`, value);
  };
  return {
    update: () => {
      const panel = provider.activePanel;
      const document = panel?.document;
      set('editable', document !== undefined && document.readOnly === undefined);
      set('textSelected', panel?.selection?.text === true);
      set('hasMarks', (document?.sidecar.redactions.length ?? 0) > 0);
      set('hasSidecar', document?.disk.kind === 'valid');
    },
  };
}

/** Runs an action on the active panel, if there is one. */
export function withPanel(provider: PdfEditorProvider, action: (panel: PdfPanel) => unknown): () => unknown {
  return () => {
    const panel = provider.activePanel;
    return panel ? action(panel) : undefined;
  };
}
