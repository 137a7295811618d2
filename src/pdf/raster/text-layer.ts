import { PDFHexString } from 'pdf-lib';
import type { LayerFonts, LayerGlyph } from './layer-fonts.ts';
import type { LayerCharacter, LayerWord } from './words.ts';

/** Widths are matched by horizontal scaling within these bounds, in percent. */
const NARROWEST = 5;
const WIDEST = 1000;

/** How far, as a part, a character's own scaling may be from the one it is written with. */
const EXACT = 0.02;
const ROUGH = 0.1;

/**
 * Operators that write words invisibly (text rendering mode 3) where they were. Every character starts at its
 * own place; its advance fills the place it had, roughly inside a word and exactly at its ends.
 */
export function textLayer(words: readonly LayerWord[], fonts: LayerFonts, language?: string): string {
  const lines: string[] = [];
  if (language === undefined) lines.push('/Span BMC');
  else lines.push(`/Span << /Lang ${PDFHexString.fromText(language).toString()} >> BDC`);
  lines.push('BT', '3 Tr');
  for (const word of words) lines.push(...wordOperators(word, fonts));
  lines.push('ET', 'EMC');
  return lines.join('\n');
}

/** Characters in a row that are written with one font and one horizontal scaling. */
interface Chunk {
  readonly font: string;
  readonly size: number;
  readonly scaling: number;
  readonly characters: { readonly glyph: LayerGlyph; readonly character: LayerCharacter }[];
}

function wordOperators(word: LayerWord, fonts: LayerFonts): string[] {
  const chunks: Chunk[] = [];
  word.characters.forEach((character, index) => {
    const glyph = fonts.glyph(character.text);
    const size = Math.max(0.1, rounded((word.size * 1000) / glyph.height));
    const natural = (glyph.width * size) / 1000;
    const scaling = Math.min(WIDEST, Math.max(NARROWEST, (character.advance / natural) * 100));
    const last = chunks.at(-1);
    // The ends of a word may touch a mark, so these fill their place exactly.
    const atEnd = index <= 1 || index === word.characters.length - 1;
    const tolerance = atEnd ? EXACT : ROUGH;
    if (last?.font === glyph.font && Math.abs(scaling / last.scaling - 1) < tolerance) {
      last.characters.push({ glyph, character });
    } else chunks.push({ font: glyph.font, size, scaling, characters: [{ glyph, character }] });
  });
  return chunks.flatMap((chunk) => chunkOperators(word, chunk));
}

function chunkOperators(word: LayerWord, chunk: Chunk): string[] {
  const start = chunk.characters[0]!.character.offset;
  const cos = Math.cos(word.angle);
  const sin = Math.sin(word.angle);
  const matrix = [cos, sin, -sin, cos, word.x + start * cos, word.y + start * sin];
  const shown: string[] = [];
  let pen = start;
  for (const { glyph, character } of chunk.characters) {
    // TJ counts in thousandths of the scaled type size, backwards (ISO 32000-2, 9.4.3).
    const unit = (chunk.size * chunk.scaling) / 100_000;
    const back = Math.round((pen - character.offset) / unit);
    if (back !== 0) shown.push(`${back}`);
    shown.push(`<${glyph.code}>`);
    pen = character.offset + glyph.width * unit;
  }
  return [
    `/${chunk.font} ${chunk.size} Tf ${rounded(chunk.scaling)} Tz ${matrix.map(rounded).join(' ')} Tm`,
    `[${shown.join('')}] TJ`,
  ];
}

/** Four decimals: a matrix needs them, and no exponent may appear. */
function rounded(value: number): number {
  const result = Math.round(value * 10_000) / 10_000;
  return Object.is(result, -0) ? 0 : result;
}
