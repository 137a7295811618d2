import { createHash } from 'node:crypto';
import type { PDFDict } from 'pdf-lib';
import { nameAt } from '../objects/lookup.ts';
import { tagOf } from './font-parts.ts';
import { renamed } from './needs.ts';
import { Sfnt } from './sfnt.ts';

/**
 * The tag of a subset, and another one. Some programs make the tag from the glyphs, in their order; the new one is made
 * from those that are shown. `family`: fonts that share a program.
 */
export function newTag(
  family: readonly PDFDict[],
  shownOf: (font: PDFDict) => Iterable<number>,
): readonly [string, string] | undefined {
  const tag = family.map(tagOf).find((each) => each !== undefined);
  if (tag === undefined) return undefined;
  const hash = createHash('sha256');
  for (const font of family) {
    hash.update(`${nameAt(font, 'BaseFont')?.slice(tag.length) ?? ''} `);
    hash.update([...shownOf(font)].sort((a, b) => a - b).join(' '));
  }
  const letters = [...hash.digest().subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26)));
  return [tag, `${letters.join('')}+`];
}

/** A program that has the other tag in its name. */
export function withNewTag(bytes: Uint8Array, rename: readonly [string, string] | undefined): Uint8Array {
  const font = Sfnt.read(bytes);
  if (!font) return renamed(bytes, rename);
  const name = font.table('name');
  const fresh = name && renamed(name, rename);
  return fresh && Buffer.compare(name, fresh) !== 0 ? font.with(new Map([['name', fresh]])) : bytes;
}
