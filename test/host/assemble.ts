// Assembles the sources of WebAssembly in src/pdf/engine into constants beside them. A test fails when that was
// forgotten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSEMBLED, assembled } from '../fixtures/assembled.ts';
import { root } from './paths.ts';

for (const { source, constant } of ASSEMBLED) {
  const file = `${source.replace('.wat', '')}-bytes.ts`;
  const text = `/** What ${source} is assembled to, in Base64: written by \`npm run assemble\`. */\nexport const ${constant} =\n  '${await assembled(source)}';\n`;
  writeFileSync(join(root, 'src/pdf/engine', file), text);
}
