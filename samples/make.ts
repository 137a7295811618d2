// Makes the sample dossier, always with the same bytes; or one of any size, outside the repository.
//
//   npm run samples
//   npm run samples -- --size 370 --out ../groot
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { caseFile, sampleDocuments } from './case.ts';
import { largeCase } from './large.ts';
import { writeCase } from './write.ts';

const { values } = parseArgs({ options: { size: { type: 'string' }, out: { type: 'string' } } });
if (values.size === undefined) {
  await writeCase(join(import.meta.dirname, 'dossier'), caseFile, sampleDocuments);
} else {
  const size = Number(values.size);
  if (!values.out || !Number.isInteger(size) || size < 120) {
    console.error('Both are needed: --size N (at least 120) and --out FOLDER, which is emptied first.');
    process.exit(1);
  }
  await writeCase(resolve(values.out), caseFile, largeCase(size));
  console.log(`${values.size} documents in ${resolve(values.out)}`);
}
