import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { encodingNames } from '../content/fonts/encodings.ts';

/** The names that a `post` table has without spelling them (ISO/IEC 14496-22, 5.2.8). */
const MAC_EXTRA =
  'Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply ' +
  'onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent ' +
  'Scedilla scedilla Cacute cacute Ccaron ccaron dcroat';

/** By number, 0 to 257. */
export function macGlyphNames(): string[] {
  const mac = encodingNames('MacRomanEncoding');
  const upper = mac.slice(128);
  upper[202 - 128] = 'nonbreakingspace';
  return ['.notdef', '.null', 'nonmarkingreturn', ...mac.slice(32, 127), ...upper, ...MAC_EXTRA.split(' ')];
}

let byName: Map<string, number> | undefined;

/** The character that a glyph name stands for, as far as the usual Latin encodings go and by number (`uni0041`). */
export function unicodeOfName(name: string): number | undefined {
  byName ??= latinNames();
  const known = byName.get(name);
  if (known !== undefined) return known;
  const number = /^(?:uni([\dA-F]{4})|u([\dA-F]{4,6}))(?:\.|$)/.exec(name);
  return number ? Number.parseInt(number[1] ?? number[2]!, 16) : undefined;
}

function latinNames(): Map<string, number> {
  const names = new Map<string, number>();
  for (const font of [StandardFonts.Helvetica, StandardFonts.Symbol, StandardFonts.ZapfDingbats]) {
    // The two enums of font names have the same values; only one of them is exported.
    const { encoding } = StandardFontEmbedder.for(font as never);
    for (const point of encoding.supportedCodePoints) {
      const { name } = encoding.encodeUnicodeCodePoint(point);
      if (!names.has(name)) names.set(name, point);
    }
  }
  // In the encodings of Mac OS and Adobe, and not in that of Windows.
  const more = { fi: 0xfb01, fl: 0xfb02, dotlessi: 0x131, Lslash: 0x141, lslash: 0x142, fraction: 0x2044 };
  for (const [name, point] of Object.entries(more)) names.set(name, point);
  const accents = { minus: 0x2212, breve: 0x2d8, dotaccent: 0x2d9, ring: 0x2da, ogonek: 0x2db, caron: 0x2c7 };
  for (const [name, point] of Object.entries(accents)) names.set(name, point);
  return names;
}
