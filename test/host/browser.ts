import { type Browser, chromium } from 'playwright-core';
import { atEnd } from './processes.ts';
import { findTool, missingSentence } from './tools.ts';

/** Starts a headless Chromium that reaches this machine only; it ends with this process (see `endAll`). */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findTool('chromium');
  if (!executablePath) throw new Error(missingSentence(['chromium']));
  const browser = await chromium.launch({
    executablePath,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
  atEnd(() => browser.close());
  return browser;
}
