import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { out, root } from './paths.ts';
import { run } from './processes.ts';

/** Builds as shipped and packs `lakmoes-<version>.vsix`; returns its path (in the folder out unless told). */
export async function packageExtension(folder = out): Promise<string> {
  await build(['--minify']);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `lakmoes-${version}.vsix`);
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  await run(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', path],
    {
      cwd: root,
    },
  );
  return path;
}
