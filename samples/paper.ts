import {
  type Color,
  type PDFDocument,
  type PDFFont,
  type PDFImage,
  type PDFPage,
  PDFHexString,
  PDFName,
  PDFString,
  degrees,
  grayscale,
  rgb,
} from 'pdf-lib';
import type { Quad } from '../src/core/model/redaction.ts';
import { type InlineText, type MarkLabel, parseInline } from './inline.ts';
import { type Line, type TextFont, lineWidth, wrap } from './lines.ts';

/** Where a mark of the text came to stand. */
export interface PlacedMark {
  readonly label: MarkLabel;
  /** From 1. */
  readonly page: number;
  readonly quads: readonly Quad[];
  readonly quote: string;
}

/** A line of text as it was drawn: a point on its base line, in PDF user space. */
export interface DrawnLine {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: TextFont;
}

/** A heading for the outline. */
export interface PlacedHeading {
  readonly title: string;
  /** From 1. */
  readonly page: number;
}

/** How a page lies in PDF user space, in points. */
export interface Sheet {
  /** As a reader sees it. */
  readonly width: number;
  readonly height: number;
  readonly mediaBox: readonly [number, number];
  /** Left bottom corner of the visible part; the rest of the sheet is cut off by a CropBox. */
  readonly cropAt?: readonly [number, number];
  readonly rotate: 0 | 90;
}

export const portrait: Sheet = { width: 595, height: 842, mediaBox: [595, 842], rotate: 0 };
/** A portrait sheet that a viewer turns a quarter clockwise. */
export const turned: Sheet = { width: 842, height: 595, mediaBox: [595, 842], rotate: 90 };
/** A sheet with room for crop marks around the visible part. */
export const cropped: Sheet = { ...portrait, mediaBox: [651, 898], cropAt: [28, 28] };

export interface Faces {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
  readonly italic: PDFFont;
}

export interface PaperOptions {
  readonly faces: Faces;
  readonly sheet?: Sheet;
  /** Points. */
  readonly size?: number;
  /** At the top of each page. */
  readonly running?: string;
  /** First line at the foot of each page, before the page number; no foot when left out. */
  readonly foot?: string;
}

const MARGIN = 68;
const INK = grayscale(0.08);
const BLUE = rgb(0.08, 0.2, 0.45);
/** Ascent and descent of the fonts in use, in ems: a mark reaches from one to the other. */
const ASCENT = 0.74;
const DESCENT = 0.21;

/** Lays text out on pages, top down, and remembers where marked words came to stand. */
export class Paper {
  readonly marks: PlacedMark[] = [];
  readonly headings: PlacedHeading[] = [];
  readonly drawn: DrawnLine[] = [];
  private readonly doc: PDFDocument;
  private readonly options: PaperOptions;
  private readonly size: number;
  private readonly sheets: Sheet[] = [];
  private page: PDFPage;
  private sheet: Sheet;
  /** Distance of the next line's top from the bottom of the visible page. */
  private y = 0;

  constructor(doc: PDFDocument, options: PaperOptions) {
    this.doc = doc;
    this.options = options;
    this.size = options.size ?? 10.5;
    this.sheet = options.sheet ?? portrait;
    this.page = this.newPage();
  }

  /** Begins a page, of another kind when told. */
  newPage(sheet: Sheet = this.sheet): PDFPage {
    this.sheet = sheet;
    this.page = this.doc.addPage([...sheet.mediaBox]);
    if (sheet.rotate) this.page.setRotation(degrees(sheet.rotate));
    if (sheet.cropAt) this.page.setCropBox(...sheet.cropAt, sheet.width, sheet.height);
    this.sheets.push(sheet);
    this.y = sheet.height - MARGIN;
    if (this.options.running) {
      const { regular } = this.options.faces;
      this.text(this.options.running, MARGIN, sheet.height - 42, { face: regular, size: 8 });
    }
    return this.page;
  }

  title(text: string): void {
    this.block(text, { face: this.options.faces.bold, size: this.size + 6 }, MARGIN, this.contentWidth);
    this.gap(6);
  }

  heading(text: string): void {
    this.gap(8);
    this.room(60);
    this.headings.push({ title: text, page: this.doc.getPageCount() });
    this.block(text, { face: this.options.faces.bold, size: this.size + 1.5 }, MARGIN, this.contentWidth);
    this.gap(2);
  }

  paragraph(text: string, face: keyof Faces = 'regular'): void {
    this.block(text, { face: this.options.faces[face], size: this.size }, MARGIN, this.contentWidth);
    this.gap(this.size * 0.6);
  }

  paragraphs(texts: readonly string[]): void {
    for (const text of texts) this.paragraph(text);
  }

  /** A paragraph with a number or bullet before it. */
  item(label: string, text: string): void {
    const font = { face: this.options.faces.regular, size: this.size };
    this.room(this.leading);
    this.text(label, MARGIN, this.y - this.size, font);
    this.block(text, font, MARGIN + 30, this.contentWidth - 30);
    this.gap(this.size * 0.4);
  }

  /** A line `label   value`. */
  field(label: string, value: string, indent = 92): void {
    const { bold, regular } = this.options.faces;
    this.room(this.leading);
    this.text(label, MARGIN, this.y - this.size, { face: bold, size: this.size });
    this.block(value, { face: regular, size: this.size }, MARGIN + indent, this.contentWidth - indent);
  }

  /** A line of its own, with no room after it. */
  line(text: string): void {
    this.block(text, { face: this.options.faces.regular, size: this.size }, MARGIN, this.contentWidth);
  }

  /** Begins a page unless so many points are left on this one. */
  keep(height: number): void {
    this.room(height);
  }

  /** A line that opens an address. */
  link(text: string, url: string): void {
    const font = { face: this.options.faces.regular, size: this.size };
    this.room(this.leading);
    const base = this.y - this.size;
    this.text(text, MARGIN, base, font, BLUE);
    const quad = this.quad(MARGIN, MARGIN + lineWidth(text, font), base, this.size);
    const annotation = this.doc.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [quad[4], quad[5], quad[2], quad[3]],
      Border: [0, 0, 0],
      A: { Type: 'Action', S: 'URI', URI: PDFString.of(url) },
    });
    this.page.node.addAnnot(this.doc.context.register(annotation));
    this.y -= this.leading;
  }

  rule(): void {
    this.gap(4);
    this.stroke(MARGIN, this.y, this.sheet.width - MARGIN, this.y, 0.6);
    this.gap(6);
  }

  gap(points: number): void {
    this.y -= points;
  }

  /** A table with ruled cells; widths are shares of the content's width, the first row is the head. */
  table(shares: readonly number[], rows: readonly (readonly string[])[]): void {
    const total = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / total) * this.contentWidth);
    const size = this.size - 1;
    rows.forEach((row, index) => {
      const font = { face: this.options.faces[index === 0 ? 'bold' : 'regular'], size };
      const cells = row.map((cell, column) => this.wrapped(cell, font, (widths[column] ?? 0) - 10));
      const height = Math.max(...cells.map(({ lines }) => lines.length)) * size * 1.25 + 8;
      this.room(height);
      let x = MARGIN;
      cells.forEach(({ text, lines }, column) => {
        this.drawLines(text, lines, font, x + 5, this.y - 4, size * 1.25);
        this.stroke(x, this.y, x, this.y - height, 0.5);
        x += widths[column] ?? 0;
      });
      this.stroke(x, this.y, x, this.y - height, 0.5);
      this.stroke(MARGIN, this.y, x, this.y, index === 0 ? 1 : 0.5);
      this.y -= height;
      this.stroke(MARGIN, this.y, x, this.y, index === 0 ? 1 : 0.5);
    });
    this.gap(10);
  }

  /** A picture over the content's width or less; returns its quad. */
  picture(image: PDFImage, width: number, height: number): { readonly page: number; readonly quad: Quad } {
    this.room(height + 8);
    const [x, y] = this.toUser(MARGIN, this.y - height);
    this.page.drawImage(image, { x, y, width, height, rotate: degrees(this.sheet.rotate) });
    const corners = [
      [MARGIN, this.y],
      [MARGIN + width, this.y],
      [MARGIN, this.y - height],
      [MARGIN + width, this.y - height],
    ].flatMap(([u = 0, v = 0]) => [...this.toUser(u, v)]);
    this.gap(height + 10);
    return { page: this.doc.getPageCount(), quad: corners as unknown as Quad };
  }

  /** Left bottom corner, in user space, of a field of so many points high, with the page it is on. */
  place(height: number): { readonly page: PDFPage; readonly x: number; readonly y: number } {
    this.room(height);
    this.y -= height;
    const [x, y] = this.toUser(MARGIN + 150, this.y);
    return { page: this.page, x, y };
  }

  /** Writes the foot of every page, now that their number is known. */
  finish(): void {
    const { foot } = this.options;
    if (foot === undefined) return;
    const font = { face: this.options.faces.regular, size: 8 };
    const pages = this.doc.getPages();
    pages.forEach((page, index) => {
      this.page = page;
      this.sheet = this.sheets[index] ?? this.sheet;
      this.text(foot, MARGIN, 36, font);
      const number = `Pagina ${index + 1} van ${pages.length}`;
      this.text(number, this.sheet.width - MARGIN - lineWidth(number, font), 36, font);
    });
  }

  private get contentWidth(): number {
    return this.sheet.width - 2 * MARGIN;
  }

  private get leading(): number {
    return this.size * 1.42;
  }

  private room(height: number): void {
    if (this.y - height < MARGIN) this.newPage();
  }

  private wrapped(source: string, font: TextFont, width: number) {
    const text = parseInline(source);
    return { text, lines: wrap(text.plain, font, width) };
  }

  /** Text in lines, over pages where needed. */
  private block(source: string, font: TextFont, x: number, width: number): void {
    const { text, lines } = this.wrapped(source, font, width);
    const leading = font.size * 1.42;
    for (const line of lines) {
      this.room(leading);
      this.drawLines(text, [line], font, x, this.y, leading);
      this.y -= leading;
    }
  }

  /** Draws lines below `top`, and notes the marks in them. */
  private drawLines(
    text: InlineText,
    lines: readonly Line[],
    font: TextFont,
    x: number,
    top: number,
    leading: number,
  ): void {
    lines.forEach((line, index) => {
      const base = top - font.size - index * leading;
      this.text(text.plain.slice(line.start, line.end), x, base, font);
      for (const span of text.spans) {
        const start = Math.max(span.start, line.start);
        const end = Math.min(span.end, line.end);
        if (start >= end) continue;
        const from = x + lineWidth(text.plain.slice(line.start, start), font);
        const quote = text.plain.slice(start, end);
        this.note(span, span.label, quote, this.quad(from, from + lineWidth(quote, font), base, font.size));
      }
    });
  }

  private readonly open = new Map<object, { page: number; quads: Quad[]; index: number }>();

  /** A mark that runs over lines grows; over a page it becomes two. */
  private note(span: object, label: MarkLabel, quote: string, quad: Quad): void {
    const page = this.doc.getPageCount();
    const known = this.open.get(span);
    const mark = known && this.marks[known.index];
    if (known && mark && known.page === page) {
      known.quads.push(quad);
      this.marks[known.index] = { ...mark, quads: known.quads, quote: `${mark.quote} ${quote}` };
      return;
    }
    const quads = [quad];
    this.open.set(span, { page, quads, index: this.marks.length });
    this.marks.push({ label, page, quads, quote });
  }

  private text(text: string, u: number, v: number, { face, size }: TextFont, color: Color = INK): void {
    const [x, y] = this.toUser(u, v);
    this.drawn.push({ page: this.doc.getPages().indexOf(this.page) + 1, text, x, y, font: { face, size } });
    this.page.drawText(text, { x, y, font: face, size, color, rotate: degrees(this.sheet.rotate) });
  }

  private stroke(u1: number, v1: number, u2: number, v2: number, thickness: number): void {
    const [x1, y1] = this.toUser(u1, v1);
    const [x2, y2] = this.toUser(u2, v2);
    this.page.drawLine({ start: { x: x1, y: y1 }, end: { x: x2, y: y2 }, thickness, color: INK });
  }

  private quad(left: number, right: number, base: number, size: number): Quad {
    const top = base + ASCENT * size;
    const bottom = base - DESCENT * size;
    return [
      ...this.toUser(left, top),
      ...this.toUser(right, top),
      ...this.toUser(left, bottom),
      ...this.toUser(right, bottom),
    ];
  }

  /** From the page as a reader sees it to PDF user space (ISO 32000-2, 8.3.2.3). */
  private toUser(u: number, v: number): [number, number] {
    if (this.sheet.rotate === 90) return [this.sheet.mediaBox[0] - v, u];
    const [left, bottom] = this.sheet.cropAt ?? [0, 0];
    return [left + u, bottom + v];
  }
}

/** Sets the outline of a document: one entry a heading. */
export function addOutline(doc: PDFDocument, headings: readonly PlacedHeading[]): void {
  const { context } = doc;
  const root = context.nextRef();
  const refs = headings.map(() => context.nextRef());
  headings.forEach(({ title, page }, index) => {
    const at = refs[index];
    if (!at) return;
    const previous = refs[index - 1];
    const next = refs[index + 1];
    context.assign(
      at,
      context.obj({
        Title: PDFHexString.fromText(title),
        Parent: root,
        Dest: [doc.getPage(page - 1).ref, PDFName.of('Fit')],
        ...(previous ? { Prev: previous } : {}),
        ...(next ? { Next: next } : {}),
      }),
    );
  });
  const [first] = refs;
  const last = refs.at(-1);
  if (!first || !last) return;
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }));
  doc.catalog.set(PDFName.of('Outlines'), root);
}
