import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { root } from '../../host/paths.ts';
import { themeStyle, type ThemeName } from './themes.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/** Bundles stay as they are during a run: the browser may keep what it compiled. PDFs have an address of their own. */
const CACHING = 'max-age=3600';

/** The pages' bundles, as they ship. LAKMOES_PAGE names another folder, for work on the pages alone. */
const bundle = resolve(process.env['LAKMOES_PAGE'] ?? join(root, 'dist/webview'));

/** A page of the extension. */
export type PageName = 'editor' | 'dossier' | 'preview';

/** Serves the pages and PDFs on this machine only, under the policies that the extension sets. */
export class Site {
  readonly #pdfs = new Map<string, Uint8Array>();
  readonly address: string;

  private constructor(address: string) {
    this.address = address;
  }

  static async start(): Promise<Site> {
    const server = createServer();
    server.unref();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const site = new Site(`http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', site.address);
      site.#answer(url).then(
        ([type, body]) =>
          response.writeHead(200, { 'content-type': type, 'cache-control': CACHING }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    return site;
  }

  /** Makes a PDF available; returns its address. */
  addPdf(bytes: Uint8Array): string {
    const path = `/pdf/${String(this.#pdfs.size + 1)}.pdf`;
    this.#pdfs.set(path, bytes);
    return `${this.address}${path}`;
  }

  /** Address of a page in a theme and language. */
  page(name: PageName, theme: ThemeName, language: 'nl' | 'en' = 'nl'): string {
    return `${this.address}/${name}?theme=${theme}&language=${language}`;
  }

  /** Address of an empty page. */
  get blank(): string {
    return `${this.address}/blank`;
  }

  async #answer(url: URL): Promise<[type: string, body: Uint8Array | string]> {
    const pdf = this.#pdfs.get(url.pathname);
    if (pdf !== undefined) {
      return ['application/pdf', pdf];
    }
    if (url.pathname === '/favicon.ico') {
      return ['image/x-icon', ''];
    }
    if (url.pathname === '/blank') {
      return ['text/html', '<!DOCTYPE html><title>leeg</title>'];
    }
    const name = url.pathname.slice(1);
    if (name === 'editor' || name === 'dossier' || name === 'preview') {
      const theme = (url.searchParams.get('theme') ?? 'dark') as ThemeName;
      const language = url.searchParams.get('language') ?? 'nl';
      return [
        'text/html',
        name === 'editor' ? this.#editor(theme, language) : this.#plain(name, theme, language),
      ];
    }
    const file = resolve(bundle, `.${url.pathname}`);
    if (!file.startsWith(bundle)) {
      throw new Error('outside the bundle');
    }
    return [TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file)];
  }

  #editor(theme: ThemeName, language: string): string {
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
  /** A page that is one script and one style sheet. */
  #plain(name: string, theme: ThemeName, language: string): string {
    const source = this.address;
    const policy = `default-src 'none'; script-src 'nonce-test'; style-src ${source} 'unsafe-inline'`;
    const { classes, style } = themeStyle(theme);
    return `<!DOCTYPE html><html lang="${language}" style="${style}"><head><meta charset="utf-8"><title>${name}</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/${name}.css"></head>
<body class="${classes}"><div id="app"></div>
<script nonce="test">
  let state;
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void toHost(message),
    getState: () => state,
    setState: (next) => (state = next),
  });
</script>
<script type="module" nonce="test" src="/${name}.js"></script></body></html>`;
  }
}
