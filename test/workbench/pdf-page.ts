import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The PDF editor in a window, as a person uses it: text, marks and the list of marks. */
export class PdfPage {
  readonly #workbench: Workbench;
  readonly #index: number;

  /** `index`: of the visible panel, from the left. */
  constructor(workbench: Workbench, index = 0) {
    this.#workbench = workbench;
    this.#index = index;
  }

  get editor(): FrameLocator {
    return this.#workbench.editor(this.#index);
  }

  /** A page, from 1. */
  page(number: number): Locator {
    return this.editor.locator(`.page[data-page="${String(number)}"]`);
  }

  /** Marks as drawn on the pages. */
  get marks(): Locator {
    return this.editor.locator('.mark[data-redaction]');
  }

  /** Rows of the list of marks. */
  get panel(): Locator {
    return this.editor.locator('[data-region="panel"]');
  }

  /** Waits until a page is drawn and its text can be selected. */
  async ready(page = 1): Promise<void> {
    await this.page(page).locator('canvas').first().waitFor();
    await this.page(page).locator('[data-start]').first().waitFor({ state: 'attached' });
  }

  /** Selects a word on a page with a double click in its middle. */
  async selectWord(word: string, page = 1): Promise<void> {
    const line = this.page(page).locator('[data-start]').filter({ hasText: word }).first();
    await line.scrollIntoViewIfNeeded();
    const outer = await line.boundingBox();
    const share = await line.evaluate((node, wanted) => {
      const text = node.textContent;
      return (text.indexOf(wanted) + wanted.length / 2) / text.length;
    }, word);
    if (!outer) throw new Error(`“${word}” is not on screen.`);
    await this.#workbench.page.mouse.dblclick(outer.x + outer.width * share, outer.y + outer.height / 2);
  }

  /** Selects a word and gives it the usual reason of a key. */
  async markWord(word: string, key: 'e' | 'd' | 'g', page = 1): Promise<void> {
    const before = await this.marks.count();
    await this.selectWord(word, page);
    await this.#workbench.press(key);
    await this.marks.nth(before).waitFor();
  }

  /** Clicks a mark. */
  async chooseMark(id: string): Promise<void> {
    const mark = this.editor.locator(`.mark[data-redaction="${id}"]`);
    await mark.scrollIntoViewIfNeeded();
    await mark.click();
    await this.selected(id);
  }

  /** Waits until a mark is selected. */
  async selected(id: string): Promise<void> {
    await this.editor.locator(`.mark[data-redaction="${id}"][data-selected]`).waitFor();
  }
}
