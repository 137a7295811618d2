import { join } from 'node:path';
import { root } from './paths.ts';
import { run } from './processes.ts';

/** Bundles the extension into dist/; flags as in esbuild.js. */
export async function build(flags: readonly string[] = []): Promise<void> {
  process.stderr.write(await run(process.execPath, [join(root, 'esbuild.js'), ...flags], { cwd: root }));
}
