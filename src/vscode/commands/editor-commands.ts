import * as vscode from 'vscode';
import type { EditRequest, ViewCommand } from '../../core/protocol.ts';
import type { PdfPanel } from '../editor/panel.ts';
import type { PdfEditorProvider } from '../editor/provider.ts';
import type { EditorRequests } from '../editor/requests.ts';
import { language } from '../platform/settings.ts';
import { withPanel } from './active.ts';
import { texts } from './texts.ts';

/** Commands that the page carries out, by command id without the prefix. */
const viewCommands: Readonly<Record<string, ViewCommand>> = {
  find: 'find',
  findNext: 'find-next',
  findPrevious: 'find-previous',
  zoomIn: 'zoom-in',
  zoomOut: 'zoom-out',
  fitWidth: 'fit-width',
  fitPage: 'fit-page',
  toggleOutline: 'toggle-outline',
  toggleThumbnails: 'toggle-thumbnails',
  toggleMarksPanel: 'toggle-marks-panel',
  toggleDarkPages: 'toggle-dark-pages',
  goToPage: 'go-to-page',
  markSelection: 'mark-selection',
  markArea: 'mark-area',
  markPage: 'mark-page',
  nextMark: 'next-mark',
  previousMark: 'previous-mark',
  nextFinding: 'next-finding',
  markAllHits: 'mark-all-hits',
};

/** Commands that change the selected marks of the active panel. */
const markCommands: Readonly<Record<string, (ids: readonly string[]) => EditRequest>> = {
  pickGround: (ids) => ({ kind: 'pick', ids }),
  writeMotivation: (ids) => ({ kind: 'motivate', ids }),
  acceptMark: (ids) => ({ kind: 'set-status', ids, status: 'accepted' }),
  rejectMark: (ids) => ({ kind: 'set-status', ids, status: 'rejected' }),
  deleteMark: (ids) => ({ kind: 'delete', ids }),
};

/** Registers the commands that work on the active PDF. */
export function registerEditorCommands(
  provider: PdfEditorProvider,
  requests: EditorRequests,
): vscode.Disposable {
  const command = (id: string, action: (panel: PdfPanel) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`lakmoes.${id}`, withPanel(provider, action));
  return vscode.Disposable.from(
    ...Object.entries(viewCommands).map(([id, view]) =>
      command(id, (panel) => panel.post({ type: 'command', command: view })),
    ),
    ...Object.entries(markCommands).map(([id, request]) =>
      command(id, (panel) => {
        const ids = panel.selection?.ids ?? [];
        if (ids.length > 0) return requests.edit(panel.document, request(ids), panel);
        void vscode.window.showInformationMessage(texts[language()].chooseMark);
        return undefined;
      }),
    ),
    command('markReviewed', (panel) => {
      const page = panel.selection?.page ?? panel.position?.page ?? 1;
      const reviewed = panel.document.sidecar.review?.pages.includes(page) === true;
      return requests.edit(
        panel.document,
        { kind: 'set-reviewed', pages: [page], reviewed: !reviewed },
        panel,
      );
    }),
  );
}
