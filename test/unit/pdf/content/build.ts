import { PDFDocument, PDFName, type PDFContext, type PDFDict, type PDFRef } from 'pdf-lib';
import type { ContentOptions, ImageCutter, PageRemoval } from '../../../../src/pdf/content/types.ts';
import { redactPageContent } from '../../../../src/pdf/content/page.ts';
import type { Quad } from '../../../../src/core/model/redaction.ts';

type Literal = Parameters<PDFContext['obj']>[0];

/** One page to build: its content (several streams when an array) and resources. */
export interface PageSource {
  readonly content: string | readonly string[];
  readonly resources?: Record<string, unknown>;
  readonly entries?: Record<string, unknown>;
}

/** Objects as literals; PDF objects may stand anywhere in them. */
export const literal = (value: unknown): Literal => value as Literal;

/** A file with pages of raw content, saved and read again, so that it is like any other file. */
export async function buildPdf(
  pages: readonly PageSource[] | ((context: PDFContext) => readonly PageSource[]),
): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const sources = typeof pages === 'function' ? pages(doc.context) : pages;
  for (const source of sources) {
    const page = doc.addPage([400, 300]).node;
    const streams = typeof source.content === 'string' ? [source.content] : source.content;
    const refs = streams.map((text) => doc.context.register(doc.context.stream(latin1(text))));
    page.set(PDFName.of('Contents'), refs.length === 1 ? refs[0]! : doc.context.obj(refs));
    const resources = { Font: { F1: helvetica }, ...source.resources };
    page.set(PDFName.of('Resources'), doc.context.obj(literal(resources)));
    for (const [key, value] of Object.entries(source.entries ?? {})) {
      page.set(PDFName.of(key), doc.context.obj(literal(value)));
    }
  }
  return doc.save({ useObjectStreams: false, updateFieldAppearances: false });
}

export const helvetica = {
  Type: 'Font',
  Subtype: 'Type1',
  BaseFont: 'Helvetica',
  Encoding: 'WinAnsiEncoding',
};

/** A stream with its dictionary, registered. */
export function stream(
  context: PDFContext,
  content: string | Uint8Array,
  dict: Record<string, unknown>,
): PDFRef {
  const bytes = typeof content === 'string' ? latin1(content) : content;
  return context.register(context.stream(bytes, dict as Parameters<PDFContext['stream']>[1]));
}

/** A form XObject of 400 x 300 points unless told otherwise. */
export function form(context: PDFContext, content: string, dict: Record<string, unknown> = {}): PDFRef {
  return stream(context, content, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 400, 300], ...dict });
}

export const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** For tests without images: meeting one is told, not hidden. */
export const noImages: ImageCutter = {
  cut: () => ({ unsupported: 'image' }),
  cutInline: () => ({ unsupported: 'inline image' }),
  alone: () => ({ unsupported: 'image' }),
};

export interface Redacted {
  readonly bytes: Uint8Array;
  readonly doc: PDFDocument;
  readonly removals: readonly PageRemoval[];
}

/** Redacts pages (from 0) of a file and saves it. */
export async function redact(
  bytes: Uint8Array,
  marks: Readonly<Record<number, readonly Quad[]>>,
  options: Partial<ContentOptions> = {},
): Promise<Redacted> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const removals: PageRemoval[] = [];
  for (let i = 0; i < doc.getPageCount(); i++) {
    removals.push(await redactPageContent(doc, i, marks[i] ?? [], { images: noImages, ...options }));
  }
  const saved = await doc.save({ useObjectStreams: false, updateFieldAppearances: false });
  return { bytes: saved, doc, removals };
}

/** A quad from a rectangle: left, bottom, right, top. */
export function box(left: number, bottom: number, right: number, top: number): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** The page's dictionary (from 0). */
export function pageDict(doc: PDFDocument, page = 0): PDFDict {
  return doc.getPage(page).node;
}
