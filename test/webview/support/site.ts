import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { root } from '../../host/paths.ts';
import { themeStyle, type ThemeName } from './themes.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/** The page's bundle, as it ships. LAKMOES_PAGE names another folder, for work on the page alone. */
const bundle = resolve(process.env['LAKMOES_PAGE'] ?? join(root, 'dist/webview'));

/** Serves the page of the editor and PDFs on this machine only, under the policy that the extension sets. */
export class Site {
  readonly #server: Server;
  readonly #pdfs = new Map<string, Uint8Array>();
  readonly address: string;

  private constructor(server: Server, address: string) {
    this.#server = server;
    this.address = address;
  }

  static async start(): Promise<Site> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const site = new Site(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', site.address);
      site.#answer(url).then(
        ([type, body]) => response.writeHead(200, { 'content-type': type }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    return site;
  }

  /** Makes a PDF available; returns its address. */
  addPdf(name: string, bytes: Uint8Array): string {
    this.#pdfs.set(`/pdf/${name}`, bytes);
    return `${this.address}/pdf/${name}`;
  }

  /** Address of the page in a theme and language. */
  page(theme: ThemeName, language: 'nl' | 'en'): string {
    return `${this.address}/?theme=${theme}&language=${language}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(url: URL): Promise<[type: string, body: Uint8Array | string]> {
    const pdf = this.#pdfs.get(url.pathname);
    if (pdf !== undefined) {
      return ['application/pdf', pdf];
    }
    if (url.pathname === '/favicon.ico') {
      return ['image/x-icon', ''];
    }
    if (url.pathname === '/') {
      const theme = (url.searchParams.get('theme') ?? 'dark') as ThemeName;
      return ['text/html', this.#html(theme, url.searchParams.get('language') ?? 'nl')];
    }
    const file = resolve(bundle, `.${url.pathname}`);
    if (!file.startsWith(bundle)) {
      throw new Error('outside the bundle');
    }
    return [TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file)];
  }

  #html(theme: ThemeName, language: string): string {
    const source = this.address;
    const policy = [
      `default-src 'none'`,
      `script-src 'nonce-test' 'wasm-unsafe-eval'`,
      `worker-src blob:`,
      `connect-src ${source} blob:`,
      `img-src ${source} blob: data:`,
      `font-src ${source} blob: data:`,
      `style-src ${source} 'unsafe-inline'`,
    ].join('; ');
    const { classes, style } = themeStyle(theme);
    return `<!DOCTYPE html><html lang="${language}" style="${style}"><head><meta charset="utf-8"><title>brief.pdf</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/main.css"></head>
<body class="${classes}" data-vscode-theme-kind="${classes}" data-worker="${source}/pdf.worker.js" data-assets="${source}/pdfjs/" data-language="${language}">
<div id="app"></div>
<script nonce="test">
  // As VS Code does: hand every key that the page lets through to the workbench.
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, shiftKey, altKey, metaKey, defaultPrevented } = event;
    toHost({ type: 'forwarded-key', key, ctrlKey, shiftKey, altKey, metaKey, defaultPrevented });
  });
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => void toHost(message) });
</script>
<script type="module" nonce="test" src="/main.js"></script></body></html>`;
  }
}
