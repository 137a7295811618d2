import { type Browser, chromium } from 'playwright-core';
import { findTool, missingSentence } from './tools.ts';

/** Starts a headless Chromium that reaches this machine only. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findTool('chromium');
  if (!executablePath) throw new Error(missingSentence(['chromium']));
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}
