import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Quad } from '../../../src/core/model/redaction.ts';
import type { RedactionMark } from '../../../src/core/ports/pdf.ts';

/** What must be gone. Not a word of any language, so that a hit is never chance. */
export const SECRET = 'Zebravinkqx';
/** What must stay, before and behind the secret. */
export const BEFORE = 'Voorafstaat';
export const AFTER = 'Daarnablijft';

/** A file with a secret in one hiding place. */
export interface HidingCase {
  /** The item of "where a secret hides" that it stands for. */
  readonly item: string;
  readonly bytes: Uint8Array;
  readonly marks: readonly RedactionMark[];
  /** Strings that must not be found by any reader in the redacted file. */
  readonly secrets: readonly string[];
  /** Words that poppler must still extract, in the file as a whole. */
  readonly keep: readonly string[];
  /** Raw bytes (pixels) that no decoded stream may hold any more. */
  readonly secretBytes?: Uint8Array;
  /** The secret has letters that its font shows nowhere else: then the font may not name them any more. */
  readonly lettersOfFont?: boolean;
  /** The secret is in pixels or shapes only: no text reader can serve as the positive control. */
  readonly visual?: boolean;
  /** A raster page may stand in for it: a way of drawing that is too rare for a removal of its own. */
  readonly mayRasterise?: boolean;
  /** Pixels outside the marks may differ: what is dropped on purpose was visible (a note's icon). */
  readonly looksChange?: boolean;
}

const metrics = (await PDFDocument.create()).embedStandardFont(StandardFonts.Helvetica);

/** Width in points of `text` in Helvetica. */
export const helvetica = (text: string, size: number): number => metrics.widthOfTextAtSize(text, size);

/** A quad from left, bottom, right, top in points. */
export const box = (left: number, bottom: number, right: number, top: number): Quad => [
  left,
  top,
  right,
  top,
  left,
  bottom,
  right,
  bottom,
];

/** A mark under 10.2.e. */
export function mark(quads: readonly Quad[], page = 1, quote: string | undefined = SECRET): RedactionMark {
  return {
    id: `m${page}-${quads[0]?.[0] ?? 0}`,
    page,
    kind: quote === undefined ? 'area' : 'text',
    quads,
    codes: ['10.2.e'],
    ...(quote === undefined ? {} : { quote }),
  };
}

export type Body = string | { readonly dict: string; readonly data: Uint8Array | string };

/** Writes PDF syntax with every object under the author's hand; offsets and lengths are kept right. */
export class PdfBuilder {
  private readonly bodies: (Body | undefined)[] = [];

  /** Number of an object that is given its body later. */
  reserve(): number {
    this.bodies.push(undefined);
    return this.bodies.length;
  }

  /** Adds an object, returns its number. */
  add(body: Body): number {
    this.bodies.push(body);
    return this.bodies.length;
  }

  set(number: number, body: Body): void {
    this.bodies[number - 1] = body;
  }

  /** A stream, Flate-compressed so that only decoding finds what is in it. */
  stream(data: Uint8Array | string, dict = ''): number {
    return this.add({
      dict: `${dict}/Filter/FlateDecode`,
      data: deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data),
    });
  }

  /** The file; `trailer` is added to the trailer dictionary. */
  build(root: number, trailer = ''): Uint8Array {
    const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    let length = chunks[0]!.length;
    const put = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
    };
    const offsets = this.bodies.map((body, index) => {
      const offset = length;
      put(Buffer.from(`${index + 1} 0 obj\n`));
      put(bodyBytes(body));
      put(Buffer.from('\nendobj\n'));
      return offset;
    });
    const start = length;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    put(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root ${root} 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
      ),
    );
    return new Uint8Array(Buffer.concat(chunks));
  }
}

function bodyBytes(body: Body | undefined): Buffer {
  if (body === undefined) return Buffer.from('null');
  if (typeof body === 'string') return Buffer.from(body, 'latin1');
  const data = typeof body.data === 'string' ? Buffer.from(body.data, 'latin1') : Buffer.from(body.data);
  return Buffer.concat([
    Buffer.from(`<<${body.dict}/Length ${data.length}>>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream'),
  ]);
}

export const HELVETICA = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>';

/** A page for {@link document}. */
export interface PageSpec {
  /** One content stream, or several that are read as one. */
  readonly content: string | readonly string[];
  /** Inside /Resources, besides /Font/F1 (Helvetica). */
  readonly resources?: string;
  /** Inside /Resources /Font, besides F1. */
  readonly fonts?: string;
  /** Inside the page dictionary. */
  readonly extra?: string;
  readonly mediaBox?: string;
}

/** A document with the given pages; `catalog` and `trailer` go into those dictionaries. */
export function document(
  pages: readonly PageSpec[],
  options: {
    readonly builder?: PdfBuilder;
    readonly catalog?: string;
    readonly trailer?: string;
    readonly tree?: string;
  } = {},
): Uint8Array {
  const builder = options.builder ?? new PdfBuilder();
  const font = builder.add(HELVETICA);
  const tree = builder.reserve();
  const kids = pages.map((page) => {
    const parts = typeof page.content === 'string' ? [page.content] : page.content;
    const contents = parts.map((part) => `${builder.stream(part)} 0 R`).join(' ');
    const resources = `<</Font<</F1 ${font} 0 R${page.fonts ?? ''}>>${page.resources ?? ''}>>`;
    return builder.add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[${page.mediaBox ?? '0 0 595 842'}]/Resources${resources}/Contents[${contents}]${page.extra ?? ''}>>`,
    );
  });
  builder.set(
    tree,
    `<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${kids.length}${options.tree ?? ''}>>`,
  );
  const root = builder.add(`<</Type/Catalog/Pages ${tree} 0 R${options.catalog ?? ''}>>`);
  return builder.build(root, options.trailer ?? '');
}

/** A file whose first page has a line that starts at x 72, baseline 700, in 20-point Helvetica: before, secret, after. */
export const LINE = { x: 72, y: 700, size: 20 } as const;

/** Places of the words of a line `BEFORE SECRET AFTER`. */
export function linePlaces(size: number = LINE.size, x: number = LINE.x, y: number = LINE.y) {
  const secretLeft = x + helvetica(`${BEFORE} `, size);
  const secretRight = secretLeft + helvetica(SECRET, size);
  return {
    secretLeft,
    secretRight,
    afterLeft: secretRight + helvetica(' ', size),
    quad: box(secretLeft - 0.5, y - size * 0.25, secretRight + 0.5, y + size * 0.8),
  };
}

/** Plain line `BEFORE SECRET AFTER` at the usual place. */
export const PLAIN_LINE = `BT /F1 ${LINE.size} Tf ${LINE.x} ${LINE.y} Td (${BEFORE} ${SECRET} ${AFTER}) Tj ET\n`;

/** A line below with words that must stay, so that every file has an anchor. */
export const ANCHOR = `BT /F1 12 Tf 72 600 Td (Ankerregel onderaan) Tj ET\n`;

const require = createRequire(import.meta.url);

/** Bytes of an open TrueType font (Liberation Sans). */
export const liberation = (): Uint8Array =>
  new Uint8Array(readFileSync(require.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf')));

/** Glyph id and advance (per 1000 em) of each character, read from a TrueType font's cmap (format 4) and hmtx. */
export function trueTypeGlyphs(
  font: Uint8Array,
  text: string,
): { readonly gid: number; readonly width: number }[] {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    tables.set(Buffer.from(font.subarray(at, at + 4)).toString('latin1'), view.getUint32(at + 8));
  }
  const unitsPerEm = view.getUint16(tables.get('head')! + 18);
  const metricsCount = view.getUint16(tables.get('hhea')! + 34);
  const cmap = tables.get('cmap')!;
  let sub = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(offset) === 4) sub = offset;
  }
  const segments = view.getUint16(sub + 6) / 2;
  const gidOf = (code: number): number => {
    for (let i = 0; i < segments; i++) {
      const end = view.getUint16(sub + 14 + i * 2);
      if (code > end) continue;
      const start = view.getUint16(sub + 16 + segments * 2 + i * 2);
      if (code < start) return 0;
      const delta = view.getUint16(sub + 16 + segments * 4 + i * 2);
      const rangeAt = sub + 16 + segments * 6 + i * 2;
      const range = view.getUint16(rangeAt);
      if (range === 0) return (code + delta) & 0xffff;
      const gid = view.getUint16(rangeAt + range + (code - start) * 2);
      return gid === 0 ? 0 : (gid + delta) & 0xffff;
    }
    return 0;
  };
  return [...text].map((character) => {
    const gid = gidOf(character.codePointAt(0)!);
    const metric = Math.min(gid, metricsCount - 1);
    return { gid, width: (view.getUint16(tables.get('hmtx')! + metric * 4) * 1000) / unitsPerEm };
  });
}

/** Hex string body of 16-bit codes. */
export const hex16 = (codes: readonly number[]): string =>
  codes.map((code) => code.toString(16).padStart(4, '0')).join('');

/** UTF-16BE text string with BOM, as a PDF hex string. */
export const utf16 = (text: string): string => `<feff${hex16([...text].map((c) => c.charCodeAt(0)))}>`;
