import { isBlank, type NeededCode } from './needs.ts';
import type { NewCodes } from './program-order.ts';
import { writeType1, type Type1Parts } from './type1.ts';
import { ENCODED, nameFinder, readType1 } from './type1-font.ts';

/** Where the glyphs of codes are in a program; undefined for one that is not sound. */
export function type1Places(
  file: Uint8Array,
  needed: readonly NeededCode[],
): ReadonlyMap<number, number> | undefined {
  const font = readType1(file);
  if (!font) return undefined;
  const find = nameFinder(font);
  const row = [...font.glyphs.keys()];
  return new Map(
    needed.flatMap((each) => {
      const name = find(each);
      return name === undefined ? [] : [[each.code, row.indexOf(name)] as const];
    }),
  );
}

/** Names of glyphs as they stand in a program; none in one that is not sound. */
export function type1Names(file: Uint8Array): readonly string[] {
  return [...(readType1(file)?.glyphs.keys() ?? [])];
}

/**
 * A Type 1 program whose glyphs are in the order of the codes given, and whose own encoding has the new ones. Undefined
 * for one that is not sound, or in which a code leads nowhere.
 */
export function type1WithNewCodes(
  file: Uint8Array,
  needed: readonly NeededCode[],
  { codes, names }: NewCodes,
): Type1Parts | undefined {
  const font = readType1(file);
  if (!font) return undefined;
  const find = nameFinder(font);
  const kept = new Set(['.notdef']);
  const lines: [number, string][] = [];
  for (const each of needed) {
    const name = find(each);
    if (name === undefined) {
      if (!isBlank(each)) return undefined;
      continue;
    }
    kept.add(name);
    lines.push([codes.get(each.code)!, names.get(name) ?? name]);
  }
  const encoding = lines
    .sort(([a], [b]) => a - b)
    .map(([code, name]) => `dup ${code} /${name} put\n`)
    .join('');
  let isFirst = true;
  const clear = font.clear.replaceAll(ENCODED, () => {
    const written = isFirst ? encoding : '';
    isFirst = false;
    return written;
  });
  return writeType1(font, { kept, clear, rename: undefined, inOrder: true, names });
}
