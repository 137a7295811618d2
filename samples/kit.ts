import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Redaction } from '../src/core/model/redaction.ts';
import { Engine } from '../src/pdf/engine/engine.ts';
import type { Faces, PlacedMark } from './paper.ts';

const modules = join(import.meta.dirname, '../node_modules');
const liberation = (style: string) =>
  readFileSync(join(modules, `pdfjs-dist/standard_fonts/LiberationSans-${style}.ttf`));

/** Which fonts a document has: Liberation Sans embedded in part, or two of the standard 14, not embedded. */
export type Typeface = 'liberation' | 'helvetica' | 'times';

/** A document of the sample as it is made. */
export interface BuiltDocument {
  readonly bytes: Uint8Array;
  /** Marks on words that the text itself names. */
  readonly placed: readonly PlacedMark[];
  /** Marks on pictures and fields. */
  readonly areas: readonly AreaMark[];
  readonly pages: number;
}

/** An area to mark. */
export type AreaMark = Pick<Redaction, 'page' | 'quads' | 'grounds' | 'reason' | 'motivation' | 'note'>;

/** What is written into the Info dictionary: a leak of its own kind. */
export interface Metadata {
  readonly title: string;
  readonly author: string;
  /** ISO date. */
  readonly date: string;
}

/** A new document; its bytes follow from its content alone. */
export async function newDocument({ title, author, date }: Metadata): Promise<PDFDocument> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.registerFontkit(fontkit);
  doc.setTitle(title);
  doc.setAuthor(author);
  doc.setCreator('DVV-sjablonen 4.2');
  doc.setProducer('Voorbeeldkantoor');
  doc.setLanguage('nl-NL');
  doc.setCreationDate(new Date(`${date}T09:00:00Z`));
  doc.setModificationDate(new Date(`${date}T09:30:00Z`));
  return doc;
}

export async function facesOf(doc: PDFDocument, typeface: Typeface): Promise<Faces> {
  if (typeface === 'liberation') {
    const [regular, bold, italic] = await Promise.all(
      ['Regular', 'Bold', 'Italic'].map((style) => doc.embedFont(liberation(style), { subset: true })),
    );
    if (!regular || !bold || !italic) throw new Error('Liberation Sans is not there.');
    return { regular, bold, italic };
  }
  const times = typeface === 'times';
  return {
    regular: doc.embedStandardFont(times ? StandardFonts.TimesRoman : StandardFonts.Helvetica),
    bold: doc.embedStandardFont(times ? StandardFonts.TimesRomanBold : StandardFonts.HelveticaBold),
    italic: doc.embedStandardFont(times ? StandardFonts.TimesRomanItalic : StandardFonts.HelveticaOblique),
  };
}

let engine: Promise<Engine> | undefined;

/** PDFium, to make pictures of pages for what is scanned or photographed from a screen. */
export function pageEngine(): Promise<Engine> {
  engine ??= Engine.start(readFileSync(join(modules, '@embedpdf/pdfium/dist/pdfium.wasm')));
  return engine;
}

/** Numbers from 0 up to 1 that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
