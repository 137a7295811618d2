import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The dossier editor in a window, as a person uses it. */
export class DossierEditor {
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

  get grid(): Locator {
    return this.editor.locator('[role="grid"]');
  }

  tab(name: 'inventory' | 'data'): Locator {
    return this.editor.locator(`[data-tab="${name}"]`);
  }

  field(path: string): Locator {
    return this.editor.locator(`[data-field="${path}"]`);
  }

  /** A cell by the row's place in the dossier, from 0. */
  cell(row: number, column: string): Locator {
    return this.editor.locator(`[data-row="${String(row)}"] [data-column="${column}"]`);
  }

  action(name: string): Locator {
    return this.editor.locator(`[data-action="${name}"]`);
  }

  /** Number of the row at the top of the list. */
  get first(): Locator {
    return this.editor.locator('.body [aria-rowindex="2"] [data-column="number"]');
  }
}

/** The preview of the decision in a window. */
export class LetterPreview {
  readonly #workbench: Workbench;
  readonly #index: number;

  constructor(workbench: Workbench, index = 0) {
    this.#workbench = workbench;
    this.#index = index;
  }

  get page(): FrameLocator {
    return this.#workbench.editor(this.#index);
  }

  section(id: string): Locator {
    return this.page.locator(`[data-section="${id}"]`);
  }

  /** Clicks a paragraph that a mark stands behind and waits for the card under it. */
  async trace(id: string, text: RegExp): Promise<Locator> {
    await this.section(id).locator('.traced > p').filter({ hasText: text }).first().click();
    const card = this.section(id).locator('.card').first();
    await card.waitFor();
    return card;
  }
}
