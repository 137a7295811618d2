import * as vscode from 'vscode';
import { language } from './settings.ts';
import { attribute, nonce, webviewRoot } from './webview-html.ts';

/** A page that is one script (with the nonce) and one style sheet of the extension, `<name>.js` and `<name>.css`; nothing else loads. */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: 'dossier' | 'preview',
): string {
  const address = (file: string): string =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), file)).toString());
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
<link rel="stylesheet" href="${address(`${name}.css`)}">
</head>
<body>
<div id="app"></div>
<script type="module" nonce="${key}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}
