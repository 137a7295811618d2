import { deflateSync } from 'node:zlib';
import { PDFRawStream, type PDFContext, type PDFRef } from 'pdf-lib';
import { labelWidth } from './labels.ts';

/** The font that codes are written in. Labels are laid out by Helvetica's widths. */
export interface LabelFont {
  readonly ref: PDFRef;
  /** Horizontal scaling, in percent, that makes a text as wide as it is in Helvetica. */
  stretch(text: string): number;
}

/** One of the fonts that every reader has; one object a document. */
export function standardLabelFont(context: PDFContext): LabelFont {
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type1',
    BaseFont: 'Helvetica',
    Encoding: 'WinAnsiEncoding',
  });
  return { ref: context.register(font), stretch: () => 100 };
}

const FIRST = 0x20;
const LAST = 0xff;

/** A TrueType font that goes along in the file, as archives want (ISO 19005-2, 6.2.11.4). */
export function embeddedLabelFont(context: PDFContext, bytes: Uint8Array): LabelFont {
  const font = new TrueType(bytes);
  const widths = Array.from({ length: LAST - FIRST + 1 }, (_, index) => font.width(unicodeOf(FIRST + index)));
  const file = PDFRawStream.of(
    context.obj({ Filter: 'FlateDecode', Length1: bytes.length }),
    deflateSync(bytes),
  );
  const [left, bottom, right, top] = font.box;
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'OpenSans-SemiBold',
    Flags: 32,
    FontBBox: [left, bottom, right, top],
    ItalicAngle: 0,
    Ascent: font.ascent,
    Descent: font.descent,
    CapHeight: 714,
    StemV: 120,
    FontFile2: context.register(file),
  });
  const dict = context.obj({
    Type: 'Font',
    Subtype: 'TrueType',
    BaseFont: 'OpenSans-SemiBold',
    Encoding: 'WinAnsiEncoding',
    FirstChar: FIRST,
    LastChar: LAST,
    Widths: widths,
    FontDescriptor: context.register(descriptor),
  });
  return {
    ref: context.register(dict),
    stretch: (text) => {
      const width = [...text].reduce((sum, each) => sum + font.width(each.codePointAt(0) ?? 0), 0);
      return width === 0 ? 100 : Math.round((labelWidth(text) / width) * 10_000) / 100;
    },
  };
}

/** A byte of WinAnsiEncoding, which is Windows-1252, as a code point. */
function unicodeOf(code: number): number {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(code)).codePointAt(0) ?? 0;
}

/** What of a TrueType font (OpenType 1.9) a simple PDF font says, in thousandths of the type size. */
class TrueType {
  private readonly view: DataView;
  private readonly tables = new Map<string, number>();
  private readonly glyphs: ReadonlyMap<number, number>;
  private readonly scale: number;
  private readonly metrics: number;

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = view;
    for (let index = 0; index < view.getUint16(4); index++) {
      const entry = 12 + index * 16;
      const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
      this.tables.set(tag, view.getUint32(entry + 8));
    }
    this.scale = 1000 / view.getUint16(this.table('head') + 18);
    this.metrics = view.getUint16(this.table('hhea') + 34);
    this.glyphs = this.readGlyphs();
  }

  get box(): readonly [number, number, number, number] {
    const at = this.table('head') + 36;
    return [this.scaled(at), this.scaled(at + 2), this.scaled(at + 4), this.scaled(at + 6)];
  }

  get ascent(): number {
    return this.scaled(this.table('hhea') + 4);
  }

  get descent(): number {
    return this.scaled(this.table('hhea') + 6);
  }

  width(codePoint: number): number {
    const glyph = Math.min(this.glyphs.get(codePoint) ?? 0, this.metrics - 1);
    return Math.round(this.view.getUint16(this.table('hmtx') + glyph * 4) * this.scale);
  }

  private scaled(at: number): number {
    return Math.round(this.view.getInt16(at) * this.scale);
  }

  private table(tag: string): number {
    const at = this.tables.get(tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  }

  /** The Windows subtable for the basic plane, format 4. */
  private readGlyphs(): ReadonlyMap<number, number> {
    const { view } = this;
    const cmap = this.table('cmap');
    const glyphs = new Map<number, number>();
    for (let index = 0; index < view.getUint16(cmap + 2); index++) {
      const entry = cmap + 4 + index * 8;
      const at = cmap + view.getUint32(entry + 4);
      const windows = view.getUint16(entry) === 3 && view.getUint16(entry + 2) === 1;
      if (!windows || view.getUint16(at) !== 4) continue;
      const doubled = view.getUint16(at + 6);
      for (let segment = 0; segment < doubled; segment += 2) {
        const last = view.getUint16(at + 14 + segment);
        const first = view.getUint16(at + 16 + doubled + segment);
        const delta = view.getUint16(at + 16 + 2 * doubled + segment);
        const place = at + 16 + 3 * doubled + segment;
        const offset = view.getUint16(place);
        for (let code = first; code <= last && code !== 0xffff; code++) {
          const glyph = offset === 0 ? code : view.getUint16(place + offset + 2 * (code - first));
          if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
        }
      }
    }
    return glyphs;
  }
}
