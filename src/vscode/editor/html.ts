import * as vscode from 'vscode';
import { language } from '../platform/settings.ts';
import { attribute, nonce, webviewRoot } from '../platform/webview-html.ts';

/**
 * The page of the editor. Scripts only with the nonce; WASM for pdf.js's image decoders; its worker from a blob,
 * because page and resources differ in origin; no address outside the webview's own resources.
 */
export function editorHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const root = webviewRoot(extensionUri);
  const address = (...path: string[]): string =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString());
  const key = nonce();
  const source = webview.cspSource;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${key}' 'wasm-unsafe-eval'`,
    `worker-src blob:`,
    `connect-src ${source} blob:`,
    `img-src ${source} blob: data:`,
    `font-src ${source} blob: data:`,
    `style-src ${source} 'unsafe-inline'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('main.css')}">
</head>
<body data-worker="${address('pdf.worker.js')}" data-assets="${address('pdfjs')}/" data-language="${language()}">
<div id="app"></div>
<script type="module" nonce="${key}" src="${address('main.js')}"></script>
</body>
</html>`;
}
