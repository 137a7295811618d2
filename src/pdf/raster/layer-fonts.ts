import { type PDFContext, type PDFDocument, type PDFFont, type PDFRef, StandardFonts } from 'pdf-lib';

/** How a character is written in one of the fonts of a text layer. */
export interface LayerGlyph {
  /** Key of the font in the page's resources. */
  readonly font: string;
  /** Two hexadecimal digits. */
  readonly code: string;
  /** Advance, thousandths of the type size. */
  readonly width: number;
  /** Ascent plus descent of the font, thousandths: what a box around its glyphs is high. */
  readonly height: number;
}

/** The fonts of one page's text layer, made as they are needed. */
export interface LayerFonts {
  glyph(text: string): LayerGlyph;
  /** Font resources: key to font. Complete once every glyph was asked for. */
  resources(): Record<string, PDFRef>;
}

/** Helvetica's ascender and descender (Adobe's metrics). */
const HELVETICA_HEIGHT = 718 + 207;

const helveticas = new WeakMap<PDFDocument, Promise<HelveticaFont>>();

interface HelveticaFont {
  readonly font: PDFFont;
  readonly characters: ReadonlySet<number>;
}

/**
 * Helvetica for what WinAnsi can say, Type 3 fonts without ink for the rest. Both carry their Unicode values:
 * Helvetica by its encoding, the others by a ToUnicode map.
 */
export async function layerFonts(doc: PDFDocument): Promise<LayerFonts> {
  const { font, characters } = await helveticaOf(doc);
  const used: Record<string, PDFRef> = {};
  const blanks: BlankFont[] = [];
  return {
    glyph(text) {
      const point = text.codePointAt(0) ?? 0;
      if (String.fromCodePoint(point) === text && characters.has(point)) {
        used['Helv'] = font.ref;
        const code = font.encodeText(text).asString();
        return { font: 'Helv', code, width: font.widthOfTextAtSize(text, 1000), height: HELVETICA_HEIGHT };
      }
      let index = blanks.findIndex((blank) => blank.has(text));
      if (index < 0) {
        if (!blanks.at(-1)?.room) blanks.push(new BlankFont());
        index = blanks.length - 1;
      }
      const code = blanks[index]!.codeOf(text);
      return { font: `Blank${index}`, code, width: BLANK_WIDTH, height: BLANK_HEIGHT };
    },
    resources() {
      blanks.forEach((blank, index) => {
        used[`Blank${index}`] ??= blank.embed(doc.context);
      });
      return used;
    },
  };
}

function helveticaOf(doc: PDFDocument): Promise<HelveticaFont> {
  const known = helveticas.get(doc);
  if (known) return known;
  const made = doc.embedFont(StandardFonts.Helvetica).then(async (font) => {
    await font.embed();
    return { font, characters: new Set(font.getCharacterSet()) };
  });
  helveticas.set(doc, made);
  return made;
}

const BLANK_WIDTH = 500;
const BLANK_HEIGHT = 1000;
const BLANK_CODES = 255;

/** A Type 3 font whose glyphs draw nothing (ISO 32000-2, 9.6.4); each code stands for one text. */
class BlankFont {
  private readonly codes = new Map<string, number>();

  get room(): boolean {
    return this.codes.size < BLANK_CODES;
  }

  has(text: string): boolean {
    return this.codes.has(text);
  }

  codeOf(text: string): string {
    const code = this.codes.get(text) ?? this.codes.size + 1;
    this.codes.set(text, code);
    return hex(code, 2);
  }

  embed(context: PDFContext): PDFRef {
    const procedure = context.register(context.flateStream(`${BLANK_WIDTH} 0 d0`));
    const last = this.codes.size;
    const font = context.obj({
      Type: 'Font',
      Subtype: 'Type3',
      FontBBox: [0, -200, BLANK_WIDTH, BLANK_HEIGHT - 200],
      FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
      FirstChar: 1,
      LastChar: last,
      Widths: Array<number>(last).fill(BLANK_WIDTH),
      CharProcs: { b: procedure },
      Encoding: { Type: 'Encoding', Differences: [1, ...Array<string>(last).fill('b')] },
      Resources: {},
      ToUnicode: context.register(context.flateStream(this.toUnicode())),
    });
    return context.register(font);
  }

  private toUnicode(): string {
    const lines = [...this.codes].map(([text, code]) => {
      const units = Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i), 4));
      return `<${hex(code, 2)}> <${units.join('')}>`;
    });
    const blocks: string[] = [];
    for (let i = 0; i < lines.length; i += 100) {
      const block = lines.slice(i, i + 100);
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
  }
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
