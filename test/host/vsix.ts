import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { out, root } from './paths.ts';
import { run } from './processes.ts';

/** Where a package of this version is, once it has been made. */
export function vsixPath(folder = out): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return join(folder, `lakmoes-${version}.vsix`);
}

/** Builds as shipped and packs `lakmoes-<version>.vsix`; returns its path (in the folder out unless told). */
export async function packageExtension(folder = out): Promise<string> {
  await build(['--minify']);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, 'dist/README.md'), readmeForUsers(readFileSync(join(root, 'README.md'), 'utf8')));
  return pack(root, vsixPath(folder), ['--readme-path', 'dist/README.md']);
}

/**
 * The readme for who uses the extension: without the parts for developers, and without pictures, which would need a
 * web address: nothing in the package refers to the web.
 */
export function readmeForUsers(readme: string): string {
  const parts = readme.split(/^(?=## )/m);
  const forDevelopers = /^## (?:Two commands|Development)\n/;
  return parts
    .filter((part) => !forDevelopers.test(part))
    .join('')
    .replaceAll(/^.*!\[[^\]]*\]\([^)]*\).*\n+/gm, '');
}

/** Packs the extension in a folder as it is; returns the path of the package. */
export async function pack(extension: string, path: string, extra: readonly string[] = []): Promise<string> {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--no-rewrite-relative-links',
  ];
  await run(process.execPath, [vsce, 'package', ...flags, ...extra, '--out', path], { cwd: extension });
  return path;
}
