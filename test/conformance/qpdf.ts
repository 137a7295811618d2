import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFile } from './readers.ts';

/** A file as qpdf writes it anew. */
export function qpdf(bytes: Uint8Array, args: readonly string[]): Uint8Array {
  return withFile(bytes, (file, folder) => {
    const out = join(folder, 'out.pdf');
    execFileSync('qpdf', [...args, file, out], { stdio: ['ignore', 'ignore', 'inherit'] });
    return new Uint8Array(readFileSync(out));
  });
}
