import { encodingNames } from './encodings.ts';

/*
 * Of a standard font that is not in a file and tells no widths (ISO 32000-1, 9.6.2.2), the program that proves the
 * result takes the widths of the fonts that it brings. They have the characters of the standard encodings only, and a few
 * of them have other widths than the metrics say.
 */

const KNOWN: ReadonlySet<string> = new Set([
  ...encodingNames('WinAnsiEncoding'),
  ...encodingNames('StandardEncoding'),
  'minus',
]);

/** By font, thousandths of an em. */
const OTHER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Helvetica: { guillemotleft: 612, guillemotright: 612, guilsinglright: 366, Euro: 667 },
  'Helvetica-Bold': { at: 1072, Euro: 722 },
  'Helvetica-Oblique': { at: 1116, guilsinglleft: 350, Euro: 667 },
  'Helvetica-BoldOblique': { five: 528, at: 1072, oslash: 519, Euro: 722 },
  'Times-Roman': { Euro: 722 },
  'Times-Bold': { Euro: 722 },
  'Times-BoldItalic': { Euro: 667 },
};

/** The width, in em, that a standard font's glyph is drawn with; `metric`: what its metrics say of a glyph. */
export function drawnWidth(
  font: string,
  glyphName: string,
  metric: (glyphName: string) => number | undefined,
): number {
  const other = OTHER[font]?.[glyphName];
  if (other !== undefined) return other / 1000;
  const hasOwnNames = font === 'Symbol' || font === 'ZapfDingbats';
  const own = hasOwnNames || KNOWN.has(glyphName) ? metric(glyphName) : undefined;
  // Anything else is a blank as wide as a space.
  return own ?? metric('space') ?? 0;
}
