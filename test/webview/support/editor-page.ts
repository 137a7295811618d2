import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Finding } from '../../../src/core/diagnostics/types.ts';
import type { Quad, Redaction } from '../../../src/core/model/redaction.ts';
import type { ViewPosition } from '../../../src/core/protocol.ts';
import type { PageText } from '../../../src/core/text/characters.ts';
import { out } from '../../host/paths.ts';
import { FakeHost, type ForwardedKey } from './fake-host.ts';
import { TextSource } from './pdfium.ts';
import type { ThemeName } from './themes.ts';
import { Windows } from './windows.ts';
import type { PageMessage } from '../../../src/core/protocol.ts';

/** How an editor is opened. */
export interface OpenOptions {
  readonly pdf: Uint8Array;
  readonly fileName?: string;
  readonly redactions?: readonly Redaction[];
  readonly findings?: readonly Finding[];
  readonly readOnly?: string;
  readonly position?: ViewPosition;
  readonly theme?: ThemeName;
  readonly language?: 'nl' | 'en';
  readonly size?: { readonly width: number; readonly height: number };
  readonly delay?: number;
  readonly pageText?: (page: number) => PageText;
  /** Whether a page has to be drawn before the editor counts as open. */
  readonly waitForPage?: boolean;
}

/** The editors that the tests of a file open. */
export class Desk {
  readonly #windows: Windows;

  private constructor(windows: Windows) {
    this.#windows = windows;
  }

  static async start(): Promise<Desk> {
    return new Desk(await Windows.start());
  }

  /** Makes a PDF available; returns its address. */
  addPdf(pdf: Uint8Array): string {
    return this.#windows.site.addPdf(pdf);
  }

  /** Opens a PDF in an editor of its own. */
  async open(options: OpenOptions): Promise<EditorPage> {
    const source = options.pageText === undefined ? await TextSource.open(options.pdf) : undefined;
    const language = options.language ?? 'nl';
    const errors: string[] = [];
    const page = await this.#windows.open(options.size ?? { width: 1180, height: 800 }, {
      message: (message: PageMessage | ForwardedKey) => host.receive(message),
      complaint: (text) => errors.push(text),
    });
    const host: FakeHost = new FakeHost(page, {
      pdfUrl: this.addPdf(options.pdf),
      fileName: options.fileName ?? 'brief.pdf',
      language,
      pageText: options.pageText ?? ((number) => (source as TextSource).page(number)),
      redactions: options.redactions ?? [],
      findings: options.findings ?? [],
      ...(options.readOnly === undefined ? {} : { readOnly: options.readOnly }),
      ...(options.position === undefined ? {} : { position: options.position }),
      ...(options.delay === undefined ? {} : { delay: options.delay }),
    });
    const editor = new EditorPage(page, host, errors, (number) => host.textOf(number));
    await page.goto(this.#windows.site.page('editor', options.theme ?? 'dark', language));
    if (options.waitForPage ?? true) {
      await host.until(() => (host.last('state')?.rendered.length ?? 0) > 0, 'a page is drawn');
    }
    return editor;
  }

  /** Closes the editors that a test opened. */
  clear(): Promise<void> {
    return this.#windows.clear();
  }
}

/** An open editor, as a person sees it. */
export class EditorPage {
  readonly page: Page;
  readonly host: FakeHost;
  /** What the page threw or complained of. */
  readonly errors: readonly string[];
  readonly #textOf: (page: number) => PageText;

  constructor(page: Page, host: FakeHost, errors: readonly string[], textOf: (page: number) => PageText) {
    this.page = page;
    this.host = host;
    this.errors = errors;
    this.#textOf = textOf;
  }

  get scroller(): Locator {
    return this.page.locator('[data-region="document"]');
  }

  sheet(page: number): Locator {
    return this.page.locator(`[data-sheet="${page}"]`);
  }

  mark(id: string): Locator {
    return this.scroller.locator(`[data-redaction="${id}"]`);
  }

  row(id: string): Locator {
    return this.page.locator(`[data-row="${id}"]`);
  }

  action(name: string): Locator {
    return this.page.locator(`[data-action="${name}"]`);
  }

  /** Waits until a screen reader is told something. */
  async hears(text: string): Promise<void> {
    await this.page.locator('[data-live]', { hasText: text }).waitFor({ state: 'attached' });
  }

  /** Waits until the text of a page can be selected. */
  async textReady(page: number): Promise<void> {
    await this.page
      .locator(`[data-page="${page}"] .layer-text[data-text="ready"]`)
      .waitFor({ state: 'attached' });
  }

  /** The indexes of a text on a page: its `nth` occurrence. */
  indexOf(page: number, text: string, nth = 0): { start: number; end: number } {
    const { characters } = this.#textOf(page);
    const whole = characters.map((character) => character.text).join('');
    let at = whole.indexOf(text);
    for (let count = 0; count < nth; count += 1) {
      at = whole.indexOf(text, at + 1);
    }
    if (at < 0) {
      throw new Error(`"${text}" is not on page ${page}: ${whole}`);
    }
    return { start: at, end: at + [...text].length };
  }

  /** Where a point in PDF user space of an unturned A4 page stands in the window. */
  async windowPoint(page: number, x: number, y: number, height = 842): Promise<{ x: number; y: number }> {
    const box = await this.sheet(page).boundingBox();
    if (box === null) {
      throw new Error(`page ${page} is not on screen`);
    }
    const scale = box.height / height;
    return { x: box.x + x * scale, y: box.y + (height - y) * scale };
  }

  /** Where a gap between characters of an unturned page stands in the window, half-way up the line. */
  async caretPoint(page: number, index: number): Promise<{ x: number; y: number }> {
    const { characters } = this.#textOf(page);
    const after = characters[index];
    const before = characters[index - 1];
    const useBefore = after === undefined || after.text === '\n' || after.generated;
    const box = useBefore ? before?.loose : after.loose;
    if (box === undefined) {
      throw new Error(`no character at ${index}`);
    }
    return this.windowPoint(page, useBefore ? box[2] : box[0], (box[1] + box[3]) / 2);
  }

  /** Selects a text with the mouse, from its first to its last character. */
  async selectText(page: number, text: string, nth = 0): Promise<{ start: number; end: number }> {
    await this.textReady(page);
    const range = this.indexOf(page, text, nth);
    await this.drag(await this.caretPoint(page, range.start), await this.caretPoint(page, range.end));
    return range;
  }

  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await this.page.mouse.move(to.x, to.y, { steps: 3 });
    await this.page.mouse.up();
  }

  /** Keeps a picture for a person to look at. */
  async shot(name: string): Promise<void> {
    const folder = join(out, 'shots/webview');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The box around a quad: left, bottom, right, top. */
export function quadBox(quad: Quad): readonly [number, number, number, number] {
  const xs = [quad[0], quad[2], quad[4], quad[6]];
  const ys = [quad[1], quad[3], quad[5], quad[7]];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
