import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { out } from '../../host/paths.ts';
import type { ThemeName } from './themes.ts';
import { type Size, Windows } from './windows.ts';

/** How a page is opened. */
export interface PlainOptions {
  readonly theme?: ThemeName;
  readonly size?: Size;
}

/** The pages that are one script and one style sheet, as the tests of a file open them. */
export class PlainDesk {
  readonly #windows: Windows;

  private constructor(windows: Windows) {
    this.#windows = windows;
  }

  static async start(): Promise<PlainDesk> {
    return new PlainDesk(await Windows.start());
  }

  /** Opens a page under the policy that the extension sets. `received` gets every message of the page. */
  async open(
    name: 'dossier' | 'preview',
    received: (message: never) => void,
    options: PlainOptions = {},
  ): Promise<PlainPage> {
    const errors: string[] = [];
    const page = await this.#windows.open(options.size ?? { width: 1280, height: 820 }, {
      message: received,
      complaint: (text) => errors.push(text),
    });
    await page.goto(this.#windows.site.page(name, options.theme ?? 'dark'));
    return new PlainPage(page, errors);
  }

  /** Closes the pages that a test opened. */
  clear(): Promise<void> {
    return this.#windows.clear();
  }
}

/** An open page, as a person sees it. */
export class PlainPage {
  readonly page: Page;
  /** What the page threw or complained of, or a dialog that it opened. */
  readonly errors: readonly string[];

  constructor(page: Page, errors: readonly string[]) {
    this.page = page;
    this.errors = errors;
  }

  async send(message: object): Promise<void> {
    await this.page.evaluate(
      (text) => window.postMessage(JSON.parse(text) as object, '*'),
      JSON.stringify(message),
    );
  }

  /** Keeps a picture for a person to look at. */
  async shot(name: string): Promise<void> {
    const folder = join(out, 'shots/webview');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
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
