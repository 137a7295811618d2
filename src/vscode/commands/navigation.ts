import * as vscode from 'vscode';
import { parseSidecar } from '../../core/sidecar/parse.ts';
import { type PdfEditorProvider, viewType } from '../editor/provider.ts';
import { pdfUriOf } from '../editor/sidecar-file.ts';
import { baseName } from '../editor/texts.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Opens a PDF in the editor and goes to a mark or a page; `column` is for a PDF that is not open yet. */
export async function revealInPdf(
  provider: PdfEditorProvider,
  pdf: vscode.Uri,
  place: {
    readonly page?: number;
    readonly redactionId?: string;
    /** Characters of the page, to be selected. */
    readonly range?: { readonly start: number; readonly end: number };
    readonly column?: vscode.ViewColumn;
  } = {},
): Promise<void> {
  const open = provider.document(pdf);
  const panel = open && provider.panels(open)[0];
  if (panel) panel.reveal();
  else await vscode.commands.executeCommand('vscode.openWith', pdf, viewType, place.column);
  const document = provider.document(pdf);
  const shown = document && provider.panels(document)[0];
  const page =
    place.page ?? (place.redactionId === undefined ? undefined : document?.mark(place.redactionId)?.page);
  if (!shown || page === undefined) return;
  const { redactionId, range } = place;
  shown.post({
    type: 'reveal',
    page,
    ...(redactionId === undefined ? {} : { redactionId }),
    ...(range === undefined ? {} : { range }),
  });
}

/** The mark whose JSON holds a position of a sidecar's text. */
export function markAt(
  text: string,
  offset: number,
): { readonly id: string; readonly page: number } | undefined {
  const result = parseSidecar(text);
  if (!result.ok) return undefined;
  const index = result.value.redactions.findIndex((_, at) => {
    const range = result.ranges.find(['redactions', at]);
    return range !== undefined && range.start <= offset && offset <= range.end;
  });
  return result.value.redactions[index];
}

/** Registers the commands that go from JSON to PDF and back. */
export function registerNavigation(provider: PdfEditorProvider): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('lakmoes.showSidecar', async () => {
      const document = provider.activePanel?.document;
      if (!document) return;
      if (document.disk.text === undefined) {
        void vscode.window.showInformationMessage(texts[language()].noSidecar(baseName(document.uri)));
        return;
      }
      await vscode.window.showTextDocument(document.sidecarUri, { viewColumn: vscode.ViewColumn.Beside });
    }),
    vscode.commands.registerCommand('lakmoes.showInPdf', async (from?: unknown, redactionId?: unknown) => {
      const editor = vscode.window.activeTextEditor;
      const sidecar =
        from instanceof vscode.Uri
          ? from
          : typeof from === 'string'
            ? vscode.Uri.parse(from)
            : editor?.document.uri;
      const pdf = sidecar && pdfUriOf(sidecar);
      if (!sidecar || !pdf) return;
      if (typeof redactionId === 'string') {
        await revealInPdf(provider, pdf, { redactionId });
        return;
      }
      const here = editor?.document.uri.toString() === sidecar.toString() ? editor : undefined;
      const mark = here && markAt(here.document.getText(), here.document.offsetAt(here.selection.active));
      await revealInPdf(provider, pdf, mark ? { page: mark.page, redactionId: mark.id } : {});
    }),
  );
}
