// Assembles src/pdf/engine/loops.wat into loops-bytes.ts beside it. A test fails when that was forgotten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembled } from '../fixtures/assembled.ts';
import { root } from './paths.ts';

const bytes = await assembled();
const source = `/** What loops.wat is assembled to, in Base64: written by \`npm run assemble\`. */\nexport const LOOPS =\n  '${bytes}';\n`;
writeFileSync(join(root, 'src/pdf/engine/loops-bytes.ts'), source);
