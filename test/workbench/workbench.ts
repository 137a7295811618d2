import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { after, afterEach, before } from 'mocha';
import { startBrowser } from '../host/browser.ts';
import { out, root } from '../host/paths.ts';
import { type ServerHandle, startServer } from '../host/server.ts';
import { vsixPath } from '../host/vsix.ts';

/** How long the workbench may take for anything, in milliseconds: generous, since other suites run beside it. */
const PATIENCE = 45_000;

const packaged = process.env['LAKMOES_VSIX'] !== undefined;

let shared: Promise<readonly [ServerHandle, Browser]> | undefined;

/** One server and one browser for all journeys of a run; both end with it. */
function host(): Promise<readonly [ServerHandle, Browser]> {
  shared ??= Promise.all([startServer(packaged ? { extensions: [vsixPath()] } : {}), startBrowser()]);
  return shared;
}

/** What a window starts with. */
export interface WindowOptions {
  /** Folder to work on; the window gets a copy. The sample dossier unless told. */
  readonly source?: string;
  /** Workspace settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** File in the folder that is open from the start, by its relative path. */
  readonly open?: string;
  /** CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A window of the real workbench, as a person sees it. Every method waits for what it names. */
export class Workbench {
  readonly page: Page;
  /** Path of the copy that the window works on. */
  readonly folder: string;
  /** Where VS Code keeps what is unsaved. */
  readonly backups: string;

  private constructor(page: Page, folder: string, server: ServerHandle) {
    this.page = page;
    this.folder = folder;
    this.backups = join(server.folder, 'data/User/Backups');
  }

  /** Opens a window on a fresh copy of a folder. */
  static async open(options: WindowOptions = {}): Promise<Workbench> {
    const [server, browser] = await host();
    const folder = server.copy(options.source ?? join(root, 'samples/dossier'), 'dossier');
    if (options.settings) {
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(options.settings));
    }
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const workbench = new Workbench(page, folder, server);
    await page.goto(server.address(folder, packaged ? [] : [['extensionDevelopmentPath', root]]));
    await workbench.restored();
    // A PDF that is opened before the extension is registered opens as text.
    await workbench.activityBarItem('Lakmoes').waitFor();
    if (options.open) await workbench.openFile(options.open);
    return workbench;
  }

  /** Closes the window, without a question about unsaved work. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Path of a file in the window's folder. */
  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** Waits until the workbench has drawn what it opened with. */
  async restored(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.page.waitForFunction(() => 'driver' in globalThis);
    await this.page.evaluate(() =>
      (
        globalThis as unknown as { driver: { whenWorkbenchRestored(): Promise<void> } }
      ).driver.whenWorkbenchRestored(),
    );
  }

  /**
   * Reloads the window as a person does; what is unsaved comes back once it is backed up (see `backedUp`). A reload of
   * the browser's page would be another thing: the web workbench then has no time to note what was open.
   */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.restored();
    await this.activityBarItem('Lakmoes').waitFor();
  }

  /** Leaves the window for another program and comes back; a browser without a screen never does by itself. */
  async away(): Promise<void> {
    for (const here of [false, true]) {
      await this.page.evaluate((focused) => {
        document.hasFocus = () => focused;
        window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
      }, here);
    }
  }

  /** Waits until the unsaved marks of a PDF are in a backup. */
  async backedUp(name: string): Promise<void> {
    const kept = (file: string): boolean =>
      file.includes('vscode-custom-editor') && readFileSync(file, 'utf8').includes(this.path(name));
    await until(`a backup of ${name}`, () => filesUnder(this.backups).some(kept));
  }

  /** Runs a command by its title in the command palette. */
  command(title: string): Promise<void> {
    return this.#choose(`command ${title}`, 'F1', `>${title}`, this.quickPickRow(title));
  }

  /**
   * Chooses a row of a list that a key opens. The list is a snapshot: a command that an extension adds a moment later
   * is not in it; and the list before it may still be closing. So it is opened again until the row is there.
   */
  async #choose(what: string, key: string, text: string, row: Locator): Promise<void> {
    const soon = { timeout: 2_000 };
    await eventually(what, async () => {
      await this.page.keyboard.press(key);
      if (await succeeds(this.quickInput.fill(text, soon).then(() => this.#take(row, soon)))) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Takes a row of the open list by the keyboard: rows that come later push others under the mouse. */
  async #take(row: Locator, soon: { readonly timeout: number }): Promise<void> {
    await row.waitFor(soon);
    const chosen = row.and(this.page.locator('.focused'));
    for (let step = await this.quickPickRows.count(); step > 0 && !(await chosen.isVisible()); step -= 1)
      await this.page.keyboard.press('ArrowDown');
    await chosen.waitFor(soon);
    await this.page.keyboard.press('Enter');
  }

  /** Presses keys where the focus is, in Playwright's notation (`Control+Shift+M`). */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  // Files and tabs

  /** Row of a file or folder in the explorer. */
  explorerRow(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ has: this.exactLabel(name) });
  }

  /** Opens a file of the window's folder by the quick open list. */
  async openFile(name: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const row = rows.filter({ hasText: fileNamed(name) }).first();
    const active = this.page.locator('.tabs-container .tab.active').filter({ hasText: fileNamed(name) });
    await eventually(`file ${name}`, async () => {
      await this.#choose(`file ${name}`, 'Control+P', name, row);
      // Rows that arrive late may have pushed another one under the mouse.
      return succeeds(active.first().waitFor({ timeout: 5_000 }));
    });
  }

  /** Tab of an editor by (a part of) its name. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: fileNamed(name) });
  }

  /** Waits until a tab has (or no longer has) its dirty dot. */
  async dirty(name: string, want = true): Promise<void> {
    const dirty = this.page.locator('.tabs-container .tab.dirty').filter({ hasText: fileNamed(name) });
    await dirty.first().waitFor({ state: want ? 'attached' : 'detached' });
  }

  /** Saves the active editor and waits until its tab is clean. */
  async save(name: string): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.dirty(name, false);
  }

  // The PDF editor's page

  /** The page of a visible webview, counted from the left when there are several: frame in frame in the window. */
  editor(index = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .nth(index)
      .contentFrame()
      .frameLocator('iframe#active-frame');
  }

  /** The same as a frame, to evaluate code in. */
  async editorFrame(index = 0): Promise<Frame> {
    const body = await this.editor(index).locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('The editor has no page.');
    return frame;
  }

  /** Drags with the mouse over an element in any frame; points in CSS pixels from its top left corner. */
  async drag(element: Locator, from: Point, to: Point): Promise<void> {
    const box = await element.boundingBox();
    if (!box) throw new Error('The element to drag on is not visible.');
    await this.page.mouse.move(box.x + from.x, box.y + from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + to.x, box.y + to.y, { steps: 8 });
    await this.page.mouse.up();
  }

  // Quick picks and input boxes

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** Rows of the quick pick that is open. */
  get quickPickRows(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  }

  quickPickRow(text: string): Locator {
    return this.quickPickRows.filter({ hasText: text }).first();
  }

  /** Presses keys in the quick pick or input box that is open. The page of an editor may have the focus a moment longer. */
  async pressInQuickInput(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.quickInput.press(key);
  }

  /** Chooses a row of the open quick pick. */
  async pick(text: string): Promise<void> {
    await this.quickPickRow(text).click();
  }

  /** Answers an input box with Enter. The list that was answered before it is in the same widget a moment longer. */
  async answer(text: string): Promise<void> {
    await this.quickInput.waitFor();
    await this.page.locator('.quick-input-widget:visible .quick-input-list').waitFor({ state: 'hidden' });
    await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
  }

  // Panels, views, messages

  /** Opens the Problems panel and returns its rows. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.command('Problems: Focus on Problems View');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /** Opens a container of the activity bar by its title. */
  async viewContainer(title: string): Promise<void> {
    const item = this.activityBarItem(title);
    if ((await item.getAttribute('class'))?.includes('checked')) return;
    await item.click();
    await this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
  }

  activityBarItem(title: string): Locator {
    const label = this.page.locator(`[aria-label^="${title}"]`);
    return this.page.locator('.activitybar .action-item').filter({ has: label }).first();
  }

  /** A view in the side bar by its title. */
  view(title: string): Locator {
    return this.page
      .locator('.sidebar .pane')
      .filter({ has: this.page.locator('.pane-header', { hasText: title }) });
  }

  /** Rows of a tree view in the side bar. */
  treeRows(title: string): Locator {
    return this.view(title).locator('.monaco-list-row');
  }

  /** A message at the lower right, or a modal dialog, that holds a text. */
  message(text: string | RegExp): Locator {
    return this.page
      .locator('.notifications-toasts .notification-list-item, .monaco-dialog-box')
      .filter({ hasText: text })
      .first();
  }

  /** Presses a button of a message. */
  async messageButton(text: string | RegExp, button: string): Promise<void> {
    await this.message(text).locator('.monaco-button', { hasText: button }).first().click();
  }

  /** Entry of the status bar that holds a text. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Writes a picture of the window to out/shots. */
  async screenshot(name: string): Promise<void> {
    const folder = join(out, 'shots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  private exactLabel(name: string): Locator {
    return this.page.locator('.label-name').getByText(name, { exact: true });
  }
}

/**
 * Opens a window before the tests of a `describe` and closes it after them; a test that fails leaves a picture in
 * out/shots. Returns how to get at the window from within a test.
 */
export function useWorkbench(options: WindowOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  const current = () => {
    if (!workbench) throw new Error('The window is not open yet.');
    return workbench;
  };
  before(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    await current().screenshot(
      `failed-${test
        .fullTitle()
        .replaceAll(/[^\w]+/g, '-')
        .slice(0, 80)}`,
    );
  });
  after(() => workbench?.close());
  return current;
}

/** A file's name in a text, but not that of the file with its marks, which only goes on. */
function fileNamed(name: string): RegExp {
  return new RegExp(`${name.replaceAll('.', String.raw`\.`)}(?!\\.)`);
}

/** CSS pixels from the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whether something comes to a good end. */
function succeeds(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}

/** Every file in a folder and below it; none where there is no folder. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Repeats an action until what it brings is there: rows of a list that is still growing slip away from the mouse. */
export async function insist(action: () => Promise<void>, brings: Locator): Promise<void> {
  await eventually('what was clicked', async () => {
    await action();
    return succeeds(brings.waitFor({ timeout: 5_000 }));
  });
}

/** Repeats a step until it says that it worked; fails with `what` when patience is at its end. */
async function eventually(what: string, step: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    if (await step()) return;
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** Waits until a condition on something outside the browser holds (a file, say), asking ten times a second. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(what, async () => {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return false;
  });
}
