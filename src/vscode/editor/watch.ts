import * as vscode from 'vscode';
import { pathInside } from '../platform/path-inside.ts';
import { watchFolders } from '../platform/watch-files.ts';
import type { PdfDocument } from './document.ts';
import type { PdfEditorProvider } from './provider.ts';
import { pdfUriOf } from './sidecar-file.ts';

/**
 * Follows the files of open documents: sidecars that somebody else changes, also when saved as JSON in this very
 * window, and PDFs that get another content.
 */
export function watchDocuments(provider: PdfEditorProvider): vscode.Disposable {
  const outside = new Map<PdfDocument, vscode.Disposable>();
  const touched = (uri: vscode.Uri): void => {
    const pdf = pdfUriOf(uri);
    const bySidecar = pdf && provider.document(pdf);
    if (bySidecar) void provider.sync.checkDisk(bySidecar);
    const own = provider.document(uri);
    if (own) void own.source.reload().then((state) => own.sourceLoaded(state));
  };
  const watch = (pattern: vscode.GlobPattern): vscode.Disposable => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidChange(touched);
    watcher.onDidCreate(touched);
    watcher.onDidDelete(touched);
    return watcher;
  };
  const opened = (document: PdfDocument): void => {
    if (vscode.workspace.getWorkspaceFolder(document.uri)) return;
    outside.set(document, watch(new vscode.RelativePattern(vscode.Uri.joinPath(document.uri, '..'), '*')));
  };
  for (const document of provider.documents) opened(document);
  return vscode.Disposable.from(
    watch('**/*.{pdf,PDF,Pdf,json}'),
    watchFolders((folder) => {
      for (const { uri, sidecarUri } of provider.documents)
        if (pathInside(folder, uri) !== undefined) [uri, sidecarUri].forEach(touched);
    }),
    provider.onDidOpen(opened),
    provider.onDidClose((document) => {
      outside.get(document)?.dispose();
      outside.delete(document);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => touched(uri)),
    { dispose: () => outside.forEach((watcher) => watcher.dispose()) },
  );
}
