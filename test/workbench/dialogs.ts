import { basename } from 'node:path';
import type { Locator } from 'playwright-core';
import { until, type Workbench } from './workbench.ts';

/**
 * Waits for a notification and returns it. The server's switch for tests keeps messages from popping up, so they
 * are looked for in the list behind the bell. `patience` in milliseconds.
 */
export async function notification(
  workbench: Workbench,
  text: RegExp | string,
  patience?: number,
): Promise<Locator> {
  const list = workbench.page.locator('.notifications-center.visible');
  const item = list.locator('.notification-list-item').filter({ hasText: text }).first();
  const bell = workbench.page
    .locator('.statusbar-item .codicon-bell, .statusbar-item .codicon-bell-dot')
    .first();
  if (!(await list.isVisible())) await bell.click();
  await item.waitFor({ ...(patience === undefined ? {} : { timeout: patience }) });
  return item;
}

/** Answers the workbench's own dialog for a folder; its list comes in a moment after it opens. */
export async function chooseFolder(workbench: Workbench, folder: string, button: string): Promise<void> {
  // All quick inputs share one widget: this one is known by its button.
  const accept = workbench.page.locator('.monaco-button:visible', { hasText: button });
  const dialog = workbench.page.locator('.quick-input-widget:visible').filter({ has: accept });
  const path = dialog.locator('.quick-input-box input');
  // What is accepted is the folder that the list is of, which follows the path a moment later.
  const listed = async (name: string): Promise<boolean> =>
    (await dialog.locator('.monaco-list-row').filter({ hasText: name }).count()) > 0;
  await dialog.waitFor();
  await until('the folder to be chosen', async () => {
    if (!(await dialog.isVisible())) return true;
    if ((await path.inputValue({ timeout: 1_000 }).catch(() => '')) !== `${folder}/`)
      await path.fill(`${folder}/`, { timeout: 1_000 }).catch(() => undefined);
    if (!(await listed('..')) || (await listed(basename(folder)))) return false;
    await accept.click({ timeout: 1_000 }).catch(() => undefined);
    return !(await dialog.isVisible());
  });
}
