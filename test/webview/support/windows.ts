import type { Browser, BrowserContext, ConsoleMessage, Dialog, Page } from 'playwright-core';
import { startBrowser } from '../../host/browser.ts';
import { Site } from './site.ts';

/** What a test hears of a page. */
export interface Listener {
  /** A message to the host, in the form that the page gives it. */
  readonly message: (message: never) => void | Promise<void>;
  /** What the page threw or complained of, or a dialog that it opened. */
  readonly complaint: (text: string) => void;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A window with one page in it. Every document in it is new; the process behind it is used again. */
class TestWindow {
  readonly #page: Page;
  #listener: Listener | undefined;

  private constructor(page: Page) {
    this.#page = page;
    page.on('pageerror', (error) => this.#listener?.complaint(error.message));
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') this.#listener?.complaint(message.text());
    });
    page.on('dialog', (dialog: Dialog) => {
      this.#listener?.complaint(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  static async open(browser: Browser): Promise<TestWindow> {
    const context: BrowserContext = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const window = new TestWindow(await context.newPage());
    await window.#page.exposeFunction('toHost', (message: never) => window.#listener?.message(message));
    return window;
  }

  async show(size: Size, listener: Listener): Promise<Page> {
    await this.#page.setViewportSize(size);
    this.#listener = listener;
    return this.#page;
  }

  /** Leaves the document for an empty one of the same origin, so that nothing of it reaches the next test. */
  async leave(blank: string): Promise<void> {
    this.#listener = undefined;
    await this.#page.goto(blank);
    await this.#page.mouse.move(0, 0);
  }
}

interface Shared {
  readonly browser: Browser;
  readonly site: Site;
  readonly idle: TestWindow[];
}

let shared: Promise<Shared> | undefined;

/** One browser and one server for all files of a run; both end with the process. */
async function start(): Promise<Shared> {
  const [browser, site] = await Promise.all([startBrowser(), Site.start()]);
  return { browser, site, idle: [] };
}

/** The windows that the tests of a file have open. */
export class Windows {
  readonly site: Site;
  readonly #shared: Shared;
  readonly #open = new Set<TestWindow>();

  private constructor(from: Shared) {
    this.site = from.site;
    this.#shared = from;
  }

  static async start(): Promise<Windows> {
    shared ??= start();
    return new Windows(await shared);
  }

  /** An empty page that nobody else uses. */
  async open(size: Size, listener: Listener): Promise<Page> {
    const window = this.#shared.idle.pop() ?? (await TestWindow.open(this.#shared.browser));
    this.#open.add(window);
    return window.show(size, listener);
  }

  /** Gives back the pages that a test used. */
  async clear(): Promise<void> {
    await Promise.all([...this.#open].map((window) => window.leave(this.site.blank)));
    this.#shared.idle.push(...this.#open);
    this.#open.clear();
  }
}
