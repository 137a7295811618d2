import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../../host/browser.ts';
import { out, root } from '../../host/paths.ts';
import { themeStyle, type ThemeName } from './themes.ts';

/** The pages' bundles, as they ship. LAKMOES_PAGE names another folder, for work on the pages alone. */
const bundle = resolve(process.env['LAKMOES_PAGE'] ?? join(root, 'dist/webview'));
/** Nobody listens there: every request is answered by the test. A loopback address, so that the clipboard may be used. */
const address = 'http://127.0.0.1:9';

/** How a page is opened. */
export interface PlainOptions {
  readonly theme?: ThemeName;
  readonly size?: { readonly width: number; readonly height: number };
}

/** A browser for the pages that are one script and one style sheet; shared by the tests of a file. */
export class PlainDesk {
  readonly #browser: Browser;
  readonly #open = new Set<BrowserContext>();

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<PlainDesk> {
    return new PlainDesk(await startBrowser());
  }

  /** Opens a page under the policy that the extension sets. `received` gets every message of the page. */
  async open(
    name: 'dossier' | 'preview',
    received: (message: never) => void,
    options: PlainOptions = {},
  ): Promise<PlainPage> {
    const context = await this.#browser.newContext({
      viewport: options.size ?? { width: 1280, height: 820 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    this.#open.add(context);
    const page = await context.newPage();
    const plain = new PlainPage(page);
    page.on('pageerror', (error) => plain.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') plain.errors.push(message.text());
    });
    page.on('dialog', (dialog) => {
      plain.errors.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.exposeFunction('toHost', (message: never) => {
      received(message);
    });
    await context.route(`${address}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') {
        return route.fulfill({ contentType: 'text/html', body: html(name, options.theme ?? 'dark') });
      }
      if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      return route.fulfill({ contentType: type, body: await readFile(join(bundle, pathname)) });
    });
    await page.goto(`${address}/`);
    return plain;
  }

  /** Closes the pages that a test opened. */
  async clear(): Promise<void> {
    await Promise.all([...this.#open].map((context) => context.close()));
    this.#open.clear();
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.#browser.close();
  }
}

/** An open page, as a person sees it. */
export class PlainPage {
  readonly page: Page;
  /** What the page threw or complained of, or a dialog that it opened. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  async send(message: object): Promise<void> {
    await this.page.evaluate((data) => {
      window.postMessage(data, '*');
    }, message);
  }

  /** Keeps a picture for a person to look at. */
  async shot(name: string): Promise<void> {
    const folder = join(out, 'shots/webview');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Violations that axe calls serious or critical, with where they are. */
  async seriousViolations(): Promise<readonly string[]> {
    await this.page.evaluate(axe.source);
    const result = await this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: (node: Document) => Promise<AxeResult> } };
      return axe.run(document);
    });
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
      );
  }
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** As `pageHtml` of the extension makes it, with a stand-in for VS Code. */
function html(name: string, theme: ThemeName): string {
  const policy = `default-src 'none'; script-src 'nonce-test'; style-src ${address} 'unsafe-inline'`;
  const { classes, style } = themeStyle(theme);
  return `<!DOCTYPE html><html lang="nl" style="${style}"><head><meta charset="utf-8"><title>${name}</title>
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

/** Waits until something holds that is told from the page: asked again and again, for at most so many milliseconds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limit = 15_000,
): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Did not happen: ${what}`);
    await new Promise((next) => setTimeout(next, 15));
  }
}
