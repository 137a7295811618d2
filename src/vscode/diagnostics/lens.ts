import * as vscode from 'vscode';
import { parseSidecar } from '../../core/sidecar/parse.ts';
import { language } from '../platform/settings.ts';
import { texts } from './texts.ts';

/** Above each mark in a sidecar's JSON: its ground and status, and the way to it in the PDF. */
export class MarkLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const result = parseSidecar(document.getText());
    if (!result.ok) return [];
    const say = texts[language()];
    return result.value.redactions.flatMap((mark, index) => {
      const place = result.ranges.find(['redactions', index]);
      if (!place) return [];
      const at = document.positionAt(place.start);
      const range = new vscode.Range(at, at);
      const show = { command: 'lakmoes.showInPdf', title: say.showInPdf, arguments: [document.uri, mark.id] };
      const state = say.lens(mark.grounds.join(' + '), `${say[mark.status]} · ${say.page(mark.page)}`);
      return [new vscode.CodeLens(range, show), new vscode.CodeLens(range, { command: '', title: state })];
    });
  }
}
