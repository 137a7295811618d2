import { encodingNames } from '../content/fonts/encodings.ts';
import { CffError } from './cff-data.ts';
import { glyphName, type CffFont } from './cff-font.ts';
import type { CffUses } from './cff-write.ts';
import { noUse, Type2Tracer, type CharstringUse } from './charstrings.ts';
import type { NeededCode } from './needs.ts';

/** Finds the glyph of a code: by its name, else by the program's own encoding. */
export function glyphFinder(font: CffFont): (needed: NeededCode) => number | undefined {
  const byName = new Map(font.charset.map((_, glyph) => [glyphName(font, glyph), glyph] as const));
  const standard = encodingNames('StandardEncoding');
  return ({ code, names }) => {
    const named = names.map((name) => byName.get(name)).find((glyph) => glyph !== undefined);
    return named ?? (font.encoding === 'standard' ? byName.get(standard[code]!) : font.encoding?.get(code));
  };
}

/** Follows the charstrings of the kept glyphs, and keeps what they are composed of. */
export function closeOver(font: CffFont, kept: Set<number>): CffUses {
  const global = new Set<number>();
  const uses = font.privates.map((): CharstringUse => ({ ...noUse(), global }));
  const tracers = font.privates.map(({ subrs }, i) => new Type2Tracer(subrs, font.globals, uses[i]!));
  const standard = encodingNames('StandardEncoding');
  for (const glyph of kept) {
    const select = font.select[glyph] ?? 0;
    const tracer = tracers[select];
    if (!tracer) throw new CffError('selector');
    tracer.trace(font.charstrings[glyph]!);
    for (const code of uses[select]!.parts) {
      const part = font.charset.findIndex((_, each) => glyphName(font, each) === standard[code]);
      if (part > 0) kept.add(part);
    }
  }
  return { local: uses.map(({ local }) => local), global };
}
