import * as vscode from 'vscode';
import { language } from '../platform/settings.ts';
import { attribute, nonce, webviewRoot } from '../platform/webview-html.ts';

/** The page of the dossier editor: a script with the nonce and the extension's own style sheet, nothing else. */
export function dossierHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const address = (name: string): string =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), name)).toString());
  const key = nonce();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${key}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('dossier.css')}">
</head>
<body>
<div id="app"></div>
<script type="module" nonce="${key}" src="${address('dossier.js')}"></script>
</body>
</html>`;
}
