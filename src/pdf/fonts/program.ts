import { PDFName, PDFNumber, PDFRef, PDFStream, type PDFContext, type PDFDict } from 'pdf-lib';
import { entry } from '../objects/lookup.ts';
import { deflatedStream } from '../objects/stream-bytes.ts';
import { trimCff } from './cff.ts';
import { bytesAt } from './lists.ts';
import type { GlyphNeeds } from './needs.ts';
import { neededGlyphs } from './opentype-glyphs.ts';
import { Sfnt } from './sfnt.ts';
import { sameNumbers, trimTables, trimTrueType } from './truetype.ts';
import { trimType1 } from './type1.ts';

const KEYS = ['FontFile', 'FontFile2', 'FontFile3'];

/** The font program that a descriptor names. */
export interface FontProgram {
  readonly key: string;
  readonly ref: PDFRef;
  readonly stream: PDFStream;
}

/** Undefined for a font that is not embedded. */
export function programOf(descriptor: PDFDict | undefined): FontProgram | undefined {
  for (const key of descriptor ? KEYS : []) {
    const ref = descriptor!.get(PDFName.of(key));
    const stream = entry(descriptor!, key);
    if (ref instanceof PDFRef && stream instanceof PDFStream) return { key, ref, stream };
  }
  return undefined;
}

/** Writes a program with the needed glyphs in place of another. Undefined, and nothing done, where that cannot be. */
export function trimProgram(
  context: PDFContext,
  descriptor: PDFDict,
  program: FontProgram,
  needs: GlyphNeeds,
): Rewritten | undefined {
  const bytes = bytesAt(descriptor, program.key);
  const trimmed = bytes && rewritten(bytes, needs);
  if (trimmed) replaceProgram(context, program, trimmed);
  return trimmed;
}

/** Writes a program in place of another. */
export function replaceProgram(
  context: PDFContext,
  { stream, ref }: FontProgram,
  { bytes, lengths }: Rewritten,
): void {
  const dict = stream.dict.clone(context);
  for (const i of [0, 1, 2]) {
    const key = PDFName.of(`Length${i + 1}`);
    const length = lengths[i];
    if (length === undefined) dict.delete(key);
    else dict.set(key, PDFNumber.of(length));
  }
  context.assign(ref, deflatedStream(context, bytes, dict));
}

/** A program that was written anew. */
export interface Rewritten {
  readonly bytes: Uint8Array;
  /** Length1 to Length3 of the stream (ISO 32000-2, table 125). */
  readonly lengths: readonly (number | undefined)[];
  /** New numbers of the glyphs that stay, where they may have others. */
  readonly numbers?: ReadonlyMap<number, number>;
}

/** By what the data is: its key in the descriptor is often wrong. */
function rewritten(bytes: Uint8Array, needs: GlyphNeeds): Rewritten | undefined {
  const font = Sfnt.read(bytes);
  if (font?.table('CFF ')) return plain(trimOpenType(font, needs));
  if (font) {
    const trimmed = trimTrueType(font, needs);
    if (!trimmed) return undefined;
    const { bytes: data, indexOf } = trimmed;
    return { bytes: data, lengths: [data.length], ...(needs.isMapped ? { numbers: indexOf } : {}) };
  }
  if (bytes[0] === 1 && bytes[1] === 0) {
    return plain(trimCff(bytes, needs, byIndex(needs) ? 'index' : 'key')?.bytes);
  }
  return trimType1(bytes, needs);
}

function plain(bytes: Uint8Array | undefined): Rewritten | undefined {
  return bytes && { bytes, lengths: [] };
}

/** Whether some font takes glyphs of a bare CFF program by their place in it. */
function byIndex({ glyphs }: GlyphNeeds): boolean {
  return glyphs.size > 0;
}

/** The glyphs of the table CFF keep their places: others of the tables count by them. */
function trimOpenType(font: Sfnt, needs: GlyphNeeds): Uint8Array | undefined {
  const outlines = font.table('CFF ')!;
  const found = needs.codes.length > 0 && font.table('cmap') ? neededGlyphs(font, needs) : undefined;
  const trimmed = trimCff(
    outlines,
    found ? { ...needs, codes: [], glyphs: new Set([...needs.glyphs, ...found.glyphs]) } : needs,
    'index',
  );
  if (!trimmed) return undefined;
  const numbering = sameNumbers(trimmed.kept, trimmed.count);
  const tables = trimTables(font, numbering, { places: found?.places }, needs);
  return font.with(new Map([['CFF ', trimmed.bytes], ...tables]));
}
