import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.ts';

/** Programs that tests use besides what the lock file brings, with the Debian packages that hold them. */
const tools = {
  // The one without windows does the same work on the pages for less.
  chromium: {
    programs: [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
    ],
    packages: ['chromium-headless-shell', 'fonts-liberation'],
  },
  // The encoding data is only a recommendation of poppler-utils; without it poppler cannot read predefined CMaps.
  poppler: { programs: ['pdftotext'], packages: ['poppler-utils', 'poppler-data'] },
  qpdf: { programs: ['qpdf'], packages: ['qpdf'] },
  mutool: { programs: ['mutool'], packages: ['mupdf-tools'] },
} as const;

export type Tool = keyof typeof tools;

/** Every tool there is. */
export const allTools = Object.keys(tools) as Tool[];

/** Full path of a tool, or undefined where it is not installed. The variable CHROMIUM names another browser. */
export function findTool(tool: Tool): string | undefined {
  if (tool === 'chromium' && process.env['CHROMIUM']) return process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return tools[tool].programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((path) => existsSync(path));
}

/** Debian's poppler only recommends its encoding data, without which it cannot read predefined CMaps. */
function lacksData(tool: Tool): boolean {
  return tool === 'poppler' && existsSync('/etc/debian_version') && !existsSync('/usr/share/poppler/cMap');
}

/** Installs from Debian what is missing and can be had. Returns what is missing still. */
export async function installTools(wanted: readonly Tool[]): Promise<readonly Tool[]> {
  const lacking = wanted.filter((tool) => !findTool(tool) || lacksData(tool));
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (lacking.length > 0 && canInstall) {
    await installPackages(lacking.flatMap((tool) => tools[tool].packages)).catch((error: unknown) =>
      console.error(error instanceof Error ? error.message : String(error)),
    );
  }
  return lacking.filter((tool) => !findTool(tool));
}

async function installPackages(packages: readonly string[]): Promise<void> {
  console.error(`Installing from Debian: ${packages.join(', ')} …`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Without fresh lists the ones at hand may do; what the installation says then tells more.
  await run('apt-get', ['update', '-q'], options).catch(() => undefined);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options);
}

/** What to do about missing tools, in one sentence. */
export function missingSentence(missing: readonly Tool[]): string {
  const packages = missing.flatMap((tool) => tools[tool].packages);
  return `Not installed and not to be had by itself: ${missing.join(', ')}; as root: apt-get install ${packages.join(' ')}.`;
}
