import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { drawnWidth } from './drawn-width.ts';

/** Metrics of one of the 14 standard fonts (ISO 32000-2, 9.6.2.2). */
export interface StandardMetrics {
  /** Advance in em; undefined for a glyph that the font lacks. */
  width(glyphName: string): number | undefined;
  /** As programs that bring the font draw it; that of a blank for a glyph that they lack. */
  drawn(glyphName: string): number;
  readonly ascent: number;
  readonly descent: number;
  /** Glyph names by code, for the two fonts with an encoding of their own. */
  readonly names: readonly string[] | undefined;
}

const FAMILIES: readonly (readonly [RegExp, keyof typeof STYLES])[] = [
  [/^(helvetica|arial)/, 'Helvetica'],
  [/^courier/, 'Courier'],
  [/^times/, 'Times'],
];

const STYLES = {
  Helvetica: ['Helvetica', 'HelveticaBold', 'HelveticaOblique', 'HelveticaBoldOblique'],
  Courier: ['Courier', 'CourierBold', 'CourierOblique', 'CourierBoldOblique'],
  Times: ['TimesRoman', 'TimesRomanBold', 'TimesRomanItalic', 'TimesRomanBoldItalic'],
} as const;

const loaded = new Map<StandardFonts, StandardMetrics>();

/** By BaseFont, subset tag and usual aliases (Arial, TimesNewRoman) included; undefined for other fonts. */
export function standardMetrics(baseFont: string): StandardMetrics | undefined {
  const name = baseFont.replace(/^[A-Z]{6}\+/, '').replace(/[\s-]/g, '');
  const lower = name.toLowerCase();
  if (lower === 'symbol') return load(StandardFonts.Symbol);
  if (lower === 'zapfdingbats') return load(StandardFonts.ZapfDingbats);
  const family = FAMILIES.find(([pattern]) => pattern.test(lower));
  if (!family || /narrow|black|condensed|light|rounded/.test(lower)) return undefined;
  const bold = /bold/.test(lower) ? 1 : 0;
  const italic = /italic|oblique/.test(lower) ? 2 : 0;
  return load(StandardFonts[STYLES[family[1]][bold + italic]!]);
}

/** FontDescriptor Flags (ISO 32000-2, table 121). */
const FIXED_PITCH = 1;
const SERIF = 2;
const ITALIC = 64;
const FORCE_BOLD = 1 << 18;

/** What viewers take for a font that is missing and does not tell its widths: by its flags and its name. */
export function substituteMetrics(baseFont: string, flags: number): StandardMetrics {
  const family = (flags & FIXED_PITCH) !== 0 ? 'Courier' : (flags & SERIF) !== 0 ? 'Times' : 'Helvetica';
  const bold = /bold/i.test(baseFont) || (flags & FORCE_BOLD) !== 0 ? 1 : 0;
  const italic = /italic|oblique/i.test(baseFont) || (flags & ITALIC) !== 0 ? 2 : 0;
  return load(StandardFonts[STYLES[family][bold + italic]!]);
}

/** Reads the metrics of the fonts of text: each takes some milliseconds when it is met first. */
export function loadStandardMetrics(): void {
  for (const styles of Object.values(STYLES)) for (const style of styles) load(StandardFonts[style]);
}

function load(name: StandardFonts): StandardMetrics {
  const known = loaded.get(name);
  if (known) return known;
  // The two enums of font names have the same values; only one of them is exported.
  const { font, encoding } = StandardFontEmbedder.for(name as never);
  const widths = new Map(font.CharMetrics.map(({ N, WX }) => [N, WX / 1000]));
  const own = name === StandardFonts.Symbol || name === StandardFonts.ZapfDingbats;
  const width = (glyphName: string): number | undefined => widths.get(glyphName);
  const metrics: StandardMetrics = {
    width,
    drawn: (glyphName) => drawnWidth(name, glyphName, width),
    ascent: (font.Ascender || font.FontBBox[3]) / 1000,
    descent: (font.Descender || font.FontBBox[1]) / 1000,
    names: own ? namesOf(encoding) : undefined,
  };
  loaded.set(name, metrics);
  return metrics;
}

function namesOf(encoding: StandardFontEmbedder['encoding']): string[] {
  const names = Array.from({ length: 256 }, () => '');
  for (const point of encoding.supportedCodePoints) {
    const { code, name } = encoding.encodeUnicodeCodePoint(point);
    names[code] = name;
  }
  return names;
}
