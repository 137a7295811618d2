// Packs the extension as lakmoes-<version>.vsix and says what is in it.
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.ts';
import { packageExtension } from './vsix.ts';

interface Entry {
  readonly name: string;
  /** Bytes in the archive. */
  readonly packed: number;
}

/** Entries of a ZIP file, from its central directory (APPNOTE.TXT 4.3.12). */
function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const packed = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return { name, packed };
  });
}

/** Parts of the package as a reader knows them. */
const parts: readonly (readonly [string, RegExp])[] = [
  ['typesetter (Typst)', /typst/],
  ['PDF engine (PDFium)', /pdfium/],
  ['fonts and templates', /dist\/assets\/(fonts|templates)\//],
  ['editor page and pdf.js', /dist\/webview\//],
  ['extension, workers, command line', /dist\/.*\.cjs$/],
  ['media and schemas', /extension\/media\//],
  ['rest', /./],
];

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2).padStart(6)} MB`;

const path = await packageExtension(root);
const left = entriesOf(readFileSync(path));
for (const [title, pattern] of parts) {
  const own = left.filter(({ name }) => pattern.test(name));
  for (const entry of own) left.splice(left.indexOf(entry), 1);
  const packed = own.reduce((sum, entry) => sum + entry.packed, 0);
  console.log(`${megabytes(packed)}  ${title} (${String(own.length)} files)`);
}
console.log(`${megabytes(statSync(path).size)}  ${relative(root, path)}`);
