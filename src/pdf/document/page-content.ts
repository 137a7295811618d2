import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';
import { dictAt, entry, nameText } from '../objects/lookup.ts';
import { deflatedStream, streamBytes } from '../objects/stream-bytes.ts';

/**
 * Puts content before and behind a page's own, in streams of its own or in those of `written`, which are new and
 * this page's alone; others are not touched.
 */
export function wrapContent(
  page: PDFPage,
  before: string,
  behind: string,
  written: readonly PDFObject[] = [],
): void {
  const { context } = page.doc;
  const parts = contentParts(page);
  const [first] = parts;
  const last = parts.at(-1);
  if (before !== '' && !(first && extend(context, first, written, before, ''))) {
    parts.unshift(contentStream(page, before));
  }
  if (behind !== '' && !(last && extend(context, last, written, '', behind))) {
    parts.push(contentStream(page, behind));
  }
  const contents = PDFArray.withContext(context);
  for (const part of parts) contents.push(part);
  page.node.set(PDFName.of('Contents'), parts.length === 1 ? parts[0]! : contents);
}

/** What the interpreter has read and written fits in this. */
const MOST = 1 << 30;
const LINE_END = 10;

/** Adds to a stream if it is one of `written`. */
function extend(
  context: PDFContext,
  part: PDFObject,
  written: readonly PDFObject[],
  before: string,
  behind: string,
): boolean {
  const stream = context.lookup(part);
  if (!(part instanceof PDFRef) || !written.includes(part) || !(stream instanceof PDFRawStream)) return false;
  const own = streamBytes(stream, MOST);
  const ends = own.at(-1) === LINE_END && behind.startsWith('\n');
  const all = [Buffer.from(before, 'latin1'), own, Buffer.from(ends ? behind.slice(1) : behind, 'latin1')];
  context.assign(part, deflatedStream(context, Buffer.concat(all)));
  return true;
}

function contentParts(page: PDFPage): PDFObject[] {
  const raw = page.node.get(PDFName.of('Contents'));
  const found = entry(page.node, 'Contents');
  if (found instanceof PDFArray) return [...found.asArray()];
  return raw !== undefined && found instanceof PDFStream ? [raw] : [];
}

const shared = new WeakMap<PDFContext, Map<string, PDFRef>>();

/** Short pieces that every page gets (`q`) are one object for all. */
function contentStream(page: PDFPage, text: string): PDFRef {
  const { context } = page.doc;
  const known = shared.get(context) ?? new Map<string, PDFRef>();
  shared.set(context, known);
  const present = text.length < 16 ? known.get(text) : undefined;
  if (present) return present;
  const ref = newStream(context, text);
  if (text.length < 16) known.set(text, ref);
  return ref;
}

function newStream(context: PDFContext, text: string): PDFRef {
  const bytes = Buffer.from(text, 'latin1');
  // Deflating a handful of bytes makes them more.
  const stream =
    bytes.length < 64
      ? PDFRawStream.of(context.obj({}), new Uint8Array(bytes))
      : deflatedStream(context, bytes);
  return context.register(stream);
}

/**
 * Adds a resource under a name that the page does not use yet, or finds the name that it was added under; without
 * slash. The
 * dictionaries are copied first, since other pages may share them.
 */
export function addResource(page: PDFPage, category: string, prefix: string, value: PDFObject): string {
  const { context } = page.doc;
  const resources = dictAt(page.node, 'Resources')?.clone(context) ?? PDFDict.withContext(context);
  const entries = dictAt(resources, category)?.clone(context) ?? PDFDict.withContext(context);
  const own = entries.entries().find(([key, each]) => each === value && nameText(key).startsWith(prefix));
  if (own) return own[0].decodeText();
  let number = 0;
  while (entries.has(PDFName.of(`${prefix}${number}`))) number++;
  const name = `${prefix}${number}`;
  entries.set(PDFName.of(name), value);
  resources.set(PDFName.of(category), entries);
  page.node.set(PDFName.of('Resources'), resources);
  return name;
}

/** A number as PDF syntax has it: no exponent, four decimals. */
export function pdfNumber(value: number): string {
  const rounded = Math.round(value * 1e4) / 1e4;
  return Object.is(rounded, -0) || !Number.isFinite(rounded) ? '0' : rounded.toFixed(4).replace(/\.?0+$/, '');
}
