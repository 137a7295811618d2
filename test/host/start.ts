// Opens the sample dossier in a real VS Code with the extension in it: a desktop VS Code where there is one, else the
// VS Code server, in a browser. Ctrl+C ends all of it. The dossier is a copy that stays from run to run.
//
//   npm start
//   npm start -- --fresh     begins with the sample as it was
//   npm start -- --server    the server even where there is a desktop VS Code
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { findDesktop, hasDisplay, openWindow } from './desktop-vscode.ts';
import { pack, packageExtension } from './vsix.ts';
import { cache, out, root } from './paths.ts';
import { quietSettings, startServer } from './server.ts';

/** The document that is open when the window appears. */
const FIRST = '01-informatiebericht-2021-12.pdf';

/** A second extension that opens the document. */
const opener = join(root, 'test/host/opener');

const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, server: { type: 'boolean' } } });
const dossier = copyOfSample(values.fresh ?? false);
const desktop = values.server ? undefined : findDesktop(process.env);
if (desktop) await openDesktop(desktop);
else await openServer();

/** The sample's copy in the cache folder, made when it is not there. */
function copyOfSample(fresh: boolean): string {
  const copy = join(cache, 'voorbeeld', 'dossier');
  if (fresh) rmSync(copy, { recursive: true, force: true });
  if (!existsSync(copy)) cpSync(join(root, 'samples/dossier'), copy, { recursive: true });
  console.log(`Voorbeelddossier: ${copy}`);
  return copy;
}

async function openDesktop(executable: string): Promise<void> {
  await build();
  const child = openWindow(executable, dossier, [root, opener], { LAKMOES_OPEN: join(dossier, FIRST) });
  console.log(`VS Code: ${executable}\nStoppen: sluit het venster of druk op Ctrl+C.`);
  child.once('error', (error) => {
    console.error(`${executable} kon niet worden gestart: ${error.message}`);
    process.exitCode = 1;
  });
}

async function openServer(): Promise<void> {
  const server = await startServer({
    extensions: [await packageExtension(), await pack(opener, join(out, 'opener.vsix'))],
    settings: quietSettings,
    token: randomBytes(16).toString('hex'),
    env: { LAKMOES_OPEN: join(dossier, FIRST) },
  });
  const address = server.address(dossier);
  console.log(`VS Code ${server.version}, alleen bereikbaar vanaf deze computer:\n\n  ${address}\n`);
  console.log('Stoppen: Ctrl+C.');
  if (hasDisplay(process.env)) openBrowser(process.platform === 'darwin' ? 'open' : 'xdg-open', address);
}

/** The browser is the person's own and outlives this; without one the printed address does. */
function openBrowser(command: string, address: string): void {
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
